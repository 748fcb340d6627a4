import type { Connection } from "mongoose";
import { mongoAccountJoins } from "../adapters/mongo/account-joins.ts";
import { mongoAccounts } from "../adapters/mongo/accounts.ts";
import { mongoAnnouncements } from "../adapters/mongo/announcements.ts";
import { mongoApprovals } from "../adapters/mongo/approvals.ts";
import { mongoAttempts } from "../adapters/mongo/attempts.ts";
import { mongoAudiences } from "../adapters/mongo/audiences.ts";
import { mongoAudit } from "../adapters/mongo/audit.ts";
import { mongoBarred } from "../adapters/mongo/barred.ts";
import { mongoBlockedImages } from "../adapters/mongo/blocked-images.ts";
import { mongoButtonMemory } from "../adapters/mongo/button-memory.ts";
import { mongoCases } from "../adapters/mongo/cases.ts";
import { mongoChatMemory } from "../adapters/mongo/chat-memory.ts";
import { mongoDeskSearch } from "../adapters/mongo/desk-search.ts";
import { mongoErasures } from "../adapters/mongo/erasures.ts";
import { mongoEventJournal } from "../adapters/mongo/event-journal.ts";
import { mongoEvidence } from "../adapters/mongo/evidence.ts";
import { mongoExports } from "../adapters/mongo/exports.ts";
import { mongoGenerations } from "../adapters/mongo/generations.ts";
import { mongoHistoryKeepings } from "../adapters/mongo/history-keepings.ts";
import { mongoImages } from "../adapters/mongo/images.ts";
import { mongoKeyedHash } from "../adapters/mongo/keyed-hash.ts";
import { mongoLinks } from "../adapters/mongo/links.ts";
import { mongoNotices } from "../adapters/mongo/notices.ts";
import { mongoOrders } from "../adapters/mongo/orders.ts";
import { mongoPaymentBook } from "../adapters/mongo/payment-book.ts";
import { mongoPaymentEvents } from "../adapters/mongo/payment-events.ts";
import { mongoPersonalData } from "../adapters/mongo/personal-data.ts";
import { mongoPostings } from "../adapters/mongo/postings.ts";
import { mongoPriceChanges } from "../adapters/mongo/price-changes.ts";
import { mongoProcesses } from "../adapters/mongo/processes.ts";
import { mongoRefunds } from "../adapters/mongo/refunds.ts";
import { mongoReports } from "../adapters/mongo/reports.ts";
import { mongoSanctions } from "../adapters/mongo/sanctions.ts";
import { withSealedImages } from "../adapters/mongo/sealed-images.ts";
import { mongoServers } from "../adapters/mongo/servers.ts";
import { mongoSpending } from "../adapters/mongo/spending.ts";
import { mongoStatistics } from "../adapters/mongo/statistics.ts";
import { mongoSubscriptions } from "../adapters/mongo/subscriptions.ts";
import { mongoSwitches } from "../adapters/mongo/switches.ts";
import { mongoTakedowns } from "../adapters/mongo/takedowns.ts";
import { mongoTickets } from "../adapters/mongo/tickets.ts";
import { mongoUnlinks } from "../adapters/mongo/unlinks.ts";
import { mongoViolations } from "../adapters/mongo/violations.ts";
import { mongoWallets } from "../adapters/mongo/wallets.ts";
import { mongoWaves } from "../adapters/mongo/waves.ts";
import { mongoWelcomed } from "../adapters/mongo/welcomed.ts";

export type Stores = ReturnType<typeof mongoStores>;

/**
 * Everything that is kept, over one connection. Made before the indexes are, since each names its own. `hashKey`: see
 * `mongoKeyedHash`.
 */
export function mongoStores(connection: Connection, hashKey: string | null = null) {
  const keyedHash = mongoKeyedHash(connection, hashKey);
  const evidence = mongoEvidence(connection, keyedHash);
  return {
    accounts: mongoAccounts(connection),
    accountJoins: mongoAccountJoins(connection),
    announcements: mongoAnnouncements(connection),
    approvals: mongoApprovals(connection),
    attempts: mongoAttempts(connection),
    audiences: mongoAudiences(connection),
    audit: mongoAudit(connection),
    blockedImages: mongoBlockedImages(connection),
    barred: mongoBarred(connection),
    buttonMemory: mongoButtonMemory(connection),
    cases: mongoCases(connection),
    chatMemory: mongoChatMemory(connection),
    deskSearch: mongoDeskSearch(connection),
    erasures: mongoErasures(connection),
    eventJournal: mongoEventJournal(connection),
    evidence,
    exports: mongoExports(connection),
    generations: mongoGenerations(connection),
    historyKeepings: mongoHistoryKeepings(connection),
    images: withSealedImages(mongoImages(connection), evidence),
    keyedHash,
    links: mongoLinks(connection),
    notices: mongoNotices(connection),
    orders: mongoOrders(connection),
    paymentBook: mongoPaymentBook(connection),
    paymentEvents: mongoPaymentEvents(connection),
    personalData: mongoPersonalData(connection, mongoImages(connection)),
    postings: mongoPostings(connection),
    priceChanges: mongoPriceChanges(connection),
    processes: mongoProcesses(connection),
    refunds: mongoRefunds(connection),
    reports: mongoReports(connection),
    sanctions: mongoSanctions(connection),
    servers: mongoServers(connection),
    spending: mongoSpending(connection),
    statistics: mongoStatistics(connection),
    subscriptions: mongoSubscriptions(connection),
    tickets: mongoTickets(connection),
    switches: mongoSwitches(connection),
    takedowns: mongoTakedowns(connection),
    unlinks: mongoUnlinks(connection),
    violations: mongoViolations(connection),
    wallets: mongoWallets(connection),
    waves: mongoWaves(connection),
    welcomed: mongoWelcomed(connection),
  };
}
