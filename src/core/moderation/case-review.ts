import type { Account } from "../accounts/account.ts";
import type { Audit } from "../desk/audit.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Notices } from "../notices/notices.ts";
import type { Archive } from "../privacy/archive.ts";
import type { Clock, Ids, ImageStore, Log } from "../services.ts";
import { type Appeals, createAppeals } from "./appeals.ts";
import { type CaseDecisions, createCaseDecisions } from "./case-decisions.ts";
import type { CaseStore } from "./case-store.ts";
import type { ReviewQueue } from "./cases.ts";
import type { Conduct, Sanctions } from "./conduct.ts";
import type { EvidenceRoom } from "./evidence.ts";
import { createDossiers, type Dossiers } from "./evidence-dossiers.ts";
import type { ModerationNumbers } from "./numbers.ts";

/** What is done with cases once there are violations and sanctions: appeals, decisions, files for the authorities. */
export function createCaseReview(parts: {
  readonly stores: { readonly cases: CaseStore };
  readonly cases: ReviewQueue;
  readonly evidence: EvidenceRoom;
  readonly conduct: Conduct;
  readonly sanctions: Sanctions;
  readonly accounts: { find(id: string): Promise<Account | null> };
  readonly notices: Pick<Notices, "tell">;
  readonly audit: Audit;
  readonly images: Pick<ImageStore, "put">;
  readonly archive: Archive;
  readonly hash: KeyedHash;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}): { readonly appeals: Appeals; readonly caseDecisions: CaseDecisions; readonly dossiers: Dossiers } {
  const { stores, ...tools } = parts;
  return {
    appeals: createAppeals(tools),
    caseDecisions: createCaseDecisions({ ...tools, store: stores.cases }),
    dossiers: createDossiers(tools),
  };
}
