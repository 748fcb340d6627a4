import type { AccountStore } from "../accounts/accounts.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock, Ids, ImageStore, Imaging, Log } from "../services.ts";
import type { Archive } from "./archive.ts";
import type { ErasureStore } from "./erasure.ts";
import { type ErasureStepTools, erasureSteps } from "./erasure-steps.ts";
import { createErasures, type Erasures } from "./erasures.ts";
import type { ExportStore } from "./export.ts";
import { createExports, type Exports } from "./exports.ts";
import type { PersonalData } from "./personal-records.ts";

/** What exports and erasures are built over. */
export interface PrivacyParts extends Omit<ErasureStepTools, "store" | "records" | "clock" | "notices"> {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly stores: {
    readonly accounts: Pick<AccountStore, "find">;
    readonly erasures: ErasureStore;
    readonly exports: ExportStore;
    readonly personalData: PersonalData;
    readonly images: ImageStore;
  };
  readonly notices: Pick<Notices, "tell" | "reachedAt">;
  readonly imaging: Pick<Imaging, "shrink">;
  readonly archive: Archive;
  /** See `createErasures`. */
  readonly isWithheld?: ((account: string) => Promise<boolean>) | undefined;
}

/** What people may ask about their own data (T15). */
export function createPrivacy(parts: PrivacyParts): { readonly exports: Exports; readonly erasures: Erasures } {
  const { clock, ids, log, stores, notices, imaging, archive, isWithheld } = parts;
  const { accounts, erasures, exports, personalData, images } = stores;
  const { records } = personalData;
  return {
    exports: createExports({
      ...{ store: exports, accounts, data: personalData, images, imaging, archive, notices, clock, ids, log },
    }),
    erasures: createErasures({
      ...{ store: erasures, accounts, records, notices, clock, ids, log, isWithheld },
      steps: erasureSteps({ ...parts, store: erasures, records }),
    }),
  };
}
