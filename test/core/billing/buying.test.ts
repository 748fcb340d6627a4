import { expect, test } from "vitest";
import { CHECKOUT_LIFE_MS } from "../../../src/core/billing/place-order.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS, MINUTE_MS } from "../../support/credits.ts";

const buy = (
  easel: TestBilling,
  key: string,
  cause: string,
  { currency = "usd", account = "ann", billing = easel.billing } = {},
) => {
  const offer = billing.offers.find(key);
  if (offer === null) throw new Error(`no offer ${key}`);
  return billing.buy({ account: easel.account(account), offer, currency, method: "stripe", cause, language: "en" });
};
const opened = async (easel: TestBilling, key: string, cause: string) => {
  const placed = await buy(easel, key, cause);
  if (placed.outcome !== "open") throw new Error(placed.outcome);
  return { ...placed, checkout: placed.order.checkout?.id ?? "" };
};
const balance = async (easel: TestBilling, account = "ann") =>
  available(await easel.ledger.wallet(account), easel.clock.now());

test("a pack that is paid gives its credits once, and the person is told the amount, the expiry and the order", async () => {
  const easel = testBilling();
  const id = await easel.bought("ann", "pack-small");
  for (const event of easel.provider.events) await easel.again().events.received(event);
  await easel.billing.reconcile();
  expect(await balance(easel)).toBe(500);
  expect(await easel.billing.order(id)).toMatchObject({ state: "granted", unsettled: false, openChoice: null });
  const [notice] = [...easel.told.values()];
  expect(easel.told.size).toBe(1);
  expect(notice?.reply.text).toMatch(/^500 credits from order E-\w{4}-\w{4} are yours, good until 24 Nov 2055\./u);
});

test("a second click, here or in another process, gets the same page; another currency or offer another one", async () => {
  const easel = testBilling();
  const [first, ...others] = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      buy(easel, "pack-small", `click:${index}`, { billing: index % 2 ? easel.again() : easel.billing }),
    ),
  );
  if (first?.outcome !== "open") throw new Error("not open");
  for (const other of others) expect(other).toMatchObject({ url: first.url, order: { id: first.order.id } });
  expect(easel.provider.checkouts.size).toBe(1);
  await buy(easel, "pack-small", "click:yen", { currency: "jpy" });
  await buy(easel, "pack-large", "click:large");
  expect([...easel.provider.checkouts.values()].map(({ total }) => total)).toEqual([
    { amount: 899, currency: "usd" },
    { amount: 1_400, currency: "jpy" },
    { amount: 4_499, currency: "usd" },
  ]);
});

test("a page that is about to run out is closed and followed by another", async () => {
  const easel = testBilling();
  const first = await opened(easel, "pack-small", "click:1");
  easel.clock.move(CHECKOUT_LIFE_MS - 5 * MINUTE_MS);
  const second = await opened(easel, "pack-small", "click:2");
  expect(second.url).not.toBe(first.url);
  expect(easel.provider.checkouts.get(first.checkout)?.state).toBe("expired");
  expect(await easel.billing.order(first.order.id)).toMatchObject({ state: "expired" });
});

test("a page that was paid just before it is followed by another gives its credits, and no other page", async () => {
  const easel = testBilling();
  const first = await opened(easel, "pack-small", "click:1");
  easel.clock.move(CHECKOUT_LIFE_MS - 5 * MINUTE_MS);
  easel.provider.pay(first.checkout);
  expect(await buy(easel, "pack-small", "click:2")).toMatchObject({ outcome: "paid", order: { id: first.order.id } });
  expect(await balance(easel)).toBe(500);
});

test("the same click that comes again after the payment buys nothing more", async () => {
  const easel = testBilling();
  const { checkout, order } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout);
  await easel.deliver();
  expect(await buy(easel, "pack-small", "click:1")).toMatchObject({ outcome: "paid", order: { id: order.id } });
  expect(easel.provider.checkouts.size).toBe(1);
  expect((await buy(easel, "pack-small", "click:2")).outcome).toBe("open");
});

test("a click that followed a page that had run out means its own order, when it comes again", async () => {
  const easel = testBilling();
  await opened(easel, "pack-small", "click:1");
  easel.clock.move(CHECKOUT_LIFE_MS);
  const { checkout, order } = await opened(easel, "pack-small", "click:2");
  easel.provider.pay(checkout);
  await easel.deliver();
  expect(await buy(easel, "pack-small", "click:2")).toMatchObject({ outcome: "paid", order: { id: order.id } });
  // The first click's page has run out, so that click means a new one by now.
  const again = await opened(easel, "pack-small", "click:1");
  expect(await buy(easel, "pack-small", "click:1")).toMatchObject({ outcome: "open", url: again.url });
});

test("a slow payment gives credits when it has arrived, and none when it fails", async () => {
  const easel = testBilling();
  for (const [index, succeeded] of [true, false].entries()) {
    const { checkout } = await opened(easel, "pack-small", `click:${index}`);
    easel.provider.pay(checkout, { later: true });
    await easel.deliver();
    expect(await balance(easel)).toBe(index * 500);
    expect((await buy(easel, "pack-small", `again:${index}`)).outcome).toBe("under-way");
    easel.provider.arrive(checkout, succeeded);
    await easel.deliver();
    expect(await balance(easel)).toBe(500);
  }
  expect(easel.orders.all().map(({ state }) => state)).toEqual(["granted", "failed"]);
});

test("a payment that comes after the page's end is still credited", async () => {
  const easel = testBilling();
  const { checkout } = await opened(easel, "pack-small", "click:1");
  easel.clock.move(2 * CHECKOUT_LIFE_MS);
  easel.provider.pay(checkout);
  const late = await easel.provider.findCheckout(checkout);
  Object.assign(easel.provider.checkouts.get(checkout) ?? {}, { state: "expired", payment: "unpaid" });
  await easel.billing.events.received({
    id: "x1",
    method: "stripe",
    at: easel.clock.now(),
    kind: "checkout",
    checkout,
  });
  expect(await balance(easel)).toBe(0);
  Object.assign(easel.provider.checkouts.get(checkout) ?? {}, late);
  await easel.deliver();
  expect(await balance(easel)).toBe(500);
});

test("whoever pays, the credits go to the account that the order names", async () => {
  const easel = testBilling();
  const { checkout } = await opened(easel, "pack-small", "click:1");
  Object.assign(easel.provider.checkouts.get(checkout) ?? {}, { customer: "cus_somebody", account: "mallory" });
  easel.provider.pay(checkout);
  await easel.deliver();
  expect(await balance(easel)).toBe(500);
  expect(await balance(easel, "mallory")).toBe(0);
});

test.for([
  ["another amount", { amount: 1, currency: "usd" }],
  ["another currency", { amount: 899, currency: "jpy" }],
] as const)("what was paid in %s is held until a person of ours lets it go", async ([, total]) => {
  const easel = testBilling();
  const { checkout, order } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout, { total });
  await easel.deliver();
  await easel.billing.carryOutDue();
  expect(await balance(easel)).toBe(0);
  expect(await easel.billing.order(order.id)).toMatchObject({ state: "held", reviews: [{ reason: "amount-differs" }] });
  expect((await easel.billing.reconcile()).reviews).toBe(1);
  const seen = (await easel.billing.order(order.id))?.version ?? 0;
  const decision = { order: order.id, seen, by: "memory:operator" };
  expect(await easel.billing.releaseHeld(decision)).toBe("released");
  expect(await balance(easel)).toBe(500);
  expect(await easel.billing.releaseHeld(decision)).toBe("changed");
});

test("what is paid for an account that is gone is held, and nobody is told", async () => {
  const easel = testBilling();
  const { checkout, order } = await opened(easel, "pack-small", "click:1");
  easel.accounts.delete("ann");
  easel.provider.pay(checkout);
  await easel.deliver();
  expect(await easel.billing.order(order.id)).toMatchObject({ state: "held", reviews: [{ reason: "account-gone" }] });
  expect(easel.told.size).toBe(0);
});

test("a page of somebody else's program changes nothing", async () => {
  const easel = testBilling();
  const { checkout } = await opened(easel, "pack-small", "click:1");
  for (const order of [null, "unheard-of"]) {
    Object.assign(easel.provider.checkouts.get(checkout) ?? {}, { order, state: "complete", payment: "paid" });
    const event = { id: `evt:${order}`, method: "stripe", at: easel.clock.now(), kind: "checkout", checkout } as const;
    expect(await easel.billing.events.received(event)).toBe("handled");
  }
  expect(await balance(easel)).toBe(0);
});

test("while the provider is away nothing is promised, and the next click goes on with the same order", async () => {
  const easel = testBilling();
  easel.provider.unreachable = 1;
  await expect(buy(easel, "pack-small", "click:1")).rejects.toThrow("payment-unreachable");
  const [waiting] = easel.orders.all();
  expect(waiting?.state).toBe("created");
  easel.clock.move(15 * MINUTE_MS);
  expect(await opened(easel, "pack-small", "click:2")).toMatchObject({ order: { id: waiting?.id } });
});

test("an order whose page never came about is given up after a while, and followed by another", async () => {
  const easel = testBilling();
  easel.provider.unreachable = 1;
  await expect(buy(easel, "pack-small", "click:1")).rejects.toThrow("payment-unreachable");
  easel.clock.move(DAY_MS);
  const { order } = await opened(easel, "pack-small", "click:2");
  expect(easel.orders.all().map(({ state }) => state)).toEqual(["failed", "open"]);
  expect(order.checkout?.expiresAt.getTime()).toBe(easel.clock.now().getTime() + CHECKOUT_LIFE_MS);
});

test("an event that could not be taken in is taken in when it comes again", async () => {
  const easel = testBilling();
  const { checkout } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout);
  easel.provider.unreachable = 1;
  await expect(easel.deliver()).rejects.toThrow("did not answer");
  await easel.deliver();
  expect(await balance(easel)).toBe(500);
});

test("what no event told of is found by the reconciliation", async () => {
  const easel = testBilling();
  const { checkout, order } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout);
  expect(await easel.billing.reconcile()).toMatchObject({ repaired: [order.id], failed: 0 });
  expect(await balance(easel)).toBe(500);
  expect(await easel.billing.reconcile()).toMatchObject({ repaired: [] });
});

test("nothing is sold to a frozen account, nor by a method that is switched off, nor what is no longer offered", async () => {
  const easel = testBilling();
  await easel.ledger.freeze("ann", { cause: "review", reason: "review" });
  await expect(buy(easel, "pack-small", "click:1")).rejects.toThrow("purchase-closed");
  await expect(buy(easel, "pack-small", "click:1", { account: "bob", currency: "sek" })).rejects.toThrow("offer-gone");
  const offer = easel.billing.offers.find("pack-small");
  if (offer === null) throw new Error("no offer");
  const purchase = { account: easel.account("bob"), offer, currency: "usd", cause: "click:2", language: "en" };
  await expect(easel.billing.buy({ ...purchase, method: "stars" })).rejects.toThrow("payments-off");
  expect(easel.orders.all()).toEqual([]);
});

test("what is paid and not given yet is given by the clock, and waits for no other event", async () => {
  const easel = testBilling();
  const { checkout } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout);
  const { write } = easel.orders;
  easel.orders.write = async (before, after) => {
    easel.orders.write = () => Promise.reject(new Error("died"));
    return write(before, after);
  };
  await expect(easel.deliver()).rejects.toThrow("died");
  easel.orders.write = write;
  expect(easel.orders.all()).toMatchObject([{ state: "paid", grants: [] }]);
  await easel.again().carryOutDue();
  expect(await balance(easel)).toBe(500);
});

test("operators are told once of an order that waits, also when whoever put it there died before", async () => {
  const easel = testBilling();
  const { checkout, order } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout, { total: { amount: 1, currency: "usd" } });
  await easel.deliver();
  const [told] = [...easel.toldOperators.values()];
  expect(told?.text).toMatch(/^E-\w{4}-\w{4}: another amount or currency was paid than agreed\. \/admin orders/u);
  easel.provider.warnOfFraud(easel.provider.checkouts.get(checkout)?.paymentId ?? "");
  await easel.deliver();
  await easel.billing.reconcile();
  expect(easel.toldOperators.size, "one message until it is off the list").toBe(1);
  easel.toldOperators.clear();
  await easel.billing.reconcile();
  expect(easel.toldOperators.size, "nobody had been told").toBe(1);

  const seen = (await easel.billing.order(order.id))?.version ?? 0;
  expect(await easel.billing.closeReviews({ order: order.id, seen, by: "memory:operator" })).toBe("closed");
  await easel.billing.reconcile();
  expect(await easel.billing.reviews(5)).toEqual([]);
  expect(await easel.billing.order(order.id)).toMatchObject({ state: "held" });
});

test("a process that dies anywhere between the money and the mark leaves what the next one finishes, once", async () => {
  const easel = testBilling();
  const { checkout, order } = await opened(easel, "pack-small", "click:1");
  easel.provider.pay(checkout);
  // The order's writes fail one after the other, as if the process had died before each.
  const { write } = easel.orders;
  for (let dies = 0; dies < 6; dies++) {
    let writes = 0;
    easel.orders.write = (before, after) =>
      writes++ === dies ? Promise.reject(new Error("died")) : write(before, after);
    await easel.deliver().catch(() => undefined);
    easel.orders.write = write;
    await easel.again().carryOutDue();
  }
  await easel.deliver();
  expect(await balance(easel)).toBe(500);
  expect(await easel.billing.order(order.id)).toMatchObject({ state: "granted", unsettled: false });
  expect(easel.told.size).toBe(1);
});
