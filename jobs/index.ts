import type { Job } from "../src/core/job.ts";
import { applyPlanPrices } from "./apply-plan-prices.ts";
import { archiveJournals } from "./archive-journals.ts";
import { auditLedger } from "./audit-ledger.ts";
import { carryOutOrders } from "./carry-out-orders.ts";
import { carryOutSanctions } from "./carry-out-sanctions.ts";
import { carryOutTakedowns } from "./carry-out-takedowns.ts";
import { eraseAccounts } from "./erase-accounts.ts";
import { expireLots } from "./expire-lots.ts";
import { finishCases } from "./finish-cases.ts";
import { finishFindings } from "./finish-findings.ts";
import { finishJoins } from "./finish-joins.ts";
import { finishUnlinks } from "./finish-unlinks.ts";
import { keepHistories } from "./keep-histories.ts";
import { packExports } from "./pack-exports.ts";
import { purgeEvidence } from "./purge-evidence.ts";
import { purgeImages } from "./purge-images.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { releaseOrphanedHolds } from "./release-orphaned-holds.ts";
import { remindOfComplaints } from "./remind-of-complaints.ts";
import { remindOfTickets } from "./remind-of-tickets.ts";
import { resumeGenerations } from "./resume-generations.ts";
import { sendAnnouncements } from "./send-announcements.ts";
import { settleApprovals } from "./settle-approvals.ts";
import { tellPriceChanges } from "./tell-price-changes.ts";
import { tellRenewals } from "./tell-renewals.ts";
import { tellReporters } from "./tell-reporters.ts";
import { tendWaves } from "./tend-waves.ts";
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
  carryOutSanctions,
  tellPriceChanges,
  tellRenewals,
  applyPlanPrices,
  reconcilePayments,
  keepHistories,
  finishCases,
  finishFindings,
  purgeEvidence,
  purgeImages,
  remindOfTickets,
  releaseOrphanedHolds,
  tendWaves,
  sendAnnouncements,
  settleApprovals,
  carryOutTakedowns,
  remindOfComplaints,
  tellReporters,
];
