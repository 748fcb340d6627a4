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
import { identityKey } from "./core/chat/incoming.ts";
import { createLedger } from "./core/credits/ledger.ts";
import { createAudit } from "./core/desk/audit.ts";
import { createOperatorDesk } from "./core/desk/operator-desk.ts";
import { createGallery } from "./core/gallery/gallery.ts";
import { createLeases } from "./core/generation/leases.ts";
import { createStudio } from "./core/generation/studio.ts";
import type { StudioTimings } from "./core/generation/timings.ts";
import { createHistoryKeeping } from "./core/history/history-keeping.ts";
import { KeyedQueue } from "./core/keyed-queue.ts";
import { createBars } from "./core/moderation/barred.ts";
import { createCaseReview } from "./core/moderation/case-review.ts";
import { createCaseRoom } from "./core/moderation/case-room.ts";
import { createConduct } from "./core/moderation/conduct-book.ts";
import { defaultModerationNumbers, type ModerationNumbers } from "./core/moderation/numbers.ts";
import { createSanctions } from "./core/moderation/sanctions.ts";
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
import { createSupport } from "./core/support/support.ts";
import { createSwitches } from "./core/switches/create-switches.ts";
import { expectRegistrations } from "./core/switches/guards.ts";
import { createTerms } from "./core/terms/terms.ts";
import type { TermsBook } from "./core/terms/version.ts";
import type { Stores } from "./stores.ts";
import { sha256 } from "./system.ts";

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
  /** What the rules of money and moderation count with; unset: the defaults. */
  readonly moderation?: ModerationNumbers | undefined;
  /** All versions of the terms; unset: the published ones. */
  readonly terms?: TermsBook | undefined;
}

/** The core, joined: the same in the product and in its tests. */
export function createServices(parts: ServiceParts): Services {
  const { clock, ids, log, metrics, stores, imaging, chats, timings } = parts;
  const { images } = stores;
  const ledger = createLedger({ store: stores.wallets, clock, ids, metrics, log });
  const { offers = defaultOffers, methods = new Map(), payments = {}, operators = [] } = parts;
  const { keyedHash: hash } = stores;
  const numbers = parts.moderation ?? defaultModerationNumbers;
  const terms = createTerms({ book: parts.terms, clock });
  const switches = createSwitches({ store: stores.switches, clock, log });
  const welcome = createWelcome({ store: stores.welcomed, ledger, clock, hash });
  const bars = createBars({ store: stores.barred, hash, clock });
  const accounts = createAccounts({
    ...{ store: stores.accounts, welcome, hash, clock, ids, terms, bars },
    expectOpen: (identity) => {
      if (!operators.includes(identityKey(identity))) expectRegistrations(switches);
    },
    plans: { ...planLimits, ...limitsOf(offers), ...parts.plans },
  });
  const notices = createNotices({ store: stores.notices, accounts: stores.accounts, chats, clock, log });
  const allowance = createAllowance({ store: stores.spending, ids });
  const catalogue = createCatalogue({ isOff: (model) => switches.off(`model:${model}`) !== null });
  const pricing = createPricing({
    ...{ store: stores.priceChanges, subscriptions: stores.subscriptions, accounts, notices, offers, clock, log },
  });
  const tellOperators = createTellOperators({ operators, accounts, notices, log });
  const audit = createAudit({ store: stores.audit, clock, ids, log });
  const caseRoom = createCaseRoom({ stores, tellOperators, numbers, clock, ids, log });
  const conduct = createConduct({
    ...{ clock, ids, log, accounts, notices, ledger, audit, terms, numbers },
    ...{ store: stores.violations, waves: stores.waves },
    ...{ cases: caseRoom.cases, evidence: caseRoom.evidence },
    // They end subscriptions, and so come later than the studio that asks for judgements.
    sanctions: () => sanctions,
  });
  const reports = createReports({
    ...{ store: stores.reports, cases: caseRoom.cases, numbers, accounts, notices, tellOperators, clock, ids, log },
    ...{ generations: stores.generations, images, imaging, evidence: caseRoom.evidence },
  });
  const gallery = createGallery({
    ...{ stores, images, imaging, evidence: caseRoom.evidence, cases: caseRoom.cases, reports, accounts, notices },
    ...{ chats, audit, numbers, clock, ids, log, metrics },
  });
  const studio = createStudio({
    ...{
      clock,
      ids,
      log,
      metrics,
      accounts,
      catalogue,
      pricing,
      ledger,
      images,
      imaging,
      chats,
      notices,
      timings,
      terms,
      conduct,
    },
    provider: parts.provider,
    blocked: gallery.blocked,
    takedowns: gallery.takedowns,
    store: stores.generations,
    allowance,
    leases: createLeases({
      ...{ process: parts.process, store: stores.processes, clock, timings },
      drives: () => chats.platforms().length > 0,
    }),
    concurrency: parts.concurrency,
  });
  const support = createSupport({
    ...{ clock, ids, log, accounts, images, imaging, notices, tellOperators, audit },
    ...{ store: stores.tickets, attempts: stores.attempts, inOrder: new KeyedQueue() },
  });
  const billing = createBilling({
    ...{ clock, ids, log, accounts, ledger, notices, offers, pricing, methods, payments, switches },
    tellOperators,
    ...{ orders: stores.orders, subscriptions: stores.subscriptions, refunds: stores.refunds },
    eventStore: stores.paymentEvents,
  });
  const sanctions = createSanctions({
    ...{ clock, ids, log, ledger, billing, bars, notices, audit, numbers, tellOperators },
    ...{ store: stores.sanctions, accounts: stores.accounts, erasures: stores.erasures, cases: caseRoom.cases },
    operators: new Set(operators),
  });
  const { generations, tickets, buttonMemory, paymentBook, historyKeepings } = stores;
  const historyKeeping = createHistoryKeeping({
    ...{ store: historyKeepings, generations, studio, accounts, notices, offers, clock, log },
  });
  const deepLinks = createDeepLinks({ memory: stores.chatMemory, clock });
  const linking = createLinking({
    ...{ clock, ids, log, ledger, notices, hash, welcome, stores },
    hasActiveSubscription: async (account) => (await billing.subscriptionOf(account)) !== null,
    isInGoodStanding: (account) => sanctions.isInGoodStanding(account),
    // Whatever keeps something by account belongs here.
    moves: {
      generations,
      violations: stores.violations,
      sanctions: stores.sanctions,
      cases: stores.cases,
      evidence: stores.evidence,
      images,
      reports: stores.reports,
      postings: stores.postings,
      takedowns: stores.takedowns,
      tickets,
      notices: stores.notices,
      buttonMemory,
      billing,
      paymentBook,
      historyKeepings,
    },
  });
  const privacy = createPrivacy({
    ...{ clock, ids, log, stores, notices, imaging, ledger, studio, billing, welcome },
    archive: fflateArchive(),
    isWithheld: (account) => sanctions.isWithheld(account),
    outlive: (account) => sanctions.outlive(account),
  });
  return {
    ...privacy,
    ...{
      clock,
      ids,
      log,
      accounts,
      ledger,
      catalogue,
      pricing,
      studio,
      images,
      imaging,
      notices,
      billing,
      historyKeeping,
    },
    ...linking,
    direct: chats.direct,
    deepLink: async (platform, payload) =>
      chats.deepLink(platform, payload) ?? (await deepLinks.find(platform, payload)),
    operators: new Set(operators),
    filter: parts.filter,
    conduct,
    sanctions,
    ...{ terms, switches, moderation: numbers },
    ...{ audit, support },
    desk: createOperatorDesk({
      clock,
      ids,
      log,
      accounts,
      ledger,
      sanctions,
      notices,
      audit,
      operators,
      numbers,
      stores,
    }),
    ...caseRoom,
    ...createCaseReview({
      ...{ ...caseRoom, stores, conduct, sanctions, accounts, notices, audit, images, hash, numbers, clock, ids, log },
      ...{ archive: fflateArchive(), sha256 },
    }),
    ...{ reports, gallery },
    servers: createServers({ store: stores.servers, allowance, clock }),
    buttonMemory: createButtonMemory({ store: stores.buttonMemory, clock, ids }),
  };
}
