import { expect, test } from "vitest";
import { available } from "../../../src/core/credits/wallet.ts";
import type { CarriedSanction } from "../../../src/core/moderation/sanction.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS, START } from "../../support/credits.ts";

const later = (days: number) => new Date(START.getTime() + days * DAY_MS);

function carry({ accounts, account }: TestBilling, changes: Partial<CarriedSanction>): void {
  const suspension = { id: "s", kind: "suspension", reason: "terms", effectiveAt: START, until: later(1) } as const;
  accounts.set("ann", { ...account("ann"), sanctions: [{ ...suspension, ...changes }] });
}

async function buy(easel: TestBilling, cause: string) {
  const offer = easel.billing.offers.find("pack-small");
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

test("a suspension that is over keeps nobody from buying", async () => {
  const easel = testBilling();
  carry(easel, { until: START });
  expect((await buy(easel, "click:1")).order.state).toBe("open");
});
