import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, found, type Stage, startStage } from "../stage.ts";

let stage: Stage;
let stripe: Stripe;
let names = 0;
beforeAll(async () => {
  stage = await startStage();
  ({ stripe } = stage);
});
afterAll(() => stage[Symbol.asyncDispose]());

/** What Stripe's client makes of a refusal. */
async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const fault = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof Stripe.errors.StripeError))
    throw new Error(`this was no refusal of Stripe's: ${String(fault)}`);
  return fault;
}
async function sold(params: Partial<Stripe.PriceCreateParams> = {}) {
  const product = await stripe.products.create({ name: `Thing ${++names}` });
  return stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 500, ...params });
}
const success_url = "http://127.0.0.1:9/done";

describe("an idempotency key", () => {
  test("gives the same answer to the same parameters, marked as a repetition", async () => {
    const make = () => stripe.customers.create({ name: "Ada" }, { idempotencyKey: "same" });
    const [first, second] = [await make(), await make()];
    expect(second.id).toBe(first.id);
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
  });

  test("refuses other parameters, and another path", async () => {
    await stripe.customers.create({ name: "Ada" }, { idempotencyKey: "other" });
    const params = await refusal(stripe.customers.create({ name: "Grace" }, { idempotencyKey: "other" }));
    expect(params).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(params).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
    const path = await refusal(stripe.products.create({ name: "Ada" }, { idempotencyKey: "other" }));
    expect(path).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
  });

  test("may be used again after a request that did nothing", async () => {
    const make = (product: string) =>
      stripe.prices.create({ product, currency: "usd", unit_amount: 1 }, { idempotencyKey: "mended" });
    expect(await refusal(make("prod_nothing"))).toMatchObject({ code: "resource_missing" });
    const { id } = await stripe.products.create({ name: "Mended" });
    expect((await make(id)).product).toBe(id);
  });
});

describe("what makes no sense", () => {
  test.for<[string, () => Promise<unknown>, object]>([
    [
      "a parameter that there is not",
      () => stripe.customers.create({ nickname: "A" } as Stripe.CustomerCreateParams),
      { code: "parameter_unknown", param: "nickname" },
    ],
    [
      "a parameter that is missing",
      () => stripe.products.create({} as Stripe.ProductCreateParams),
      { code: "parameter_missing", param: "name" },
    ],
    ["an amount with a fraction", () => sold({ unit_amount: 1.5 }), { param: "unit_amount" }],
    ["an id of nothing", () => stripe.invoices.retrieve("in_nothing"), { code: "resource_missing", statusCode: 404 }],
    ["a path of nothing", () => stripe.rawRequest("GET", "/v1/nothing"), { statusCode: 404 }],
    ["a tenth of a fils", () => sold({ currency: "kwd", unit_amount: 1_001 }), { param: "unit_amount" }],
  ])("is refused: %s", async ([, call, told]) => {
    expect(await refusal(call())).toMatchObject({ rawType: "invalid_request_error", ...told });
  });

  test.for<[string, number, boolean]>([
    ["usd", 49, false],
    ["usd", 50, true],
    ["jpy", 49, false],
    ["jpy", 50, true],
    ["kwd", 1_000, true],
    ["usd", 999_999_999, false],
  ])("cannot be charged, or can: %s %i", async ([currency, unit_amount, ok]) => {
    const { id } = await sold({ currency, unit_amount });
    const session = stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: id, quantity: 1 }],
      success_url,
    });
    if (ok) expect(await session).toMatchObject({ amount_total: unit_amount, currency });
    else expect(await refusal(session)).toMatchObject({ code: "amount_too_small" });
  });

  test.for<[string, (price: string) => Partial<Stripe.Checkout.SessionCreateParams>]>([
    ["a plan's price for a single payment", () => ({ mode: "subscription" })],
    ["a page that closes at once", () => ({ expires_at: Math.floor(stage.clock.now().getTime() / 1000) + 60 })],
    [
      "a page that stays for days",
      () => ({ expires_at: Math.floor((stage.clock.now().getTime() + 3 * DAY_MS) / 1000) }),
    ],
    ["a customer that there is not", () => ({ customer: "cus_nothing" })],
    ["data of a subscription for a payment", () => ({ subscription_data: { metadata: { a: "b" } } })],
    ["no address to lead back to", () => ({ success_url: "javascript:alert(1)" })],
    ["a price that is switched off", (price) => ({ line_items: [{ price: `${price}_off`, quantity: 1 }] })],
  ])("opens no checkout page: %s", async ([, params]) => {
    const { id } = await sold();
    const line_items = [{ price: id, quantity: 1 }];
    const session = stripe.checkout.sessions.create({ mode: "payment", line_items, success_url, ...params(id) });
    expect(await refusal(session)).toMatchObject({ rawType: "invalid_request_error" });
  });
});

describe("a lookup key", () => {
  test("belongs to one price at a time, and moves only when it is told to", async () => {
    const first = await sold({ lookup_key: "moving" });
    expect(await refusal(sold({ lookup_key: "moving" }))).toMatchObject({ param: "lookup_key" });
    const second = await sold({ lookup_key: "moving", transfer_lookup_key: true });
    expect((await stripe.prices.list({ lookup_keys: ["moving"] })).data.map(({ id }) => id)).toEqual([second.id]);
    expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
  });
});

describe("a list", () => {
  test("comes newest first in pages, forwards and backwards, and by its date", async () => {
    await using own = await startStage();
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      ids.unshift((await own.stripe.customers.create({ name: `N${index}` })).id);
    }
    const { paymentId } = await own.bought("pack-large");
    const refunds = ids.map(() => own.sandbox.refund(found(paymentId), 1)).reverse();
    const list = async (params: Stripe.RefundListParams) => {
      const { data, has_more } = await own.stripe.refunds.list(params);
      return [data.map(({ id }) => id), has_more];
    };
    expect(await list({ limit: 2 })).toEqual([refunds.slice(0, 2), true]);
    expect(await list({ limit: 2, starting_after: found(refunds[1]) })).toEqual([refunds.slice(2, 4), true]);
    expect(await list({ limit: 2, starting_after: found(refunds[3]) })).toEqual([refunds.slice(4), false]);
    expect(await list({ limit: 2, ending_before: found(refunds[4]) })).toEqual([refunds.slice(2, 4), true]);
    const now = Math.floor(own.clock.now().getTime() / 1000);
    expect(await list({ created: { gt: now } })).toEqual([[], false]);
    expect(await list({ created: now })).toEqual([refunds, false]);
  });
});

describe("expanding", () => {
  test("puts whole objects in place of links and shows what is hidden otherwise", async () => {
    const paid = await stage.bought("creator-month", { account: "expander" });
    const plain = await stripe.checkout.sessions.retrieve(paid.id);
    expect(plain).toMatchObject({ customer: paid.customer, subscription: paid.subscription });
    expect(plain.line_items).toBeUndefined();
    const whole = await stripe.checkout.sessions.retrieve(paid.id, {
      expand: ["customer", "line_items", "subscription.latest_invoice", "invoice.payments"],
    });
    expect(whole).toMatchObject({
      customer: { id: paid.customer, object: "customer" },
      line_items: { data: [{ amount_total: 1_999, quantity: 1 }] },
      subscription: { latest_invoice: { object: "invoice", billing_reason: "subscription_create" } },
      invoice: { payments: { data: [{ status: "paid", payment: { payment_intent: paid.paymentId } }] } },
    });
  });

  test("goes four levels deep at most, and nowhere where nothing is", async () => {
    const paid = await stage.bought("pack-small", { account: "expander" });
    const deep = stripe.checkout.sessions.retrieve(paid.id, { expand: ["a.b.c.d.e"] });
    expect((await refusal(deep)).message).toContain("4 levels");
    const nowhere = stripe.checkout.sessions.retrieve(paid.id, { expand: ["nonsense"] });
    expect((await refusal(nowhere)).message).toContain("cannot be expanded (nonsense)");
  });
});

test("an invoice tells where it belongs at the paths of the pinned version", async () => {
  const paid = await stage.bought("creator-month", { account: "paths", order: "o-paths" });
  const { data } = await stripe.invoices.list({ subscription: found(paid.subscription), expand: ["data.payments"] });
  const [invoice] = data;
  expect(invoice?.parent?.subscription_details).toEqual({
    subscription: paid.subscription,
    metadata: { order: "o-paths", account: "paths" },
  });
  const [line] = invoice?.lines.data ?? [];
  expect(line?.parent?.subscription_item_details).toMatchObject({ proration: false, subscription: paid.subscription });
  expect(line?.pricing?.price_details?.price).toMatch(/^price_/);
  const payment = { type: "payment_intent", payment_intent: found(paid.paymentId) } as const;
  expect((await stripe.invoicePayments.list({ payment })).data).toMatchObject([
    { invoice: invoice?.id, status: "paid" },
  ]);
  for (const gone of ["subscription", "payment_intent", "charge"]) expect(invoice).not.toHaveProperty(gone);
  const subscription = await stripe.subscriptions.retrieve(found(paid.subscription));
  expect(subscription).not.toHaveProperty("current_period_end");
  expect(subscription.items.data[0]?.current_period_end).toBeGreaterThan(subscription.created);
});

test("while a change is planned, an end is the plan's business", async () => {
  const paid = await stage.bought("creator-month", { account: "planner" });
  const id = found(paid.subscription);
  const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id });
  const ending = stripe.subscriptions.update(id, { cancel_at_period_end: true });
  expect((await refusal(ending)).message).toContain("managed by the subscription schedule");
  const second = stripe.subscriptionSchedules.create({ from_subscription: id });
  expect((await refusal(second)).message).toContain("already attached");
  await stripe.subscriptionSchedules.release(schedule.id);
  expect(await stripe.subscriptions.update(id, { cancel_at_period_end: true })).toMatchObject({ schedule: null });
  expect(await refusal(stripe.subscriptionSchedules.release(schedule.id))).toMatchObject({ statusCode: 400 });
});

test("a price that changes within a period is prorated on the next bill, unless it is asked for at once", async () => {
  await using own = await startStage();
  const paid = await own.bought("starter-month");
  const subscription = await own.stripe.subscriptions.retrieve(found(paid.subscription));
  const [studio] = (await own.stripe.prices.list({ lookup_keys: ["easel-studio-month-usd"] })).data;
  own.sandbox.advance(15 * DAY_MS);
  await own.stripe.subscriptions.update(subscription.id, {
    items: [{ id: found(subscription.items.data[0]).id, price: found(studio).id }],
  });
  expect(await own.payments.invoicesOf(subscription.id, 5)).toHaveLength(1);
  own.sandbox.advance(16 * DAY_MS);
  const [renewal] = (await own.stripe.invoices.list({ subscription: subscription.id })).data;
  expect(renewal?.lines.data.map(({ amount }) => amount)).toEqual([-350, 3_000, 5_999]);
  expect(renewal).toMatchObject({ amount_due: 8_649, status: "paid" });
});
