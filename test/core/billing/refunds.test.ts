import { describe, expect, test } from "vitest";
import type { Decision } from "../../../src/core/billing/refunds.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS } from "../../support/credits.ts";

const usd = (amount: number) => ({ amount, currency: "usd" });
const credits = async (easel: TestBilling) => available(await easel.ledger.wallet("ann"), easel.clock.now());
const spend = async (easel: TestBilling, amount: number, cause = `picture:${amount}`) => {
  await easel.ledger.hold("ann", { cause, amount, reason: "picture" });
  await easel.ledger.capture("ann", { hold: cause, amount, reason: "picture" });
};
const asked = async (easel: TestBilling, order: string) =>
  (await easel.billing.requestRefund({ account: "ann", order, reason: "I clicked twice" })).request;
const decide = (easel: TestBilling, id: string, decision: Decision) =>
  easel.billing.decideRefund(id, decision, "memory:operator");
const payment = async (easel: TestBilling, order: string) => (await easel.billing.order(order))?.payment ?? "";

describe("a request (T20)", () => {
  test("is one for each order, however often and at once it is made", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const request = () => easel.billing.requestRefund({ account: "ann", order, reason: "twice" });
    const answers = await Promise.all([
      request(),
      request(),
      easel.again().requestRefund({ account: "ann", order, reason: "x" }),
    ]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["repeated", "repeated", "requested"]);
    expect(new Set(answers.map(({ request: { id } }) => id)).size).toBe(1);
    expect((await request()).outcome).toBe("repeated");
    expect(await easel.billing.refundRequests(10)).toHaveLength(1);
    expect(await credits(easel)).toBe(500);
  });

  test("is for one's own paid order alone", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    easel.account("bob");
    const by = (account: string, id: string) => easel.billing.requestRefund({ account, order: id, reason: "mine" });
    await expect(by("bob", order)).rejects.toThrow("order-unknown");
    await expect(by("ann", "nothing")).rejects.toThrow("order-unknown");
  });

  test("that is declined is told with the reason, and another one may follow", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const { id } = await asked(easel, order);
    expect(await decide(easel, id, { give: "nothing", answer: "All was spent." })).toMatchObject({ state: "declined" });
    expect(easel.told.get(`declined:${id}`)?.reply.text).toContain("The reason: All was spent.");
    expect((await asked(easel, order)).id).not.toBe(id);
    expect(await credits(easel)).toBe(500);
  });

  test("is decided once, also by two operators at the same moment", async () => {
    const easel = testBilling();
    const { id } = await asked(easel, await easel.bought("ann", "pack-small"));
    const both = await Promise.allSettled([decide(easel, id, { give: "all" }), decide(easel, id, { give: "all" })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(easel.provider.refunds.size).toBe(1);
  });

  test("cannot give more than was paid, another currency, or nothing", async () => {
    const easel = testBilling();
    const { id } = await asked(easel, await easel.bought("ann", "pack-small"));
    for (const amount of [usd(900), usd(0), { amount: 5, currency: "eur" }]) {
      await expect(decide(easel, id, { give: "part", amount })).rejects.toThrow("refund-too-large");
    }
    expect(easel.provider.refunds.size).toBe(0);
  });
});

describe("money that goes back (T21)", () => {
  test("takes the unspent credits of that order, and only once the provider has confirmed", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    await easel.bought("ann", "pack-medium");
    await spend(easel, 120);
    const { id } = await asked(easel, order);
    easel.provider.refundsArePending = true;
    await decide(easel, id, { give: "all" });
    await easel.deliver();
    expect(await credits(easel)).toBe(1_580);
    const [refund] = easel.provider.refunds.values();
    easel.provider.confirmRefund(refund?.id ?? "", true);
    await easel.deliver();
    expect(await credits(easel)).toBe(1_200);
    expect(await easel.billing.refundRequest(id)).toMatchObject({ state: "done" });
    expect(easel.told.get(`returned:refund:${refund?.id}`)?.reply.text).toContain("$8.99");
    for (const event of easel.provider.events) await easel.again().events.received({ ...event, id: `${event.id}+` });
    await easel.billing.reconcile();
    expect(await credits(easel)).toBe(1_200);
  });

  test("in part takes at most its share, of the unspent ones", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const { id } = await asked(easel, order);
    await decide(easel, id, { give: "part", amount: usd(450) });
    await easel.deliver();
    expect(await credits(easel)).toBe(250);
    await spend(easel, 200);
    const second = await asked(easel, order);
    await decide(easel, second.id, { give: "part", amount: usd(300) });
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    const third = await asked(easel, order);
    await decide(easel, third.id, { give: "all" });
    await easel.deliver();
    expect((await easel.billing.order(order))?.returns.map(({ amount, reclaimed }) => [amount, reclaimed])).toEqual([
      [450, 250],
      [300, 50],
      [149, 0],
    ]);
    await expect(asked(easel, order)).rejects.toThrow("order-refunded");
  });

  test("reaches what is set aside for pictures in the works: captured is spent, released is gone", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    for (const hold of ["one", "two"]) await easel.ledger.hold("ann", { cause: hold, amount: 200, reason: "picture" });
    easel.provider.refundInDashboard(await payment(easel, order), 899);
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    await easel.ledger.capture("ann", { hold: "one", amount: 200, reason: "picture" });
    await easel.ledger.release("ann", { hold: "two", reason: "failed" });
    expect(await credits(easel)).toBe(0);
    expect((await easel.billing.order(order))?.returns).toMatchObject([{ reclaimed: 500 }]);
  });

  test("by several refunds at once, in several processes, counts each of them", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const paid = await payment(easel, order);
    const seen = easel.provider.events.length;
    for (let count = 0; count < 6; count++) easel.provider.refundInDashboard(paid, 100);
    await Promise.all(easel.provider.events.slice(seen).map((event) => easel.again().events.received(event)));
    const { returns = [] } = (await easel.billing.order(order)) ?? {};
    expect(returns.map(({ amount, reclaimed }) => [amount, reclaimed])).toEqual(
      [55, 56, 55, 56, 56, 55].map((credits) => [100, credits]),
    );
    expect(await credits(easel)).toBe(500 - 333);
  });

  test("through the provider's dashboard has the same effect as through an operator here", async () => {
    const results = [];
    for (const where of ["chat", "dashboard"] as const) {
      const easel = testBilling();
      const order = await easel.bought("ann", "pack-small");
      await spend(easel, 77);
      if (where === "chat") await decide(easel, (await asked(easel, order)).id, { give: "part", amount: usd(300) });
      else easel.provider.refundInDashboard(await payment(easel, order), 300);
      await easel.deliver();
      results.push({
        left: await credits(easel),
        reclaimed: (await easel.billing.order(order))?.returns[0]?.reclaimed,
      });
    }
    expect(results[0]).toEqual({ left: 257, reclaimed: 166 });
    expect(results[1]).toEqual(results[0]);
  });

  test("before we heard of the payment is remembered: what is back is not given", async () => {
    const easel = testBilling();
    const offer = easel.billing.offers.find("pack-small");
    if (offer === null) throw new Error("no offer");
    const { order } = await easel.billing.buy({
      ...{ account: easel.account("ann"), offer, currency: "usd", method: "stripe", cause: "click", language: "en" },
    });
    const checkout = order.checkout?.id ?? "";
    easel.provider.pay(checkout);
    easel.provider.refundInDashboard(easel.provider.checkouts.get(checkout)?.paymentId ?? "", 450);
    for (const event of easel.provider.events.toReversed()) await easel.billing.events.received(event);
    expect(await credits(easel)).toBe(250);
    easel.provider.refundInDashboard(easel.provider.checkouts.get(checkout)?.paymentId ?? "", 449);
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
  });

  test("of a renewal takes the credits of that period, although its invoice was not heard of yet", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    easel.clock.move(31 * DAY_MS);
    easel.provider.tick();
    const renewal = [...easel.provider.payments.values()].at(-1);
    const seen = easel.provider.events.length;
    easel.provider.refundInDashboard(renewal?.id ?? "", 699);
    for (const event of easel.provider.events.slice(seen)) await easel.billing.events.received(event);
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    expect(easel.orders.all().map(({ returns }) => returns.length)).toEqual([0, 1]);
  });

  test("follows the credits into the account that theirs was joined into", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const bob = easel.account("bob");
    await easel.ledger.join("ann", "bob", "link:1");
    easel.accounts.set("ann", bob);
    easel.provider.refundInDashboard(await payment(easel, order), 899);
    await easel.deliver();
    expect(available(await easel.ledger.wallet("bob"), easel.clock.now())).toBe(0);
    await easel.billing.moveAccount("ann", "bob");
    expect((await easel.billing.order(order))?.account).toBe("bob");
    expect([...easel.told.values()].at(-1)?.account).toBe("bob");
  });

  test("that the provider cannot give back is decided once more, and then given", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const { id } = await asked(easel, order);
    easel.provider.refundsArePending = true;
    await decide(easel, id, { give: "all" });
    easel.provider.confirmRefund([...easel.provider.refunds.keys()][0] ?? "", false);
    await easel.deliver();
    expect(await easel.billing.refundRequests(10)).toMatchObject([{ id, state: "failed", failure: "provider-failed" }]);
    expect(await credits(easel)).toBe(500);
    easel.provider.refundsArePending = false;
    await decide(easel, id, { give: "all" });
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    expect(await easel.billing.refundRequest(id)).toMatchObject({ state: "done" });
  });

  test("while the provider is away stays approved, and is sent within minutes of its return", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const { id } = await asked(easel, order);
    easel.provider.unreachable = 1;
    expect(await decide(easel, id, { give: "all" })).toMatchObject({ state: "approved", refund: null });
    easel.provider.unreachable = 1;
    expect(await easel.billing.carryOutDue()).toMatchObject({ failed: 0 });
    expect(await easel.billing.refundRequest(id)).toMatchObject({ state: "approved", refund: null });
    await easel.billing.carryOutDue();
    expect(await easel.billing.refundRequest(id)).toMatchObject({ state: "done" });
    expect(await credits(easel)).toBe(0);
    expect(easel.provider.refunds.size).toBe(1);
  });

  test("of an order that is disputed is refused by the provider, and said so", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    easel.provider.dispute(await payment(easel, order));
    const { id } = await asked(easel, order);
    expect(await decide(easel, id, { give: "all" })).toMatchObject({ state: "failed", failure: "charge_disputed" });
  });

  test("that turns out not to have reached the payer is looked at by a person", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const { id } = easel.provider.refundInDashboard(await payment(easel, order), 899);
    await easel.deliver();
    easel.provider.confirmRefund(id, false);
    await easel.deliver();
    expect((await easel.billing.order(order))?.reviews.map(({ reason }) => reason)).toEqual(["refund-undone"]);
  });

  test("that does not reach the payer either is looked at anew, also after a person was done with the first one", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const { billing, provider, clock } = easel;
    const failing = async (amount: number) => {
      const { id } = provider.refundInDashboard(await payment(easel, order), amount);
      await easel.deliver();
      provider.confirmRefund(id, false);
      await easel.deliver();
      clock.move(60_000);
    };
    await failing(899);
    const [first] = await billing.reviews(5);
    expect(await billing.closeReviews({ order, seen: first?.version ?? 0, by: "memory:op" })).toBe("closed");
    // The first one, told again and looked at by the reconciliation, is no news.
    for (const event of provider.events) await billing.events.received({ ...event, id: `again${event.id}` });
    await billing.reconcile();
    expect(await billing.reviews(5)).toEqual([]);
    await failing(500);
    expect((await billing.reviews(5)).map(({ id }) => id)).toEqual([order]);
    expect([...easel.toldOperators.keys()].filter((key) => key.startsWith(`review:${order}`))).toHaveLength(2);
  });
});

describe("a dispute", () => {
  test("freezes that order's credits alone; won, they are free again", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    await easel.bought("ann", "pack-medium");
    const dispute = easel.provider.dispute(await payment(easel, order));
    await easel.deliver();
    expect(await credits(easel)).toBe(1_200);
    easel.provider.closeDispute(dispute?.id ?? "", true);
    await easel.deliver();
    expect(await credits(easel)).toBe(1_700);
    expect((await easel.ledger.wallet("ann")).freezes).toEqual([]);
  });

  test("that is lost takes them, also when its beginning is heard of after its end", async () => {
    for (const isShuffled of [false, true]) {
      const easel = testBilling();
      const order = await easel.bought("ann", "pack-small");
      await spend(easel, 100);
      const dispute = easel.provider.dispute(await payment(easel, order));
      if (!isShuffled) await easel.deliver();
      easel.provider.closeDispute(dispute?.id ?? "", false);
      const news = easel.provider.events.filter(({ kind }) => kind === "dispute");
      for (const event of isShuffled ? news.toReversed() : news) await easel.billing.events.received(event);
      expect(await credits(easel)).toBe(0);
      expect((await easel.ledger.wallet("ann")).freezes).toEqual([]);
      expect(await easel.billing.order(order)).toMatchObject({ unsettled: false, returns: [{ reclaimed: 400 }] });
      // What a bank has decided is no gift of ours.
      expect([...easel.told.keys()].filter((key) => key.startsWith("returned:"))).toEqual([]);
    }
  });

  test("that is lost while another process still freezes for it leaves nothing frozen", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const dispute = easel.provider.dispute(await payment(easel, order));
    const [opened] = easel.provider.events.filter(({ kind }) => kind === "dispute");
    if (opened === undefined) throw new Error("no dispute");
    const { freeze } = easel.ledger;
    easel.ledger.freeze = async (...given) => {
      easel.ledger.freeze = freeze;
      easel.provider.closeDispute(dispute?.id ?? "", false);
      await easel.again().events.received({ ...opened, id: "closed" });
      return freeze(...given);
    };
    await easel.billing.events.received(opened);
    expect((await easel.ledger.wallet("ann")).freezes).toEqual([]);
    expect(await easel.billing.order(order)).toMatchObject({
      unsettled: false,
      disputes: [{ state: "lost", done: true }],
    });
  });

  test("that is closed while another process freezes for its beginning and dies leaves nothing frozen", async () => {
    for (const won of [true, false]) {
      const easel = testBilling();
      const order = await easel.bought("ann", "pack-small");
      const dispute = easel.provider.dispute(await payment(easel, order));
      const [opened] = easel.provider.events.filter(({ kind }) => kind === "dispute");
      if (opened === undefined) throw new Error("no dispute");
      const { freeze } = easel.ledger;
      easel.ledger.freeze = async (...given) => {
        easel.ledger.freeze = freeze;
        easel.provider.closeDispute(dispute?.id ?? "", won);
        await easel.again().events.received({ ...opened, id: "closed" });
        await freeze(...given);
        throw new Error("killed");
      };
      await expect(easel.billing.events.received(opened)).rejects.toThrow("killed");
      expect((await easel.ledger.wallet("ann")).freezes).toEqual([]);
      expect(await credits(easel)).toBe(won ? 500 : 0);
      expect(await easel.billing.order(order)).toMatchObject({ unsettled: false, disputes: [{ done: true }] });
    }
  });

  test("and a warning of fraud are put before a person", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    easel.provider.warnOfFraud(await payment(easel, order));
    await easel.deliver();
    const reasons = async () =>
      (await easel.billing.reviews(5)).flatMap(({ reviews }) => reviews.map(({ reason }) => reason));
    expect(await reasons()).toEqual(["fraud-warning"]);
    expect(await credits(easel)).toBe(500);
    const seen = (await easel.billing.order(order))?.version ?? 0;
    await easel.billing.closeReviews({ order, seen, by: "memory:operator" });
    await easel.deliver();
    expect(await reasons()).toEqual([]);
  });
});

test("the statement of an order adds up, by the ledger alone", async () => {
  const easel = testBilling();
  const id = await easel.bought("ann", "pack-small");
  const half = new Date(easel.clock.now());
  await spend(easel, 100);
  await easel.ledger.hold("ann", { cause: "flying", amount: 50, reason: "picture" });
  easel.clock.move(DAY_MS);
  easel.provider.refundInDashboard(await payment(easel, id), 450);
  await easel.deliver();
  easel.account("bob");
  await easel.ledger.join("ann", "bob", "link:1");
  easel.clock.move(366 * DAY_MS);
  await easel.ledger.expire("bob");
  const order = await easel.billing.order(id);
  if (order === null) throw new Error("no order");
  const statement = await easel.billing.statement(order, easel.clock.now());
  expect(statement).toEqual({ granted: 500, spent: 100, reclaimed: 250, expired: 100, left: 50 });
  expect(await easel.billing.statement(order, half)).toMatchObject({ granted: 500, left: 400 });
});
