import { describe, expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import { defaultOffers } from "../../../src/core/catalogue/offers.ts";
import type { PlanId } from "../../../src/core/catalogue/plans.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { Generation } from "../../../src/core/generation/generation.ts";
import { createHistoryKeeping } from "../../../src/core/history/history-keeping.ts";
import { type Keeping, stepOf } from "../../../src/core/history/keeping.ts";
import { refuse } from "../../../src/core/refusal.ts";
import { DAY_MS, START, TestClock, TestLog } from "../../support/credits.ts";
import { finishedPicture } from "../../support/generations.ts";
import { memoryKeepings } from "../../support/memory-keepings.ts";

const daysAgo = (days: number, now = START) => new Date(now.getTime() - days * DAY_MS);
const inDays = (days: number) => daysAgo(-days);
const rule = (changes: Partial<Keeping> = {}): Keeping => ({
  ...{ account: "ann", days: 90, from: daysAgo(1), toldAt: daysAgo(31) },
  ...changes,
});

describe("what is done about a history", () => {
  const asked = { account: "ann", days: 90, oldest: daysAgo(100), now: START } as const;
  const tell = (from: Date, days = 90) => ({ do: "tell", keeping: { account: "ann", days, from, toldAt: null } });
  test.each<[string, Keeping | null, Partial<Parameters<typeof stepOf>[1]>, ReturnType<typeof stepOf> | object]>([
    ["whose pictures are young: nothing", null, { oldest: daysAgo(59) }, { do: "nothing" }],
    ["without pictures: nothing", null, { oldest: null }, { do: "nothing" }],
    ["that is kept for good: nothing", null, { days: null }, { do: "nothing" }],
    ["whose first picture comes to age in a month: it is told", null, { oldest: daysAgo(61) }, tell(inDays(30))],
    ["that was told a day too short ago: nothing", rule({ from: inDays(1) }), {}, { do: "nothing" }],
    ["that was told a month ago: it goes", rule({ from: START }), {}, { do: "delete", before: daysAgo(90) }],
    ["that was told a month ago, and is young: nothing", rule(), { oldest: daysAgo(90) }, { do: "nothing" }],
    ["that was to be told and was not: it is told now", rule({ from: daysAgo(5), toldAt: null }), {}, tell(inDays(30))],
    ["of a smaller plan: told anew, with a month again", rule({ days: 365 }), {}, tell(inDays(30))],
    ["of a larger plan that keeps what is there: the old rule is forgotten", rule(), { days: 180 }, { do: "forget" }],
    ["of a larger plan that does not: told anew", rule(), { days: 180, oldest: daysAgo(200) }, tell(inDays(30), 180)],
    ["that is kept for good from now on: the old rule is forgotten", rule(), { days: null }, { do: "forget" }],
  ])("%s", (_name, known, changes, step) => {
    expect(stepOf(known, { ...asked, ...changes })).toEqual(step);
  });
});

function stage() {
  const clock = new TestClock();
  const log = new TestLog();
  const store = memoryKeepings();
  const people = new Map<string, Account>();
  const told = new Map<string, { account: string; reply: Reply }>();
  let pictures: Generation[] = [];
  const stuck = new Set<string>();
  const down = new Set<string>();
  let meanwhile = async (): Promise<void> => {};
  const make = () =>
    createHistoryKeeping({
      ...{ store, clock, log, offers: defaultOffers },
      accounts: { find: async (id) => people.get(id) ?? null },
      generations: {
        history: async (account, { before, olderThan }, limit) =>
          pictures
            .filter((one) => one.account === account && one.acceptedAt < (before ?? clock.now()))
            .filter((one) => !olderThan || one.acceptedAt < olderThan.acceptedAt)
            .toSorted((a, b) => b.acceptedAt.getTime() - a.acceptedAt.getTime())
            .slice(0, limit),
        oldestListed: async (account) =>
          pictures
            .filter((one) => one.account === account)
            .map(({ acceptedAt }) => acceptedAt)
            .toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
        accountsListed: async (before, limit, after) =>
          [...new Set(pictures.filter((one) => one.acceptedAt < before).map(({ account }) => account))]
            .filter((account) => after === null || account > after)
            .toSorted()
            .slice(0, limit),
      },
      studio: {
        async delete(id) {
          if (stuck.has(id)) throw new Error("it cannot be deleted");
          if (down.has(id)) throw refuse("picture-taken-down", {});
          const found = pictures.find((one) => one.id === id);
          if (found === undefined) throw new Error(`${id} is gone`);
          pictures = pictures.filter((one) => one !== found);
          await meanwhile();
          return found;
        },
      },
      notices: {
        isKnown: async (key) => told.has(key),
        async post(account, key, reply, kind) {
          const isWanted = kind !== "reminder" || people.get(account)?.settings.reminders;
          if (isWanted && !told.has(key)) told.set(key, { account, reply });
        },
      },
    });
  const keeping = make();
  return {
    ...{ clock, log, store, people, told, keeping, stuck, down },
    again: make,
    /** Something else that happens while a picture is deleted. */
    during(what: () => void) {
      meanwhile = async () => what();
    },
    person(id: string, plan: PlanId, settings: Partial<Account["settings"]> = {}) {
      const made = newAccount(id, { platform: "memory", user: id, name: id }, START);
      people.set(id, { ...made, plan, settings: { ...made.settings, ...settings } });
    },
    picture(account: string, days: number) {
      const id = `${account}:${days}`;
      pictures.push({ ...finishedPicture({ id, account }), acceptedAt: daysAgo(days, clock.now()) });
    },
    left: (account: string) => pictures.filter((one) => one.account === account).map(({ id }) => id),
  };
}

describe("a history", () => {
  test("without a plan is kept for 90 days: told a month before, once, and then what comes to age goes", async () => {
    const easel = stage();
    easel.person("ann", "free");
    for (const days of [59, 58, 10]) easel.picture("ann", days);
    await easel.keeping.run();
    expect(easel.told.size).toBe(0);
    easel.clock.move(2 * DAY_MS);
    const runs = await Promise.all([easel.keeping.run(), easel.again().run()]);
    expect(runs.map(({ told }) => told).toSorted()).toEqual([0, 1]);
    expect([...easel.told.values()].map(({ reply }) => reply.text)).toEqual([
      expect.stringMatching(/^Pictures are kept for 90 days for you\. From 26 Dec(ember)? 2054 on/u),
    ]);
    easel.clock.move(29 * DAY_MS);
    await easel.keeping.run();
    expect(easel.left("ann")).toHaveLength(3);
    easel.clock.move(DAY_MS);
    expect(await easel.keeping.run()).toMatchObject({ deleted: 1 });
    expect(await easel.keeping.run()).toEqual({ told: 0, deleted: 0, failed: 0 });
    easel.clock.move(DAY_MS);
    expect(await easel.keeping.run()).toMatchObject({ deleted: 1 });
    expect([easel.left("ann"), easel.told.size]).toEqual([["ann:10"], 1]);
  });

  test("is kept as the plan says, and for good with the largest", async () => {
    const easel = stage();
    const plans = { free: 90, starter: 180, creator: 365, studio: null } as const;
    for (const plan of ["free", "starter", "creator", "studio"] as const) {
      easel.person(plan, plan);
      for (const days of [89, 91, 179, 181, 364, 366, 3_000]) easel.picture(plan, days - 30);
    }
    await easel.keeping.run();
    easel.clock.move(30 * DAY_MS);
    await easel.keeping.run();
    for (const [plan, days] of Object.entries(plans)) {
      const ages = easel.left(plan).map((id) => Number(id.split(":")[1]) + 30);
      expect(ages).toEqual([89, 91, 179, 181, 364, 366, 3_000].filter((age) => days === null || age <= days));
    }
    expect([...easel.told.values()].map(({ account }) => account)).toEqual(["creator", "free", "starter"]);
    expect(easel.log.lines).toEqual([]);
  });

  test("of whoever goes down to a smaller plan loses nothing for a month, and nothing at all if they come back by then", async () => {
    const easel = stage();
    for (const id of ["ann", "bob"]) {
      easel.person(id, "free");
      easel.picture(id, 80);
    }
    await easel.keeping.run();
    easel.clock.move(20 * DAY_MS);
    for (const id of ["ann", "bob"]) {
      easel.person(id, "studio");
      easel.picture(id, 300);
    }
    await easel.keeping.run();
    for (const id of ["ann", "bob"]) easel.person(id, "free");
    await easel.keeping.run();
    easel.clock.move(29 * DAY_MS);
    await easel.keeping.run();
    expect([easel.left("ann"), easel.left("bob")]).toEqual([
      ["ann:80", "ann:300"],
      ["bob:80", "bob:300"],
    ]);
    easel.person("bob", "studio");
    easel.clock.move(2 * DAY_MS);
    await easel.keeping.run();
    expect([easel.left("ann"), easel.left("bob")]).toEqual([[], ["bob:80", "bob:300"]]);
    expect([...easel.told.values()].map(({ account }) => account)).toEqual(["ann", "bob", "ann", "bob"]);
  });

  test("two of which became one is told anew, and nothing goes before that", async () => {
    const easel = stage();
    easel.person("ann", "free");
    easel.picture("ann", 100);
    await easel.keeping.run();
    easel.clock.move(20 * DAY_MS);
    await easel.store.moveAccount("bob", "ann");
    await easel.store.moveAccount("bob", "ann");
    await easel.keeping.run();
    easel.clock.move(29 * DAY_MS);
    await easel.keeping.run();
    expect([easel.left("ann"), easel.told.size]).toEqual([["ann:100"], 2]);
    easel.clock.move(DAY_MS);
    await easel.keeping.run();
    expect(easel.left("ann")).toEqual([]);
  });

  test("is told also to whoever has switched reminders off, before anything goes", async () => {
    const easel = stage();
    easel.person("ann", "free", { reminders: false });
    easel.picture("ann", 200);
    for (const days of [0, 29, 1]) {
      expect(easel.left("ann")).toEqual(["ann:200"]);
      easel.clock.move(days * DAY_MS);
      await easel.keeping.run();
    }
    expect([easel.left("ann"), easel.told.size]).toEqual([[], 1]);
  });

  test("is told once although who told it died before that was written down, and a month late where nobody did", async () => {
    const easel = stage();
    easel.person("ann", "free");
    easel.picture("ann", 200);
    await easel.keeping.run();
    const known = await easel.store.find("ann");
    if (known === null) throw new Error("no rule");
    await easel.store.replace(known, { ...known, toldAt: null });
    easel.clock.move(DAY_MS);
    await easel.keeping.run();
    expect([easel.told.size, await easel.store.find("ann")]).toMatchObject([1, { from: known.from }]);
    await easel.store.replace(known, { ...known, from: daysAgo(40), toldAt: null });
    easel.clock.move(60 * DAY_MS);
    await easel.keeping.run();
    expect([easel.left("ann"), easel.told.size]).toEqual([["ann:200"], 2]);
  });

  test("keeps what is left where another plan is paid for while it is deleted", async () => {
    const easel = stage();
    easel.person("ann", "free");
    for (let days = 100; days < 320; days++) easel.picture("ann", days);
    await easel.keeping.run();
    easel.clock.move(30 * DAY_MS);
    easel.during(() => easel.person("ann", "studio"));
    expect(await easel.keeping.run()).toEqual({ told: 0, deleted: 100, failed: 0 });
    expect(easel.left("ann")).toHaveLength(120);
  });

  test("whose one picture cannot be deleted keeps neither the others nor other people's", async () => {
    const easel = stage();
    for (const id of ["ann", "bob"]) {
      easel.person(id, "free");
      for (let days = 100; days < 320; days++) easel.picture(id, days);
    }
    easel.stuck.add("ann:150");
    await easel.keeping.run();
    easel.clock.move(30 * DAY_MS);
    expect(await easel.keeping.run()).toEqual({ told: 0, deleted: 439, failed: 1 });
    expect([easel.left("ann"), easel.left("bob")]).toEqual([["ann:150"], []]);
    expect(easel.log.lines.map(({ level }) => level)).toEqual(["warn"]);
    // What was taken down has no bytes left that anybody could see: that is no failure.
    easel.stuck.delete("ann:150");
    easel.down.add("ann:150");
    expect(await easel.keeping.run()).toEqual({ told: 0, deleted: 0, failed: 0 });
    // Nobody is there any more whom it concerns.
    easel.people.delete("ann");
    expect(await easel.keeping.run()).toEqual({ told: 0, deleted: 0, failed: 0 });
  });
});
