import { type Connection, Schema } from "mongoose";
import type { Entry } from "../../src/core/credits/wallet.ts";
import type { WalletStore } from "../../src/core/credits/wallet-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

/** An entry that has left its wallet's journal. What else it holds differs by kind; the core's `Entry` describes it. */
interface ArchivedEntry {
  /** The account and the cause: what makes archiving safe to repeat, and a cause unique. */
  readonly _id: string;
  readonly account: string;
  readonly seq: number;
  readonly at: Date;
}

const schema = new Schema<ArchivedEntry>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
  },
  // Entries are written by the driver's collection, because the schema knows only what all of them have.
  { collection: "ledger", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1, seq: 1 });

type Archive = Pick<WalletStore, "archive" | "archived" | "archivedBefore" | "archivedAfter">;

/** The collection `ledger`: all entries of all wallets, except those still in a wallet's journal. */
export function mongoArchive(connection: Connection): Archive {
  const model = connection.model("LedgerEntry", schema);
  // The account is in every filter, so that a sharded cluster asks one shard only.
  const ofAccount = (account: string, seq: object) => model.find({ account, seq });
  return {
    async archive(account, entries) {
      const documents = entries.map((entry) => ({ _id: keyOf(account, entry.cause), account, ...entry }));
      try {
        await model.collection.insertMany(documents as never, { ordered: false });
      } catch (error) {
        // Those that are there already were copied by an archiving that did not come to its end.
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async archived(account, cause) {
      const found = await model.findOne({ _id: keyOf(account, cause), account }).lean<ArchivedEntry>();
      return found && entryOf(found);
    },
    async archivedBefore(account, seq, limit) {
      const found = await ofAccount(account, { $lt: seq }).sort({ seq: -1 }).limit(limit).lean<ArchivedEntry[]>();
      return found.map(entryOf);
    },
    async archivedAfter(account, seq, limit) {
      const found = await ofAccount(account, { $gt: seq }).sort({ seq: 1 }).limit(limit).lean<ArchivedEntry[]>();
      return found.map(entryOf);
    },
  };
}

function keyOf(account: string, cause: string): string {
  return `${account} ${cause}`;
}

function entryOf({ _id, account: _account, ...entry }: ArchivedEntry): Entry {
  return entry as unknown as Entry;
}
