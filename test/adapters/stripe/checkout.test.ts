import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectStripe } from "../../../adapters/stripe/payments.ts";
import { PaymentRefused } from "../../../src/core/billing/payments.ts";
import { addresses, all, HOUR_MS, price, type Stage, startStage } from "./stage.ts";

let stage: Stage;
let accounts = 0;
const account = () => `account-${++accounts}`;
beforeAll(async () => {
  stage = await startStage({ currencies: ["usd", "gbp", "jpy"] });
});
afterAll(() => stage[Symbol.asyncDispose]());

describe("a page where an order is paid", () => {
  test("asks for what the person was told, in each currency with and without cents", async () => {
    for (const currency of ["usd", "gbp", "jpy"]) {
      const told = price("pack-medium", currency);
      const page = await stage.checkout("pack-medium", { price: told, order: `in-${currency}`, account: account() });
      expect(page).toMatchObject({
        state: "open",
        payment: "unpaid",
        total: told,
        order: `in-${currency}`,
        paymentId: null,
      });
      stage.sandbox.press(page.id, "pay");
      const paid = await stage.payments.findCheckout(page.id);
      expect(paid).toMatchObject({ state: "complete", payment: "paid", total: told, url: null });
      const intent = await stage.stripe.paymentIntents.retrieve(paid?.paymentId ?? "");
      expect(intent).toMatchObject({ amount_received: told.amount, currency, metadata: { order: `in-${currency}` } });
    }
    expect(price("pack-medium", "jpy").amount).toBe(3_200);
  });

  test("carries the account and the order, and leads back to us", async () => {
    const page = await stage.checkout("pack-small", { order: "o-links", account: "acc-links", language: "pt-BR" });
    const session = await stage.stripe.checkout.sessions.retrieve(page.id);
    expect(session).toMatchObject({
      client_reference_id: "acc-links",
      metadata: { order: "o-links", account: "acc-links" },
      success_url: addresses.paid,
      cancel_url: addresses.cancelled,
      locale: "pt-BR",
      adaptive_pricing: { enabled: false },
    });
    expect(page.expiresAt).toEqual(new Date(stage.clock.now().getTime() + 2 * HOUR_MS));
  });

  test.for([
    ["de-AT", "de"],
    ["en-GB", "en-GB"],
    ["tlh", "auto"],
    ["", "auto"],
  ])("speaks, to a person of the language %j, %j", async ([language = "", locale]) => {
    const page = await stage.checkout("pack-small", { order: `l-${language}`, account: account(), language });
    expect((await stage.stripe.checkout.sessions.retrieve(page.id)).locale).toBe(locale);
  });

  test("is opened for somebody whom Stripe knows no more, and once", async () => {
    const order = { order: "o-deleted", account: account(), customer: "cus_deleted" };
    const page = await stage.checkout("pack-small", order);
    expect(page).toMatchObject({ state: "open", order: "o-deleted" });
    expect(page.customer).toMatch(/^cus_/u);
    expect(page.customer).not.toBe("cus_deleted");
    expect(await stage.checkout("pack-small", order)).toEqual(page);
    // From now on the order names the new one.
    const next = { order: "o-after", account: order.account, customer: page.customer };
    expect((await stage.checkout("pack-small", next)).customer).toBe(page.customer);
  });

  test("is refused for a price that was switched off, and the next one asks for another price", async () => {
    const told = { amount: 777, currency: "usd" };
    const first = await stage.checkout("pack-small", { order: "o-odd", account: account(), price: told });
    expect(first.total).toEqual(told);
    const prices = await stage.stripe.prices.list({ limit: 100 });
    const odd = prices.data.find(({ unit_amount }) => unit_amount === told.amount);
    await stage.stripe.prices.update(odd?.id ?? "", { active: false });
    const again = (order: string) => stage.checkout("pack-small", { order, account: account(), price: told });
    await expect(again("o-odd-2")).rejects.toBeInstanceOf(PaymentRefused);
    expect((await again("o-odd-3")).total).toEqual(told);
  });

  test("is the same page for the same order, and tells how it is now", async () => {
    const order = { order: "o-twice", account: account() };
    const [first, second] = await Promise.all([
      stage.checkout("pack-small", order),
      stage.checkout("pack-small", order),
    ]);
    expect(second.id).toBe(first.id);
    stage.sandbox.press(first.id, "pay");
    expect(await stage.checkout("pack-small", order)).toMatchObject({
      id: first.id,
      state: "complete",
      payment: "paid",
    });
  });

  test("is the same page even when an earlier release opened it with other words", async () => {
    const order = { order: "o-other-words", account: account() };
    const first = await stage.checkout("pack-small", order);
    expect((await stage.checkout("pack-small", { ...order, language: "fr" })).id).toBe(first.id);
  });

  test("is opened once although the first answer was lost", async () => {
    stage.sandbox.interrupt({ how: "lost-after", path: /checkout\/sessions$/ });
    const page = await stage.checkout("pack-small", { order: "o-lost", account: account() });
    const sessions = await stage.stripe.checkout.sessions.list({ customer: page.customer ?? "" });
    expect(sessions.data.map(({ id }) => id)).toEqual([page.id]);
  });

  test("belongs to one customer for each account", async () => {
    const mine = account();
    const pages = await Promise.all(
      ["o-c1", "o-c2", "o-c3"].map((order) => stage.checkout("pack-small", { order, account: mine })),
    );
    expect(new Set(pages.map(({ customer }) => customer)).size).toBe(1);
    const known = await stage.checkout("pack-small", {
      order: "o-c4",
      account: mine,
      customer: pages[0]?.customer ?? "",
    });
    expect(known.customer).toBe(pages[0]?.customer);
  });

  test.each([
    ["pack-small", 798],
    ["creator-month", 2_500],
  ])("asks for just what the person was told %s costs, and makes that price once", async (offer, amount) => {
    const told = { amount, currency: "usd" };
    const pages = [];
    for (const _ of [1, 2]) pages.push(await stage.checkout(offer, { price: told, account: account() }));
    expect(pages.map(({ total }) => total)).toEqual([told, told]);
    // Another process finds what this one has made.
    const metrics = { paymentCall() {}, paymentEvent() {} };
    const { payments } = connectStripe({ ...stage.sandbox, addresses, clock: stage.clock, log: stage.log, metrics });
    const kind = offer === "pack-small" ? "pack" : "plan";
    const expiresAt = new Date(stage.clock.now().getTime() + HOUR_MS);
    const order = { order: `other-${offer}`, account: account(), customer: null, kind, offer, language: "en" } as const;
    expect((await payments.checkout({ ...order, price: told, expiresAt })).total).toEqual(told);
    const prices = await all(stage.stripe.prices.list({ currency: "usd", active: true, limit: 100 }));
    const made = prices.filter(({ unit_amount, metadata }) => unit_amount === amount && metadata["offer"] === offer);
    expect(made.map(({ lookup_key }) => lookup_key)).toEqual([null]);
    expect((await stage.checkout(offer, { account: account() })).total).toEqual(price(offer, "usd"));
  });

  test("is not opened for what Stripe does not sell", async () => {
    const refused = stage.checkout("pack-huge", { price: { amount: 1, currency: "usd" } });
    await expect(refused).rejects.toEqual(new PaymentRefused("price-missing"));
  });

  test("is not opened for an account that could break out of a query", async () => {
    await expect(stage.checkout("pack-small", { account: "a' OR '1" })).rejects.toBeInstanceOf(PaymentRefused);
  });
});

describe("closing a page", () => {
  test("takes its link away, and closing it again changes nothing", async () => {
    const page = await stage.checkout("pack-small", { account: account() });
    const closed = await stage.payments.expireCheckout(page.id);
    expect(closed).toMatchObject({ state: "expired", payment: "unpaid", url: null });
    expect(await stage.payments.expireCheckout(page.id)).toEqual(closed);
    stage.sandbox.press(page.id, "pay");
    expect(await stage.payments.findCheckout(page.id)).toEqual(closed);
  });

  test("comes too late for a page that was paid", async () => {
    const paid = await stage.bought("pack-small", { account: account() });
    expect(await stage.payments.expireCheckout(paid.id)).toMatchObject({ state: "complete", payment: "paid" });
  });

  test("happens by itself when its time is over", async () => {
    await using own = await startStage();
    const page = await own.checkout("pack-small");
    own.sandbox.advance(2 * HOUR_MS - 1_000);
    expect(await own.payments.findCheckout(page.id)).toMatchObject({ state: "open" });
    own.sandbox.advance(1_000);
    expect(await own.payments.findCheckout(page.id)).toMatchObject({ state: "expired" });
  });
});

describe("a payment", () => {
  test("that is declined leaves the page open, and may be tried again", async () => {
    const page = await stage.checkout("pack-small", { account: account() });
    stage.sandbox.press(page.id, "decline");
    expect(await stage.payments.findCheckout(page.id)).toMatchObject({ state: "open", payment: "unpaid" });
    stage.sandbox.press(page.id, "pay");
    expect(await stage.payments.findCheckout(page.id)).toMatchObject({ state: "complete", payment: "paid" });
  });

  test.for([
    ["pack-small", true, "paid"],
    ["pack-small", false, "failed"],
    ["creator-month", true, "paid"],
    ["creator-month", false, "failed"],
  ] as const)("for %s that is slow and ends %s is %s only then", async ([offer, ok, payment]) => {
    const page = await stage.checkout(offer, { account: account() });
    stage.sandbox.press(page.id, "pay-later");
    expect(await stage.payments.findCheckout(page.id)).toMatchObject({ state: "complete", payment: "unpaid" });
    stage.sandbox.settlePayment(page.id, ok);
    expect(await stage.payments.findCheckout(page.id)).toMatchObject({ state: "complete", payment });
  });

  test("pressed twice is made once", async () => {
    const page = await stage.checkout("pack-small", { account: account() });
    stage.sandbox.press(page.id, "pay");
    stage.sandbox.press(page.id, "pay");
    const paid = await stage.stripe.paymentIntents.list({ customer: page.customer ?? "" });
    expect(paid.data).toHaveLength(1);
  });

  test("of a plan is found by its first invoice", async () => {
    const paid = await stage.bought("creator-month", { account: account(), order: "o-plan" });
    const [invoice] = await stage.payments.invoicesOf(paid.subscription ?? "", 1);
    expect(invoice).toMatchObject({ reason: "first", state: "paid", order: "o-plan", paymentId: paid.paymentId });
    expect(paid.paymentId).toMatch(/^pi_/);
  });
});

test("nobody knows a page with an unknown id", async () => {
  expect(await stage.payments.findCheckout("cs_test_nothing")).toBeNull();
  expect(stage.counted).toContain("findCheckout ok");
});
