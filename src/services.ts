import { fflateArchive } from "../adapters/fflate/archive.ts";
import { createAccounts, type Plans, planLimits } from "./core/accounts/accounts.ts";
import { createLinking } from "./core/accounts/linking.ts";
import { createWelcome } from "./core/accounts/welcome.ts";
import { createBilling } from "./core/billing/billing.ts";
import type { PaymentMethod, PaymentMethods } from "./core/billing/payments.ts";
import { createCatalogue } from "./core/catalogue/catalogue.ts";
import { defaultOffers, limitsOf, type Offers } from "./core/catalogue/offers.ts";
import { createButtonMemory } from "./core/chat/button-memory.ts";
import { createDeepLinks } from "./core/chat/deep-links.ts";
import { createLedger } from "./core/credits/ledger.ts";
import { createAudit } from "./core/desk/audit.ts";
import { createLeases } from "./core/generation/leases.ts";
import { createStudio } from "./core/generation/studio.ts";
import type { StudioTimings } from "./core/generation/timings.ts";
import type { TextFilter } from "./core/moderation/text-filter.ts";
import { createNotices } from "./core/notices/notices.ts";
import { createTellOperators } from "./core/notices/tell-operators.ts";
import { createPricing } from "./core/pricing/pricing.ts";
import { createPrivacy } from "./core/privacy/privacy.ts";
import type { Provider } from "./core/provider.ts";
import { createReports } from "./core/reports/reports.ts";
import { createAllowance } from "./core/servers/allowance.ts";
import { createServers } from "./core/servers/servers.ts";
import type { Chats, Clock, Ids, Imaging, Log, Metrics, Services } from "./core/services.ts";
import type { Stores } from "./stores.ts";

/** What the core is built over: ports that adapters fill. */
export interface ServiceParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly stores: Stores;
  readonly imaging: Imaging;
  readonly chats: Chats;
  readonly provider: Provider;
  readonly filter: TextFilter;
  readonly timings: StudioTimings;
  /** This process's name among others. */
  readonly process: string;
  /** How many requests the provider takes from all processes at once. */
  readonly concurrency: number;
  readonly plans?: Plans | undefined;
  /** Packs and plans; unset: the built-in ones. */
  readonly offers?: Offers | undefined;
  /** The payment providers that are there; unset: nothing can be bought. */
  readonly methods?: PaymentMethods | undefined;
  /** How people of each platform pay, as configured. */
  readonly payments?: Readonly<Record<string, readonly PaymentMethod[]>> | undefined;
  /** Identity keys of the people who run Easel. */
  readonly operators?: readonly string[] | undefined;
}

/** The core, joined: the same in the product and in its tests. */
export function createServices(parts: ServiceParts): Services {
  const { clock, ids, log, metrics, stores, imaging, chats, timings } = parts;
  const { images } = stores;
  const ledger = createLedger({ store: stores.wallets, clock, ids, metrics, log });
  const { offers = defaultOffers, methods = new Map(), payments = {}, operators = [] } = parts;
  const { keyedHash: hash } = stores;
  const welcome = createWelcome({ store: stores.welcomed, ledger, clock, hash });
  const accounts = createAccounts({
    ...{ store: stores.accounts, welcome, hash, clock, ids },
    plans: { ...planLimits, ...limitsOf(offers), ...parts.plans },
  });
  const notices = createNotices({ store: stores.notices, accounts: stores.accounts, chats, clock, log });
  const allowance = createAllowance({ store: stores.spending, ids });
  const catalogue = createCatalogue();
  const pricing = createPricing({
    ...{ store: stores.priceChanges, subscriptions: stores.subscriptions, accounts, notices, offers, clock, log },
  });
  const studio = createStudio({
    ...{ clock, ids, log, metrics, accounts, catalogue, pricing, ledger, images, imaging, chats, notices, timings },
    provider: parts.provider,
    store: stores.generations,
    allowance,
    leases: createLeases({ process: parts.process, store: stores.processes, clock, timings }),
    concurrency: parts.concurrency,
  });
  const billing = createBilling({
    ...{ clock, ids, log, accounts, ledger, notices, offers, pricing, methods, payments },
    tellOperators: createTellOperators({ operators, accounts, notices, log }),
    ...{ orders: stores.orders, subscriptions: stores.subscriptions, refunds: stores.refunds },
    eventStore: stores.paymentEvents,
  });
  const { generations, reports, buttonMemory, paymentBook } = stores;
  const deepLinks = createDeepLinks({ memory: stores.chatMemory, clock });
  const linking = createLinking({
    ...{ clock, ids, log, ledger, notices, hash, welcome, stores },
    hasActiveSubscription: async (account) => (await billing.subscriptionOf(account)) !== null,
    // Whatever keeps something by account belongs here.
    moves: { generations, images, reports, notices: stores.notices, buttonMemory, billing, paymentBook },
  });
  const privacy = createPrivacy({
    ...{ clock, ids, log, stores, notices, imaging, ledger, studio, billing, welcome },
    archive: fflateArchive(),
    // Neither a sanction nor a bank's question about a payment ends by leaving.
    isWithheld: async (account) => (await ledger.wallet(account)).freezes.length > 0,
  });
  return {
    ...privacy,
    ...{ clock, ids, log, accounts, ledger, catalogue, pricing, studio, images, imaging, notices, billing },
    ...linking,
    direct: chats.direct,
    deepLink: async (platform, payload) =>
      chats.deepLink(platform, payload) ?? (await deepLinks.find(platform, payload)),
    operators: new Set(operators),
    filter: parts.filter,
    audit: createAudit({ store: stores.audit, clock, ids, log }),
    reports: createReports({ store: stores.reports, clock, ids, log }),
    servers: createServers({ store: stores.servers, allowance, clock }),
    buttonMemory: createButtonMemory({ store: stores.buttonMemory, clock, ids }),
  };
}
