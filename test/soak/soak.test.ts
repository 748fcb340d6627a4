import { describe, expect, test } from "vitest";
import type { Sample } from "./sample.ts";
import { soak } from "./soak.ts";
import { verdictInWords, verdictOn } from "./verdict.ts";

const MB = 1024 * 1024;

/** Twenty minutes of samples, each as `at` says. */
function minutes(at: (minute: number) => Partial<Sample>): Sample[] {
  return Array.from({ length: 21 }, (_, minute) => ({
    ...{ at_minutes: minute, resident_bytes: 200 * MB, heap_bytes: 90 * MB, reserved_bytes: 100 * MB },
    ...{ external_bytes: 40 * MB, handles: 60 },
    counts: minute === 4 || minute === 20 ? { timers: 50, listeners: 700 } : null,
    ...at(minute),
  }));
}

describe("the verdict on a soak", () => {
  test("is steady where all stays as it was after the warm-up, whatever it was before", () => {
    const samples = minutes((minute) => (minute < 5 ? { resident_bytes: 100 * MB, heap_bytes: 50 * MB } : {}));
    expect(verdictOn(samples, 5)).toMatchObject({ isSteady: true });
  });

  test("is not steady where the heap grows by a per cent a minute", () => {
    const verdict = verdictOn(
      minutes((minute) => ({ heap_bytes: 90 * MB * 1.01 ** minute })),
      5,
    );
    expect(verdict.isSteady).toBe(false);
    expect(verdictInWords(verdict)).toMatch(/heap after collection .* \+1\d\.\d % +NOT STEADY/u);
  });

  test.each(["timers", "listeners"] as const)("is not steady where %s gather", (what) => {
    const gathered = { timers: 50, listeners: 700 };
    const samples = minutes((minute) =>
      minute === 20 ? { counts: { ...gathered, [what]: gathered[what] + 200 } } : {},
    );
    expect(verdictOn(samples, 5).isSteady).toBe(false);
  });

  test.for([
    ["grow by half a megabyte a minute", (minute: number) => 40 + minute / 2, false],
    ["are a picture more at the end", (minute: number) => (minute > 17 ? 42 : 40), true],
  ] as const)("hears of buffers outside the heap that %s", ([, megabytesAt, isSteady]) => {
    const samples = minutes((minute) => ({ external_bytes: megabytesAt(minute) * MB }));
    expect(verdictOn(samples, 5).isSteady).toBe(isSteady);
  });

  test.for([
    ["memory", { resident_bytes: 150 * MB }],
    ["heap", { heap_bytes: 60 * MB }],
    ["buffers", { external_bytes: 20 * MB }],
  ] as const)(
    "is not steady where %s falls, because then it was not settled when the measuring began",
    ([, fallen]) => {
      expect(
        verdictOn(
          minutes((minute) => (minute > 12 ? fallen : {})),
          5,
        ).isSteady,
      ).toBe(false);
    },
  );

  test("is not steady where nothing was counted, or too little was seen to compare", () => {
    expect(
      verdictOn(
        minutes(() => ({ counts: null })),
        5,
      ).isSteady,
    ).toBe(false);
    expect(
      verdictOn(
        minutes(() => ({})),
        16,
      ).isSteady,
    ).toBe(false);
  });

  test("is not led astray by a single moment", () => {
    const samples = minutes((minute) =>
      minute === 20 || minute === 6 ? { resident_bytes: 400 * MB, handles: 900 } : {},
    );
    expect(verdictOn(samples, 5).isSteady).toBe(true);
  });
});

test("a soak of seconds drives all chats, looks into the process and ends it cleanly", {
  timeout: 300_000,
}, async () => {
  const seen: Sample[] = [];
  const { samples, done, exitCode } = await soak({
    ...{ minutes: 0.05, sampleEvery_minutes: 0.05, perSecond: 5, people: 3, counts: false },
    onSample: (sample) => void seen.push(sample),
  });
  expect(done.unanswered).toEqual([]);
  expect(done.pictures + done.breaks + done.questions + done.purchases).toBeGreaterThan(0);
  expect(exitCode).toBe(0);
  expect(samples).toEqual(seen);
  expect(samples).toHaveLength(2);
  for (const { resident_bytes, heap_bytes, handles } of samples) {
    expect(Math.min(resident_bytes, heap_bytes, handles)).toBeGreaterThan(0);
  }
});
