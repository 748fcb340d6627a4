import { describe, expect, test } from "vitest";
import { remindOfClocks, stageOf } from "../../../src/core/reports/complaint-clock.ts";
import { missingIn, noticeElements } from "../../../src/core/reports/infringement-notice.ts";
import { TestClock } from "../../support/credits.ts";

const HOUR_MS = 3_600_000;
const now = new Date("2026-11-24T12:00:00Z");
const dueIn = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
const open = { kind: "intimate", decision: null } as const;

describe("a complaint that has to be decided in time", () => {
  test.each([
    [48, null],
    [24.1, null],
    [24, "24"],
    [6.5, "24"],
    [6, "6"],
    [0.1, "6"],
    [0, "overdue-0"],
    [-23, "overdue-0"],
    [-25, "overdue-1"],
    [-49, "overdue-2"],
  ])("%s hours before its end is at stage %s", (hours, stage) => {
    for (const kind of ["gravest", "intimate", "infringement"] as const) {
      expect(stageOf({ ...open, kind, dueAt: dueIn(hours) }, now)?.stage ?? null).toBe(stage);
    }
  });

  test("a decided one, one without a clock and one of another kind are nobody’s reminder", () => {
    const decision = { outcome: "acted", by: "memory:operator", note: "", at: now } as const;
    expect(stageOf({ ...open, dueAt: dueIn(-1), decision }, now)).toBeNull();
    expect(stageOf({ ...open, dueAt: null }, now)).toBeNull();
    expect(stageOf({ ...open, kind: "appeal", dueAt: dueIn(-1) }, now)).toBeNull();
  });

  test("each stage is told once, however often somebody looks", async () => {
    const clock = new TestClock();
    const dueAt = new Date(clock.now().getTime() + 48 * HOUR_MS);
    const one = {
      ...open,
      ...{ id: "cccccccccccccccccccc", account: null, generation: "g", violations: [], sanction: null, report: null },
      ...{ statement: null, evidence: [], count: 1, openedAt: clock.now(), dueAt, version: 1 },
    };
    const told = new Set<string>();
    const tellOperators = async (key: string) => {
      told.add(key);
    };
    for (let hour = 0; hour <= 50; hour++) {
      await remindOfClocks({ cases: { waiting: async () => [one] }, tellOperators, clock });
      await remindOfClocks({ cases: { waiting: async () => [one] }, tellOperators, clock });
      clock.move(HOUR_MS);
    }
    expect([...told]).toEqual([24, 6, "overdue-0"].map((stage) => `complaint:${one.id}:${stage}`));
  });
});

describe("a notice about somebody’s work", () => {
  const whole = {
    ...{ name: "Ada Lovelace", contact: "ada@example.org", work: "The Fox, 1843", material: "abcd2345" },
    ...{ goodFaith: true, accuracy: true, signature: "Ada Lovelace" },
  };

  test("is whole with all of its elements", () => expect(missingIn(whole)).toEqual([]));

  test.each(noticeElements)("without %s is told so", (element) => {
    expect(missingIn({ ...whole, [element]: typeof whole[element] === "string" ? "  " : false })).toEqual([element]);
    const { [element]: _left, ...rest } = whole;
    expect(missingIn(rest)).toEqual([element]);
  });
});
