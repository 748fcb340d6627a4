import type { Clock, Log } from "../services.ts";
import type { CaseStore } from "./case-store.ts";
import { EVIDENCE_BYTES_MAX, type EvidenceRoom } from "./evidence.ts";
import type { EvidenceStore } from "./evidence-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** What an open case has is looked at again after so many days. */
const LONGER_DAYS = 30;

/** Sealed evidence with its retention, over a store that seals (T7). */
export function createEvidenceRoom({
  store,
  cases,
  clock,
  log,
}: {
  readonly store: EvidenceStore;
  readonly cases: Pick<CaseStore, "evidenceInUse">;
  readonly clock: Clock;
  readonly log: Log;
}): EvidenceRoom {
  return {
    async seal(evidence) {
      const bytes = evidence.bytes?.byteLength ?? 0;
      if (bytes > EVIDENCE_BYTES_MAX) throw new RangeError(`evidence of ${bytes} bytes is more than can be kept`);
      await store.put(evidence);
    },
    async open(key) {
      const evidence = await store.read(key);
      return evidence === null || evidence.keepUntil <= clock.now() ? null : evidence;
    },
    ofAccount: (account) => store.ofAccount(account),
    async extend(keys, keepUntil) {
      if (keys.length > 0) await store.extend(keys, keepUntil);
    },
    async purge(limit) {
      const now = clock.now();
      const expired = await store.expired(now, limit);
      if (expired.length === 0) return 0;
      const needed = new Set(await cases.evidenceInUse(expired));
      await store.extend([...needed], new Date(now.getTime() + LONGER_DAYS * DAY_MS));
      const gone = expired.filter((key) => !needed.has(key));
      await store.delete(gone);
      if (gone.length > 0) log.info({ purged: gone.length }, "evidence that was kept long enough is gone");
      return gone.length;
    },
  };
}
