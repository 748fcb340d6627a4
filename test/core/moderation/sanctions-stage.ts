import type { Account } from "../../../src/core/accounts/account.ts";
import { newAccount } from "../../../src/core/accounts/accounts.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { type AuditEntry, createAudit } from "../../../src/core/desk/audit.ts";
import { createBars } from "../../../src/core/moderation/barred.ts";
import { createCaseRoom } from "../../../src/core/moderation/case-room.ts";
import type { SanctionOrder } from "../../../src/core/moderation/conduct.ts";
import { type ModerationNumbers, moderationNumbersSchema } from "../../../src/core/moderation/numbers.ts";
import { createSanctions, type SanctionsParts } from "../../../src/core/moderation/sanctions.ts";
import type { Violation } from "../../../src/core/moderation/violation.ts";
import type { Erasure, ErasureStore } from "../../../src/core/privacy/erasure.ts";
import { systemIds } from "../../../src/system.ts";
import { give, TestClock, TestLog, testLedger } from "../../support/credits.ts";
import { memoryCases, memoryEvidence } from "../../support/memory-cases.ts";
import { memoryBars, memorySanctions } from "../../support/memory-sanctions.ts";
import { memoryWallets } from "../../support/memory-wallets.ts";
import { aViolation } from "./case-stage.ts";

/** Ada, who has 100 credits, an operator called boss, and the sanctions of everybody, over memory with the real ledger. */
export function sanctionsStage(numbers: Partial<ModerationNumbers> = {}) {
  const clock = new TestClock();
  const log = new TestLog();
  const accounts = new Map<string, Account>();
  const store = memorySanctions(accounts);
  const bars = createBars({ store: memoryBars(), hash: { of: async (text) => `hash of ${text}` }, clock });
  const ledger = testLedger(memoryWallets(), clock, log);
  const told = new Map<string, Reply>();
  const alerts = new Map<string, Reply>();
  const audited = new Map<string, AuditEntry>();
  const erasures = memoryErasures();
  const subscribed = new Set(["ada"]);
  const provider = { isAway: false };
  const all = moderationNumbersSchema.parse(numbers);
  const { cases } = createCaseRoom({
    stores: { cases: memoryCases(), evidence: memoryEvidence() },
    tellOperators: async (key, say) => void alerts.set(key, say(undefined as never)),
    ...{ numbers: all, clock, ids: systemIds, log },
  });
  const parts: SanctionsParts = {
    ...{ store, bars, ledger, erasures, cases, clock, log, numbers: all, ids: systemIds },
    accounts: { find: async (id) => accounts.get(id) ?? null },
    billing: {
      subscriptionOf: async (account) => (subscribed.has(account) ? ({} as never) : null),
      async endSubscriptions(account) {
        if (provider.isAway) throw new Error("the provider is away");
        subscribed.delete(account);
      },
    },
    notices: {
      async post(_account, key, reply) {
        if (!told.has(key)) told.set(key, reply);
      },
    },
    audit: createAudit({
      store: {
        async insert(entry) {
          if (!audited.has(entry.id)) audited.set(entry.id, entry);
        },
        latest: async () => [...audited.values()],
        by: async (actors) => [...audited.values()].filter(({ actor }) => actors.includes(actor)),
      },
      ...{ clock, ids: systemIds, log },
    }),
    tellOperators: async (key, say) => void alerts.set(key, say(undefined as never)),
    operators: new Set(["memory:boss"]),
  };

  const add = (name: string) =>
    accounts.set(name, newAccount(name, { platform: "memory", user: name, name }, clock.now()));
  for (const name of ["ada", "boss"]) add(name);

  return {
    ...{ clock, log, accounts, store, bars, ledger, cases, erasures, subscribed, provider, parts, add },
    sanctions: createSanctions(parts),
    /** The same over the same stores, as another process has it. */
    another: (changes: Partial<SanctionsParts> = {}) => createSanctions({ ...parts, ...changes }),
    fill: () => give(ledger, "ada", 100, "order-1"),
    account: (name = "ada") => {
      const account = accounts.get(name);
      if (account === undefined) throw new Error(`${name} is not there`);
      return account;
    },
    /** Titles of what people were told, in order. */
    told: () => [...told.values()].map(({ title }) => title),
    texts: () => [...told.values()].map(({ text }) => text ?? ""),
    alerts: () => [...alerts.values()].map(({ title, text }) => `${title}\n${text}`),
    acts: () => [...audited.values()].map(({ actor, action }) => `${actor} ${action}`),
  };
}

/** An operator's decision about Ada. */
export function order(cause: string, changes: Partial<SanctionOrder> = {}): SanctionOrder {
  return {
    ...{ cause, account: "ada", kind: "suspension", reason: "terms", note: null, by: "memory:boss" },
    ...{ duration_hours: null, freezes: false, forfeits: false, withoutNotice: null, violations: [] },
    ...changes,
  };
}

/** One violation for each of these weights. */
export function violationsOf(...strikes: readonly number[]): Violation[] {
  return strikes.map((weight, index) => aViolation(`v${index}`, { strikes: weight }));
}

function memoryErasures(): Pick<ErasureStore, "plan" | "find" | "stop"> & { readonly all: Map<string, Erasure> } {
  const all = new Map<string, Erasure>();
  return {
    all,
    async plan(account, erasure) {
      const known = all.get(account);
      const stays = known !== undefined && (known.state !== "stopped" || known.id === erasure.id);
      if (!stays) all.set(account, { account, joinedFrom: [], state: "planned", done: [], ...erasure });
      return all.get(account) ?? "busy";
    },
    async find(account) {
      const known = all.get(account);
      return known === undefined || known.state === "stopped" ? null : known;
    },
    async stop(account) {
      const known = all.get(account);
      if (known !== undefined) all.set(account, { ...known, state: "stopped" });
      return true;
    },
  };
}
