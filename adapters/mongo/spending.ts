import { type Connection, Schema } from "mongoose";
import type { SpendingDay, SpendingStore } from "../../src/core/servers/allowance.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

/** One member's day in one server. */
interface StoredDay {
  readonly _id: string;
  readonly sum: number;
  /** What the sum is made of: one document, so that both change in one write. */
  readonly parts: readonly { readonly generation: string; readonly credits: number }[];
  readonly keepUntil: Date;
}

const schema = new Schema<StoredDay>(
  {
    _id: { type: String, required: true },
    sum: { type: Number, required: true },
    parts: [new Schema({ generation: String, credits: Number }, { _id: false, strict: "throw" })],
    keepUntil: { type: Date, required: true },
  },
  { collection: "spending", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ keepUntil: 1 }, { expireAfterSeconds: 0 });
schema.index({ "parts.generation": 1 });

/** What members spend a day, in the collection `spending`; the database forgets what is past its day. */
export function mongoSpending(connection: Connection): SpendingStore {
  const model = connection.model<StoredDay>("Spending", schema);

  const read = (day: SpendingDay) => model.findById(day.key).lean<StoredDay>();

  /** false when the day is there already. */
  async function begin({ key, keepUntil }: SpendingDay, generation: string, credits: number): Promise<boolean> {
    try {
      await model.create({ _id: key, sum: credits, parts: [{ generation, credits }], keepUntil });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async function append(day: SpendingDay, generation: string, credits: number, max: number | null): Promise<boolean> {
    const room = max === null ? {} : { sum: { $lte: max - credits } };
    const { matchedCount } = await model.updateOne(
      { _id: day.key, "parts.generation": { $ne: generation }, ...room },
      { $inc: { sum: credits }, $push: { parts: { generation, credits } } },
    );
    return matchedCount === 1;
  }

  return {
    async add(day, generation, credits, max) {
      // Each round that ends in neither has lost against another writer, who has changed what the next one reads.
      for (;;) {
        if (await append(day, generation, credits, max)) return "added";
        const stored = await read(day);
        if (stored?.parts.some((part) => part.generation === generation)) return "added";
        const sum = stored?.sum ?? 0;
        if (max !== null && sum + credits > max) return { sum };
        if (stored === null && (await begin(day, generation, credits))) return "added";
      }
    },
    async set(day, generation, credits) {
      for (;;) {
        const stored = await read(day);
        const part = stored?.parts.find((one) => one.generation === generation);
        if (part?.credits === credits) return;
        if (stored === null) {
          if (await begin(day, generation, credits)) return;
        } else if (part === undefined) {
          if (await append(day, generation, credits, null)) return;
        } else {
          const { matchedCount } = await model.updateOne(
            { _id: day.key, parts: { $elemMatch: { generation, credits: part.credits } } },
            { $inc: { sum: credits - part.credits }, $set: { "parts.$.credits": credits } },
          );
          if (matchedCount === 1) return;
        }
      }
    },
    sum: async (day) => (await read(day))?.sum ?? 0,
  };
}
