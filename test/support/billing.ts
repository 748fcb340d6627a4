import type { Account } from "../../src/core/accounts/account.ts";
import { newAccount } from "../../src/core/accounts/accounts.ts";
import { type Billing, createBilling } from "../../src/core/billing/billing.ts";
import type { PaymentEvent } from "../../src/core/billing/payments.ts";
import { defaultOffers, type Offers } from "../../src/core/catalogue/offers.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { Ledger } from "../../src/core/credits/ledger.ts";
import { messagesFor } from "../../src/core/messages.ts";
import { editionOf, openingAmounts } from "../../src/core/pricing/edition.ts";
import type { Pricing } from "../../src/core/pricing/pricing.ts";
import type { Log } from "../../src/core/services.ts";
import { systemIds } from "../../src/system.ts";
import { TestClock, TestLog, testLedger } from "./credits.ts";
import { memoryOrders, memoryPaymentEvents, memoryRefunds, memorySubscriptions } from "./memory-billing.ts";
import { MemoryPayments } from "./memory-payments.ts";
import { memoryWallets } from "./memory-wallets.ts";

/** Billing with everything in memory: a provider, stores, a ledger, accounts, and what people were told. */
export interface TestBilling {
  readonly billing: Billing;
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly provider: MemoryPayments;
  readonly ledger: Ledger;
  readonly orders: ReturnType<typeof memoryOrders>;
  readonly subscriptions: ReturnType<typeof memorySubscriptions>;
  readonly refunds: ReturnType<typeof memoryRefunds>;
  readonly accounts: Map<string, Account>;
  /** By key, what was told and to whom. */
  readonly told: ReadonlyMap<string, { readonly account: string; readonly reply: Reply }>;
  /** By key, what the people who run Easel were told. */
  readonly toldOperators: Map<string, Reply>;
  /** Another process over the same stores. */
  again(): Billing;
  account(id: string): Account;
  /** Hands over every event that has not been yet, in their order. */
  deliver(): Promise<void>;
  /** Buys and pays; answers the order's id. */
  bought(account: string, offer: string, currency?: string): Promise<string>;
}

export function testBilling({ offers = defaultOffers }: { offers?: Offers } = {}): TestBilling {
  const clock = new TestClock();
  const log = new TestLog();
  const provider = new MemoryPayments(clock, offers);
  const orders = memoryOrders();
  const subscriptions = memorySubscriptions();
  const refunds = memoryRefunds();
  const eventStore = memoryPaymentEvents();
  const wallets = memoryWallets();
  const accounts = new Map<string, Account>();
  const told = new Map<string, { account: string; reply: Reply }>();
  const toldOperators = new Map<string, Reply>();
  const ledger = testLedger(wallets, clock, log);
  let delivered = 0;
  let clicks = 0;

  const make = (own: Ledger, ownLog: Log = log) =>
    createBilling({
      ...{ orders, subscriptions, refunds, eventStore, ledger: own, offers, clock, ids: systemIds, log: ownLog },
      methods: new Map([[provider.method, provider]]),
      payments: { memory: ["stripe"] },
      pricing: openingPricing(offers),
      accounts: {
        find: async (id) => accounts.get(id) ?? null,
        async setPlan(account, plan) {
          accounts.set(account.id, { ...account, plan });
        },
      },
      notices: {
        async post(account, key, reply) {
          if (!told.has(key)) told.set(key, { account, reply });
        },
      },
      async tellOperators(key, say) {
        if (!toldOperators.has(key)) toldOperators.set(key, say(messagesFor("en")));
      },
    });
  const billing = make(ledger);

  const account = (id: string): Account => {
    const known = accounts.get(id);
    if (known !== undefined) return known;
    const made = newAccount(id, { platform: "memory", user: id, name: id }, clock.now());
    accounts.set(id, made);
    return made;
  };
  const deliver = async () => {
    while (delivered < provider.events.length) {
      await billing.events.received(provider.events[delivered] as PaymentEvent);
      delivered += 1;
    }
  };

  return {
    ...{ billing, clock, log, provider, ledger, orders, subscriptions, refunds, accounts, told, toldOperators },
    ...{ account, deliver },
    again: () => make(testLedger(wallets, clock, log)),
    async bought(id, key, currency = "usd") {
      const offer = offers.find(key);
      if (offer === null) throw new Error(`no offer ${key}`);
      const cause = `click:${++clicks}`;
      const placed = await billing.buy({
        ...{ account: account(id), offer, currency, method: "stripe", cause, language: "en" },
      });
      if (placed.outcome !== "open") throw new Error(`the order is ${placed.outcome}`);
      provider.pay(placed.order.checkout?.id ?? "");
      await deliver();
      return placed.order.id;
    },
  };
}

/** Prices as they are while nobody has announced any change. */
export function openingPricing({ all }: Pick<Offers, "all">): Pick<Pricing, "for" | "settled" | "expected"> {
  const edition = editionOf(openingAmounts(all));
  return { for: async () => edition, settled: async () => edition, expected: async () => edition };
}
