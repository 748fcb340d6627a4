import { expect, test } from "vitest";
import type { Subscription } from "../../../src/core/billing/subscription.ts";
import { defaultOffers } from "../../../src/core/catalogue/offers.ts";
import type { AmountsBySubject } from "../../../src/core/pricing/edition.ts";
import type { PriceChange } from "../../../src/core/pricing/price-change.ts";
import { createPricing } from "../../../src/core/pricing/pricing.ts";
import { DAY_MS, START, TestClock, TestLog } from "../../support/credits.ts";

const change: PriceChange = {
  ...{ id: "seedream:1", subject: "seedream", number: 1, amounts: { image: 90_000 }, reason: "dearer" },
  ...{ announcedAt: START, effectiveAt: new Date(START.getTime() + 60_000), announcedBy: "memory:operator" },
  ...{ cancelledAt: null, cancelledBy: null, toldThrough: null, tellAt: null },
};
const days = (count: number) => new Date(START.getTime() + count * DAY_MS);

function stage(endedAt: Date | null) {
  const clock = new TestClock();
  clock.move(10 * DAY_MS);
  const asked: string[] = [];
  let reached: Date | null = null;
  const subscription: Subscription = {
    ...{ id: "sub_1", method: "stripe", account: "ann", customer: "cus_1", offer: "creator-month" },
    ...{ state: endedAt === null ? "active" : "ended", price: { amount: 1999, currency: "usd" }, next: null },
    ...{ period: { start: days(-5), end: days(25) }, cancelAtPeriodEnd: false, startedAt: days(-5), endedAt },
    ...{ pastDueSince: null, version: 1 },
  };
  const pricing = createPricing({
    store: {
      keepOpening: async (amounts: AmountsBySubject) => amounts,
      insert: async () => true,
      find: async () => change,
      all: async () => [change],
      cancel: async () => true,
      markTold: async () => {},
    },
    subscriptions: { ofAccount: async () => [subscription], current: async () => [subscription] },
    accounts: { current: async (id) => id, find: async () => null },
    notices: {
      post: async () => {},
      isKnown: async () => reached !== null,
      async reachedAt(key) {
        asked.push(key);
        return reached;
      },
    },
    ...{ offers: defaultOffers, clock, log: new TestLog() },
  });
  const reach = (at: Date) => {
    reached = at;
  };
  return { pricing, clock, asked, reach };
}

test("whether a notice has reached somebody is not asked for each picture, and is known soon after it has", async () => {
  const { pricing, clock, asked, reach } = stage(null);
  for (let picture = 0; picture < 20; picture++) await pricing.for("ann");
  expect(asked).toEqual(["price:seedream:1:sub_1"]);
  const before = (await pricing.for("ann")).models["seedream"];
  reach(days(-40));
  clock.move(10_000);
  expect((await pricing.for("ann")).models["seedream"]).not.toEqual(before);
  expect(asked).toHaveLength(2);
  clock.move(60_000);
  await pricing.for("ann");
  expect(asked).toHaveLength(2);
});

test("nothing is asked about a subscription that ended before today's prices", async () => {
  const { pricing, asked } = stage(days(3));
  await pricing.for("ann");
  expect(asked).toEqual([]);
});
