import { connectMongo } from "../adapters/mongo/connect.ts";
import { startEmbeddedMongo } from "../adapters/mongo/embedded/start.ts";
import { ConfigError, readConfig } from "./config.ts";
import { statementsOf } from "./core/billing/monthly-statement.ts";
import { orderNumber, paidFor } from "./core/billing/order.ts";
import type { Period } from "./core/billing/payments.ts";
import { createLedger } from "./core/credits/ledger.ts";
import { createLog } from "./log.ts";
import { mongoStores } from "./stores.ts";
import { systemClock, systemIds } from "./system.ts";

const USAGE = `Usage: npm run -s statement -- 2026-11

Prints a month's statement as CSV, one order a line: what was paid and given back (in the currency's smallest unit), and what
became of its credits, by the ledger alone. In each line, what is left at the end is what was left at the beginning, plus what
was granted, less what was spent, expired or reclaimed. Reads MONGODB_URI; without it DATA_DIR, which no running Easel may use.
`;
const COLUMNS =
  "order,account,method,offer,currency,paid,given_back,granted_credits,spent_credits,expired_credits,reclaimed_credits,left_credits";

/** Exit code 2: the command line or the settings were wrong, and trying again as it is will not help. */
function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}

/** The month in UTC; null when it is none. */
function readMonth(given: string | undefined): Period | null {
  const [, year = "", month = ""] = /^(20\d\d)-(0[1-9]|1[0-2])$/u.exec(given ?? "") ?? [];
  if (year === "") return null;
  const start = (later: number) => new Date(Date.UTC(Number(year), Number(month) - 1 + later, 1));
  return { start: start(0), end: start(1) };
}

async function main(): Promise<void> {
  const [given, ...others] = process.argv.slice(2);
  const month = readMonth(given);
  if (month === null || others.length > 0) refuse(USAGE);
  const config = readConfig(process.env);
  // The statement alone goes to standard output.
  const log = createLog({ level: config.logLevel, destination: process.stderr });
  const { dataDir, uri } = config.database;
  const production = config.environment === "production";
  const embedded = uri === null ? await startEmbeddedMongo({ dataDir, production }) : null;
  const mongo = await connectMongo({ uri: uri ?? embedded?.uri ?? "", log });
  try {
    const stores = mongoStores(mongo.connection, config.hashKey);
    const ledger = createLedger({
      ...{ store: stores.wallets, clock: systemClock, ids: systemIds, log },
      metrics: { creditsMoved() {} },
    });
    process.stdout.write(`${COLUMNS}\n`);
    for await (const { order, moneyIn, moneyBack, credits } of statementsOf({ orders: stores.orders, ledger }, month)) {
      const { id, account, method, offer } = order;
      const { granted, spent, expired, reclaimed, left } = credits;
      const money = [orderNumber(id), account, method, offer, paidFor(order).currency, moneyIn, moneyBack];
      process.stdout.write(`${[...money, granted, spent, expired, reclaimed, left].join(",")}\n`);
    }
  } finally {
    await mongo.close();
    await embedded?.stop();
  }
}

try {
  await main();
} catch (error) {
  if (error instanceof ConfigError) refuse(error.message);
  throw error;
}
