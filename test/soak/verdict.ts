import type { Counts, Sample } from "./sample.ts";

/** How much more or less a process may hold at the end than after it had warmed up: less is no leak, and still no steady state. */
export const SHARE_MAX = 0.1;
/** Beside the share: as much as a few pictures that are under way when a sample is taken. */
const BUFFERS_SLACK_BYTES = 2 * 1024 * 1024;
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

  const near = (before: number, after: number, slack: number) => Math.abs(after - before) <= before * SHARE_MAX + slack;
  function memory(what: string, figure: keyof Sample & `${string}_bytes`, slack_bytes = 0): Line {
    const [before, after] = [first, last].map((some) => median(some.map((sample) => sample[figure]))) as [
      number,
      number,
    ];
    return { what, before, after, unit: "MB", isSteady: near(before, after, slack_bytes) };
  }
  function few(what: string, before: number, after: number): Line {
    return { what, before, after, unit: "", isSteady: near(before, after, COUNT_SLACK) };
  }
  const count = (what: string, figure: keyof Counts): Line =>
    few(what, counted[0]?.[figure] ?? Number.NaN, counted.at(-1)?.[figure] ?? Number.NaN);
  const handles = (some: readonly Sample[]) => median(some.map((sample) => sample.handles));

  const lines: Line[] = [
    memory("memory of the process", "resident_bytes"),
    memory("heap after collection", "heap_bytes"),
    { ...memory("heap as reserved", "reserved_bytes"), isSteady: null },
    memory("buffers outside the heap", "external_bytes", BUFFERS_SLACK_BYTES),
    few("open handles", handles(first), handles(last)),
    count("timers", "timers"),
    count("listeners", "listeners"),
  ];
  // Samples that are first and last at once would agree with themselves.
  const isEnough = warm.length >= 2 * SAMPLES_TOGETHER;
  return { isSteady: isEnough && lines.every(({ isSteady }) => isSteady !== false), lines };
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
