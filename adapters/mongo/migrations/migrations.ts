import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "mongoose";
import type { Log } from "../../../src/core/services.ts";
import { refuseHalfRestored } from "../backup/marker.ts";
import { isAlive } from "../hearts.ts";
import { type MigrationBook, type MigrationRecord, migrationBook } from "./book.ts";
import { migrations as ours } from "./list.ts";
import { Interrupted, type Migration } from "./migration.ts";

export interface Migrations {
  /**
   * Before anything is served: refuses a database that only newer code can work on, and sees to it that every `expand` is
   * done, by this process or another one.
   * @throws a sentence for the operator.
   */
  open(): Promise<void>;
  /** Carries on with everything else, beside the service; what fails is logged and tried again. */
  carryOn(): void;
  /** Resolves when nothing is left to do, or the migrations were stopped. */
  settled(): Promise<void>;
  /** Hands over at the next batch. */
  stop(): Promise<void>;
}

export interface MigrationPatience {
  /** How often a holder shows that it lives. */
  readonly beatEvery_ms: number;
  /** A holder whose beat stands still for so long, by the clock of whoever looks, is taken for dead. */
  readonly deadAfter_ms: number;
  /** How often whoever waits looks again. */
  readonly lookEvery_ms: number;
  /** How long older processes are watched for a heartbeat. */
  readonly olderLook_ms: number;
  /** After a fault. */
  readonly retryAfter_ms: number;
}

const patienceUsual: MigrationPatience = {
  beatEvery_ms: 2_000,
  deadAfter_ms: 15_000,
  lookEvery_ms: 1_000,
  olderLook_ms: 10_000,
  retryAfter_ms: 60_000,
};

/** Brings a database to what this code expects, together with all other processes: each migration is run once, by one of them. */
export function mongoMigrations({
  connection,
  process,
  log,
  migrations = ours,
  patience: changed = {},
}: {
  readonly connection: Connection;
  /** The name of this process, as its heartbeat has it. */
  readonly process: string;
  readonly log: Log;
  readonly migrations?: readonly Migration[];
  readonly patience?: Partial<MigrationPatience>;
}): Migrations {
  const database = connection.getClient().db();
  const book = migrationBook(database, process);
  const patience = { ...patienceUsual, ...changed };
  const stopping = new AbortController();
  const { signal } = stopping;
  let left: readonly Migration[] = migrations;
  let running: Promise<void> = Promise.resolve();

  async function done(migration: Migration): Promise<void> {
    let seen = await book.find(migration.id);
    let seenSince = performance.now();
    while (!signal.aborted && seen?.state !== "done") {
      const isFree = seen === null || seen.holder === null || performance.now() - seenSince > patience.deadAfter_ms;
      if (isFree && (await mayBegin(migration, { alsoStarting: false })) && (await book.claim(migration, seen))) {
        if (await run(migration, seen)) return;
      }
      await sleep(patience.lookEvery_ms, undefined, { signal });
      const now = await book.find(migration.id);
      if (now?.beat !== seen?.beat || now?.holder !== seen?.holder) seenSince = performance.now();
      seen = now;
    }
  }

  async function mayBegin({ kind, id }: Migration, { alsoStarting }: { readonly alsoStarting: boolean }) {
    if (kind !== "contract") return true;
    const look_ms = patience.olderLook_ms;
    return !(await isAlive(database, ({ knows = "" }) => knows < id, { look_ms, signal, alsoStarting }));
  }

  /** From the claim on an older process is refused at its start; one that started just before has its first heartbeat now. */
  async function stillMayBegin(migration: Migration): Promise<boolean> {
    let may = false;
    try {
      may = await mayBegin(migration, { alsoStarting: true });
      return may;
    } finally {
      // Whoever is next has to look as well.
      if (!may) await book.forget(migration.id);
    }
  }

  /** Answers false where an older process has come meanwhile. */
  async function run(migration: Migration, before: MigrationRecord | null): Promise<boolean> {
    const { id, description } = migration;
    const heart = beating(book, id, patience.beatEvery_ms);
    try {
      if (before === null && !(await stillMayBegin(migration))) return false;
      log.info({ migration: id }, `a migration ${before === null ? "begins" : "goes on"}: ${description}`);
      await migration.up(database, {
        reached: before?.reached ?? null,
        async note(reached, count) {
          if (signal.aborted) throw new Interrupted();
          await book.note(id, reached, count);
        },
      });
      await book.done(id);
      log.info({ migration: id }, "a migration is done");
    } catch (error) {
      await book.release(id).catch(() => {});
      throw error;
    } finally {
      heart.stop();
    }
    return true;
  }

  /** Each begins only once those before it are done. */
  async function carry(): Promise<void> {
    for (const migration of left) {
      while (!signal.aborted) {
        try {
          await done(migration);
          break;
        } catch (error) {
          if (signal.aborted) return;
          const isTaken = error instanceof Interrupted;
          if (!isTaken) log.error({ error, migration: migration.id }, "a migration failed; it is tried again");
          await sleep(isTaken ? patience.lookEvery_ms : patience.retryAfter_ms, undefined, { signal }).catch(() => {});
        }
      }
    }
  }

  return {
    async open() {
      const known = await book.all();
      await refuseHalfRestored(database);
      refuseNewer(known, migrations);
      if (known.size === 0 && (await isNew(database))) {
        await book.bornWith(migrations);
        left = [];
        return;
      }
      const newer = [...known.keys()].filter((id) => !migrations.some((one) => one.id === id));
      if (newer.length > 0) log.info({ newer }, "a newer Easel has been at work on this database");
      left = migrations.filter(({ id }) => known.get(id)?.state !== "done");
      for (const migration of left) if (migration.kind === "expand") await done(migration).catch(failed(migration));
    },
    carryOn() {
      running = carry();
    },
    settled: () => running,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** The server's own words may quote what is stored. */
function failed({ id }: Migration): (error: unknown) => never {
  return (error) => {
    const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
    const what = typeof code === "number" ? `${name}, code ${code}` : `${name}`;
    throw new Error(`the database could not be brought to what this version needs (${id}: ${what})`);
  };
}

function beating(book: MigrationBook, id: string, every_ms: number): { stop(): void } {
  // One that fails is followed by the next; that it was taken over shows with what is noted next.
  const timer = setInterval(() => book.beat(id).catch(() => {}), every_ms);
  return { stop: () => clearInterval(timer) };
}

function refuseNewer(known: ReadonlyMap<string, MigrationRecord>, migrations: readonly Migration[]): void {
  const breaking = [...known.values()].find(
    ({ _id, breaksOlder }) => breaksOlder && !migrations.some(({ id }) => id === _id),
  );
  if (breaking === undefined) return;
  throw new Error(
    `This database was changed by a newer Easel (${breaking._id}), and this version would do harm to it: ` +
      "start that version or a newer one, or restore a backup from before.",
  );
}

/** Nothing of ours is in it yet. */
async function isNew(database: Connection["db"] & object): Promise<boolean> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray();
  return collections.length === 0;
}
