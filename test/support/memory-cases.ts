import type { CaseStore, StoredCase } from "../../src/core/moderation/case-store.ts";
import type { Evidence } from "../../src/core/moderation/evidence.ts";
import { type EvidenceStore, SHOWN_KEY_PREFIX } from "../../src/core/moderation/evidence-store.ts";

const byTime = (one: Date, other: Date) => one.getTime() - other.getTime();

/** Cases in memory; every call gives way once, so that others come in between as they do with a database. */
export function memoryCases(): CaseStore & { readonly all: Map<string, StoredCase> } {
  const all = new Map<string, StoredCase>();
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const open = () => [...all.values()].filter(({ decision }) => decision === null);
  const latestFirst = (some: StoredCase[]) => some.toSorted((one, other) => byTime(other.openedAt, one.openedAt));
  return {
    all,
    async insert(one) {
      await pause();
      if (all.has(one.id)) return false;
      all.set(one.id, one);
      return true;
    },
    async find(id) {
      await pause();
      return all.get(id) ?? null;
    },
    async write({ id, revision }, after) {
      await pause();
      if (all.get(id)?.revision !== revision) return false;
      all.set(id, after);
      return true;
    },
    async waiting(limit, skipped) {
      const sorted = open().toSorted(
        (one, other) => one.rank - other.rank || byTime(one.orderAt, other.orderAt) || (one.id < other.id ? -1 : 1),
      );
      return sorted.slice(skipped, skipped + limit);
    },
    ofAccount: async (account, limit) =>
      latestFirst([...all.values()].filter((one) => one.account === account)).slice(0, limit),
    opened: async (account, kind, after) =>
      latestFirst([...all.values()].filter((one) => one.account === account && one.kind === kind)).filter(
        ({ openedAt }) => openedAt > after,
      ),
    undone: async (limit) =>
      [...all.values()].filter((one) => one.decision !== null && one.carriedOutAt === null).slice(0, limit),
    countOpen: async (kind, opened) => {
      const isMeant = ({ openedAt }: { readonly openedAt: Date }) =>
        opened === undefined || (openedAt >= opened.from && openedAt < opened.before);
      return open().filter((one) => one.kind === kind && isMeant(one)).length;
    },
    countOpened: async (wanted, { from, before }) =>
      [...all.values()].filter(({ kind, openedAt }) => kind === wanted && openedAt >= from && openedAt < before).length,
    async evidenceInUse(keys) {
      const used = new Set(open().flatMap(({ evidence }) => evidence));
      return keys.filter((key) => used.has(key));
    },
    async moveAccount(from, into) {
      for (const one of all.values()) {
        if (one.account === from) all.set(one.id, { ...one, account: into, revision: one.revision + 1 });
      }
    },
  };
}

/** Evidence in memory, unsealed. */
export function memoryEvidence(): EvidenceStore & { readonly all: Map<string, Evidence> } {
  const all = new Map<string, Evidence>();
  return {
    all,
    async put(evidence) {
      if (!all.has(evidence.key)) all.set(evidence.key, evidence);
    },
    read: async (key) => all.get(key) ?? null,
    ofAccount: async (account) =>
      [...all.values()]
        .filter((one) => one.account === account && !one.key.startsWith(SHOWN_KEY_PREFIX))
        .toSorted((one, other) => byTime(one.at, other.at))
        .map(({ key }) => key),
    async extend(keys, keepUntil) {
      for (const key of keys) {
        const known = all.get(key);
        if (known !== undefined && known.keepUntil < keepUntil) all.set(key, { ...known, keepUntil });
      }
    },
    expired: async (at, limit) =>
      [...all.values()]
        .filter(({ keepUntil }) => keepUntil <= at)
        .toSorted((one, other) => byTime(one.keepUntil, other.keepUntil))
        .slice(0, limit)
        .map(({ key }) => key),
    async delete(keys) {
      for (const key of keys) all.delete(key);
    },
    async moveAccount(from, into) {
      for (const one of all.values()) if (one.account === from) all.set(one.key, { ...one, account: into });
    },
  };
}
