import { type Db, MongoClient } from "mongodb";
import { connectMongo } from "../../adapters/mongo/connect.ts";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import type { Order } from "../../src/core/billing/order.ts";
import { createLedger } from "../../src/core/credits/ledger.ts";
import type { Entry, Wallet } from "../../src/core/credits/wallet.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { createLog } from "../../src/log.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import type { AuditSeen } from "./observation.ts";

/** What the database holds, read past the processes and past the proxies before it. */
export interface Records {
  /** By identity (`discord:123`) the account. */
  accounts(): Promise<ReadonlyMap<string, string>>;
  generations(accounts: readonly string[]): Promise<Generation[]>;
  orders(accounts: readonly string[]): Promise<(Order & { readonly dueAt?: Date })[]>;
  wallet(account: string): Promise<Pick<Wallet, "holds"> & { readonly entries: readonly Entry[] }>;
  /** News that were not told yet and will be tried again. */
  untold(accounts: readonly string[]): Promise<number>;
  /** Whatever news wait for their next try are due now. */
  hurryNews(): Promise<void>;
  /** Events of chats that were kept and not handled yet. */
  openEvents(): Promise<number>;
  /** Replays every wallet there is. */
  audit(): Promise<AuditSeen>;
  /** The next run of these jobs is now, as if their time had come. */
  hurry(jobs: readonly string[]): Promise<void>;
  /** Jobs that a dead process has locked are free again. */
  unlock(alive: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

type Stored<T> = Omit<T, "id"> & { readonly _id: string };

export async function openRecords(uri: string): Promise<Records> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
  const database: Db = client.db();
  const mongo = await connectMongo({ uri, log: createLog({ level: "silent" }) });
  const store = mongoWallets(mongo.connection);
  const metrics = { creditsMoved: () => undefined };
  const log = createLog({ level: "silent" });
  const ledger = createLedger({ store, clock: systemClock, ids: systemIds, metrics, log });
  const jobs = database.collection<{ name: string; lockedAt: Date | null; lastModifiedBy?: string }>("agendaJobs");
  const notices = database.collection<{ account: string; toldAt: Date | null; nextAttemptAt: Date | null }>("notices");
  const waiting = { toldAt: null, nextAttemptAt: { $ne: null } } as const;
  const of = async <T>(collection: string, accounts: readonly string[]) => {
    const found = await database
      .collection<Stored<T>>(collection)
      .find({ account: { $in: [...accounts] } } as never)
      .toArray();
    return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }) as unknown as T);
  };
  return {
    async accounts() {
      const all = await database.collection<{ _id: string; account: string }>("identities").find().toArray();
      return new Map(all.map(({ _id, account }) => [_id, account]));
    },
    generations: (accounts) => of<Generation>("generations", accounts),
    orders: (accounts) => of<Order & { readonly dueAt?: Date }>("orders", accounts),
    async wallet(account) {
      const wallet = await store.read(account);
      const archived = await database.collection("ledger").find({ account }).toArray();
      const journal = wallet?.journal ?? [];
      const seen = new Set(journal.map(({ seq }) => seq));
      const older = (archived as unknown as Entry[]).filter(({ seq }) => !seen.has(seq));
      return { holds: wallet?.holds ?? [], entries: [...older, ...journal] };
    },
    untold: (accounts) => notices.countDocuments({ account: { $in: [...accounts] }, ...waiting }),
    async hurryNews() {
      await notices.updateMany(waiting, { $set: { nextAttemptAt: new Date() } });
    },
    openEvents: () => database.collection("chatEvents").countDocuments({ open: true }),
    async audit() {
      const brokenLaws: string[] = [];
      const { wallets } = await ledger.audit(({ account, law, seq, problem }) =>
        brokenLaws.push(`${law} of ${account} at ${seq}: ${problem}`),
      );
      return { brokenLaws, wallets, accounts: await database.collection("accounts").countDocuments() };
    },
    async hurry(names) {
      await jobs.updateMany({ name: { $in: [...names] } }, { $set: { nextRunAt: new Date() } } as never);
    },
    async unlock(alive) {
      for (const job of await jobs.find({ lockedAt: { $ne: null } }).toArray()) {
        const process = Number(job.lastModifiedBy?.split(":")[1]);
        if (!alive.includes(process)) await jobs.updateOne({ _id: job._id }, { $set: { lockedAt: null } });
      }
    },
    async close() {
      await mongo.close();
      await client.close();
    },
  };
}
