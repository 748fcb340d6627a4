import type { Account } from "../../../src/core/accounts/account.ts";
import type { Ledger } from "../../../src/core/credits/ledger.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { type AuditEntry, createAudit } from "../../../src/core/desk/audit.ts";
import type { OpenedCase } from "../../../src/core/moderation/case.ts";
import { newCase } from "../../../src/core/moderation/case-opening.ts";
import { caseId } from "../../../src/core/moderation/cases.ts";
import type { Conduct, ProviderWord, Sanctions } from "../../../src/core/moderation/conduct.ts";
import { createConduct } from "../../../src/core/moderation/conduct-book.ts";
import type { Evidence } from "../../../src/core/moderation/evidence.ts";
import { type ModerationNumbers, moderationNumbersSchema } from "../../../src/core/moderation/numbers.ts";
import type { Sanction } from "../../../src/core/moderation/sanction.ts";
import type { ViolationStore } from "../../../src/core/moderation/violation.ts";
import type { WaveStore } from "../../../src/core/moderation/waves.ts";
import { systemIds } from "../../../src/system.ts";
import { TestClock, TestLog, testLedger } from "../../support/credits.ts";
import { memoryViolations, memoryWaves, type Pause } from "../../support/memory-conduct.ts";
import { memoryWallets } from "../../support/memory-wallets.ts";

/** Sanctions by one threshold: whoever has enough strikes is warned for exactly those. */
export function warningsOver(warnAt: number, clock: TestClock) {
  const all = new Map<string, Sanction>();
  const sanctions: Pick<Sanctions, "weigh" | "lift" | "latest"> = {
    async weigh({ account }, counting) {
      await new Promise((resolve) => setImmediate(resolve));
      const violations = counting.map(({ id }) => id).toSorted();
      if (counting.reduce((sum, { strikes }) => sum + strikes, 0) < warnAt) return null;
      const id = `${account}:${violations.join()}`;
      const sanction: Sanction = {
        ...{ id, account, kind: "warning", reason: "pattern", note: null, by: "easel", violations },
        ...{ decidedAt: clock.now(), effectiveAt: clock.now(), until: null, freezes: false, forfeits: false },
        ...{ liftedAt: null, liftedBy: null, carriedOutAt: null },
      };
      if (!all.has(id)) all.set(id, sanction);
      return all.get(id) ?? null;
    },
    async lift(id, by) {
      const known = all.get(id);
      if (known === undefined || known.liftedAt !== null) return null;
      const lifted = { ...known, liftedAt: clock.now(), liftedBy: by };
      all.set(id, lifted);
      return lifted;
    },
    latest: async (account) => [...all.values()].filter((one) => one.account === account).toReversed(),
  };
  return { sanctions, inForce: () => [...all.values()].filter(({ liftedAt }) => liftedAt === null) };
}

export interface ConductStage {
  readonly conduct: Conduct;
  /** The same over the same stores, as another process has it. */
  another(): Conduct;
  readonly ledger: Ledger;
  readonly clock: TestClock;
  readonly store: ViolationStore;
  readonly waves: WaveStore;
  readonly opened: readonly OpenedCase[];
  readonly sealed: ReadonlyMap<string, Evidence>;
  readonly audited: readonly AuditEntry[];
  /** What people were told, by its key. */
  readonly told: ReadonlyMap<string, string>;
  /** Sanctions that nobody has lifted. */
  inForce(): readonly Sanction[];
  /** Gives credits and holds some for a picture. */
  hold(account: string, generation: string, amount?: number): Promise<void>;
  balance(account: string): Promise<number>;
}

/** Conduct over memory, with the real ledger. */
export function conductStage(
  options: { readonly numbers?: Partial<ModerationNumbers>; readonly warnAt?: number; readonly pause?: Pause } = {},
): ConductStage {
  const clock = new TestClock();
  const log = new TestLog();
  const ledger = testLedger(memoryWallets(), clock, log);
  const store = memoryViolations(options.pause);
  const waves = memoryWaves(options.pause);
  const opened: OpenedCase[] = [];
  const sealed = new Map<string, Evidence>();
  const audited: AuditEntry[] = [];
  const told = new Map<string, string>();
  const audit = createAudit({
    store: {
      async insert(entry) {
        if (audited.every(({ id }) => id !== entry.id)) audited.push(entry);
      },
      latest: async () => audited,
      by: async (actors) => audited.filter(({ actor }) => actors.includes(actor)),
    },
    ...{ clock, ids: systemIds, log },
  });
  const { sanctions, inForce } = warningsOver(options.warnAt ?? 1_000, clock);
  const numbers = moderationNumbersSchema.parse({
    ...(options.warnAt === undefined ? {} : { warnAt: options.warnAt }),
    ...options.numbers,
  });
  const another = () =>
    createConduct({
      ...{ store, waves, ledger, audit, numbers, clock, ids: systemIds, log, sanctions: () => sanctions },
      accounts: { find: async (id) => ({ id, settings: { language: null }, language: "en" }) as unknown as Account },
      notices: {
        async post(account, key, { text = "" }) {
          if (!told.has(key)) told.set(key, `${account}: ${text}`);
        },
      },
      cases: {
        async open(one) {
          if (opened.every(({ cause }) => cause !== one.cause)) opened.push(one);
          return newCase(one.cause, one, clock.now());
        },
        async find(id) {
          const one = opened.find(({ cause }) => caseId(systemIds, cause) === id);
          return one === undefined ? null : newCase(id, one, clock.now());
        },
      },
      evidence: {
        async seal(evidence) {
          if (!sealed.has(evidence.key)) sealed.set(evidence.key, evidence);
        },
      },
      terms: { inForce: () => ({ version: "2026-05-21" }) as never },
    });
  return {
    ...{ conduct: another(), another, ledger, clock, store, waves, opened, sealed, audited, told, inForce },
    async hold(account, generation, amount = 5) {
      const gift = { cause: `gift:${generation}`, amount, kind: "bought", expiresAt: null, reason: "pack" } as const;
      await ledger.grant(account, gift);
      await ledger.hold(account, { cause: generation, amount, reason: "picture" });
    },
    balance: async (account) => available(await ledger.wallet(account), clock.now()),
  };
}

/** What the provider said about a picture that is asked for now. */
export function refusal(
  { clock }: Pick<ConductStage, "clock">,
  generation: string,
  changed: Partial<ProviderWord> = {},
): ProviderWord {
  return {
    ...{ generation, account: "ada", model: "z-image", stage: "provider-input", words: "a red fox" },
    orderedAt: clock.now(),
    ...changed,
  };
}
