import { expect, test } from "vitest";
import { PaymentUnreachable } from "../../../src/core/billing/payments.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import type { CarriedSanction } from "../../../src/core/moderation/sanction.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS, START } from "../../support/credits.ts";

const later = (days: number) => new Date(START.getTime() + days * DAY_MS);

function carry({ accounts, account }: TestBilling, changes: Partial<CarriedSanction>): void {
  const suspension = { id: "s", kind: "suspension", reason: "terms", effectiveAt: START, until: later(1) } as const;
  accounts.set("ann", { ...account("ann"), sanctions: [{ ...suspension, ...changes }] });
}

async function buy(easel: TestBilling, cause: string, key = "pack-small") {
  const offer = easel.billing.offers.find(key);
  if (offer === null) throw new Error("there is no such offer");
  const purchase = { account: easel.account("ann"), offer, currency: "usd", method: "stripe", cause } as const;
  const placed = await easel.billing.buy({ ...purchase, language: "en" });
  const id = placed.order.checkout?.id;
  if (placed.outcome !== "open" || id === undefined) throw new Error(`the order is ${placed.outcome}`);
  return { order: placed.order, checkout: id };
}

test.each([
  ["suspended", {}],
  ["about to be closed", { kind: "termination", effectiveAt: later(7), until: null }],
] as const)(
  "nothing is sold to an account that is %s, nor may it pay what it had chosen before",
  async (_what, changes) => {
    const easel = testBilling();
    const { order } = await buy(easel, "click:1");
    const question = { method: "stripe", order: order.id, total: order.price } as const;
    expect(await easel.billing.mayPay(question)).toBe(true);
    carry(easel, changes);
    expect(await easel.billing.mayPay(question)).toBe(false);
    await expect(buy(easel, "click:2")).rejects.toThrow("purchase-closed");
  },
);

test("what was paid on a page that was open already is theirs all the same", async () => {
  const easel = testBilling();
  const { checkout } = await buy(easel, "click:1");
  carry(easel, {});
  easel.provider.pay(checkout);
  await easel.deliver();
  expect(available(await easel.ledger.wallet("ann"), easel.clock.now())).toBe(500);
});

test("what was paid for an account that was closed meanwhile is held for operators, and given once that was taken back", async () => {
  const easel = testBilling();
  const { order, checkout } = await buy(easel, "click:1");
  carry(easel, { kind: "termination", until: null });
  easel.provider.pay(checkout);
  await easel.deliver();
  const held = await easel.billing.order(order.id);
  expect(held).toMatchObject({ state: "held", grants: [], reviews: [{ reason: "account-closed" }] });
  expect(easel.told.size).toBe(0);
  expect(easel.toldOperators.size).toBe(1);
  const release = async () => {
    const seen = (await easel.billing.order(order.id))?.version ?? 0;
    return easel.billing.releaseHeld({ order: order.id, seen, by: "memory:root" });
  };
  expect(await release()).toBe("still-held");
  carry(easel, { kind: "termination", until: START });
  expect(await release()).toBe("released");
  expect(available(await easel.ledger.wallet("ann"), easel.clock.now())).toBe(500);
});

test("a plan that was paid for an account that was closed meanwhile is ended at once, also when the provider was away", async () => {
  const easel = testBilling();
  const { order, checkout } = await buy(easel, "click:1", "starter-month");
  carry(easel, { kind: "termination", until: null });
  easel.provider.pay(checkout);
  const { cancelNow } = easel.provider;
  easel.provider.cancelNow = async () => {
    throw new PaymentUnreachable("away");
  };
  await expect(easel.deliver()).rejects.toThrow("away");
  easel.provider.cancelNow = cancelNow;
  await easel.deliver();
  const id = (await easel.billing.order(order.id))?.subscription ?? "";
  expect(await easel.provider.findSubscription(id)).toMatchObject({ state: "ended" });
  expect(await easel.billing.subscriptionOf("ann")).toBe(null);
  expect(easel.accounts.get("ann")?.plan).toBe("free");
  expect(await easel.billing.order(order.id)).toMatchObject({ state: "held", grants: [] });
});

test("a suspension that is over keeps nobody from buying", async () => {
  const easel = testBilling();
  carry(easel, { until: START });
  expect((await buy(easel, "click:1")).order.state).toBe("open");
});
