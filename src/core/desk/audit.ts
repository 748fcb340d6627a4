import type { Clock, Ids, Log } from "../services.ts";

/** One thing that somebody of ours did, or that Easel did by its own rules: who, to what, why, and what was there before. */
export interface AuditEntry {
  /** Derived from its cause: the same press is one entry. */
  readonly id: string;
  readonly at: Date;
  /** Identity key of the operator (`discord:123`), or `easel` where a rule decided. */
  readonly actor: string;
  /** A short name of what was done, such as `credits-granted` or `suspended`. */
  readonly action: string;
  /** To whom or what: an account's id, a picture's, an order's, a switch's name. */
  readonly subject: string;
  readonly reason: string | null;
  /** In short, before and after; never a prompt or a token. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface AuditStore {
  /** Safe to repeat: the first entry of an id stands. */
  insert(entry: AuditEntry): Promise<void>;
  /** Latest first, about any of these subjects (null: about everything), behind `olderThan`. */
  latest(subjects: readonly string[] | null, limit: number, olderThan: AuditPosition | null): Promise<AuditEntry[]>;
  /** Latest first, of what any of these actors did, behind `olderThan`. */
  by(actors: readonly string[], limit: number, olderThan: AuditPosition | null): Promise<AuditEntry[]>;
}

/** Where a page of the trail goes on. */
export type AuditPosition = Pick<AuditEntry, "at" | "id">;

export interface Audit {
  /** Keeps what is done. Called before or with the act: an act that cannot be kept must not happen. */
  record(entry: Omit<AuditEntry, "id" | "at"> & { readonly cause: string }): Promise<void>;
  /** Latest first; about one subject, or any of several; null: about everything. `olderThan`: the page behind that one. */
  latest(
    subject: string | readonly string[] | null,
    limit: number,
    olderThan?: AuditPosition | null,
  ): Promise<readonly AuditEntry[]>;
  /** Latest first, what any of these did: identity keys of operators, or `easel`. */
  by(actors: readonly string[], limit: number, olderThan?: AuditPosition | null): Promise<readonly AuditEntry[]>;
}

export function createAudit({
  store,
  clock,
  ids,
  log,
}: {
  readonly store: AuditStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): Audit {
  return {
    async record({ cause, ...entry }) {
      await store.insert({ id: ids.derived(`audit:${cause}`), at: clock.now(), ...entry });
      const { actor, action, subject } = entry;
      log.info({ actor, action, subject }, "an act was kept in the audit trail");
    },
    latest: (subject, limit, olderThan = null) =>
      store.latest(typeof subject === "string" ? [subject] : subject, limit, olderThan),
    by: (actors, limit, olderThan = null) => store.by(actors, limit, olderThan),
  };
}
