import { mongoPaymentBook } from "../../../adapters/mongo/payment-book.ts";
import type { Telegram } from "../../../adapters/telegram/connect.ts";
import type { StarListener } from "../../../adapters/telegram/star-desk.ts";
import { connectStars } from "../../../adapters/telegram/stars.ts";
import type { Account } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import { type Billing, createBilling } from "../../../src/core/billing/billing.ts";
import type { PaymentMethod, Payments } from "../../../src/core/billing/payments.ts";
import { defaultOffers } from "../../../src/core/catalogue/offers.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { systemClock, systemIds } from "../../../src/system.ts";
import { openingPricing } from "../../support/billing.ts";
import { testLedger } from "../../support/credits.ts";
import { memoryOrders, memoryPaymentEvents, memoryRefunds, memorySubscriptions } from "../../support/memory-billing.ts";
import { memoryWallets } from "../../support/memory-wallets.ts";
import type { Stage } from "./stage.ts";

export interface Shop {
  readonly telegram: Telegram;
  readonly stars: Payments;
  readonly billing: Billing;
  readonly ann: Account;
  readonly told: string[];
  credits(): Promise<number>;
  /** The link to an invoice for a pack. */
  link(offer?: string): Promise<string>;
  freeze(): Promise<unknown>;
  /** Instead of what hears of payments: answers it when it is to be put back. */
  listen(listener: Partial<StarListener>): void;
  /** The next process of the same bot. */
  next(): Promise<Telegram>;
}

/** The core's billing over Stars: the real client on Telegram's own side, with the payment book in a database. */
export function openStarShop(stage: Stage): Shop {
  const book = mongoPaymentBook(stage.mongo.connection);
  const { log } = stage;
  const metrics = { paymentCall() {}, paymentEvent() {} };
  const { token, url: apiUrl } = stage.server;
  const stars = connectStars({ token, apiUrl, book, offers: defaultOffers, metrics, clock: systemClock });
  const make = () => stage.another({ stars: { payments: stars, metrics } });
  const telegram = make();
  const ann = newAccount("ann", { platform: "telegram", user: "1", name: "Ann" }, systemClock.now());
  const ledger = testLedger(memoryWallets(), systemClock, log);
  const told: string[] = [];
  const billing = createBilling({
    ...{ orders: memoryOrders(), subscriptions: memorySubscriptions(), refunds: memoryRefunds() },
    ...{ eventStore: memoryPaymentEvents(), ledger, offers: defaultOffers, clock: systemClock, ids: systemIds, log },
    methods: new Map<PaymentMethod, Payments>([["stars", stars]]),
    payments: { telegram: ["stars"] },
    pricing: openingPricing(defaultOffers),
    tellOperators: async () => {},
    accounts: { find: async (id) => (id === "ann" ? ann : null), async setPlan() {} },
    notices: {
      async post(_account, key) {
        if (!told.includes(key)) told.push(key);
      },
    },
  });
  const listener: StarListener = { mayPay: billing.mayPay, received: (event) => billing.events.received(event) };
  telegram.connectPayments(listener);
  let clicks = 0;
  return {
    ...{ telegram, stars, billing, ann, told },
    credits: async () => available(await ledger.wallet("ann"), systemClock.now()),
    async link(offer = "pack-small") {
      const found = defaultOffers.find(offer);
      if (found === null) throw new Error(`no ${offer}`);
      const placed = await billing.buy({
        ...{ account: ann, offer: found, currency: "xtr", method: "stars", cause: `click:${++clicks}`, language: "de" },
      });
      if (placed.outcome !== "open") throw new Error(placed.outcome);
      return placed.url;
    },
    freeze: () => ledger.freeze("ann", { cause: "freeze:test", reason: "review" }),
    listen: (other) => telegram.connectPayments({ ...listener, ...other }),
    async next() {
      const other = make();
      other.connectPayments(listener);
      await other.start();
      return other;
    },
  };
}
