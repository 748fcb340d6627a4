import { KeyedQueue } from "../keyed-queue.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { Case, CaseDecision, CaseKind, Cases, OpenedCase } from "./case.ts";
import type { CaseAlerts } from "./case-alerts.ts";
import { isKnown, merged, newCase } from "./case-opening.ts";
import type { CaseOrder, CaseStore, StoredCase } from "./case-store.ts";
import type { EvidenceRoom } from "./evidence.ts";
import type { ModerationNumbers } from "./numbers.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The review queue with what its desk needs beside. */
export interface ReviewQueue extends Cases {
  /** As `waiting`, behind the first `skipped`. */
  after(skipped: number, limit: number): Promise<readonly Case[]>;
  countOpen(kind: CaseKind): Promise<number>;
  /** Of this kind, opened after `after`, latest first. */
  opened(account: string, kind: CaseKind, after: Date): Promise<readonly Case[]>;
  /** As `decide`; `order` is carried out with it. */
  decideWith(
    id: string,
    version: number,
    decision: Omit<CaseDecision, "at">,
    order: CaseOrder | null,
  ): Promise<"decided" | "changed">;
}

/** The id of the case that was first opened for a cause: the same for everybody who asks. */
export function caseId(ids: Pick<Ids, "derived">, cause: string, round = 1): string {
  return ids.derived(round === 1 ? `case:${cause}` : `case:${cause}:${round}`);
}

export function createCases({
  store,
  evidence,
  alerts,
  numbers,
  clock,
  ids,
  log,
}: {
  readonly store: CaseStore;
  readonly evidence: Pick<EvidenceRoom, "extend">;
  readonly alerts: Pick<CaseAlerts, "opened">;
  readonly numbers: Pick<ModerationNumbers, "evidenceKept_days">;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): ReviewQueue {
  const queue = new KeyedQueue();
  const keptUntil = () => new Date(clock.now().getTime() + numbers.evidenceKept_days * DAY_MS);

  async function open(opened: OpenedCase): Promise<Case> {
    for (let round = 1; ; ) {
      const id = caseId(ids, opened.cause, round);
      const known = await store.find(id);
      if (known === null) {
        const one = newCase(id, opened, clock.now());
        if (!(await store.insert(one))) continue;
        log.warn({ case: id, kind: one.kind, generation: one.generation }, "a case waits for a decision");
        await evidence.extend(one.evidence, keptUntil());
        await alerts.opened(one);
        return one;
      }
      // Told again by whoever was cut off, perhaps after it was decided.
      if (isKnown(known, opened)) return known;
      if (known.decision !== null) {
        round += 1;
        continue;
      }
      const next = merged(known, opened);
      if (!(await store.write(known, next))) continue;
      await evidence.extend(next.evidence, keptUntil());
      return next;
    }
  }

  async function decideWith(
    id: string,
    version: number,
    decision: Omit<CaseDecision, "at">,
    order: CaseOrder | null,
  ): Promise<"decided" | "changed"> {
    for (;;) {
      const known = await store.find(id);
      if (known === null || known.decision !== null || known.version !== version) return "changed";
      const at = clock.now();
      const next: StoredCase = {
        ...known,
        ...{ decision: { ...decision, at }, order, version: version + 1, revision: known.revision + 1 },
      };
      // Somebody who says the same came in between: that is no reason to ask again.
      if (!(await store.write(known, next))) continue;
      log.info({ case: id, kind: known.kind, outcome: decision.outcome }, "a case was decided");
      return "decided";
    }
  }

  return {
    open: (opened) => queue.run(opened.cause, () => open(opened)),
    find: (id) => store.find(id),
    waiting: (limit) => store.waiting(limit, 0),
    after: (skipped, limit) => store.waiting(limit, skipped),
    ofAccount: (account, limit) => store.ofAccount(account, limit),
    opened: (account, kind, after) => store.opened(account, kind, after),
    countOpen: (kind) => store.countOpen(kind),
    decide: (id, version, decision) => decideWith(id, version, decision, null),
    decideWith,
  };
}
