const DAY_MS = 24 * 60 * 60 * 1000;

/** The beginning (UTC) of the day that somebody wrote: `2026-11-24`, `2026/11/24`, `today`, `yesterday`; null when it is none. */
export function readDay(written: string, now: Date): Date | null {
  const text = written.normalize("NFKC").trim().toLowerCase();
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  if (text === "today") return new Date(today);
  if (text === "yesterday") return new Date(today - DAY_MS);
  const [, year, month, day] = (/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const read = new Date(Date.UTC(year, month - 1, day));
  // The 30th of February would be the 2nd of March, which nobody meant.
  const isReal = read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  return isReal ? read : null;
}

/** The moment at which the day ends. */
export function endOf(day: Date): Date {
  return new Date(day.getTime() + DAY_MS);
}

/** Numbers from 1 to `max` as somebody listed them: `1, 3`, `2-4`, `1 and 5`, `all`; null when that is not what it says. */
export function readNumbers(written: string, max: number): number[] | null {
  const text = written.normalize("NFKC").trim().toLowerCase();
  if (text === "all") return Array.from({ length: max }, (_, index) => index + 1);
  const numbers = new Set<number>();
  for (const part of text.replace(/\s*[-–—]\s*/gu, "-").split(/[\s,;&+.、，]+|and/u)) {
    if (part === "") continue;
    const [, from, to = from] = /^(\d{1,3})(?:-(\d{1,3}))?$/u.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (!(first >= 1 && last >= first && last <= max)) return null;
    for (let number = first; number <= last; number++) numbers.add(number);
  }
  return numbers.size === 0 ? null : [...numbers].toSorted((a, b) => a - b);
}
