import type { TellOperators } from "../notices/tell-operators.ts";
import type { Clock, Ids, Log } from "../services.ts";
import { type CaseAlerts, createCaseAlerts } from "./case-alerts.ts";
import type { CaseStore } from "./case-store.ts";
import { createCases, type ReviewQueue } from "./cases.ts";
import type { EvidenceRoom } from "./evidence.ts";
import { createEvidenceRoom } from "./evidence-room.ts";
import type { EvidenceStore } from "./evidence-store.ts";
import type { ModerationNumbers } from "./numbers.ts";

/** The review queue and the sealed evidence, which know of each other: what an open case needs is not purged. */
export function createCaseRoom(parts: {
  readonly stores: { readonly cases: CaseStore; readonly evidence: EvidenceStore };
  readonly tellOperators: TellOperators;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): { readonly cases: ReviewQueue; readonly evidence: EvidenceRoom; readonly caseAlerts: CaseAlerts } {
  const { stores, tellOperators, numbers, clock, ids, log } = parts;
  const evidence = createEvidenceRoom({ store: stores.evidence, cases: stores.cases, clock, log });
  const caseAlerts = createCaseAlerts({ store: stores.cases, tellOperators, clock });
  const cases = createCases({ store: stores.cases, evidence, alerts: caseAlerts, numbers, clock, ids, log });
  return { cases, evidence, caseAlerts };
}
