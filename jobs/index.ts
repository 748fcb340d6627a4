import type { Job } from "../src/core/job.ts";
import { archiveJournals } from "./archive-journals.ts";
import { auditLedger } from "./audit-ledger.ts";
import { carryOutOrders } from "./carry-out-orders.ts";
import { expireLots } from "./expire-lots.ts";
import { finishJoins } from "./finish-joins.ts";
import { finishUnlinks } from "./finish-unlinks.ts";
import { purgeImages } from "./purge-images.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { releaseOrphanedHolds } from "./release-orphaned-holds.ts";
import { resumeGenerations } from "./resume-generations.ts";
import { warnBeforeExpiry } from "./warn-before-expiry.ts";

/** All jobs. */
export const jobs: readonly Job[] = [
  resumeGenerations,
  expireLots,
  finishJoins,
  finishUnlinks,
  warnBeforeExpiry,
  auditLedger,
  archiveJournals,
  carryOutOrders,
  reconcilePayments,
  purgeImages,
  releaseOrphanedHolds,
];
