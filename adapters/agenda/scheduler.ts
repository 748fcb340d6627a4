import { MongoBackend } from "@agendajs/mongo-backend";
import { Agenda } from "agenda";
import type { Job } from "../../src/core/job.ts";
import type { Log, Services } from "../../src/core/services.ts";

/** How often the database is asked for due jobs: the latest that a job starts after its time. */
const PROCESS_EVERY_MS = 1_000;
const LOCK_SECONDS = 600;
const COLLECTION = "agendaJobs";

export interface Scheduler {
  start(): Promise<void>;
  /** Starts nothing new and waits for what runs, up to a bound in milliseconds. */
  stop(within_ms: number): Promise<void>;
}

type Database = Extract<ConstructorParameters<typeof MongoBackend>[0], { mongo: unknown }>["mongo"];

/**
 * Runs the jobs by Agenda, on any number of processes: each due run is taken by one of them. A process that dies leaves its
 * lock behind, which ends with the job's `lockSeconds`.
 */
export function createScheduler({
  database,
  jobs,
  services,
  process,
  log,
}: {
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly services: Services;
  /** Name of this process in the locks. */
  readonly process: string;
  readonly log: Log;
}): Scheduler {
  const agenda = new Agenda({
    name: process,
    // A connection that is there already: with an address, a database that is away would be an unhandled rejection.
    backend: new MongoBackend({ mongo: database, collection: COLLECTION }),
    processEvery: PROCESS_EVERY_MS,
    logging: false,
  });
  // Agenda keeps its errors to itself unless somebody listens.
  agenda.on("error", (error: unknown) => log.warn({ error }, "the scheduler had trouble"));

  for (const job of jobs) {
    agenda.define(
      job.name,
      async (run) => {
        try {
          await job.run(job.payload.parse(run.attrs.data ?? {}), services);
        } catch (error) {
          log.error({ error, job: job.name }, "a job failed; it runs again at its next time");
          throw error;
        }
      },
      // A lock limit of its own keeps one process from locking a whole backlog that it cannot work on.
      { concurrency: 1, lockLimit: 1, lockLifetime: (job.lockSeconds ?? LOCK_SECONDS) * 1000 },
    );
  }

  return {
    async start() {
      // Agenda's upsert has no unique index behind it: two processes that start at once would plant a job twice.
      await database
        .collection(COLLECTION)
        .createIndex({ name: 1 }, { unique: true, partialFilterExpression: { type: "single" }, name: "one_of_each" });
      await agenda.start();
      for (const { name, every } of jobs) {
        if (every !== undefined) await plant(name, every);
      }
    },
    async stop(within_ms) {
      await agenda.drain({ timeout: within_ms, closeConnection: false });
      // Draining keeps the locks of what it took and did not begin: no other process would run these until they end.
      await database
        .collection(COLLECTION)
        .updateMany({ lastModifiedBy: process, lockedAt: { $ne: null } }, { $unset: { lockedAt: true } });
    },
  };

  /** Planting a job that is there with the same interval would put its next run off, at every start again. */
  async function plant(name: string, every: string): Promise<void> {
    const planted = await database.collection(COLLECTION).findOne({ name, type: "single" });
    if (planted?.["repeatInterval"] === every) return;
    try {
      await agenda.every(every, name, {}, { timezone: "UTC", skipImmediate: true });
    } catch (error) {
      // Another process planted it at the same moment.
      if (!(error instanceof Error && "code" in error && error.code === 11_000)) throw error;
    }
  }
}
