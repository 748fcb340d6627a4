import { describe, expect, test } from "vitest";
import { availableIn, isFrozen } from "../../../src/core/credits/wallet.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { order, sanctionsStage } from "./sanctions-stage.ts";

const end = (changes = {}) => order("desk:end", { kind: "termination", ...changes });
const identity = { platform: "memory", user: "ada", name: "Ada" };

describe("the end of an account", () => {
  test("is announced first, and does all it has to at its time (T18, T19)", async () => {
    const stage = sanctionsStage();
    const { sanctions, clock, ledger, bars, subscribed, told, texts, acts, erasures, fill } = stage;
    await fill();
    const { id, effectiveAt } = await sanctions.impose(end({ forfeits: true, note: "Three takedowns." }));
    expect(effectiveAt.getTime() - clock.now().getTime()).toBe(7 * DAY_MS);
    expect(told()).toEqual(["Your account will be closed"]);
    expect(texts()[0]).toContain("Three takedowns.");
    expect((await sanctions.standing("ada")).state).toBe("good");
    expect(await sanctions.isInGoodStanding("ada")).toBe(false);
    expect(await sanctions.isWithheld("ada")).toBe(true);

    clock.move(7 * DAY_MS - 1);
    await sanctions.carryOutDue(10);
    expect([subscribed.has("ada"), await bars.isBarred(identity)]).toEqual([true, false]);
    clock.move(1);
    // In force by the clock, whatever the job does.
    expect(await sanctions.standing("ada")).toEqual({ state: "terminated", reason: "terms", sanction: id });
    await Promise.all([stage.another(), stage.another()].map((one) => one.carryOutDue(10)));
    const wallet = await ledger.wallet("ada");
    expect([availableIn(wallet.lots), isFrozen(wallet)]).toEqual([0, true]);
    expect([subscribed.has("ada"), await bars.isBarred(identity)]).toEqual([false, true]);
    expect(told()).toEqual(["Your account will be closed", "Your account is closed"]);
    expect(erasures.all.size).toBe(0);
    expect(await sanctions.isWithheld("ada")).toBe(false);

    clock.move(30 * DAY_MS);
    await sanctions.carryOutDue(10);
    expect(erasures.all.get("ada")).toMatchObject({ state: "planned", dueAt: clock.now() });
    expect((await sanctions.find(id))?.carriedOutAt).toBeNull();
    // Erased meanwhile.
    stage.accounts.delete("ada");
    clock.move(2 * HOUR_MS);
    await sanctions.carryOutDue(10);
    expect((await sanctions.find(id))?.carriedOutAt).toEqual(clock.now());
    expect((await sanctions.standing("ada")).state).toBe("terminated");
    expect(acts()).toEqual(["memory:boss termination-decided", "easel terminated"]);
  });

  test("comes at once where notice would do harm, and leaves the credits where nothing says otherwise", async () => {
    const { sanctions, ledger, told, texts, fill, clock } = sanctionsStage();
    await fill();
    await sanctions.impose(end({ withoutNotice: "fraud", reason: "fraud" }));
    expect((await sanctions.standing("ada")).state).toBe("terminated");
    expect(told()).toEqual(["Your account is closed"]);
    expect(texts()[0]).toContain("/paysupport");
    expect(availableIn((await ledger.wallet("ada")).lots)).toBe(100);
    expect(clock.now()).toEqual((await sanctions.latest("ada", 1))[0]?.effectiveAt);
  });

  test("waits for nothing when the payment provider is away, and is tried again until that has ended the subscription", async () => {
    const { sanctions, provider, subscribed, clock, bars, told, log } = sanctionsStage();
    provider.isAway = true;
    await sanctions.impose(end({ withoutNotice: "security" }));
    expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect([await bars.isBarred(identity), told()]).toEqual([true, ["Your account is closed"]]);
    clock.move(MINUTE_MS);
    await sanctions.carryOutDue(10);
    expect(subscribed.has("ada")).toBe(true);
    provider.isAway = false;
    clock.move(2 * MINUTE_MS);
    await sanctions.carryOutDue(10);
    expect(subscribed.has("ada")).toBe(false);
  });

  test("can be taken back before and after it took effect", async () => {
    const { sanctions, clock, ledger, bars, told, fill, erasures } = sanctionsStage();
    await fill();
    const early = await sanctions.impose(end());
    await sanctions.lift(early.id, "memory:boss", "resolved");
    clock.move(8 * DAY_MS);
    await sanctions.carryOutDue(10);
    expect((await sanctions.standing("ada")).state).toBe("good");

    const late = await sanctions.impose(end({ cause: "desk:again", withoutNotice: "harm" }));
    clock.move(31 * DAY_MS);
    await sanctions.carryOutDue(10);
    expect(erasures.all.get("ada")?.state).toBe("planned");
    await sanctions.lift(late.id, "memory:boss", "a court says so");
    expect(erasures.all.get("ada")?.state).toBe("stopped");
    expect([(await sanctions.standing("ada")).state, await bars.isBarred(identity)]).toEqual(["good", false]);
    expect(await sanctions.isInGoodStanding("ada")).toBe(true);
    const wallet = await ledger.wallet("ada");
    expect([availableIn(wallet.lots), isFrozen(wallet)]).toEqual([100, false]);
    expect(told().filter((title) => title === "Taken back")).toHaveLength(2);
  });

  test("an erasure that somebody has stopped is planned again", async () => {
    const { sanctions, clock, erasures } = sanctionsStage();
    await sanctions.impose(end({ withoutNotice: "harm" }));
    clock.move(30 * DAY_MS);
    await sanctions.carryOutDue(10);
    await erasures.stop("ada");
    clock.move(HOUR_MS);
    await sanctions.carryOutDue(10);
    expect(erasures.all.get("ada")?.state).toBe("planned");
  });
});

describe("whoever leaves", () => {
  test("leaves no sanction behind: the door is shut for as long as they are suspended", async () => {
    const { sanctions, account, bars, clock } = sanctionsStage();
    await sanctions.impose(order("desk:1", { duration_hours: 100 }));
    await sanctions.outlive(account());
    expect(await bars.isBarred(identity)).toBe(true);
    expect(await bars.isBarred({ ...identity, user: "bob" })).toBe(false);
    clock.move(100 * HOUR_MS);
    expect(await bars.isBarred(identity)).toBe(false);
  });

  test("waits while a case is open or credits are frozen, and does not for a simple suspension", async () => {
    const { sanctions, cases, ledger } = sanctionsStage();
    await sanctions.impose(order("desk:1", { duration_hours: 100 }));
    expect(await sanctions.isWithheld("ada")).toBe(false);
    await ledger.freeze("ada", { cause: "dispute", reason: "dispute", order: "order-1" });
    expect(await sanctions.isWithheld("ada")).toBe(true);
    await ledger.thaw("ada", { freeze: "dispute", reason: "won" });
    expect(await sanctions.isWithheld("ada")).toBe(false);
    const open = await cases.open({ kind: "pattern", account: "ada", cause: "pattern:ada", violations: ["v"] });
    expect(await sanctions.isWithheld("ada")).toBe(true);
    await cases.decide(open.id, open.version, { outcome: "upheld", by: "memory:boss", note: "" });
    expect(await sanctions.isWithheld("ada")).toBe(false);
    await sanctions.impose(order("desk:2", { reason: "gravest" }));
    expect(await sanctions.isWithheld("ada")).toBe(true);
  });
});
