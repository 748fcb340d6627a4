import type { Connection } from "mongoose";
import { mongoAccountJoins } from "../adapters/mongo/account-joins.ts";
import { mongoAccounts } from "../adapters/mongo/accounts.ts";
import { mongoAttempts } from "../adapters/mongo/attempts.ts";
import { mongoButtonMemory } from "../adapters/mongo/button-memory.ts";
import { mongoChatMemory } from "../adapters/mongo/chat-memory.ts";
import { mongoEventJournal } from "../adapters/mongo/event-journal.ts";
import { mongoGenerations } from "../adapters/mongo/generations.ts";
import { mongoImages } from "../adapters/mongo/images.ts";
import { mongoKeyedHash } from "../adapters/mongo/keyed-hash.ts";
import { mongoLinks } from "../adapters/mongo/links.ts";
import { mongoNotices } from "../adapters/mongo/notices.ts";
import { mongoOrders } from "../adapters/mongo/orders.ts";
import { mongoPaymentEvents } from "../adapters/mongo/payment-events.ts";
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

/** Everything that is kept, over one connection. Made before the indexes are, since each names its own. */
export function mongoStores(connection: Connection) {
  return {
    accounts: mongoAccounts(connection),
    accountJoins: mongoAccountJoins(connection),
    attempts: mongoAttempts(connection),
    buttonMemory: mongoButtonMemory(connection),
    chatMemory: mongoChatMemory(connection),
    eventJournal: mongoEventJournal(connection),
    generations: mongoGenerations(connection),
    images: mongoImages(connection),
    keyedHash: mongoKeyedHash(connection),
    links: mongoLinks(connection),
    notices: mongoNotices(connection),
    orders: mongoOrders(connection),
    paymentEvents: mongoPaymentEvents(connection),
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
