import { expect, test } from "vitest";
import { PaymentUnreachable } from "../../../src/core/billing/payments.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { testBilling } from "../../support/billing.ts";
import { DAY_MS } from "../../support/credits.ts";

const stage = () => {
  const easel = testBilling();
  const credits = async (id: string) => available(await easel.ledger.wallet(id), easel.clock.now());
  /** Paid, and no event tells of it. */
  const paidUnheard = async (id: string, key = "pack-small") => {
    const offer = easel.billing.offers.find(key);
    if (offer === null) throw new Error("no offer");
    const purchase = { account: easel.account(id), offer, currency: "usd", cause: `click:${id}`, language: "en" };
    const { order } = await easel.billing.buy({ ...purchase, method: "stripe" });
    const page = order.checkout?.id ?? "";
    easel.provider.pay(page);
    return { id: order.id, page };
  };
  const morning = () => [...easel.toldOperators].filter(([key]) => key.startsWith("reconcile:"));
  return { ...easel, credits, paidUnheard, morning };
};

test("one object that cannot be read keeps none of the others from being looked at", async () => {
  const { billing, provider, paidUnheard, credits, morning } = stage();
  const broken = await paidUnheard("ann");
  const sound = await paidUnheard("bob");
  provider.unreadable.add(broken.page);
  const report = await billing.reconcile();
  expect(report).toMatchObject({ repaired: [sound.id], failed: 1 });
  expect([await credits("ann"), await credits("bob")]).toEqual([0, 500]);
  expect(morning()).toMatchObject([[expect.any(String), { fields: [{ name: "Could not be looked at: 1" }] }]]);
  provider.unreadable.clear();
  expect(await billing.reconcile()).toMatchObject({ repaired: [broken.id], failed: 0 });
});

test("a list that breaks off keeps none of the other lists from being looked at", async () => {
  const { billing, provider, bought, subscriptions, clock } = stage();
  await bought("ann", "starter-month");
  const [subscription] = subscriptions.all();
  if (subscription === undefined) throw new Error("no subscription");
  provider.cancelInPortal(subscription.id, true);
  provider.invoicesSince = () => {
    throw new PaymentUnreachable("http_500");
  };
  clock.move(1000);
  expect((await billing.reconcile()).failed).toBe(1);
  expect(subscriptions.all()).toMatchObject([{ cancelAtPeriodEnd: true }]);
});

test("the people who run Easel are told once a day of what could not be repaired, and of nothing when all is well", async () => {
  const { billing, bought, orders, provider, clock, morning } = stage();
  const id = await bought("ann", "pack-small");
  await billing.reconcile();
  expect(morning()).toEqual([]);

  const order = await orders.find(id);
  if (order === null) throw new Error("no order");
  const grants = order.grants.map((grant) => ({ ...grant, credits: 501 }));
  await orders.write(order, { ...order, grants, version: order.version + 1 });
  const stranger = await provider.checkout({
    ...{ order: "gone", account: "ann", customer: null, kind: "pack", offer: "pack-small", language: "en" },
    ...{ price: order.price, expiresAt: new Date(clock.now().getTime() + DAY_MS) },
  });
  provider.pay(stranger.id);
  const report = await billing.reconcile();
  expect(report).toMatchObject({ disagreeing: [id], orderless: [stranger.id], failed: 0 });
  await billing.reconcile();
  const number = `E-${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
  expect(morning()).toMatchObject([
    [
      `reconcile:${clock.now().toISOString().slice(0, 10)}`,
      { fields: [{ value: number }, { name: "Paid pages without an order: 1", value: stranger.id }] },
    ],
  ]);
  clock.move(DAY_MS);
  await billing.reconcile();
  expect(morning()).toHaveLength(2);
});

test("what a refund took is compared with the ledger, also of an order of long ago", async () => {
  const { billing, bought, orders, provider, deliver, clock } = stage();
  const id = await bought("ann", "pack-small");
  clock.move(90 * DAY_MS);
  const { payment, price } = (await orders.find(id)) ?? {};
  provider.refundInDashboard(payment ?? "", price?.amount ?? 0);
  await deliver();
  expect((await billing.reconcile()).disagreeing).toEqual([]);
  const order = await orders.find(id);
  if (order === null) throw new Error("no order");
  const returns = order.returns.map((back) => ({ ...back, reclaimed: 1 }));
  await orders.write(order, { ...order, returns, version: order.version + 1 });
  expect((await billing.reconcile()).disagreeing).toEqual([id]);
});
