import type { Inspector } from "./inspector.ts";

/** A map, set or array with many entries, told by one of its entries. */
interface Large {
  readonly size: number;
  readonly entry: string;
}

const LARGEST = `function () {
  const found = [];
  for (const one of this) {
    try {
      const size = Array.isArray(one) ? one.length : one.size;
      if (size < 200) continue;
      const entry = Array.isArray(one) ? one[one.length - 1] : [...one.keys()][size - 1];
      const kind = typeof entry === "object" && entry !== null ? entry.constructor?.name + " " + Object.keys(entry).slice(0, 6) : String(entry);
      found.push({ size, entry: kind.slice(0, 80) });
    } catch {}
  }
  return found.sort((a, b) => b.size - a.size).slice(0, 25);
}`;

/** The largest collections of the process, to find what grows. */
export async function largestIn(inspector: Inspector): Promise<string> {
  const lines: string[] = [];
  for (const kind of ["Map", "Set", "Array"]) {
    for (const { size, entry } of await inspector.amongAll<readonly Large[]>(`${kind}.prototype`, LARGEST)) {
      lines.push(`  ${kind} of ${size}: ${entry}`);
    }
  }
  return lines.join("\n");
}
