import { type Connection, Schema } from "mongoose";
import type { BlockedImage, BlockedImageStore } from "../../src/core/gallery/blocked-image.ts";

type StoredImage = Omit<BlockedImage, "id"> & { readonly _id: string };

const schema = new Schema<StoredImage>(
  {
    _id: { type: String, required: true },
    hash: { type: String, required: true },
    looks: [String],
    category: { type: String, required: true },
    reason: { type: String, required: true },
    generation: String,
    by: { type: String, required: true },
    blockedAt: { type: Date, required: true },
    unblockedAt: Date,
    changedAt: { type: Date, required: true },
  },
  { collection: "blocked_images", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ changedAt: 1 });
schema.index({ unblockedAt: 1, blockedAt: -1 });
// What one of ours has decided, when they take a copy or are erased.
schema.index({ by: 1 });

/** Blocked pictures in the collection `blocked_images`: what they are recognised by, and never the pictures themselves. */
export function mongoBlockedImages(connection: Connection): BlockedImageStore {
  const model = connection.model<StoredImage>("BlockedImage", schema);
  return {
    async put({ id, ...image }) {
      const set = { ...image, looks: [...image.looks] };
      await model.updateOne({ _id: id }, { $set: set }, { upsert: true });
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredImage>();
      return stored && imageOf(stored);
    },
    async startingWith(prefix, limit) {
      // Ids are of a-z and 2-7, and "{" comes right behind "z".
      const found = await model
        .find({ _id: { $gte: prefix, $lt: `${prefix}{` }, unblockedAt: null })
        .limit(limit)
        .lean<StoredImage[]>();
      return found.map(imageOf);
    },
    async latest(limit) {
      const found = await model.find({ unblockedAt: null }).sort({ blockedAt: -1 }).limit(limit).lean<StoredImage[]>();
      return found.map(imageOf);
    },
    count: () => model.countDocuments({ unblockedAt: null }),
    async changedSince(at) {
      return (await model.find({ changedAt: { $gte: at } }).lean<StoredImage[]>()).map(imageOf);
    },
  };
}

function imageOf({ _id, ...image }: StoredImage): BlockedImage {
  return { id: _id, ...image };
}
