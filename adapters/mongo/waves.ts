import { type Connection, Schema } from "mongoose";
import type { Wave, WaveStore } from "../../src/core/moderation/waves.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

/** Longer than the longest window. */
const MINUTES_KEPT_S = 2 * 24 * 60 * 60;

/** The latest wave of a scope. */
interface StoredWave extends Omit<Wave, "scope"> {
  readonly _id: string;
  readonly closedAt: Date | null;
}
const waveSchema = new Schema<StoredWave>(
  {
    _id: { type: String, required: true },
    number: { type: Number, required: true },
    since: { type: Date, required: true },
    openedAt: { type: Date, required: true },
    toldAt: Date,
    closedAt: Date,
  },
  { collection: "waves", strict: "throw", strictQuery: "throw", versionKey: false },
);

/** How many requests to a model brought pictures in a minute, of all processes together. */
interface StoredMinute {
  readonly _id: string;
  readonly model: string;
  readonly minute: Date;
  readonly made: number;
}
const minuteSchema = new Schema<StoredMinute>(
  {
    _id: { type: String, required: true },
    model: { type: String, required: true },
    minute: { type: Date, required: true },
    made: { type: Number, required: true },
  },
  { collection: "made_minutes", strict: "throw", strictQuery: "throw", versionKey: false },
);
minuteSchema.index({ minute: 1 }, { expireAfterSeconds: MINUTES_KEPT_S });

/** Waves of refusals in `waves`, and what they are told from in `made_minutes`: neither names a person. */
export function mongoWaves(connection: Connection): WaveStore {
  const waves = connection.model<StoredWave>("Wave", waveSchema);
  const minutes = connection.model<StoredMinute>("MadeMinute", minuteSchema);

  return {
    async open() {
      const found = await waves.find({ closedAt: null }).lean<StoredWave[]>();
      return found.map(waveOf);
    },
    async begin(scope, since, at) {
      const fresh = { since, openedAt: at, toldAt: null, closedAt: null };
      const again = await waves
        .findOneAndUpdate(
          { _id: scope, closedAt: { $ne: null } },
          { $set: fresh, $inc: { number: 1 } },
          { returnDocument: "after" },
        )
        .lean<StoredWave>();
      if (again !== null) return waveOf(again);
      try {
        await waves.create({ _id: scope, number: 1, ...fresh });
        return { scope, number: 1, since, openedAt: at, toldAt: null };
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
    },
    async told({ scope, number }, at) {
      await waves.updateOne({ _id: scope, number, toldAt: null }, { $set: { toldAt: at } });
    },
    async close({ scope, number }, at) {
      const { modifiedCount } = await waves.updateOne(
        { _id: scope, number, closedAt: null },
        { $set: { closedAt: at } },
      );
      return modifiedCount === 1;
    },
    async addMade(minute, counts) {
      for (const [model, made] of counts) {
        const key = { _id: `${model}@${minute.toISOString()}` };
        const write = () =>
          minutes.updateOne(key, { $inc: { made }, $setOnInsert: { model, minute } }, { upsert: true });
        // Two that insert the same minute at once: the second finds it there.
        await write().catch((error: unknown) => {
          if (!isDuplicateKey(error)) throw error;
          return write();
        });
      }
    },
    async madeSince(since) {
      const found = await minutes.find({ minute: { $gte: since } }).lean<StoredMinute[]>();
      const made = new Map<string, number>();
      for (const minute of found) made.set(minute.model, (made.get(minute.model) ?? 0) + minute.made);
      return made;
    },
  };
}

function waveOf({ _id: scope, number, since, openedAt, toldAt }: StoredWave): Wave {
  return { scope, number, since, openedAt, toldAt };
}
