import { describe, expect, test } from "vitest";
import type { PaymentEvent } from "../../../src/core/billing/payments.ts";
import { setPlan } from "../../../src/core/billing/subscriptions.ts";
import type { PlanOffer } from "../../../src/core/catalogue/offers.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS } from "../../support/credits.ts";

const usd = (amount: number) => ({ amount, currency: "usd" });
const credits = async (easel: TestBilling) => available(await easel.ledger.wallet("ann"), easel.clock.now());
const current = (easel: TestBilling) => easel.subscriptions.all()[0];
const reasons = (easel: TestBilling) =>
  easel.orders.all().flatMap(({ reviews }) => reviews.map(({ reason }) => reason));

function plan(easel: TestBilling, key: string): PlanOffer {
  const offer = easel.billing.offers.find(key);
  if (offer?.kind !== "plan") throw new Error("no plan");
  return offer;
}

describe("what a period costs", () => {
  test.each([
    ["as agreed, and less is paid for it", { total: undefined, due: 500 }, { credits: 1_500, paid: 500, reviews: [] }],
    [
      "something else than agreed",
      { total: usd(500), due: 500 },
      { credits: 0, paid: 500, reviews: ["amount-differs"] },
    ],
  ])("%s: the same whichever event comes first", async (_name, { total, due }, after) => {
    for (const kinds of [
      ["checkout", "invoice"],
      ["invoice", "checkout"],
      ["subscription", "invoice", "checkout"],
    ]) {
      const easel = testBilling();
      const placed = await easel.billing.buy({
        ...{ account: easel.account("ann"), offer: plan(easel, "creator-month"), currency: "usd", method: "stripe" },
        ...{ cause: "click", language: "en" },
      });
      easel.provider.pay(placed.order.checkout?.id ?? "", total === undefined ? {} : { total });
      // Something was deducted on the way: what is bought still has its price.
      for (const invoice of easel.provider.invoices.values()) invoice.total = usd(due);
      for (const checkout of easel.provider.checkouts.values()) checkout.total = usd(due);
      const rank = ({ kind }: PaymentEvent) => kinds.indexOf(kind);
      for (const event of easel.provider.events.toSorted((a, b) => rank(a) - rank(b))) {
        await easel.billing.events.received(event);
      }
      expect(await credits(easel)).toBe(after.credits);
      expect(reasons(easel)).toEqual(after.reviews);
      expect(await easel.billing.order(placed.order.id)).toMatchObject({ paid: usd(after.paid), price: usd(1_999) });
    }
  });

  test("of a renewal is what the subscription costs; a difference is held", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    const [subscription] = easel.provider.subscriptions.values();
    if (subscription === undefined) throw new Error("no subscription");
    subscription.price = usd(1);
    easel.clock.move(31 * DAY_MS);
    easel.provider.tick();
    await easel.deliver();
    expect(reasons(easel)).toEqual(["amount-differs"]);
    expect(easel.orders.all().map(({ state }) => state)).toEqual(["granted", "held"]);
    expect(easel.orders.all()[1]).toMatchObject({ paid: usd(1) });
  });

  test("that was planned to change is no difference", async () => {
    const easel = testBilling();
    await easel.bought("ann", "creator-month");
    await easel.billing.changeOffer("ann", plan(easel, "starter-month"), "click:1");
    await easel.deliver();
    easel.clock.move(31 * DAY_MS);
    easel.provider.tick();
    await easel.deliver();
    expect(reasons(easel)).toEqual([]);
    expect(easel.orders.all().map(({ state, offer }) => [state, offer])).toEqual([
      ["granted", "creator-month"],
      ["granted", "starter-month"],
    ]);
  });
});

test("an outage after a cancellation that succeeded is said so, and is no fault", async () => {
  const easel = testBilling();
  await easel.bought("ann", "creator-month");
  const { provider } = easel;
  const cancel = provider.setCancelAtPeriodEnd.bind(provider);
  provider.setCancelAtPeriodEnd = async (id, does) => {
    const answer = await cancel(id, does);
    provider.unreachable = 1;
    return answer;
  };
  await expect(easel.billing.setCancel("ann", true)).rejects.toThrow("payment-unreachable");
  await easel.deliver();
  expect(current(easel)).toMatchObject({ cancelAtPeriodEnd: true });
});

test("the account's plan is right also when another process writes a subscription between reading and writing", async () => {
  const easel = testBilling();
  await easel.bought("ann", "creator-month");
  const stored = current(easel);
  if (stored === undefined) throw new Error("no subscription");
  const account = easel.account("ann");
  easel.accounts.set("ann", { ...account, plan: "free" });
  const tools = {
    ...{ subscriptions: easel.subscriptions, offers: easel.billing.offers, clock: easel.clock },
    accounts: {
      find: async (id: string) => easel.accounts.get(id) ?? null,
      async setPlan(person: typeof account, paid: typeof account.plan) {
        if (paid === "creator") {
          await easel.subscriptions.write(stored.version, {
            ...stored,
            offer: "studio-month",
            version: stored.version + 1,
          });
          easel.accounts.set("ann", { ...person, plan: "studio" });
        }
        easel.accounts.set("ann", { ...person, plan: paid });
      },
    },
  };
  await setPlan(tools, "ann");
  expect(easel.accounts.get("ann")?.plan).toBe("studio");
});
