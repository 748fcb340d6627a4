import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Heart, ProcessStore } from "../../../src/core/generation/generation-store.ts";
import { createLeases, type Leases } from "../../../src/core/generation/leases.ts";
import { studioTimings } from "../../../src/core/generation/timings.ts";

const { beatEvery_ms, deadAfter_ms } = studioTimings;

/** A few processes over one store, at a time that the test moves. */
function stage() {
  let now_ms = 0;
  const hearts = new Map<string, Heart>();
  const store: ProcessStore = {
    async beat(process, _at, { drives }) {
      hearts.set(process, { process, drives, beat: (hearts.get(process)?.beat ?? 0) + 1 });
      return [...hearts.values()];
    },
    async leave(process) {
      hearts.delete(process);
    },
  };
  return {
    process: (name: string, { drives = true, ahead_ms = 0 } = {}): Leases =>
      createLeases({
        ...{ process: name, store, timings: studioTimings, drives: () => drives },
        // Each machine's clock is wrong in its own way.
        clock: { now: () => new Date(now_ms + ahead_ms), sleep: () => Promise.reject(new Error("nobody sleeps here")) },
      }),
    move(duration_ms: number) {
      now_ms += duration_ms;
    },
    now_ms: () => now_ms,
  };
}

/** Until everybody has seen everybody, and nobody is new. */
async function settle({ move }: Pick<ReturnType<typeof stage>, "move">, all: readonly Leases[]): Promise<void> {
  for (let beats = 0; beats < 4; beats++) {
    for (const one of all) await one.beat();
    move(beatEvery_ms);
  }
}

describe("turns at the provider", () => {
  test("are divided among those who take orders, to the last one, whoever is asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        async (names, drives, turns) => {
          const on = stage();
          const all = names.map((name, at) => on.process(name, { drives: at === 0 || (drives[at] ?? true) }));
          await settle(on, all);
          const shares = all.filter((_, at) => at === 0 || drives[at]).map((one) => one.share(turns));
          const total = shares.reduce((sum, share) => sum + share, 0);
          expect(total).toBe(Math.max(turns, shares.length));
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("are one at a time for who takes no orders, and take nothing from those who do", async () => {
    const on = stage();
    const [web, other, worker] = [on.process("web"), on.process("other"), on.process("worker", { drives: false })];
    await settle(on, [web, other, worker]);
    expect([web, other, worker].map((one) => one.share(10))).toEqual([5, 5, 1]);
  });

  test("are divided among those that are there where nobody takes orders", async () => {
    const on = stage();
    const [one, another] = [on.process("one", { drives: false }), on.process("another", { drives: false })];
    await settle(on, [one, another]);
    expect([one.share(9), another.share(9)].toSorted()).toEqual([4, 5]);
  });

  test("all belong to one who is alone, at once", async () => {
    const [on, alone] = [stage(), "alone"];
    const one = on.process(alone);
    await one.beat();
    expect(one.share(10)).toBe(10);
  });

  test("a new process takes one, until the others have seen it and given up its share", async () => {
    const on = stage();
    const [old, young] = [on.process("old"), on.process("young")];
    await settle(on, [old]);
    await young.beat();
    expect([old.share(10), young.share(10)]).toEqual([10, 1]);
    await settle(on, [old, young]);
    expect([old.share(10), young.share(10)]).toEqual([5, 5]);
  });
});

describe("a process that dies", () => {
  test("is known to be dead in time for its pictures to be taken over within 15 seconds, by clocks that differ", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: beatEvery_ms }),
        // Long enough for the other one to know it.
        fc.integer({ min: 2 * beatEvery_ms, max: 30_000 }),
        fc.integer({ min: -300_000, max: 300_000 }),
        async (phase_ms, lived_ms, ahead_ms) => {
          const on = stage();
          const [dying, other] = [on.process("dying"), on.process("other", { ahead_ms })];
          // Both beat as often as they do in production, each in its own phase, until the one dies.
          let [own_ms, others_ms] = [0, phase_ms];
          let goneAt_ms = Number.POSITIVE_INFINITY;
          while (goneAt_ms === Number.POSITIVE_INFINITY && on.now_ms() < 120_000) {
            const isDying = own_ms <= lived_ms && own_ms <= others_ms;
            on.move((isDying ? own_ms : others_ms) - on.now_ms());
            if (isDying) {
              await dying.beat();
              own_ms += beatEvery_ms;
            } else {
              if ((await other.beat()) === "gone") goneAt_ms = on.now_ms();
              others_ms += beatEvery_ms;
            }
          }
          expect(other.alive()).toEqual(["other"]);
          // What is gone is looked for with that same beat: three seconds are left for that look, and for the first step.
          expect(goneAt_ms - lived_ms).toBeLessThanOrEqual(deadAfter_ms + 2 * beatEvery_ms);
          expect(goneAt_ms - lived_ms).toBeGreaterThan(deadAfter_ms - 2 * beatEvery_ms);
        },
      ),
      { numRuns: 100 },
    );
  });

  test("is gone at once when it has said good-bye, and one that is only slow is not", async () => {
    const on = stage();
    const [leaving, slow, other] = ["leaving", "slow", "other"].map((name) => on.process(name)) as [
      Leases,
      Leases,
      Leases,
    ];
    await settle(on, [leaving, slow, other]);
    expect(await other.beat()).toBe("same");
    await leaving.leave();
    expect(await other.beat()).toBe("gone");
    expect(other.alive().toSorted()).toEqual(["other", "slow"]);
    on.move(deadAfter_ms - beatEvery_ms);
    expect(await other.beat()).toBe("same");
    await slow.beat();
    on.move(deadAfter_ms);
    expect(await other.beat()).toBe("same");
  });
});
