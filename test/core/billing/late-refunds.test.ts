import { describe, expect, test } from "vitest";
import { available } from "../../../src/core/credits/wallet.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS } from "../../support/credits.ts";

const usd = (amount: number) => ({ amount, currency: "usd" });
const credits = async (easel: TestBilling) => available(await easel.ledger.wallet("ann"), easel.clock.now());
const payment = async (easel: TestBilling, order: string) => (await easel.billing.order(order))?.payment ?? "";
const asked = async (easel: TestBilling, order: string) =>
  (await easel.billing.requestRefund({ account: "ann", order, reason: "I clicked twice" })).request.id;
const laterBy = async (easel: TestBilling, days: number) => {
  easel.clock.move(days * DAY_MS);
  await easel.billing.carryOutDue();
  await easel.again().reconcile();
};

describe("a refund that takes days", () => {
  test.each([{ give: "all" } as const, { give: "part", amount: usd(300) } as const])(
    "is paid once: $give",
    async (decision) => {
      const easel = testBilling();
      const order = await easel.bought("ann", "pack-small");
      const id = await asked(easel, order);
      easel.provider.refundsArePending = true;
      expect(await easel.billing.decideRefund(id, decision, "op")).toMatchObject({ state: "approved" });
      for (const days of [1.1, 1.1]) await laterBy(easel, days);
      expect(easel.provider.refunds.size).toBe(1);
      const [refund] = easel.provider.refunds.values();
      easel.provider.confirmRefund(refund?.id ?? "", true);
      await laterBy(easel, 0);
      expect(await easel.billing.refundRequest(id)).toMatchObject({ state: "done", refund: refund?.id });
      await laterBy(easel, 2);
      expect(easel.provider.refunds.size).toBe(1);
      expect(await credits(easel)).toBe(decision.give === "all" ? 0 : 334);
    },
  );

  test("is paid once although we died before writing it down, and its key is forgotten", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const id = await asked(easel, order);
    easel.provider.unreachable = 1;
    await easel.billing.decideRefund(id, { give: "part", amount: usd(300) }, "op");
    easel.provider.refundsArePending = true;
    await easel.provider.refund({ request: id, payment: await payment(easel, order), amount: usd(300) });
    await laterBy(easel, 1.1);
    expect(easel.provider.refunds.size).toBe(1);
    expect(await easel.billing.refundRequest(id)).toMatchObject({ refund: [...easel.provider.refunds.keys()][0] });
  });

  test("that failed, and arrived all the same, is no longer to be decided", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const id = await asked(easel, order);
    easel.provider.refundsArePending = true;
    await easel.billing.decideRefund(id, { give: "all" }, "op");
    const [refund] = easel.provider.refunds.keys();
    easel.provider.confirmRefund(refund ?? "", false);
    await easel.deliver();
    expect(await easel.billing.refundRequests(10)).toMatchObject([{ id, state: "failed" }]);
    easel.provider.confirmRefund(refund ?? "", true);
    await easel.deliver();
    expect(await easel.billing.refundRequest(id)).toMatchObject({ state: "done", failure: null });
  });
});

describe("money that is with us again", () => {
  test("gives back the credits that had gone with it, once, and is told", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    await easel.ledger.hold("ann", { cause: "picture", amount: 100, reason: "picture" });
    await easel.ledger.capture("ann", { hold: "picture", amount: 100, reason: "picture" });
    const id = await asked(easel, order);
    await easel.billing.decideRefund(id, { give: "all" }, "op");
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    const [refund] = easel.provider.refunds.keys();
    easel.provider.confirmRefund(refund ?? "", false);
    for (let time = 0; time < 2; time++) {
      await easel.deliver();
      for (const event of easel.provider.events)
        await easel.again().events.received({ ...event, id: `${time}${event.id}` });
      await laterBy(easel, 0);
    }
    expect(await credits(easel)).toBe(400);
    expect(easel.told.get(`undone:refund:${refund}`)?.reply.text).toContain("400 credits");
    expect((await easel.billing.order(order))?.returns).toMatchObject([{ reclaimed: 400, restored: 400 }]);
    expect(await easel.billing.refundRequests(10)).toMatchObject([{ id, state: "failed" }]);
    // Given back once more, it takes what is there, and the ledger agrees throughout.
    await easel.billing.decideRefund(id, { give: "all" }, "op");
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    const paid = await easel.billing.order(order);
    if (paid === null) throw new Error("no order");
    expect(await easel.billing.statement(paid, easel.clock.now())).toEqual({
      ...{ granted: 500, spent: 100, expired: 0, reclaimed: 400, left: 0 },
    });
    await laterBy(easel, 0);
    expect(easel.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("and goes back once more before its credits are given back leaves none of them", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const id = await asked(easel, order);
    await easel.billing.decideRefund(id, { give: "all" }, "op");
    await easel.deliver();
    const [refund] = easel.provider.refunds.keys();
    easel.provider.confirmRefund(refund ?? "", false);
    const { grant } = easel.ledger;
    Object.assign(easel.ledger, { grant: () => Promise.reject(new Error("the process died")) });
    await expect(easel.deliver()).rejects.toThrow("the process died");
    Object.assign(easel.ledger, { grant });
    // Events come in any order: the later one is the first to be handed over again.
    easel.provider.refundInDashboard(await payment(easel, order), 899);
    const news = easel.provider.events.at(-1);
    if (news !== undefined) await easel.billing.events.received(news);
    await easel.deliver();
    expect((await easel.billing.order(order))?.returns).toMatchObject([{ restored: 500 }, { reclaimed: 500 }]);
    expect(await credits(easel)).toBe(0);
  });

  test("gives a year its months again", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "starter-year");
    const monthly = await credits(easel);
    const { price } = (await easel.billing.order(order)) ?? {};
    const refund = easel.provider.refundInDashboard(await payment(easel, order), price?.amount ?? 0);
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    easel.provider.confirmRefund(refund.id, false);
    await easel.deliver();
    expect(await credits(easel)).toBe(monthly);
    await laterBy(easel, 31);
    expect((await easel.billing.order(order))?.grants).toHaveLength(2);
  });

  test("by a dispute that was lost and is won is as if it had been won", async () => {
    const easel = testBilling();
    const order = await easel.bought("ann", "pack-small");
    const dispute = easel.provider.dispute(await payment(easel, order));
    await easel.deliver();
    easel.provider.closeDispute(dispute?.id ?? "", false);
    await easel.deliver();
    expect(await credits(easel)).toBe(0);
    const known = easel.provider.disputes.get(dispute?.id ?? "");
    if (known !== undefined) known.state = "won";
    await laterBy(easel, 0);
    expect(await credits(easel)).toBe(500);
    expect((await easel.ledger.wallet("ann")).freezes).toEqual([]);
    expect(await easel.billing.reviews(10)).toEqual([]);
    expect([...easel.told.keys()]).toContain(`undone:dispute:${dispute?.id}`);
    await laterBy(easel, 0);
    expect(await credits(easel)).toBe(500);
  });
});

describe("money of another kind", () => {
  test("that was paid twice takes no credits with it when it goes back", async () => {
    const easel = testBilling();
    const id = await easel.bought("ann", "pack-small");
    const order = await easel.billing.order(id);
    const about = { payment: "pi_other", order: id, invoice: null };
    const refund = { ...about, id: "re_other", request: null, amount: usd(899), state: "succeeded" as const };
    const event = {
      id: "evt_other",
      method: "stripe",
      at: easel.clock.now(),
      kind: "refund",
      refund: "re_other",
    } as const;
    for (const again of ["", "+"]) {
      await easel.billing.events.received({ ...event, id: `evt${again}`, now: refund });
      const dispute = { ...about, id: "dp_other", amount: usd(899), state: "lost" as const };
      easel.provider.disputes.set("dp_other", dispute);
      await easel.billing.events.received({ ...event, id: `evd${again}`, kind: "dispute", dispute: "dp_other" });
    }
    expect(await credits(easel)).toBe(500);
    const after = await easel.billing.order(id);
    expect(after?.returns).toEqual([]);
    expect(after?.payment).toBe(order?.payment);
    expect(after?.reviews).toMatchObject([
      { reason: "paid-twice", payment: "pi_other", returnedAt: easel.clock.now() },
      { reason: "disputed" },
    ]);
  });

  test("that goes back in another currency is for a person of ours to weigh", async () => {
    const easel = testBilling();
    const id = await easel.bought("ann", "pack-small");
    const about = { payment: await payment(easel, id), order: id, invoice: null };
    const refund = { ...about, id: "re_eur", request: null, amount: { amount: 899, currency: "eur" } };
    await easel.billing.events.received({
      ...{ id: "evt_eur", method: "stripe", at: easel.clock.now(), kind: "refund", refund: "re_eur" },
      now: { ...refund, state: "succeeded" },
    });
    expect(await credits(easel)).toBe(500);
    expect((await easel.billing.order(id))?.reviews).toMatchObject([{ reason: "return-differs" }]);
  });

  test("is measured by what was really paid", async () => {
    const easel = testBilling();
    const offer = easel.billing.offers.find("pack-small");
    if (offer === null) throw new Error("no offer");
    const placed = await easel.billing.buy({
      ...{ account: easel.account("ann"), offer, currency: "usd", method: "stripe", cause: "click", language: "en" },
    });
    easel.provider.pay(placed.order.checkout?.id ?? "", { total: usd(400) });
    await easel.deliver();
    const { version = 0 } = (await easel.billing.order(placed.order.id)) ?? {};
    await easel.billing.releaseHeld({ order: placed.order.id, seen: version, by: "op" });
    expect(await credits(easel)).toBe(500);
    const id = await asked(easel, placed.order.id);
    await expect(easel.billing.decideRefund(id, { give: "part", amount: usd(500) }, "op")).rejects.toThrow("too-large");
    await easel.billing.decideRefund(id, { give: "part", amount: usd(200) }, "op");
    await easel.deliver();
    expect(await credits(easel)).toBe(250);
  });
});

test("a decision that nobody could be told of yet is told with the next minute's work", async () => {
  const easel = testBilling();
  const id = await asked(easel, await easel.bought("ann", "pack-small"));
  const request = await easel.refunds.find(id);
  if (request === null) throw new Error("no request");
  await easel.refunds.write(request, { ...request, state: "declining", answer: "All was spent.", version: 2 });
  await easel.billing.carryOutDue();
  expect(easel.told.get(`declined:${id}`)?.reply.text).toContain("All was spent.");
  expect(await easel.refunds.find(id)).toMatchObject({ state: "declined" });
});

test("a request that nobody was told of is told when it is made once more", async () => {
  const easel = testBilling();
  const order = await easel.bought("ann", "pack-small");
  const id = await asked(easel, order);
  easel.toldOperators.clear();
  expect(await asked(easel, order)).toBe(id);
  expect([...easel.toldOperators.keys()]).toEqual([`refund-request:${id}`]);
});
