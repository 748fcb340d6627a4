import { createAccounts, type Plans } from "./core/accounts/accounts.ts";
import { createCatalogue } from "./core/catalogue/catalogue.ts";
import { createButtonMemory } from "./core/chat/button-memory.ts";
import { createLedger } from "./core/credits/ledger.ts";
import { createLeases } from "./core/generation/leases.ts";
import { createStudio } from "./core/generation/studio.ts";
import type { StudioTimings } from "./core/generation/timings.ts";
import type { TextFilter } from "./core/moderation/text-filter.ts";
import { createNotices } from "./core/notices/notices.ts";
import { createReports } from "./core/reports/reports.ts";
import type { Chats, Clock, Ids, Imaging, Log, Metrics, Provider, Services } from "./core/services.ts";
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
}

/** The core, joined: the same in the product and in its tests. */
export function createServices(parts: ServiceParts): Services {
  const { clock, ids, log, metrics, stores, imaging, chats, timings } = parts;
  const { images } = stores;
  const ledger = createLedger({ store: stores.wallets, clock, ids, metrics, log });
  const { plans } = parts;
  const accounts = createAccounts({
    ...{ store: stores.accounts, ledger, clock, ids },
    ...(plans === undefined ? {} : { plans }),
  });
  const notices = createNotices({ store: stores.notices, accounts: stores.accounts, chats, clock, log });
  const catalogue = createCatalogue();
  const studio = createStudio({
    ...{ clock, ids, log, metrics, accounts, catalogue, ledger, images, imaging, chats, notices, timings },
    provider: parts.provider,
    store: stores.generations,
    leases: createLeases({ process: parts.process, store: stores.processes, clock, timings }),
    concurrency: parts.concurrency,
  });
  return {
    ...{ clock, ids, log, accounts, ledger, catalogue, studio, images, imaging, notices },
    filter: parts.filter,
    reports: createReports({ store: stores.reports, clock, ids, log }),
    buttonMemory: createButtonMemory({ store: stores.buttonMemory, clock, ids }),
  };
}
