/** Numbers of a version; what follows a dash makes it older than the same without. */
function parts(version: string): [number, number, number, boolean] {
  const [, major = "", minor = "", patch = "", before] = /^(\d+)\.(\d+)\.(\d+)(-[^+]*)?(?:\+.*)?$/u.exec(version) ?? [];
  if (major === "") throw new Error(`${version} is no version`);
  return [Number(major), Number(minor), Number(patch), before !== undefined];
}

function compare(one: string, other: string): number {
  const [a, b] = [parts(one), parts(other)];
  for (const index of [0, 1, 2] as const) {
    if (a[index] !== b[index]) return a[index] - b[index];
  }
  return Number(b[3]) - Number(a[3]);
}

/**
 * Whether a version is in a range as advisories write them: comparisons that all hold (`>=1.2.0 <1.2.6`), and several of those
 * divided by `||`.
 * @throws Error when the range is written otherwise
 */
export function isWithin(version: string, range: string): boolean {
  return range.split("||").some((choice) =>
    choice
      .trim()
      .split(/\s+/u)
      .every((comparison) => {
        const [, sign = "", limit = ""] = /^(<=|>=|<|>|=)(\d+\.\d+\.\d+(?:-[\w.]+)?)$/u.exec(comparison) ?? [];
        if (limit === "") throw new Error(`${range} is no range of an advisory`);
        const order = compare(version, limit);
        if (sign === "=") return order === 0;
        return sign.startsWith("<")
          ? order < 0 || (sign === "<=" && order === 0)
          : order > 0 || (sign === ">=" && order === 0);
      }),
  );
}
