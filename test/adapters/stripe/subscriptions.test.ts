import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PaymentRefused } from "../../../src/core/billing/payments.ts";
import { DAY_MS, found, HOUR_MS, price, readAll, type Stage, startStage } from "./stage.ts";

/** A month of the clock's first day: 24 November to 24 December. */
const MONTH_MS = 30 * DAY_MS;

let stage: Stage;
let accounts = 0;
beforeAll(async () => {
  stage = await startStage({ currencies: ["usd", "eur", "jpy"] });
});
afterAll(() => stage[Symbol.asyncDispose]());

async function subscribed(on: Stage, offer: string, currency = "usd") {
  const account = `subscriber-${++accounts}`;
  const paid = await on.bought(offer, { account, order: `order-of-${account}`, price: price(offer, currency) });
  return { account, id: found(paid.subscription), customer: found(paid.customer) };
}
const change = (id: string, offer: string, when: "now" | "period-end", key = `${id}-${offer}-${when}`) =>
  ({ subscription: id, offer, price: price(offer, "usd"), when, key }) as const;

test("a subscription is known with its plan, its price and its period", async () => {
  const { id, account, customer } = await subscribed(stage, "creator-year", "jpy");
  expect(await stage.payments.findSubscription(id)).toEqual({
    ...{ id, customer, account, order: `order-of-${account}`, state: "active", offer: "creator-year" },
    price: { amount: 31_000, currency: "jpy" },
    period: { start: stage.clock.now(), end: new Date("2055-11-24T12:00:00Z") },
    ...{ cancelAtPeriodEnd: false, next: null, endedAt: null },
  });
  expect(await stage.payments.findSubscription("sub_nothing")).toBeNull();
});

describe("another price of the same plan", () => {
  test("holds from the next period on: nothing is charged or given back before, and asked again it stays", async () => {
    await using own = await startStage();
    const { id } = await subscribed(own, "creator-month");
    const before = found(await own.payments.findSubscription(id));
    own.sandbox.advance(28 * DAY_MS);
    const raised = { subscription: id, offer: "creator-month", price: { amount: 2_499, currency: "usd" } };
    const moved = await own.payments.changePrice(raised);
    expect(moved).toEqual({ ...before, price: raised.price });
    expect(await own.payments.changePrice(raised)).toEqual(moved);
    expect(await own.payments.invoicesOf(id, 5)).toHaveLength(1);
    own.sandbox.advance(MONTH_MS - 28 * DAY_MS + HOUR_MS * 2);
    const [renewal, ...others] = await own.payments.invoicesOf(id, 5);
    expect(renewal).toMatchObject({ reason: "renewal", state: "paid", total: raised.price });
    expect(renewal?.buys).toMatchObject({ offer: "creator-month", price: raised.price });
    expect(others.map(({ total }) => total.amount)).toEqual([1_999]);
  });

  test("leaves alone what has become another plan, is planned to, or has ended", async () => {
    const { id } = await subscribed(stage, "creator-month");
    const raised = { subscription: id, offer: "creator-month", price: { amount: 2_599, currency: "usd" } };
    const planned = await stage.payments.changeOffer(change(id, "starter-month", "period-end"));
    expect(await stage.payments.changePrice(raised)).toEqual(planned);
    const other = await stage.payments.changeOffer(change(id, "studio-month", "now"));
    expect(await stage.payments.changePrice(raised)).toEqual(other);
    const ended = await stage.payments.cancelNow(id);
    expect(await stage.payments.changePrice({ ...raised, offer: "studio-month" })).toEqual(ended);
  });

  test("is what a change of the plan asks for, when the person was told so", async () => {
    const { id } = await subscribed(stage, "starter-month");
    const told = { amount: 5_499, currency: "usd" };
    const changed = await stage.payments.changeOffer({
      ...change(id, "studio-month", "now", `${id}-told`),
      price: told,
    });
    expect(changed).toMatchObject({ offer: "studio-month", price: told });
  });
});

describe("cancelling", () => {
  test("in the chat and in the portal ends in the same state, and so does taking it back", async () => {
    const { id } = await subscribed(stage, "starter-month");
    const before = await stage.payments.findSubscription(id);
    const inChat = await stage.payments.setCancelAtPeriodEnd(id, true);
    expect(inChat).toEqual({ ...before, cancelAtPeriodEnd: true });
    expect(await stage.payments.setCancelAtPeriodEnd(id, true)).toEqual(inChat);
    expect(await stage.payments.setCancelAtPeriodEnd(id, false)).toEqual(before);
    stage.sandbox.setCancelAtPeriodEnd(id, true);
    expect(await stage.payments.findSubscription(id)).toEqual(inChat);
    stage.sandbox.setCancelAtPeriodEnd(id, false);
    expect(await stage.payments.setCancelAtPeriodEnd(id, false)).toEqual(before);
  });

  test("by a date instead of the flag counts as well, and can be taken back", async () => {
    const { id } = await subscribed(stage, "starter-month");
    const end = found(await stage.payments.findSubscription(id)).period.end.getTime() / 1000;
    await stage.stripe.subscriptions.update(id, { cancel_at: end });
    expect(await stage.payments.findSubscription(id)).toMatchObject({ cancelAtPeriodEnd: true });
    expect(await stage.payments.setCancelAtPeriodEnd(id, false)).toMatchObject({ cancelAtPeriodEnd: false });
  });

  test("at once ends it without money back, and again changes nothing", async () => {
    const { id, customer } = await subscribed(stage, "starter-month");
    const ended = await stage.payments.cancelNow(id);
    expect(ended).toMatchObject({ state: "ended", endedAt: stage.sandbox.now() });
    expect(await stage.payments.cancelNow(id)).toEqual(ended);
    expect(await stage.payments.setCancelAtPeriodEnd(id, true)).toEqual(ended);
    expect(await stage.payments.setCancelAtPeriodEnd(id, false)).toEqual(ended);
    expect((await stage.stripe.customers.retrieve(customer)) as unknown).toMatchObject({ balance: 0 });
    const late = stage.payments.changeOffer(change(id, "studio-month", "now"));
    await expect(late).rejects.toEqual(new PaymentRefused("subscription-ended"));
  });
});

describe("another plan", () => {
  test("at once begins a whole period and deducts what is left of the old one", async () => {
    await using own = await startStage();
    const { id } = await subscribed(own, "starter-month");
    own.sandbox.advance(MONTH_MS / 3);
    const now = own.sandbox.now();
    const changed = await own.payments.changeOffer(change(id, "studio-month", "now"));
    expect(changed).toMatchObject({ offer: "studio-month", state: "active", period: { start: now } });
    const [invoice] = await own.payments.invoicesOf(id, 1);
    expect(invoice).toMatchObject({
      ...{ reason: "change", state: "paid", failures: 0 },
      total: { amount: 5_999 - Math.round((699 * 2) / 3), currency: "usd" },
      buys: { offer: "studio-month", price: { amount: 5_999, currency: "usd" }, period: changed.period },
    });
    expect(await own.payments.changeOffer(change(id, "studio-month", "now"))).toEqual(changed);
    expect(await own.payments.invoicesOf(id, 10)).toHaveLength(2);
  });

  test("whose payment fails is not given, and what was planned stays planned", async () => {
    const { id, customer } = await subscribed(stage, "creator-month");
    const planned = await stage.payments.changeOffer(change(id, "starter-month", "period-end"));
    expect(planned).toMatchObject({ offer: "creator-month", next: { offer: "starter-month", at: planned.period.end } });
    stage.sandbox.setCard(customer, "is-declined");
    const upgrade = stage.payments.changeOffer(change(id, "studio-month", "now", "declined-1"));
    await expect(upgrade).rejects.toMatchObject({ name: "PaymentRefused", code: "generic_decline", isDeclined: true });
    expect(await stage.payments.findSubscription(id)).toEqual(planned);
    stage.sandbox.setCard(customer, "works");
    const paid = await stage.payments.changeOffer(change(id, "studio-month", "now", "declined-2"));
    expect(paid).toMatchObject({ offer: "studio-month", next: null });
  });

  test("that costs less than what is left is paid out of it, and the rest counts for the next bills", async () => {
    await using own = await startStage();
    const { id } = await subscribed(own, "studio-month");
    await own.payments.changeOffer(change(id, "starter-month", "now"));
    const [first] = await own.payments.invoicesOf(id, 1);
    expect(first).toMatchObject({ state: "paid", total: { amount: 0, currency: "usd" }, paymentId: null });
    own.sandbox.advance(MONTH_MS + DAY_MS);
    const [renewal] = await own.payments.invoicesOf(id, 1);
    expect(renewal).toMatchObject({
      reason: "renewal",
      state: "paid",
      total: { amount: 0 },
      buys: { price: { amount: 699 } },
    });
  });

  test("at the end of the period changes nothing before, and then everything", async () => {
    await using own = await startStage();
    const { id } = await subscribed(own, "studio-year");
    const planned = await own.payments.changeOffer(change(id, "starter-month", "period-end"));
    const at = new Date("2055-11-24T12:00:00Z");
    expect(planned).toMatchObject({ offer: "studio-year", next: { offer: "starter-month", at } });
    own.sandbox.advance(365 * DAY_MS + 2 * HOUR_MS);
    const later = found(await own.payments.findSubscription(id));
    expect(later).toMatchObject({ offer: "starter-month", next: null, period: { start: at } });
    expect(later.period.end).toEqual(new Date("2055-12-24T12:00:00Z"));
    const [invoice] = await own.payments.invoicesOf(id, 1);
    expect(invoice).toMatchObject({ reason: "renewal", total: { amount: 699, currency: "usd" } });
    own.sandbox.advance(31 * DAY_MS);
    expect(await own.payments.findSubscription(id)).toMatchObject({ offer: "starter-month", state: "active" });
    expect((await own.stripe.subscriptions.retrieve(id)).schedule).toBeNull();
  });

  test("that was planned is taken back by asking for the plan one has, or by cancelling", async () => {
    const { id } = await subscribed(stage, "studio-month");
    const before = await stage.payments.findSubscription(id);
    await stage.payments.changeOffer(change(id, "starter-month", "period-end", "back-1"));
    expect(await stage.payments.changeOffer(change(id, "studio-month", "period-end", "back-2"))).toEqual(before);
    await stage.payments.changeOffer(change(id, "starter-month", "period-end", "back-3"));
    await stage.payments.changeOffer(change(id, "creator-month", "period-end", "back-4"));
    expect(await stage.payments.findSubscription(id)).toMatchObject({ next: { offer: "creator-month" } });
    expect(await stage.payments.setCancelAtPeriodEnd(id, true)).toEqual({ ...before, cancelAtPeriodEnd: true });
    const planned = await stage.payments.changeOffer(change(id, "creator-month", "period-end", "back-5"));
    expect(planned).toMatchObject({ cancelAtPeriodEnd: false, next: { offer: "creator-month" } });
    stage.sandbox.setCancelAtPeriodEnd(id, true);
    expect(await stage.payments.findSubscription(id)).toEqual({ ...before, cancelAtPeriodEnd: true });
  });
});

describe("time", () => {
  test("renews a subscription on the same day of each month, also after February", async () => {
    await using own = await startStage();
    own.clock.move(Date.parse("2055-01-31T09:30:00Z") - own.clock.now().getTime());
    const { id } = await subscribed(own, "creator-month");
    own.sandbox.advance(180 * DAY_MS);
    const invoices = await own.payments.invoicesOf(id, 10);
    expect(invoices.map(({ buys }) => buys?.period.start.toISOString().slice(0, 10)).reverse()).toEqual([
      ...["2055-01-31", "2055-02-28", "2055-03-31", "2055-04-30", "2055-05-31", "2055-06-30"],
    ]);
    expect(invoices.every(({ state, failures }) => state === "paid" && failures === 0)).toBe(true);
  });

  test("ends a cancelled subscription with its period, and bills nothing more", async () => {
    await using own = await startStage();
    const { id } = await subscribed(own, "creator-month");
    const { period } = await own.payments.setCancelAtPeriodEnd(id, true);
    own.sandbox.advance(MONTH_MS - 1_000);
    expect(await own.payments.findSubscription(id)).toMatchObject({ state: "active" });
    own.sandbox.advance(90 * DAY_MS);
    expect(await own.payments.findSubscription(id)).toMatchObject({ state: "ended", endedAt: period.end });
    expect(await own.payments.invoicesOf(id, 10)).toHaveLength(1);
  });

  test("leaves a renewal a draft for an hour", async () => {
    await using own = await startStage();
    const { id } = await subscribed(own, "creator-month");
    own.sandbox.advance(MONTH_MS + HOUR_MS - 1_000);
    expect((await own.payments.invoicesOf(id, 1))[0]).toMatchObject({ state: "draft", reason: "renewal", url: null });
    own.sandbox.advance(1_000);
    expect((await own.payments.invoicesOf(id, 1))[0]).toMatchObject({ state: "paid" });
  });

  test("tries a failed renewal again, and a card that works brings everything in order", async () => {
    await using own = await startStage();
    const { id, customer } = await subscribed(own, "creator-month");
    own.sandbox.setCard(customer, "is-declined");
    own.sandbox.advance(MONTH_MS + HOUR_MS);
    expect(await own.payments.findSubscription(id)).toMatchObject({ state: "past-due" });
    const [failed] = await own.payments.invoicesOf(id, 1);
    const nextAttemptAt = new Date(own.sandbox.now().getTime() + 3 * DAY_MS);
    expect(failed).toMatchObject({ state: "open", failures: 1, nextAttemptAt });
    own.sandbox.setCard(customer, "works");
    own.sandbox.advance(3 * DAY_MS);
    expect(await own.payments.findSubscription(id)).toMatchObject({ state: "active" });
    expect(await own.payments.findInvoice(found(failed).id)).toMatchObject({
      state: "paid",
      failures: 1,
      nextAttemptAt: null,
    });
  });

  test("ends a subscription whose card never works again", async () => {
    await using own = await startStage();
    const { id, customer } = await subscribed(own, "creator-month");
    own.sandbox.setCard(customer, "is-declined");
    own.sandbox.advance(MONTH_MS + HOUR_MS + 15 * DAY_MS);
    expect(await own.payments.findSubscription(id)).toMatchObject({ state: "ended" });
    const [invoice] = await own.payments.invoicesOf(id, 1);
    expect(invoice).toMatchObject({ state: "open", failures: 4, nextAttemptAt: null });
    const types = own.sandbox.events().map(({ type }) => type);
    expect(types.filter((type) => type === "invoice.payment_failed")).toHaveLength(4);
  });
});

test("a paused subscription is neither renewed nor ended until it goes on", async () => {
  const { id } = await subscribed(stage, "starter-month");
  await stage.stripe.subscriptions.pause(id);
  expect(await stage.payments.findSubscription(id)).toMatchObject({ state: "paused" });
  await stage.stripe.subscriptions.resume(id, { billing_cycle_anchor: { type: "unchanged" } });
  expect(await stage.payments.findSubscription(id)).toMatchObject({ state: "active" });
});

test("the portal opens for the customer, with our configuration, and leads back", async () => {
  const { customer } = await subscribed(stage, "starter-month");
  const { url } = await stage.payments.portal(customer);
  expect((await fetch(url)).status).toBe(200);
  const [call] = stage.sandbox.calls().filter(({ path }) => path === "/v1/billing_portal/sessions");
  expect(call?.body).toMatch(/configuration=bpc_.*/);
  await expect(stage.payments.portal("cus_nothing")).rejects.toEqual(new PaymentRefused("resource_missing"));
});

test("an invoice is known with what it buys, and an unknown one is not", async () => {
  const { id, account } = await subscribed(stage, "starter-month", "eur");
  const [invoice] = await stage.payments.invoicesOf(id, 5);
  expect(await stage.payments.findInvoice(found(invoice).id)).toEqual(invoice);
  expect(invoice).toMatchObject({
    ...{ subscription: id, account, reason: "first", state: "paid", total: price("starter-month", "eur") },
    buys: { offer: "starter-month", price: price("starter-month", "eur") },
  });
  expect(await stage.payments.findInvoice("in_nothing")).toBeNull();
  expect(await readAll(stage.payments.invoicesSince(stage.sandbox.now()))).toContainEqual(invoice);
});
