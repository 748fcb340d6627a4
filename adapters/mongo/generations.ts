import { type Connection, Schema } from "mongoose";
import type { AccountMoves } from "../../src/core/accounts/join-steps.ts";
import { type Generation, isEnding } from "../../src/core/generation/generation.ts";
import type { GenerationStore, HistorySearch } from "../../src/core/generation/generation-store.ts";
import { searchEntries } from "../../src/core/generation/search-words.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredGeneration extends Omit<Generation, "id"> {
  readonly _id: string;
  /** Whether somebody still has to do something: derived, so that one small index holds only those. */
  readonly open: boolean;
  /** Whether it belongs into the person's history. */
  readonly listed: boolean;
  /** Whether bytes of a deleted picture may still be in the store. */
  readonly toClear: boolean;
  /** What it can be found by: its model, and the entries of its prompt. */
  readonly words: readonly string[];
}

const { Mixed } = Schema.Types;
const schema = new Schema<StoredGeneration>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    place: { type: String, required: true },
    language: { type: String, required: true },
    state: { type: String, required: true },
    revision: { type: Number, required: true },
    owner: { type: String, required: true },
    // The core's types describe what is inside; nothing is searched by it.
    request: { type: Mixed, required: true },
    references: [String],
    price: { type: Mixed, required: true },
    share: { type: Mixed, required: true },
    server: Mixed,
    display: Mixed,
    parent: String,
    action: String,
    events: [String],
    mayBeFirst: { type: Boolean, required: true },
    submissions: [Mixed],
    images: [Mixed],
    settlement: Mixed,
    ending: Mixed,
    acceptedAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    closedAt: Date,
    deletedAt: Date,
    clearedAt: Date,
    takenDownAt: Date,
    open: { type: Boolean, required: true },
    listed: { type: Boolean, required: true },
    toClear: { type: Boolean, required: true },
    words: [String],
  },
  { collection: "generations", strict: "throw", strictQuery: "throw", versionKey: false, minimize: false },
);
// For what has lost its process: in the order in which it is gone on with, and without a look at what is over.
schema.index({ open: 1, acceptedAt: 1 }, { partialFilterExpression: { open: true } });
schema.index({ account: 1, acceptedAt: -1, _id: -1 }, { partialFilterExpression: { listed: true } });
// An equal word leads to its pictures in the order of the history: a page costs the same however many there are.
schema.index({ account: 1, words: 1, acceptedAt: -1, _id: -1 }, { partialFilterExpression: { listed: true } });
// All of an account's, also what was never listed: for joining accounts.
schema.index({ account: 1 });
schema.index({ parent: 1, acceptedAt: 1 });
// For the statistics of a time.
schema.index({ acceptedAt: 1 });
schema.index({ events: 1 });
schema.index({ toClear: 1 }, { partialFilterExpression: { toClear: true } });

/** Generations in the collection `generations`. Every write is one conditional update of one document. */
export function mongoGenerations(connection: Connection): GenerationStore & AccountMoves {
  const model = connection.model<StoredGeneration>("Generation", schema);
  // The steps of a picture are the hot path: the driver's collection does without casting and documents.
  const { collection } = model;

  async function find(id: string): Promise<Generation | null> {
    const stored = await model.findById(id).lean<StoredGeneration>();
    return stored && generationOf(stored);
  }

  return {
    find,
    async ofEvent(event) {
      const stored = await model.findOne({ events: event }).lean<StoredGeneration>();
      return stored && generationOf(stored);
    },
    async addEvent(id, event) {
      await model.updateOne({ _id: id }, { $addToSet: { events: event } });
    },
    async toClear(limit) {
      const found = await model.find({ toClear: true }).limit(limit).lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
    async insert(generation) {
      try {
        await collection.insertOne({ ...storedOf(generation), words: wordsOf(generation.request) } as never);
        return { inserted: true, generation };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const existing = await find(generation.id);
        if (existing === null) throw error;
        return { inserted: false, existing };
      }
    },
    async update(generation) {
      const { _id, ...changed } = storedOf(generation);
      const before = { _id: _id as never, revision: generation.revision - 1 };
      // What never changes is not sent again.
      const {
        account: _account,
        place: _place,
        language: _language,
        request: _request,
        references: _references,
        price: _price,
        share: _share,
        server: _server,
        display: _display,
        parent: _parent,
        action: _action,
        mayBeFirst: _mayBeFirst,
        // Added to while it is under way, by whoever asks again.
        events: _events,
        acceptedAt: _acceptedAt,
        ...set
      } = changed;
      const { matchedCount } = await collection.updateOne(before, { $set: set } as never);
      return matchedCount === 1;
    },
    async abandoned({ alive, process, driving, quietSince, platforms, lateSince }, limit) {
      const isLeft = {
        $or: [
          { owner: { $nin: [...alive, process] } },
          { owner: process, _id: { $nin: driving }, changedAt: { $lt: quietSince } },
        ],
      };
      // A place begins with its platform and a slash, and "0" is what comes after the slash.
      const ofPlatforms = platforms.map(encodeURIComponent).map((name) => ({
        place: { $gte: `${name}/`, $lt: `${name}0` },
      }));
      const isForUs = { $or: [{ changedAt: { $lt: lateSince } }, ...ofPlatforms] };
      const found = await model
        .find({ open: true, $and: [isLeft, isForUs] })
        .sort({ acceptedAt: 1 })
        .limit(limit)
        .lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
    async history(account, search, limit) {
      const found = await collection
        .find(historyFilter(account, search) as never, { projection: { words: 0 } })
        .sort({ acceptedAt: -1, _id: -1 })
        .skip(search.skip ?? 0)
        .limit(limit)
        .toArray();
      return (found as unknown as StoredGeneration[]).map(generationOf);
    },
    async oldestListed(account) {
      const [oldest] = await collection
        .find({ account, listed: true } as never, { projection: { acceptedAt: 1 } })
        .sort({ acceptedAt: 1 })
        .limit(1)
        .toArray();
      return (oldest as Pick<StoredGeneration, "acceptedAt"> | undefined)?.acceptedAt ?? null;
    },
    async accountsListed(before, limit, after) {
      const behind = after === null ? {} : { account: { $gt: after } };
      const found = await collection
        .find({ ...behind, listed: true, acceptedAt: { $lt: before } } as never, { projection: { account: 1 } })
        .sort({ account: 1 })
        .limit(limit)
        .toArray();
      // Of an account with many pictures one is enough: the next page begins behind it.
      return [...new Set((found as unknown as Pick<StoredGeneration, "account">[]).map(({ account }) => account))];
    },
    async moveAccount(from, into) {
      // Without a new revision: whoever drives one goes on, since the ledger knows whose credits they are.
      await model.updateMany({ account: from }, { $set: { account: into } });
    },
    countChildren: (parent, action, before) =>
      model.countDocuments({ parent, action, open: false, acceptedAt: { $lt: before } }),
    async startingWith(account, prefix, limit) {
      // Ids are of a-z and 2-7, and "{" comes right behind "z".
      const found = await model
        .find({ _id: { $gte: prefix, $lt: `${prefix}{` }, account })
        .limit(limit)
        .lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
    async beginningWith(prefix, limit) {
      const found = await model
        .find({ _id: { $gte: prefix, $lt: `${prefix}{` } })
        .limit(limit)
        .lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
    async madeFrom(account, keys, limit) {
      const found = await model
        .find({ account, references: { $in: [...keys] } })
        .limit(limit)
        .lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
  };
}

/** What the history asks the database for. */
export function historyFilter(account: string, search: HistorySearch): Record<string, unknown> {
  const { words = [], model, since, before, olderThan } = search;
  const conditions: Record<string, unknown>[] = words.map((word) => ({ words: word }));
  if (model) conditions.push({ words: modelWord(model) });
  if (since) conditions.push({ acceptedAt: { $gte: since } });
  if (before) conditions.push({ acceptedAt: { $lt: before } });
  if (olderThan) {
    const { acceptedAt, id } = olderThan;
    // The first condition bounds the index; the second decides among those of the same millisecond.
    conditions.push({ acceptedAt: { $lte: acceptedAt } });
    conditions.push({ $or: [{ acceptedAt: { $lt: acceptedAt } }, { _id: { $lt: id } }] });
  }
  return { account, listed: true, ...(conditions.length === 0 ? {} : { $and: conditions }) };
}

/** No word of a prompt has a colon. */
function modelWord(model: string): string {
  return `model:${model}`;
}

function wordsOf({ model, prompt }: Generation["request"]): string[] {
  return [modelWord(model), ...searchEntries(prompt)];
}

function generationOf(stored: StoredGeneration): Generation {
  const { _id, open: _open, listed: _listed, toClear: _toClear, words: _words, ...generation } = stored;
  const { server = null, events = [], takenDownAt = null } = generation;
  return { id: _id, ...generation, server, events, takenDownAt };
}

function storedOf({ id, ...generation }: Generation): Omit<StoredGeneration, "words"> {
  const { closedAt, deletedAt, images, state } = generation;
  return {
    _id: id,
    ...generation,
    open: closedAt === null,
    listed: deletedAt === null && images.length > 0 && !isEnding(state),
    toClear: deletedAt !== null && generation.clearedAt === null,
  };
}
