import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";
import {
  type CarriedSanction,
  isInGoodStanding,
  type Sanction,
  standingOf,
} from "../../../src/core/moderation/sanction.ts";
import { dueThreshold, rankOf, strikesIn, thresholdsOf } from "../../../src/core/moderation/sanctions-thresholds.ts";
import { HOUR_MS, START } from "../../support/credits.ts";
import { aSanction } from "./case-stage.ts";
import { sanctionsStage, violationsOf } from "./sanctions-stage.ts";

const later = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);
const suspension = (hours: number | null, changes: Partial<Sanction> = {}): Sanction =>
  aSanction(`s${hours}`, { until: hours === null ? null : later(hours), ...changes });
const dueOf = (strikes: readonly number[], earlier: readonly Sanction[] = []) => {
  const all = violationsOf(...strikes);
  const last = all.at(-1);
  return last === undefined
    ? null
    : (dueThreshold(last, all, earlier, defaultModerationNumbers)?.threshold.name ?? null);
};

describe("what strikes add up to", () => {
  test.each([
    [[1.5], null],
    [[2], "warning"],
    [[1, 1], "warning"],
    [[4.5], "warning"],
    [[0.5, 4.5], "day"],
    [[7.5], "day"],
    [[8], "week"],
    [[11.5], "week"],
    [[6, 6], "indefinite"],
    [[100], "indefinite"],
  ] as const)("%j is %s", (strikes, name) => {
    expect(dueOf(strikes)).toBe(name);
  });

  test("each threshold follows once from the same strikes, and the harder one uses up the milder", () => {
    const first = ["v0", "v1"];
    expect(dueOf([1, 1, 1], [aSanction("w", { kind: "warning", violations: first })])).toBeNull();
    expect(dueOf([4, 1, 0.5], [suspension(24, { violations: first })])).toBeNull();
    expect(dueOf([4, 1, 3], [suspension(24, { violations: first })])).toBe("week");
    expect(dueOf([8, 1, 1.5], [suspension(168, { violations: first })])).toBeNull();
    expect(dueOf([8, 0, 2.5], [suspension(168, { violations: first })])).toBeNull();
  });

  test("a threshold follows again once enough of what it came of no longer counts", () => {
    // Of the eight that were punished so many still count.
    expect(dueOf([4, 0, 0.5], [suspension(168, { violations: ["v0", "v1", "gone"] })])).toBeNull();
    expect(dueOf([4, 0, 1], [suspension(168, { violations: ["v0", "v1", "gone"] })])).toBe("day");
    expect(dueOf([4, 2, 2], [suspension(168, { violations: ["v0", "v1", "gone"] })])).toBe("week");
  });

  test("what was lifted uses nothing up, but the violation that brought it does not bring it again", () => {
    const lifted = suspension(24, { violations: ["v0", "v1"], liftedAt: START });
    expect(dueOf([4.5, 0.5], [lifted])).toBe("warning");
    expect(dueOf([4.5, 0.5, 0.5], [lifted])).toBe("day");
  });

  test("their order of hardness is the order in which they stand", () => {
    const ranks = [aSanction("w", { kind: "warning" }), suspension(24), suspension(168), suspension(null)].map(rankOf);
    expect(ranks).toEqual([0, 1, 2, 3]);
    const strikes = thresholdsOf(defaultModerationNumbers).map((one) => one.strikes);
    expect(strikes).toEqual(strikes.toSorted((a, b) => a - b));
  });
});

describe("the standing", () => {
  const carried = (id: string, changes: Partial<CarriedSanction> = {}): CarriedSanction => ({
    ...{ id, kind: "suspension", reason: "terms", effectiveAt: START, until: later(24) },
    ...changes,
  });

  test("goes by the clock alone, to the millisecond", () => {
    const one = [carried("s")];
    expect(standingOf(one, START)).toMatchObject({ state: "suspended", until: later(24), sanction: "s" });
    expect(standingOf(one, new Date(later(24).getTime() - 1)).state).toBe("suspended");
    expect(standingOf(one, later(24))).toEqual({ state: "good" });
    expect(standingOf([], START)).toEqual({ state: "good" });
  });

  test("is that of the hardest one in force", () => {
    const day = carried("day");
    const week = carried("week", { until: later(168) });
    const endless = carried("endless", { until: null });
    const end = carried("end", { kind: "termination", effectiveAt: later(48), until: null });
    const nameOf = (all: CarriedSanction[], at: Date) => {
      const standing = standingOf(all, at);
      return standing.state === "good" ? "good" : standing.sanction;
    };
    expect(nameOf([day, week], START)).toBe("week");
    expect(nameOf([endless, week], START)).toBe("endless");
    expect(nameOf([day, end], later(25))).toBe("good");
    expect(nameOf([endless, end, week], later(48))).toBe("end");
  });

  test("is not good for linking and buying while an end is announced", () => {
    const end = carried("end", { kind: "termination", effectiveAt: later(48), until: null });
    expect(standingOf([end], START).state).toBe("good");
    expect(isInGoodStanding([end], START)).toBe(false);
    expect(isInGoodStanding([carried("day")], later(24))).toBe(true);
  });
});

test("whatever the order, and however often each comes, by whichever process: the same suspension, told once", async () => {
  const weights = fc.array(fc.constantFrom(0.5, 1, 1.5, 2, 5), { minLength: 1, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(weights, fc.infiniteStream(fc.nat()), async (strikes, chance) => {
      const stage = sanctionsStage();
      const { account } = stage;
      const processes = [stage.sanctions, stage.another()];
      const all = violationsOf(...strikes);
      const shuffled = [...all, ...all].toSorted(() => (Number(chance.next().value) % 2 === 0 ? 1 : -1));
      const seen: typeof all = [];
      const work: Promise<unknown>[] = [];
      for (const violation of shuffled) {
        if (!seen.includes(violation)) seen.push(violation);
        const one = processes[Number(chance.next().value) % 2] ?? stage.sanctions;
        const weighing = one.weigh(violation, [...seen]);
        if (Number(chance.next().value) % 2 === 0) await weighing;
        work.push(weighing);
      }
      await Promise.all(work);
      const standing = standingOf(account().sanctions, stage.clock.now());
      const hours = standing.state === "suspended" && standing.until ? Number(standing.until) - Number(START) : null;
      const sum = strikesIn(all);
      const expected = sum >= 12 ? "endless" : sum >= 8 ? 168 : sum >= 5 ? 24 : "none";
      const is = standing.state === "good" ? "none" : hours === null ? "endless" : hours / HOUR_MS;
      expect(is).toBe(expected);
      const inForce = stage.store.all().filter(({ kind }) => kind === "suspension");
      expect(new Set(inForce.map((one) => one.until?.getTime() ?? null)).size).toBe(inForce.length);
      expect(stage.told()).toHaveLength(stage.store.all().length);
    }),
    { numRuns: 60 },
  );
});
