import type { Job } from "../src/core/job.ts";
import { applyPlanPrices } from "./apply-plan-prices.ts";
import { archiveJournals } from "./archive-journals.ts";
import { auditLedger } from "./audit-ledger.ts";
import { carryOutOrders } from "./carry-out-orders.ts";
import { eraseAccounts } from "./erase-accounts.ts";
import { expireLots } from "./expire-lots.ts";
import { finishJoins } from "./finish-joins.ts";
import { finishUnlinks } from "./finish-unlinks.ts";
import { packExports } from "./pack-exports.ts";
import { purgeImages } from "./purge-images.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { releaseOrphanedHolds } from "./release-orphaned-holds.ts";
import { resumeGenerations } from "./resume-generations.ts";
import { tellPriceChanges } from "./tell-price-changes.ts";
import { warnBeforeExpiry } from "./warn-before-expiry.ts";

/** All jobs. */
export const jobs: readonly Job[] = [
  resumeGenerations,
  expireLots,
  finishJoins,
  finishUnlinks,
  packExports,
  eraseAccounts,
  warnBeforeExpiry,
  auditLedger,
  archiveJournals,
  carryOutOrders,
  tellPriceChanges,
  applyPlanPrices,
  reconcilePayments,
  purgeImages,
  releaseOrphanedHolds,
];
