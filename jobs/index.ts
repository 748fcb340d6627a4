import type { Job } from "../src/core/job.ts";
import { archiveJournals } from "./archive-journals.ts";
import { auditLedger } from "./audit-ledger.ts";
import { expireLots } from "./expire-lots.ts";
import { purgeImages } from "./purge-images.ts";
import { resumeGenerations } from "./resume-generations.ts";
import { warnBeforeExpiry } from "./warn-before-expiry.ts";

/** All jobs. */
export const jobs: readonly Job[] = [
  resumeGenerations,
  expireLots,
  warnBeforeExpiry,
  auditLedger,
  archiveJournals,
  purgeImages,
];
