import { createConduct } from "../../../src/core/moderation/conduct-book.ts";
import { systemIds } from "../../../src/system.ts";
import { memoryViolations, memoryWaves } from "../../support/memory-conduct.ts";
import type { sanctionsStage } from "./sanctions-stage.ts";

/** Ada’s conduct over the real sanctions and cases, which somebody can make fail. */
export function conductWith(stage: ReturnType<typeof sanctionsStage>) {
  const failing = { weigh: false, cases: false };
  const { parts, clock, log, ledger, cases } = stage;
  const sanctions = stage.another({
    cases: {
      ...cases,
      async open(opened) {
        if (failing.cases) throw new Error("the database is away");
        return cases.open(opened);
      },
    },
  });
  const conduct = createConduct({
    ...{ store: memoryViolations(), waves: memoryWaves(), ledger, cases, clock, log, ids: systemIds },
    ...{ audit: parts.audit, numbers: parts.numbers, accounts: parts.accounts as never },
    sanctions: () => ({
      ...sanctions,
      async weigh(violation, counting) {
        if (failing.weigh) throw new Error("the database is away");
        return sanctions.weigh(violation, counting);
      },
    }),
    notices: { post: async () => {} },
    evidence: { seal: async () => {} },
    terms: { inForce: () => ({ version: "2026-05-21" }) as never },
  });
  return { conduct, failing };
}
