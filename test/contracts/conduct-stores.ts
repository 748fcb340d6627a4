import { beforeAll, describe, expect, test } from "vitest";
import type { Violation, ViolationStore } from "../../src/core/moderation/violation.ts";
import type { WaveStore } from "../../src/core/moderation/waves.ts";
import { DAY_MS, MINUTE_MS, START } from "../support/credits.ts";

/** A refusal by the provider that weighs one strike. */
export function sampleViolation(changed: Partial<Violation> = {}): Violation {
  return {
    ...{ id: "violation", account: "ada", stage: "provider-input", category: "policy", confidence: 1 },
    ...{ generation: "picture", model: "z-image", strikes: 1, rule: "refused-by-provider-returned", refusals: 1 },
    ...{ termsVersion: "v", at: START, evidence: null, reversedAt: null },
    ...changed,
  };
}

const later = (count: number) => new Date(START.getTime() + count * MINUTE_MS);
const before = new Date(START.getTime() - DAY_MS);

/** What conduct relies on in whatever keeps violations. */
export function violationStoreContract(name: string, open: () => Promise<ViolationStore>): void {
  describe(`${name} keeps violations`, () => {
    let store: ViolationStore;
    let people = 0;
    beforeAll(async () => {
      store = await open();
    });
    const someone = () => `${name}-person-${++people}`;
    const add = (violation: Violation) =>
      store.add({ id: violation.id, account: violation.account, since: before }, () => violation);

    test("one reads back as it was written, and the first of an id stands", async () => {
      const account = someone();
      const violation = sampleViolation({ id: `${account}-1`, account, generation: account });
      expect(await add(violation)).toEqual(violation);
      expect(await add({ ...violation, strikes: 9 })).toEqual(violation);
      expect(await store.find(violation.id)).toEqual(violation);
      expect(await store.ofGeneration(account)).toEqual([violation]);
      expect(await store.find("nothing")).toBeNull();
    });

    test("of many at one moment each sees all before it", async () => {
      const account = someone();
      const added = await Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const id = `${account}-${index}`;
          return store.add({ id, account, since: before }, (earlier) =>
            sampleViolation({ id, account, refusals: earlier.length + 1 }),
          );
        }),
      );
      expect(added.map(({ refusals }) => refusals).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect((await store.latest(account, 3)).map(({ refusals }) => refusals)).toEqual([8, 7, 6]);
    });

    test("what is reversed, weighs nothing or is older does not count", async () => {
      const account = someone();
      const all = [
        { id: `${account}-old`, at: later(-5) },
        { id: `${account}-first`, at: later(1) },
        { id: `${account}-light`, at: later(2) },
        { id: `${account}-reversed`, at: later(3) },
        { id: `${account}-last`, at: later(4) },
      ];
      for (const one of all) await add(sampleViolation({ ...one, account }));
      await store.lighten([`${account}-light`], "refused-in-a-wave-returned");
      expect(await store.reverse(`${account}-reversed`, later(9))).toBe(true);
      expect(await store.reverse(`${account}-reversed`, later(10))).toBe(false);
      const counting = await store.since(account, START);
      expect(counting.map(({ id }) => id)).toEqual([`${account}-first`, `${account}-last`]);
      expect(await store.find(`${account}-light`)).toMatchObject({ strikes: 0, rule: "refused-in-a-wave-returned" });
      expect(await store.find(`${account}-reversed`)).toMatchObject({ reversedAt: later(9) });
    });

    test("those that are given to the next one weigh something or not, and are not reversed", async () => {
      const account = someone();
      await add(sampleViolation({ id: `${account}-1`, account }));
      await add(sampleViolation({ id: `${account}-2`, account, strikes: 0 }));
      await add(sampleViolation({ id: `${account}-3`, account }));
      await store.reverse(`${account}-3`, later(1));
      let seen: readonly string[] = [];
      await store.add({ id: `${account}-4`, account, since: before }, (earlier) => {
        seen = earlier.map(({ id }) => id);
        return sampleViolation({ id: `${account}-4`, account });
      });
      expect(seen).toEqual([`${account}-1`, `${account}-2`]);
    });

    test("of the provider's, the latest of all people, and none of ours", async () => {
      const account = someone();
      const far = 500_000 + people;
      await add(sampleViolation({ id: `${account}-1`, account, at: later(far) }));
      await add(sampleViolation({ id: `${account}-2`, account, at: later(far + 1), stage: "provider-output" }));
      await add(sampleViolation({ id: `${account}-3`, account, at: later(far + 2), stage: "prompt" }));
      const said = await store.ofProvider(later(far), 10);
      expect(said.filter((one) => one.account === account).map(({ id }) => id)).toEqual([
        `${account}-2`,
        `${account}-1`,
      ]);
      expect(await store.ofProvider(later(far), 1)).toHaveLength(1);
    });

    test("of our own findings, the latest of these kinds that are not reversed", async () => {
      const account = someone();
      const at = (minute: number) => later(700_000 + minute);
      const own = { account, stage: "prompt", generation: null } as const;
      const all = [
        { id: `${account}-1`, category: "minors", at: at(1) },
        { id: `${account}-2`, category: "consent", at: at(2), stage: "upload" },
        { id: `${account}-3`, category: "minors", at: at(3) },
        { id: `${account}-4`, category: "hate", at: at(4) },
        { id: `${account}-5`, category: "policy", at: at(5), stage: "provider-input" },
        { id: `${account}-0`, category: "minors", at: at(0) },
      ] as const;
      for (const one of all) await add(sampleViolation({ ...own, ...one }));
      await store.reverse(`${account}-3`, at(9));
      const found = async (limit: number) =>
        (await store.foundOf(["minors", "consent"], at(1), limit))
          .map(({ id }) => id)
          .filter((id) => id.startsWith(account));
      expect(await found(9)).toEqual([`${account}-2`, `${account}-1`]);
      expect(await store.foundOf(["minors", "consent"], at(1), 1)).toHaveLength(1);
      expect(await store.foundOf([], at(1), 9)).toEqual([]);
    });
  });
}

export function waveStoreContract(name: string, open: () => Promise<WaveStore>): void {
  describe(`${name} keeps waves`, () => {
    let store: WaveStore;
    beforeAll(async () => {
      store = await open();
    });

    test("one of a scope is open at a time, and the next one has the next number", async () => {
      const begun = await Promise.all([1, 2, 3].map(() => store.begin("one", START, later(1))));
      expect(begun.filter((wave) => wave !== null)).toEqual([
        { scope: "one", number: 1, since: START, openedAt: later(1), toldAt: null },
      ]);
      const [first] = (await store.open()).filter(({ scope }) => scope === "one");
      if (first === undefined) throw new Error("it is not open");
      await store.told(first, later(2));
      expect((await store.open()).find(({ scope }) => scope === "one")?.toldAt).toEqual(later(2));
      expect(await store.close(first, later(3))).toBe(true);
      expect(await store.close(first, later(4))).toBe(false);
      expect((await store.open()).filter(({ scope }) => scope === "one")).toEqual([]);
      const again = await Promise.all([1, 2, 3].map(() => store.begin("one", later(5), later(6))));
      expect(again.filter((wave) => wave !== null)).toEqual([
        { scope: "one", number: 2, since: later(5), openedAt: later(6), toldAt: null },
      ]);
    });

    test("what several processes count in a minute adds up", async () => {
      const counts = new Map([
        ["x", 2],
        ["y", 1],
      ]);
      await Promise.all([1, 2, 3].map(() => store.addMade(later(100), counts)));
      await store.addMade(later(101), new Map([["x", 5]]));
      expect(await store.madeSince(later(100))).toEqual(
        new Map([
          ["x", 11],
          ["y", 3],
        ]),
      );
      expect(await store.madeSince(later(101))).toEqual(new Map([["x", 5]]));
    });
  });
}
