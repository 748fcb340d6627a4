import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import { type Billing, createBilling } from "../../../src/core/billing/billing.ts";
import { defaultOffers as offers, type PlanOffer } from "../../../src/core/catalogue/offers.ts";
import type { Lot } from "../../../src/core/credits/wallet.ts";
import { systemIds } from "../../../src/system.ts";
import { openingPricing } from "../../support/billing.ts";
import { TestLog, testLedger } from "../../support/credits.ts";
import { memoryOrders, memoryPaymentEvents, memoryRefunds, memorySubscriptions } from "../../support/memory-billing.ts";
import { memoryWallets } from "../../support/memory-wallets.ts";
import { DAY_MS, found, type Stage, startStage } from "./stage.ts";

interface Shop extends AsyncDisposable {
  readonly stage: Stage;
  readonly billing: Billing;
  /** The one account there is. */
  person(): Account;
  credits(): Promise<number>;
  /** An order's page; answers the order and the page's id at Stripe. */
  order(offer: string): Promise<{ readonly order: string; readonly page: string }>;
  /** Hands over all events that have not been, in the given order, each as often as it is named there. */
  deliver(shuffle?: (events: string[]) => string[]): Promise<void>;
}

/** The core's billing over the real client, the real webhook and the sandbox; stores are in memory. */
async function openShop(): Promise<Shop> {
  const stage = await startStage({ events: { received: (event) => billing.events.received(event) } });
  const { clock } = stage;
  const log = new TestLog();
  const ledger = testLedger(memoryWallets(), clock, log);
  let person = newAccount("ann", { platform: "memory", user: "ann", name: "Ann" }, clock.now());
  const billing = createBilling({
    ...{ orders: memoryOrders(), subscriptions: memorySubscriptions(), refunds: memoryRefunds() },
    ...{ eventStore: memoryPaymentEvents(), ledger, offers, clock, ids: systemIds, log },
    methods: new Map([["stripe", stage.payments]]),
    payments: { memory: ["stripe"] },
    pricing: openingPricing(offers),
    accounts: {
      find: async (id) => (id === person.id ? person : null),
      async setPlan(account, plan) {
        person = { ...account, plan };
      },
    },
    notices: { async post() {} },
    async tellOperators() {},
  });
  let clicks = 0;
  let handed = 0;

  return {
    ...{ stage, billing },
    person: () => person,
    credits: async () => spendable((await ledger.wallet("ann")).lots, clock.now()),
    async order(key) {
      const offer = found(offers.find(key));
      const cause = `click-${++clicks}`;
      const purchase = { account: person, offer, currency: "usd", method: "stripe", cause, language: "en" } as const;
      const placed = await billing.buy(purchase);
      if (placed.outcome !== "open") throw new Error(placed.outcome);
      return { order: placed.order.id, page: found(placed.order.checkout).id };
    },
    async deliver(shuffle = (events) => events) {
      const events = stage.sandbox.events().slice(handed);
      handed += events.length;
      for (const id of shuffle(events.map((event) => event.id))) {
        expect(await stage.sandbox.deliver(id, stage.hookUrl)).toBe(200);
      }
    },
    [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose](),
  };
}

function spendable(lots: readonly Lot[], now: Date): number {
  return lots
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .reduce((sum, { available }) => sum + available, 0);
}

/** Lets the time pass, for us and for Stripe. */
function pass({ stage: { clock, sandbox } }: Shop, duration_ms: number): void {
  clock.move(duration_ms);
  sandbox.advance(0);
}

describe("billing over Stripe", () => {
  test("follows purchases, renewals, a better plan, money back and a lost dispute", async () => {
    await using shop = await openShop();
    const { billing, stage } = shop;
    const pack = await shop.order("pack-small");
    stage.sandbox.press(pack.page, "pay");
    await shop.deliver();
    expect(await shop.credits()).toBe(500);

    const plan = await shop.order("starter-month");
    stage.sandbox.press(plan.page, "pay");
    await shop.deliver();
    expect([await shop.credits(), shop.person().plan]).toEqual([1_000, "starter"]);

    pass(shop, 31 * DAY_MS);
    await shop.deliver();
    const renewed = found(await billing.subscriptionOf("ann"));
    expect(renewed).toMatchObject({ state: "active", offer: "starter-month" });
    const [renewal] = await billing.invoicesOf(renewed, 1);
    expect(renewal).toMatchObject({ reason: "renewal", state: "paid" });

    await billing.changeOffer("ann", plans("studio-month"), "click-up");
    await shop.deliver();
    expect(shop.person().plan).toBe("studio");
    const { when } = await billing.changeOffer("ann", plans("starter-month"), "click-down");
    expect(when).toBe("period-end");
    expect(await billing.subscriptionOf("ann")).toMatchObject({
      offer: "studio-month",
      next: { offer: "starter-month" },
    });

    const asked = await billing.requestRefund({ account: "ann", order: pack.order, reason: "changed my mind" });
    const before = await shop.credits();
    await billing.decideRefund(asked.request.id, { give: "all" }, "operator");
    await shop.deliver();
    expect(await shop.credits()).toBe(before - 500);

    const again = await shop.order("pack-large");
    stage.sandbox.press(again.page, "pay");
    await shop.deliver();
    expect(await shop.credits()).toBe(before - 500 + 3_000);
    const payment = found((await stage.payments.findCheckout(again.page))?.paymentId);
    stage.sandbox.closeDispute(stage.sandbox.dispute(payment), "lost");
    await shop.deliver();
    expect(await shop.credits()).toBe(before - 500);
  });

  test("gives no plan before its first payment has arrived, and none when that fails", async () => {
    await using shop = await openShop();
    for (const ok of [false, true]) {
      const { page } = await shop.order("creator-month");
      shop.stage.sandbox.press(page, "pay-later");
      await shop.deliver();
      expect([await shop.credits(), shop.person().plan]).toEqual([0, "free"]);
      shop.stage.sandbox.settlePayment(page, ok);
      await shop.deliver();
      expect([await shop.credits(), shop.person().plan]).toEqual(ok ? [1_500, "creator"] : [0, "free"]);
      // What nobody has paid is not tried again days later.
      const { data } = await shop.stage.stripe.subscriptions.list({ status: "all" });
      expect(data[0]?.status).toBe(ok ? "active" : "canceled");
    }
  });

  test("ends in the same state however often and in whatever order the events of each step come", async () => {
    const steps = fc.array(fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[])), {
      minLength: 3,
      maxLength: 7,
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.infiniteStream(fc.nat(1_000)), async (names, chances) => {
        const shops = await Promise.all([openShop(), openShop()]);
        await using calm = shops[0];
        await using wild = shops[1];
        const shuffled = (events: string[]) =>
          [...events, ...events.filter(() => (chances.next().value ?? 0) % 2 === 0)]
            .map((event) => [chances.next().value ?? 0, event] as const)
            .sort(([a], [b]) => a - b)
            .map(([, event]) => event);
        for (const name of ["buy", "subscribe", ...names] as const) {
          await Promise.all([
            STEPS[name](calm).then(() => calm.deliver()),
            STEPS[name](wild).then(() => wild.deliver(shuffled)),
          ]);
          const [orderly, disorderly] = await Promise.all([stateOf(calm), stateOf(wild)]);
          expect(disorderly).toEqual(orderly);
        }
      }),
      { numRuns: 8 },
    );
  });
});

function plans(key: string): PlanOffer {
  const offer = found(offers.find(key));
  if (offer.kind !== "plan") throw new Error("this is a pack");
  return offer;
}

/** What a sum of everything looks like, without ids. */
async function stateOf(shop: Shop): Promise<unknown> {
  const subscription = await shop.billing.subscriptionOf("ann");
  const orders = await shop.billing.ordersOf("ann", 20);
  return {
    credits: await shop.credits(),
    plan: shop.person().plan,
    subscription: subscription && [subscription.state, subscription.offer, subscription.cancelAtPeriodEnd],
    // Orders of one moment have no order among themselves.
    orders: orders
      .map(({ state, offer, returns }) => `${offer} ${state} ${returns.map(({ amount }) => amount)}`)
      .sort(),
  };
}

async function buy(shop: Shop, offer: string, how: "pay" | "pay-later"): Promise<void> {
  const { page } = await shop.order(offer);
  shop.stage.sandbox.press(page, how);
  if (how === "pay-later") shop.stage.sandbox.settlePayment(page, true);
}
/** The newest payment that can still be given back. */
async function lastPayment({ stage: { stripe } }: Shop): Promise<string | null> {
  const { data } = await stripe.charges.list({ limit: 100 });
  const charge = data.find(({ paid, refunded, disputed }) => paid && !refunded && !disputed);
  return charge === undefined ? null : String(charge.payment_intent);
}
async function subscriptionId(shop: Shop): Promise<string | null> {
  return (await shop.stage.stripe.subscriptions.list()).data[0]?.id ?? null;
}

/** What may happen, by anybody's hand. */
const STEPS = {
  buy: (shop: Shop) => buy(shop, "pack-small", "pay"),
  "buy-slowly": (shop: Shop) => buy(shop, "pack-large", "pay-later"),
  async subscribe(shop: Shop) {
    if ((await shop.billing.subscriptionOf("ann")) === null) await buy(shop, "starter-month", "pay");
  },
  async upgrade(shop: Shop) {
    const now = await shop.billing.subscriptionOf("ann");
    if (now?.state !== "active" || now.offer !== "starter-month" || now.cancelAtPeriodEnd) return;
    await shop.billing.changeOffer("ann", plans("studio-month"), `up-${now.version}`);
  },
  async refund(shop: Shop) {
    const payment = await lastPayment(shop);
    if (payment !== null) shop.stage.sandbox.refund(payment, 100);
  },
  async lose(shop: Shop) {
    const payment = await lastPayment(shop);
    if (payment !== null) shop.stage.sandbox.closeDispute(shop.stage.sandbox.dispute(payment), "lost");
  },
  async cancel(shop: Shop) {
    const id = await subscriptionId(shop);
    if (id !== null) shop.stage.sandbox.setCancelAtPeriodEnd(id, true);
  },
  /** A renewal fails, and the card works again from then on. */
  async fail(shop: Shop) {
    const { data } = await shop.stage.stripe.subscriptions.list();
    const customer = data[0]?.customer;
    if (typeof customer !== "string") return;
    shop.stage.sandbox.setCard(customer, "is-declined");
    pass(shop, 32 * DAY_MS);
    shop.stage.sandbox.setCard(customer, "works");
  },
  async month(shop: Shop) {
    pass(shop, 31 * DAY_MS);
  },
};
