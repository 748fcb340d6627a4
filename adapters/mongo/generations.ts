import { type Connection, Schema } from "mongoose";
import { type Generation, isEnding } from "../../src/core/generation/generation.ts";
import type { GenerationStore } from "../../src/core/generation/generation-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredGeneration extends Omit<Generation, "id"> {
  readonly _id: string;
  /** Whether somebody still has to do something: derived, so that one small index holds only those. */
  readonly open: boolean;
  /** Whether it belongs into the person's history. */
  readonly listed: boolean;
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
    parent: String,
    submissions: [Mixed],
    images: [Mixed],
    settlement: Mixed,
    ending: Mixed,
    acceptedAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
    closedAt: Date,
    deletedAt: Date,
    open: { type: Boolean, required: true },
    listed: { type: Boolean, required: true },
  },
  { collection: "generations", strict: "throw", strictQuery: "throw", versionKey: false, minimize: false },
);
schema.index({ owner: 1, acceptedAt: 1 }, { partialFilterExpression: { open: true } });
schema.index({ account: 1, acceptedAt: -1 }, { partialFilterExpression: { listed: true } });
schema.index({ parent: 1, acceptedAt: 1 });

/** Generations in the collection `generations`. Every write is one conditional update of one document. */
export function mongoGenerations(connection: Connection): GenerationStore {
  const model = connection.model<StoredGeneration>("Generation", schema);
  // The steps of a picture are the hot path: the driver's collection does without casting and documents.
  const { collection } = model;

  async function find(id: string): Promise<Generation | null> {
    const stored = await model.findById(id).lean<StoredGeneration>();
    return stored && generationOf(stored);
  }

  return {
    find,
    async insert(generation) {
      try {
        await collection.insertOne(storedOf(generation) as never);
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
        request: _request,
        price: _price,
        share: _share,
        acceptedAt: _acceptedAt,
        ...set
      } = changed;
      const { matchedCount } = await collection.updateOne(before, { $set: set } as never);
      return matchedCount === 1;
    },
    async abandoned({ alive, process, driving, quietSince }, limit) {
      const found = await model
        .find({
          open: true,
          $or: [
            { owner: { $nin: [...alive, process] } },
            { owner: process, _id: { $nin: driving }, changedAt: { $lt: quietSince } },
          ],
        })
        .sort({ acceptedAt: 1 })
        .limit(limit)
        .lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
    async history(account, before, limit) {
      const older = before === null ? {} : { acceptedAt: { $lt: before } };
      const found = await model
        .find({ account, listed: true, ...older })
        .sort({ acceptedAt: -1 })
        .limit(limit)
        .lean<StoredGeneration[]>();
      return found.map(generationOf);
    },
    countRerolls: (parent, before) => model.countDocuments({ parent, open: false, acceptedAt: { $lt: before } }),
  };
}

function generationOf({ _id, open: _open, listed: _listed, ...generation }: StoredGeneration): Generation {
  return { id: _id, ...generation };
}

function storedOf({ id, ...generation }: Generation): StoredGeneration {
  const { closedAt, deletedAt, images, state } = generation;
  return {
    _id: id,
    ...generation,
    open: closedAt === null,
    listed: deletedAt === null && images.length > 0 && !isEnding(state),
  };
}
