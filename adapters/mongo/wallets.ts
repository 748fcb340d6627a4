import { type Connection, type Model, Schema } from "mongoose";
import { archiveDue } from "../../src/core/credits/journal.ts";
import { type Lot, nextExpiry, type Wallet } from "../../src/core/credits/wallet.ts";
import type { Due, WalletStore } from "../../src/core/credits/wallet-store.ts";
import { mongoArchive } from "./archive.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

/** A wallet is one document, so that one conditional write keeps all its laws without a transaction. */
interface StoredWallet extends Omit<Wallet, "account"> {
  /** The account. */
  readonly _id: string;
  /** When the next lot expires, and when the journal is worth archiving: what the jobs look for. */
  readonly expiresNext: Date | null;
  readonly archiveDue: Date | null;
  /** The earlier of the two, for one index: every index makes every hold slower on some servers. */
  readonly dueNext: Date | null;
}
const DERIVED = ["expiresNext", "archiveDue", "dueNext"] as const;

const part = { _id: false, strict: "throw" } as const;
const schema = new Schema<StoredWallet>(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    lots: [
      new Schema(
        { id: String, kind: String, order: String, available: Number, grantedAt: Date, expiresAt: Date },
        part,
      ),
    ],
    holds: [
      new Schema(
        {
          id: String,
          amount: Number,
          parts: [new Schema({ lot: String, amount: Number, voided: Boolean }, part)],
          heldAt: Date,
        },
        part,
      ),
    ],
    freezes: [new Schema({ cause: String, order: String }, part)],
    joinedInto: String,
    joined: [new Schema({ account: String, at: Date }, part)],
    // Entries differ by kind of operation; the core's types describe them.
    journal: [Schema.Types.Mixed],
    archivedSeq: { type: Number, required: true },
    archivedUntil: Date,
    expiresNext: Date,
    archiveDue: Date,
    dueNext: Date,
  },
  { collection: "wallets", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ dueNext: 1, _id: 1 });

/** Wallets in the collection `wallets`, with the archive of their journals in `ledger`. Needs no transaction. */
export function mongoWallets(connection: Connection): WalletStore {
  const model = connection.model<StoredWallet>("Wallet", schema);
  // Every credit moves through here: the driver's own collection does without casting, hooks and documents.
  const collection = connection.getClient().db().collection<StoredWallet>(model.collection.name);
  return {
    ...mongoArchive(connection),

    async read(account) {
      const stored = await collection.findOne({ _id: account });
      return stored && walletOf(stored);
    },

    async write(before, after) {
      if (before.seq === 0) {
        try {
          await collection.insertOne(storedOf(after));
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }
      const { seq, archivedSeq } = before;
      const filter = { _id: before.account, seq, archivedSeq };
      const { matchedCount } = await collection.updateOne(filter, changes(before, after));
      return matchedCount === 1;
    },

    expired: (now, limit, after) => due(model, "expiresNext", now, limit, after),
    archivable: (now, limit, after) => due(model, "archiveDue", now, limit, after),

    async holding(before, limit, after) {
      const behind = after === null ? {} : { _id: { $gt: after } };
      const page = await model
        .find({ ...behind, "holds.heldAt": { $lt: before } }, { holds: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<Pick<StoredWallet, "_id" | "holds">[]>();
      return page.map(({ _id, holds }) => ({ account: _id, holds }));
    },

    async list(limit, after) {
      const behind = after === null ? {} : { _id: { $gt: after } };
      const page = await model.find(behind).sort({ _id: 1 }).limit(limit).lean<StoredWallet[]>();
      return page.map(walletOf);
    },
  };
}

function walletOf(stored: StoredWallet): Wallet {
  const { _id, expiresNext: _expiresNext, archiveDue: _archiveDue, dueNext: _dueNext, ...wallet } = stored;
  return { account: _id, ...wallet, joinedInto: wallet.joinedInto ?? null, joined: wallet.joined ?? [] };
}

function storedOf(wallet: Wallet): StoredWallet {
  const { account, ...rest } = wallet;
  return { _id: account, ...rest, ...derivedFrom(wallet) };
}

function derivedFrom(wallet: Wallet): Pick<StoredWallet, (typeof DERIVED)[number]> {
  const expiresNext = nextExpiry(wallet);
  const due = archiveDue(wallet);
  const dueNext = expiresNext && due ? (expiresNext < due ? expiresNext : due) : (expiresNext ?? due);
  return { expiresNext, archiveDue: due, dueNext };
}

/** Only what differs, because the server reads, logs and replicates whatever it is sent. */
function changes(before: Wallet, after: Wallet): Readonly<Record<string, unknown>> {
  const set: Record<string, unknown> = { seq: after.seq };
  const push: Record<string, unknown> = {};
  changeLots(before.lots, after.lots, set);
  if (before.holds !== after.holds) {
    // An operation makes one hold or ends one, marks some, or brings those of another wallet.
    const added = after.holds.length === before.holds.length + 1 ? after.holds.at(-1) : undefined;
    if (added) push["holds"] = added;
    else set["holds"] = after.holds;
  }
  for (const name of ["freezes", "joinedInto", "joined"] as const) {
    if (before[name] !== after[name]) set[name] = after[name];
  }
  if (before.archivedSeq === after.archivedSeq) {
    const added = after.journal.slice(before.journal.length);
    push["journal"] = added.length === 1 ? added[0] : { $each: added };
  } else {
    Object.assign(set, {
      journal: after.journal,
      archivedSeq: after.archivedSeq,
      archivedUntil: after.archivedUntil,
    });
  }
  const [derivedBefore, derivedAfter] = [derivedFrom(before), derivedFrom(after)];
  for (const name of DERIVED) {
    if (derivedBefore[name]?.getTime() !== derivedAfter[name]?.getTime()) set[name] = derivedAfter[name];
  }
  return Object.keys(push).length > 0 ? { $set: set, $push: push } : { $set: set };
}

/** Of a lot nothing changes but what is available; its place is certain, because the write is conditional on `seq`. */
function changeLots(before: readonly Lot[], after: readonly Lot[], set: Record<string, unknown>): void {
  if (before === after) return;
  if (before.length !== after.length || before.some(({ id }, index) => id !== after[index]?.id)) {
    set["lots"] = after;
    return;
  }
  for (const [index, { available }] of after.entries()) {
    if (before[index]?.available !== available) set[`lots.${index}.available`] = available;
  }
}

async function due(
  model: Model<StoredWallet>,
  field: "expiresNext" | "archiveDue",
  now: Date,
  limit: number,
  after: Due | null,
): Promise<Due[]> {
  const behind = after && {
    $or: [{ dueNext: { $gt: after.since } }, { dueNext: after.since, _id: { $gt: after.account } }],
  };
  const page = await model
    .find({ dueNext: { $lte: now }, [field]: { $lte: now }, ...behind }, { dueNext: 1 })
    .sort({ dueNext: 1, _id: 1 })
    .limit(limit)
    .lean<StoredWallet[]>();
  return page.map(({ _id, dueNext }) => ({ account: _id, since: dueNext ?? now }));
}
