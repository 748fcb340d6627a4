import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PaymentRefused } from "../../../src/core/billing/payments.ts";
import { HOUR_MS } from "../../support/credits.ts";
import { found, price, type Stage, startStage } from "./stage.ts";

let stage: Stage;
let orders = 0;
beforeAll(async () => {
  stage = await startStage({ currencies: ["usd", "jpy"] });
});
afterAll(() => stage[Symbol.asyncDispose]());

async function paid(offer = "pack-large", currency = "usd") {
  const order = `refundable-${++orders}`;
  const checkout = await stage.bought(offer, { order, account: order, price: price(offer, currency) });
  return { order, payment: found(checkout.paymentId), subscription: checkout.subscription };
}
const usd = (amount: number) => ({ amount, currency: "usd" });

describe("a refund", () => {
  test("gives a part back, then the rest, and then nothing more", async () => {
    const { order, payment } = await paid();
    const part = await stage.payments.refund({ request: "r-part", payment, amount: usd(1_000) });
    expect(part).toMatchObject({
      payment,
      order,
      invoice: null,
      request: "r-part",
      amount: usd(1_000),
      state: "succeeded",
    });
    await expect(stage.payments.refund({ request: "r-much", payment, amount: usd(3_500) })).rejects.toEqual(
      new PaymentRefused("amount_too_large"),
    );
    await stage.payments.refund({ request: "r-rest", payment, amount: usd(3_499) });
    await expect(stage.payments.refund({ request: "r-more", payment, amount: usd(1) })).rejects.toEqual(
      new PaymentRefused("charge_already_refunded"),
    );
  });

  test("asked for twice is made once, and tells how it is now", async () => {
    const { payment } = await paid();
    stage.sandbox.keepRefundsPending(true);
    const request = { request: "r-twice", payment, amount: usd(500) };
    const first = await stage.payments.refund(request);
    stage.sandbox.keepRefundsPending(false);
    expect(first.state).toBe("pending");
    stage.sandbox.settleRefund(first.id, true);
    expect(await stage.payments.refund(request)).toEqual({ ...first, state: "succeeded" });
    expect((await stage.stripe.refunds.list({ payment_intent: payment })).data).toHaveLength(1);
  });

  test("whose answer is lost is made once", async () => {
    const { payment } = await paid();
    stage.sandbox.interrupt({ how: "lost-after", path: /refunds$/ });
    await stage.payments.refund({ request: "r-lost", payment, amount: usd(500) });
    expect((await stage.stripe.refunds.list({ payment_intent: payment })).data).toHaveLength(1);
  });

  test("whose key Stripe has forgotten is still made once, pending or in part", async () => {
    await using own = await startStage();
    const payment = found((await own.bought("pack-large")).paymentId);
    own.sandbox.keepRefundsPending(true);
    const request = { request: "r-slow", payment, amount: usd(500) };
    const first = await own.payments.refund(request);
    own.clock.move(25 * HOUR_MS);
    expect(await own.payments.refund(request)).toEqual(first);
    expect((await own.stripe.refunds.list({ payment_intent: payment })).data).toHaveLength(1);
    // Proof that the key alone would not have helped.
    const bare = () => own.stripe.refunds.create({ payment_intent: payment, amount: 100 }, { idempotencyKey: "bare" });
    const one = await bare();
    expect((await bare()).id).toBe(one.id);
    own.clock.move(25 * HOUR_MS);
    expect((await bare()).id).not.toBe(one.id);
  });

  test("that the bank returns has failed, and the money can be given back again", async () => {
    const { payment } = await paid();
    const { id } = await stage.payments.refund({ request: "r-fails", payment, amount: usd(4_499) });
    stage.sandbox.settleRefund(id, false);
    expect(await stage.payments.findRefund(id)).toMatchObject({ state: "failed", request: "r-fails" });
    const again = await stage.payments.refund({ request: "r-again", payment, amount: usd(4_499) });
    expect(again.state).toBe("succeeded");
  });

  test("in the wrong currency is refused before Stripe takes it for another amount", async () => {
    const { payment } = await paid("pack-small", "jpy");
    const wrong = stage.payments.refund({ request: "r-usd", payment, amount: usd(100) });
    await expect(wrong).rejects.toEqual(new PaymentRefused("currency-differs"));
    const right = await stage.payments.refund({ request: "r-jpy", payment, amount: { amount: 100, currency: "jpy" } });
    expect(right.amount).toEqual({ amount: 100, currency: "jpy" });
  });

  test("made in the dashboard is known without a request of ours", async () => {
    const { payment, order } = await paid();
    const id = stage.sandbox.refund(payment, 700);
    expect(await stage.payments.findRefund(id)).toMatchObject({
      request: null,
      order,
      amount: usd(700),
      state: "succeeded",
    });
  });

  test("of a plan's payment names the invoice", async () => {
    const { payment, subscription } = await paid("creator-month");
    const [invoice] = await stage.payments.invoicesOf(found(subscription), 1);
    const refund = await stage.payments.refund({ request: "r-plan", payment, amount: usd(1_999) });
    expect(refund).toMatchObject({ payment, order: null, invoice: found(invoice).id });
  });

  test("of an unknown payment is refused", async () => {
    const unknown = stage.payments.refund({ request: "r-none", payment: "pi_nothing", amount: usd(1) });
    await expect(unknown).rejects.toEqual(new PaymentRefused("resource_missing"));
    expect(await stage.payments.findRefund("re_nothing")).toBeNull();
  });
});

describe("a dispute", () => {
  test.for(["won", "lost"] as const)("is open until it is %s", async (end) => {
    const { payment, order } = await paid();
    const id = stage.sandbox.dispute(payment);
    const open = { id, payment, order, invoice: null, amount: usd(4_499), state: "open" };
    expect(await stage.payments.findDispute(id)).toEqual(open);
    // A second press on the sandbox's page: its credits would stay frozen for a dispute that nobody closes.
    expect(() => stage.sandbox.dispute(payment)).toThrow();
    stage.sandbox.closeDispute(id, end);
    expect(await stage.payments.findDispute(id)).toEqual({ ...open, state: end });
  });

  test("keeps the payment from being refunded as well", async () => {
    const { payment } = await paid();
    stage.sandbox.dispute(payment);
    const refund = stage.payments.refund({ request: "r-disputed", payment, amount: usd(1) });
    await expect(refund).rejects.toEqual(new PaymentRefused("charge_disputed"));
  });

  test("that was only an inquiry takes nothing back when it is closed", async () => {
    const { payment } = await paid();
    const id = stage.sandbox.dispute(payment, { isInquiry: true, amount: 1_000 });
    expect(await stage.payments.findDispute(id)).toMatchObject({ state: "open", amount: usd(1_000) });
    stage.sandbox.closeDispute(id, "lost");
    expect(await stage.payments.findDispute(id)).toMatchObject({ state: "won" });
    expect(await stage.payments.findDispute("du_nothing")).toBeNull();
  });
});
