import type { Account } from "../../../src/core/accounts/account.ts";
import { initialSettings } from "../../../src/core/accounts/settings.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { type AuditEntry, createAudit } from "../../../src/core/desk/audit.ts";
import { createAppeals } from "../../../src/core/moderation/appeals.ts";
import { createCaseDecisions } from "../../../src/core/moderation/case-decisions.ts";
import { createCaseRoom } from "../../../src/core/moderation/case-room.ts";
import type { Conduct, SanctionOrder, Sanctions } from "../../../src/core/moderation/conduct.ts";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";
import type { Sanction } from "../../../src/core/moderation/sanction.ts";
import type { Violation } from "../../../src/core/moderation/violation.ts";
import { systemIds } from "../../../src/system.ts";
import { START, TestClock, TestLog } from "../../support/credits.ts";
import { memoryCases, memoryEvidence } from "../../support/memory-cases.ts";

export function aViolation(id: string, changes: Partial<Violation> = {}): Violation {
  const where = { account: "ada", stage: "prompt", category: "hate", generation: null, model: null } as const;
  const rule = { strikes: 1, rule: "text-filter", termsVersion: "2026-05-21", confidence: 0.9 };
  return { id, ...where, ...rule, at: START, evidence: null, reversedAt: null, ...changes };
}

export function aSanction(id: string, changes: Partial<Sanction> = {}): Sanction {
  const what = { account: "ada", kind: "suspension", reason: "pattern", note: null, by: "easel" } as const;
  const when = {
    decidedAt: START,
    effectiveAt: START,
    until: null,
    liftedAt: null,
    liftedBy: null,
    carriedOutAt: null,
  };
  return { id, ...what, ...when, freezes: false, forfeits: false, violations: [], ...changes };
}

export type CaseStage = ReturnType<typeof caseStage>;

/** Cases and what is decided about them, over memory; `dies`: the next call of that name fails, as when the process does. */
export function caseStage() {
  const clock = new TestClock();
  const log = new TestLog();
  const ids = systemIds;
  const stores = { cases: memoryCases(), evidence: memoryEvidence() };
  const violations = new Map<string, Violation>();
  const sanctions = new Map<string, Sanction>();
  const alerts = new Map<string, Reply>();
  const told = new Map<string, { readonly account: string; readonly reply: Reply }>();
  const audited = new Map<string, AuditEntry>();
  const done: string[] = [];
  const dying = new Set<string>();

  function mayDie(call: string): void {
    if (dying.delete(call)) throw new Error("the process died");
  }
  const conduct: Pick<Conduct, "reverse" | "violation" | "strikes" | "latest"> = {
    violation: async (id) => violations.get(id) ?? null,
    latest: async (account) => [...violations.values()].filter((one) => one.account === account),
    async strikes(account) {
      const counting = [...violations.values()].filter((one) => one.account === account && one.reversedAt === null);
      return { sum: counting.reduce((sum, { strikes }) => sum + strikes, 0), violations: counting };
    },
    async reverse(id) {
      mayDie("reverse");
      const known = violations.get(id);
      if (known === undefined || known.reversedAt !== null) return false;
      violations.set(id, { ...known, reversedAt: clock.now() });
      done.push(`reversed ${id}`);
      return true;
    },
  };
  const imposed: SanctionOrder[] = [];
  const acts: Pick<Sanctions, "lift" | "latest" | "find" | "impose" | "weigh"> = {
    find: async (id) => sanctions.get(id) ?? null,
    latest: async (account) => [...sanctions.values()].filter((one) => one.account === account),
    async lift(id, by) {
      mayDie("lift");
      const known = sanctions.get(id);
      if (known === undefined || known.liftedAt !== null) return known ?? null;
      done.push(`lifted ${id}`);
      const lifted = { ...known, liftedAt: clock.now(), liftedBy: by };
      sanctions.set(id, lifted);
      return lifted;
    },
    async weigh(latest, counting) {
      done.push(`weighed ${latest.id} of ${counting.map(({ id }) => id)}`);
      return null;
    },
    async impose(order) {
      mayDie("impose");
      const known = imposed.some(({ cause }) => cause === order.cause);
      if (!known) imposed.push(order);
      return aSanction(order.cause);
    },
  };
  const account: Account = {
    ...{ id: "ada", createdAt: START, identities: [], joinedInto: null, joinedFrom: [], plan: "free", consents: [] },
    ...{ firstPicture: null, noticesWaiting: false, settings: initialSettings, language: null, lastLook: null },
    ...{ erasureDueAt: null, sanctions: [] },
  };
  const accounts = { find: async (id: string) => (id === account.id ? account : null) };
  const audit = createAudit({
    ...{ clock, ids, log },
    store: {
      async insert(entry) {
        mayDie("audit");
        if (!audited.has(entry.id)) audited.set(entry.id, entry);
      },
      latest: async () => [...audited.values()],
      by: async (actors) => [...audited.values()].filter(({ actor }) => actors.includes(actor)),
    },
  });

  /** The same Easel in one process, as another process or the next one has it. */
  function process() {
    const numbers = defaultModerationNumbers;
    const room = createCaseRoom({
      ...{ stores, numbers, clock, ids, log },
      async tellOperators(key, say) {
        if (!alerts.has(key)) alerts.set(key, say({} as Parameters<typeof say>[0]));
      },
    });
    const decisions = createCaseDecisions({
      ...{ store: stores.cases, ...room, conduct, sanctions: acts, accounts, audit, numbers, clock, log },
      notices: {
        async tell(id, key, reply) {
          mayDie("tell");
          if (!told.has(key)) told.set(key, { account: id, reply });
        },
      },
    });
    const appeals = createAppeals({ cases: room.cases, conduct, sanctions: acts, numbers, clock, ids });
    return { ...room, decisions, appeals };
  }
  return {
    ...{
      clock,
      log,
      ids,
      stores,
      violations,
      sanctions,
      alerts,
      told,
      audited,
      done,
      imposed,
      conduct,
      acts,
      accounts,
    },
    audit,
    process,
    dies: (call: string) => dying.add(call),
  };
}
