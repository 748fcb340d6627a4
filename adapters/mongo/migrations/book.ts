import type { mongo } from "mongoose";
import { isDuplicateKey } from "../duplicate-key.ts";
import { Interrupted, type Migration } from "./migration.ts";

const COLLECTION = "schema";

/** What a database knows of a migration; also of those that only newer code has. */
export interface MigrationRecord {
  readonly _id: string;
  readonly kind: Migration["kind"];
  readonly breaksOlder: boolean;
  readonly state: "running" | "done";
  /** The process that runs it; null: nobody at the moment. */
  readonly holder: string | null;
  /** Grows while the holder lives. */
  readonly beat: number;
  readonly reached: string | null;
  readonly changed: number;
  readonly startedAt: Date;
  readonly doneAt: Date | null;
}

/** Which migrations a database has had: the collection `schema`. Each write is one conditional update. */
export function migrationBook(database: mongo.Db, process: string) {
  const records = database.collection<MigrationRecord>(COLLECTION);

  function recordOf({ id, kind, breaksOlder }: Migration): MigrationRecord {
    return {
      ...{
        _id: id,
        kind,
        breaksOlder: breaksOlder === true,
        state: "running",
        holder: null,
        beat: 0,
        reached: null,
        changed: 0,
      },
      ...{ startedAt: new Date(), doneAt: null },
    };
  }

  /** Only while nobody else has taken over. */
  async function write(id: string, update: mongo.UpdateFilter<MigrationRecord>): Promise<void> {
    const { matchedCount } = await records.updateOne({ _id: id, holder: process, state: "running" }, update);
    if (matchedCount === 0) throw new Interrupted();
  }

  return {
    async all(): Promise<ReadonlyMap<string, MigrationRecord>> {
      const stored = await records.find({ kind: { $exists: true } }).toArray();
      return new Map(stored.map((record) => [record._id, record]));
    },
    /** A new database has the newest shape from the start. */
    async bornWith(all: readonly Migration[]): Promise<void> {
      const at = new Date();
      const born = all.map((one): MigrationRecord => ({ ...recordOf(one), state: "done", startedAt: at, doneAt: at }));
      await records.insertMany(born, { ordered: false }).catch((error: unknown) => {
        // Another process has been born with it at the same moment.
        if (!isDuplicateKey(error)) throw error;
      });
    },
    /** `seen`: the record that nobody lives behind any more, or null where there was none. Answers whether it is ours now. */
    async claim(migration: Migration, seen: MigrationRecord | null): Promise<boolean> {
      if (seen === null) {
        try {
          await records.insertOne({ ...recordOf(migration), holder: process });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }
      const { holder, beat } = seen;
      const mine = { $set: { holder: process }, $inc: { beat: 1 } };
      const { matchedCount } = await records.updateOne({ _id: migration.id, state: "running", holder, beat }, mine);
      return matchedCount === 1;
    },
    beat: (id: string) => write(id, { $inc: { beat: 1 } }),
    note: (id: string, reached: string, changed: number) =>
      write(id, { $set: { reached }, $inc: { changed, beat: 1 } }),
    done: (id: string) => write(id, { $set: { state: "done", holder: null, doneAt: new Date() } }),
    async release(id: string): Promise<void> {
      await records.updateOne({ _id: id, holder: process, state: "running" }, { $set: { holder: null } });
    },
    /** Of what was claimed and not begun. */
    async forget(id: string): Promise<void> {
      await records.deleteOne({ _id: id, holder: process, state: "running" });
    },
    find: (id: string): Promise<MigrationRecord | null> => records.findOne({ _id: id }),
  };
}

export type MigrationBook = ReturnType<typeof migrationBook>;
