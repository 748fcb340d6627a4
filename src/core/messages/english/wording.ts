/** "1 credit", "12 credits". */
export function credits(amount: number): string {
  return `${amount} ${amount === 1 ? "credit" : "credits"}`;
}

/** "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "24 Nov 2026", in UTC. */
export function day(date: Date): string {
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "24 Nov 2026, 06:12 UTC". */
export function minute(date: Date): string {
  return `${day(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** For what puts numbers, lists and times into fields of its own. */
export const wording = { credits, list, day, minute };
