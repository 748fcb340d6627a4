import type { Counts, Sample } from "./sample.ts";

/** How much more or less a process may hold at the end than after it had warmed up. */
export const SHARE_MAX = 0.1;
/** A pool may hold a connection more, and each has a dozen listeners. */
const COUNT_SLACK = 50;
/** Samples that are taken together at the beginning and at the end, so that no single moment decides. */
const SAMPLES_TOGETHER = 3;

export interface Line {
  readonly what: string;
  readonly before: number;
  readonly after: number;
  readonly unit: "MB" | "";
  /** null: for the record only. */
  readonly isSteady: boolean | null;
}

export interface Verdict {
  readonly isSteady: boolean;
  readonly lines: readonly Line[];
}

/** Compares what the process held from `warm_minutes` on with what it held at the end. */
export function verdictOn(samples: readonly Sample[], warm_minutes: number): Verdict {
  const warm = samples.filter(({ at_minutes }) => at_minutes >= warm_minutes);
  const first = warm.slice(0, SAMPLES_TOGETHER);
  const last = warm.slice(-SAMPLES_TOGETHER);
  const counted = samples.flatMap(({ counts }) => counts ?? []);

  function memory(what: string, figure: keyof Sample & `${string}_bytes`): Line {
    const [before, after] = [first, last].map((some) => median(some.map((sample) => sample[figure]))) as [
      number,
      number,
    ];
    return { what, before, after, unit: "MB", isSteady: Math.abs(after - before) <= before * SHARE_MAX };
  }
  function few(what: string, before: number, after: number): Line {
    return { what, before, after, unit: "", isSteady: after <= before * (1 + SHARE_MAX) + COUNT_SLACK };
  }
  const count = (what: string, figure: keyof Counts): Line =>
    few(what, counted[0]?.[figure] ?? Number.NaN, counted.at(-1)?.[figure] ?? Number.NaN);
  const handles = (some: readonly Sample[]) => median(some.map((sample) => sample.handles));

  const lines: Line[] = [
    memory("memory of the process", "resident_bytes"),
    memory("heap after collection", "heap_bytes"),
    { ...memory("heap as reserved", "reserved_bytes"), isSteady: null },
    { ...memory("buffers outside the heap", "external_bytes"), isSteady: null },
    few("open handles", handles(first), handles(last)),
    count("timers", "timers"),
    count("listeners", "listeners"),
  ];
  return { isSteady: lines.every(({ isSteady }) => isSteady !== false), lines };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const MB = 1024 * 1024;

export function verdictInWords({ lines }: Verdict): string {
  return lines
    .map(({ what, before, after, unit, isSteady }) => {
      const shown = (value: number) => (unit === "MB" ? `${(value / MB).toFixed(1)} MB` : String(value));
      const change = `${after >= before ? "+" : ""}${(((after - before) / before) * 100).toFixed(1)} %`;
      const judged = isSteady === null ? "for the record" : isSteady ? "steady" : "NOT STEADY";
      return `${what.padEnd(26)} ${shown(before).padStart(10)} → ${shown(after).padStart(10)}  ${change.padStart(8)}  ${judged}`;
    })
    .join("\n");
}
