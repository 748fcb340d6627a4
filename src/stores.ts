import type { Connection } from "mongoose";
import { mongoAccounts } from "../adapters/mongo/accounts.ts";
import { mongoButtonMemory } from "../adapters/mongo/button-memory.ts";
import { mongoGenerations } from "../adapters/mongo/generations.ts";
import { mongoImages } from "../adapters/mongo/images.ts";
import { mongoNotices } from "../adapters/mongo/notices.ts";
import { mongoProcesses } from "../adapters/mongo/processes.ts";
import { mongoReports } from "../adapters/mongo/reports.ts";
import { mongoWallets } from "../adapters/mongo/wallets.ts";

export type Stores = ReturnType<typeof mongoStores>;

/** Everything that is kept, over one connection. Made before the indexes are, since each names its own. */
export function mongoStores(connection: Connection) {
  return {
    accounts: mongoAccounts(connection),
    buttonMemory: mongoButtonMemory(connection),
    generations: mongoGenerations(connection),
    images: mongoImages(connection),
    notices: mongoNotices(connection),
    processes: mongoProcesses(connection),
    reports: mongoReports(connection),
    wallets: mongoWallets(connection),
  };
}
