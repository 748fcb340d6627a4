import { describe, expect, test } from "vitest";
import { available, isFrozen } from "../../../src/core/credits/wallet.ts";
import { Refusal } from "../../../src/core/refusal.ts";
import { DAY_MS, HOUR_MS } from "../../support/credits.ts";
import { aViolation } from "./case-stage.ts";
import { order, sanctionsStage, violationsOf } from "./sanctions-stage.ts";

const gravest = (changes = {}) =>
  aViolation("grave", { category: "minors", confidence: 0.95, strikes: 1, evidence: "sealed", ...changes });

describe("by the rules", () => {
  test("who goes on is warned, looked at by a person, suspended for a day, a week and without end", async () => {
    const { sanctions, clock, cases, told, acts } = sanctionsStage();
    const all = violationsOf(...Array.from({ length: 12 }, () => 1));
    for (const [index, violation] of all.entries()) await sanctions.weigh(violation, all.slice(0, index + 1));
    const suspended = Array.from({ length: 3 }, () => "Your account is suspended");
    expect(told()).toEqual(["A warning", ...suspended]);
    expect(await sanctions.standing("ada")).toMatchObject({ state: "suspended", until: null, reason: "pattern" });
    const [pattern, ...others] = await cases.ofAccount("ada", 10);
    expect(others).toEqual([]);
    expect(pattern).toMatchObject({ kind: "pattern", violations: all.map(({ id }) => id) });
    expect(acts()).toEqual(["easel warned", ...suspended.map(() => "easel suspended")]);
    expect((await sanctions.latest("ada", 9)).map(({ by }) => by)).toEqual(Array.from({ length: 4 }, () => "easel"));
    clock.move(400 * DAY_MS);
    expect((await sanctions.standing("ada")).state).toBe("suspended");
  });

  test("two violations at the same moment in two processes suspend once", async () => {
    const { sanctions, another, store, told } = sanctionsStage();
    const all = violationsOf(2, 2, 0.5, 0.5, 0.5);
    const [a, b] = all.slice(3);
    if (a === undefined || b === undefined) throw new Error("too few");
    const answers = await Promise.all([
      ...[a, b, a].map((one) => sanctions.weigh(one, all)),
      ...[b, a].map((one) => another().weigh(one, all)),
    ]);
    expect(new Set(answers.flatMap((answer) => answer?.id ?? [])).size).toBe(1);
    expect(store.all()).toHaveLength(1);
    expect(told()).toEqual(["Your account is suspended"]);
  });

  test("the same violation once more answers the same sanction, also after its process has died in the middle", async () => {
    const { parts, another, account, told } = sanctionsStage();
    const [one] = violationsOf(5);
    if (one === undefined) throw new Error("too few");
    const dying = another({ store: { ...parts.store, carry: () => Promise.reject(new Error("died")) } });
    await expect(dying.weigh(one, [one])).rejects.toThrow("died");
    expect(account().sanctions).toEqual([]);
    const sanction = await another().weigh(one, [one]);
    expect(account().sanctions.map(({ id }) => id)).toEqual([sanction?.id]);
    expect((await another().weigh(one, [one]))?.id).toBe(sanction?.id);
    expect(told()).toEqual(["Your account is suspended"]);
  });

  test("once a sanction was lifted, the event that brought it does not bring it back", async () => {
    const { sanctions, store } = sanctionsStage();
    const [one] = violationsOf(5);
    if (one === undefined) throw new Error("too few");
    const sanction = await sanctions.weigh(one, [one]);
    await sanctions.lift(sanction?.id ?? "", "memory:boss", "a mistake");
    expect((await sanctions.weigh(one, [one]))?.kind).not.toBe("suspension");
    expect((await sanctions.standing("ada")).state).toBe("good");
    expect(store.all().filter(({ kind }) => kind === "suspension")).toHaveLength(1);
  });

  test("words that weigh nothing and what was taken back bring nothing", async () => {
    const { sanctions, store, cases } = sanctionsStage();
    await sanctions.weigh(aViolation("swear", { strikes: 0 }), violationsOf(1, 1));
    const [first, ...rest] = violationsOf(4, 4).map((one) => ({ ...one, reversedAt: new Date(0) }));
    if (first !== undefined) await sanctions.weigh(first, rest);
    expect([store.all(), await cases.ofAccount("ada", 5)]).toEqual([[], []]);
  });

  test("the gravest kind suspends at once, freezes the credits and wakes operators, once (T7)", async () => {
    const { sanctions, another, ledger, fill, cases, alerts, texts, clock } = sanctionsStage();
    await fill();
    const answers = await Promise.all([1, 2, 3].map(() => another().weigh(gravest(), [gravest()])));
    expect(new Set(answers.map((one) => one?.id)).size).toBe(1);
    expect(await sanctions.standing("ada")).toMatchObject({ state: "suspended", until: null, reason: "gravest" });
    expect(isFrozen(await ledger.wallet("ada"))).toBe(true);
    const [found] = await cases.ofAccount("ada", 5);
    expect(found).toMatchObject({ kind: "gravest", sanction: answers[0]?.id, evidence: ["sealed"] });
    expect(alerts()).toHaveLength(1);
    expect(texts()[0]).toContain("on hold");
    await sanctions.lift(answers[0]?.id ?? "", "memory:boss", "a doll");
    const wallet = await ledger.wallet("ada");
    expect([isFrozen(wallet), available(wallet, clock.now())]).toEqual([false, 100]);
  });

  test("a rule that is less sure asks a person first", async () => {
    const { sanctions, cases } = sanctionsStage();
    const doubtful = gravest({ confidence: 0.8 });
    expect(await sanctions.weigh(doubtful, [doubtful])).toBeNull();
    expect((await cases.ofAccount("ada", 5)).map(({ kind, sanction }) => [kind, sanction])).toEqual([
      ["gravest", null],
    ]);
    expect((await sanctions.standing("ada")).state).toBe("good");
  });

  test("operators are not sanctioned: the others are told instead", async () => {
    const { sanctions, store, alerts } = sanctionsStage();
    const grave = gravest({ account: "boss" });
    expect(await sanctions.weigh(grave, [grave])).toBeNull();
    const many = aViolation("many", { account: "boss", strikes: 9 });
    expect(await sanctions.weigh(many, [many])).toBeNull();
    expect(store.all()).toEqual([]);
    expect(alerts().filter((text) => text.includes("memory:boss"))).toHaveLength(2);
    const refused = sanctions.impose(order("desk", { account: "boss" }));
    await expect(refused).rejects.toMatchObject({ refusal: { code: "desk-says" } });
    await expect(sanctions.impose(order("desk", { account: "nobody" }))).rejects.toBeInstanceOf(Refusal);
  });
});

describe("in time", () => {
  test("a suspension is over for every check although no job has run, and two processes tell it once", async () => {
    const { sanctions, another, clock, told, account, ledger, acts } = sanctionsStage();
    await sanctions.impose(order("desk:1", { duration_hours: 24, freezes: true }));
    clock.move(24 * HOUR_MS - 1);
    expect(await sanctions.carryOutDue(10)).toBe(0);
    expect((await sanctions.standing("ada")).state).toBe("suspended");
    clock.move(1);
    expect((await another().standing("ada")).state).toBe("good");
    expect(isFrozen(await ledger.wallet("ada"))).toBe(true);
    await Promise.all([another(), another()].map((one) => one.carryOutDue(10)));
    expect(told()).toEqual(["Your account is suspended", "Welcome back"]);
    expect([account().sanctions, isFrozen(await ledger.wallet("ada"))]).toEqual([[], false]);
    expect(acts()).toEqual(["memory:boss suspended", "easel suspension-over"]);
    clock.move(DAY_MS);
    expect(await sanctions.carryOutDue(10)).toBe(0);
  });

  test("nobody is welcomed back who is suspended for something else", async () => {
    const { sanctions, clock, told } = sanctionsStage();
    await sanctions.impose(order("desk:1", { duration_hours: 1 }));
    await sanctions.impose(order("desk:2"));
    clock.move(2 * HOUR_MS);
    await sanctions.carryOutDue(10);
    expect(told()).not.toContain("Welcome back");
    expect((await sanctions.standing("ada")).state).toBe("suspended");
  });

  test("the same decision twice is one sanction, told once; a decision after it was lifted brings nothing back", async () => {
    const { sanctions, another, told, store } = sanctionsStage();
    const [first, second] = await Promise.all([sanctions, another()].map((one) => one.impose(order("press"))));
    expect(second?.id).toBe(first?.id);
    await sanctions.lift(first?.id ?? "", "memory:boss", "no");
    await sanctions.lift(first?.id ?? "", "memory:boss", "no");
    await sanctions.impose(order("press"));
    expect(store.all()).toEqual([expect.objectContaining({ liftedBy: "memory:boss" })]);
    expect((await sanctions.standing("ada")).state).toBe("good");
    expect(told()).toEqual(["Your account is suspended", "Taken back"]);
    expect(await sanctions.lift("nothing", "memory:boss", "no")).toBeNull();
  });

  test.each([false, true])(
    "one that is lifted while another process puts it in force is not in force, also when that dies: %s",
    async (dies) => {
      const { sanctions, parts, another, ledger } = sanctionsStage();
      const slow = another({
        store: {
          ...parts.store,
          async carry(id, carried) {
            await sanctions.lift(carried.id, "memory:boss", "no");
            await parts.store.carry(id, carried);
          },
        },
        ledger: {
          ...ledger,
          async freeze(account, freeze) {
            const answer = await ledger.freeze(account, freeze);
            if (dies) throw new Error("died");
            return answer;
          },
        },
      });
      const imposing = slow.impose(order("press", { freezes: true }));
      if (dies) await expect(imposing).rejects.toThrow("died");
      else await imposing;
      expect((await sanctions.standing("ada")).state).toBe("good");
      expect(isFrozen(await ledger.wallet("ada"))).toBe(false);
    },
  );

  test("what a dead process left is finished by the next one", async () => {
    const { parts, another, clock, account, told } = sanctionsStage();
    const dying = another({ store: { ...parts.store, carry: () => Promise.reject(new Error("died")) } });
    await expect(dying.impose(order("press"))).rejects.toThrow("died");
    clock.move(60_000);
    await another().carryOutDue(10);
    expect(account().sanctions).toHaveLength(1);
    expect(told()).toEqual(["Your account is suspended"]);
  });
});
