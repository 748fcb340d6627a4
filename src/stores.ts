import type { Connection } from "mongoose";
import { mongoAccountJoins } from "../adapters/mongo/account-joins.ts";
import { mongoAccounts } from "../adapters/mongo/accounts.ts";
import { mongoAttempts } from "../adapters/mongo/attempts.ts";
import { mongoAudit } from "../adapters/mongo/audit.ts";
import { mongoButtonMemory } from "../adapters/mongo/button-memory.ts";
import { mongoChatMemory } from "../adapters/mongo/chat-memory.ts";
import { mongoErasures } from "../adapters/mongo/erasures.ts";
import { mongoEventJournal } from "../adapters/mongo/event-journal.ts";
import { mongoExports } from "../adapters/mongo/exports.ts";
import { mongoGenerations } from "../adapters/mongo/generations.ts";
import { mongoImages } from "../adapters/mongo/images.ts";
import { mongoKeyedHash } from "../adapters/mongo/keyed-hash.ts";
import { mongoLinks } from "../adapters/mongo/links.ts";
import { mongoNotices } from "../adapters/mongo/notices.ts";
import { mongoOrders } from "../adapters/mongo/orders.ts";
import { mongoPaymentBook } from "../adapters/mongo/payment-book.ts";
import { mongoPaymentEvents } from "../adapters/mongo/payment-events.ts";
import { mongoPersonalData } from "../adapters/mongo/personal-data.ts";
import { mongoPriceChanges } from "../adapters/mongo/price-changes.ts";
import { mongoProcesses } from "../adapters/mongo/processes.ts";
import { mongoRefunds } from "../adapters/mongo/refunds.ts";
import { mongoReports } from "../adapters/mongo/reports.ts";
import { mongoServers } from "../adapters/mongo/servers.ts";
import { mongoSpending } from "../adapters/mongo/spending.ts";
import { mongoSubscriptions } from "../adapters/mongo/subscriptions.ts";
import { mongoUnlinks } from "../adapters/mongo/unlinks.ts";
import { mongoWallets } from "../adapters/mongo/wallets.ts";
import { mongoWelcomed } from "../adapters/mongo/welcomed.ts";

export type Stores = ReturnType<typeof mongoStores>;

/**
 * Everything that is kept, over one connection. Made before the indexes are, since each names its own. `hashKey`: see
 * `mongoKeyedHash`.
 */
export function mongoStores(connection: Connection, hashKey: string | null = null) {
  return {
    accounts: mongoAccounts(connection),
    accountJoins: mongoAccountJoins(connection),
    attempts: mongoAttempts(connection),
    audit: mongoAudit(connection),
    buttonMemory: mongoButtonMemory(connection),
    chatMemory: mongoChatMemory(connection),
    erasures: mongoErasures(connection),
    eventJournal: mongoEventJournal(connection),
    exports: mongoExports(connection),
    generations: mongoGenerations(connection),
    images: mongoImages(connection),
    keyedHash: mongoKeyedHash(connection, hashKey),
    links: mongoLinks(connection),
    notices: mongoNotices(connection),
    orders: mongoOrders(connection),
    paymentBook: mongoPaymentBook(connection),
    paymentEvents: mongoPaymentEvents(connection),
    personalData: mongoPersonalData(connection, mongoImages(connection)),
    priceChanges: mongoPriceChanges(connection),
    processes: mongoProcesses(connection),
    refunds: mongoRefunds(connection),
    reports: mongoReports(connection),
    servers: mongoServers(connection),
    spending: mongoSpending(connection),
    subscriptions: mongoSubscriptions(connection),
    unlinks: mongoUnlinks(connection),
    wallets: mongoWallets(connection),
    welcomed: mongoWelcomed(connection),
  };
}
