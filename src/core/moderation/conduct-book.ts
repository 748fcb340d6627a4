import type { Accounts } from "../accounts/accounts.ts";
import type { Ledger } from "../credits/ledger.ts";
import type { Audit } from "../desk/audit.ts";
import { KeyedQueue } from "../keyed-queue.ts";
import type { Notices } from "../notices/notices.ts";
import type { Clock, Ids, Log } from "../services.ts";
import type { Terms } from "../terms/terms.ts";
import type { Cases } from "./case.ts";
import { caseId } from "./cases.ts";
import type { Conduct, Finding, Judgement, ProviderWord, Sanctions } from "./conduct.ts";
import type { EvidenceRoom } from "./evidence.ts";
import { decide, IN_A_WAVE, isLastReturned, type SettlementRule } from "./money-table.ts";
import type { ModerationNumbers } from "./numbers.ts";
import { createRelief } from "./relief.ts";
import { gravestCause } from "./sanctions-weigh.ts";
import type { Violation, ViolationStore } from "./violation.ts";
import { createWaveDesk, WAVE_REASON } from "./wave-desk.ts";
import { createWaveWatch } from "./wave-watch.ts";
import type { WaveStore } from "./waves.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back somebody looks for findings that nobody finished, and at how many at once. */
const UNFINISHED_SINCE_MS = 3 * DAY_MS;
const FINDINGS_AT_ONCE = 500;

export interface ConductParts {
  readonly store: ViolationStore;
  readonly waves: WaveStore;
  readonly ledger: Pick<Ledger, "release" | "grant">;
  readonly sanctions: () => Pick<Sanctions, "weigh" | "lift" | "latest">;
  readonly accounts: Pick<Accounts, "find">;
  readonly notices: Pick<Notices, "post">;
  readonly cases: Pick<Cases, "open" | "find">;
  readonly evidence: Pick<EvidenceRoom, "seal">;
  readonly audit: Pick<Audit, "record">;
  readonly terms: Pick<Terms, "inForce">;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Keeps what people did that the rules do not allow, and applies the table of money and moderation to it. */
export function createConduct(parts: ConductParts): Conduct {
  const { store, sanctions, evidence, audit, terms, numbers, clock, ids } = parts;
  const watch = createWaveWatch({ ...parts, store: parts.waves, violations: store });
  const relief = createRelief(parts);
  const desk = createWaveDesk({ ...parts, watch, relief });
  /** Within a process one after the other; across processes the store says who was first. */
  const queue = new KeyedQueue();

  const windowStart = () => new Date(clock.now().getTime() - numbers.window_days * DAY_MS);

  async function seal(key: string, account: string, { words, bytes, contentType }: Finding["evidence"]): Promise<void> {
    const at = clock.now();
    const keepUntil = new Date(at.getTime() + numbers.evidenceKept_days * DAY_MS);
    const file = { bytes: bytes ?? null, contentType: contentType ?? null };
    await evidence.seal({ key, account, words: words === "" ? null : words, ...file, at, keepUntil });
  }

  async function weigh(violation: Violation) {
    return sanctions().weigh(violation, await store.since(violation.account, windowStart()));
  }

  /** Written as the account's next, so that of two refusals at one moment each has a number of its own. */
  async function add(id: string, word: ProviderWord, isWave: boolean): Promise<Violation> {
    const { account, stage, generation, model } = word;
    return store.add({ id, account, since: windowStart() }, (earlier) => {
      const refused = earlier.filter(countsAsRefusal);
      const refusals = refused.length + 1;
      const line =
        stage === "provider-input"
          ? decide({ where: stage, refusals, wasWarned: wasWarned(refused, word.orderedAt), isWave }, numbers)
          : decide({ where: stage, isWave }, numbers);
      const isCounted = stage === "provider-input" && !isWave;
      return {
        ...{ id, account, stage, generation, model, category: "policy", confidence: 1 },
        ...{ strikes: line.strikes, rule: line.rule, termsVersion: terms.inForce().version, at: clock.now() },
        ...(isCounted ? { refusals } : {}),
        evidence: line.strikes > 0 ? evidenceKey(id) : null,
        reversedAt: null,
      };
    });
  }

  /** Whether a refusal before said that the next ones keep their credits, and said it before this one was asked for. */
  function wasWarned(refused: readonly Violation[], orderedAt: Date): boolean {
    const { refusalsReturned } = numbers;
    return (
      refusalsReturned === 0 || refused.some(({ refusals = 0, at }) => refusals >= refusalsReturned && at < orderedAt)
    );
  }

  async function judge(word: ProviderWord): Promise<Judgement> {
    const id = ids.derived(`violation:${word.stage}:${word.generation}`);
    const known = await store.find(id);
    const isWave = known === null && (await watch.covering(word.model)) !== null;
    let violation = known ?? (await add(id, word, isWave));
    if (isExcused(violation)) return judgementOf(violation, numbers);
    // Looked at again once it is written: whoever opens a wave at this moment has either seen it, or is seen here.
    const wave = await watch.covering(word.model);
    if (wave === null) await desk.begin();
    else await desk.take(wave, violation);
    // Read again in any case: whoever waited for their turn to look may have been seen meanwhile.
    violation = (await store.find(id)) ?? violation;
    if (isExcused(violation)) return judgementOf(violation, numbers);
    if (violation.evidence !== null) await seal(violation.evidence, violation.account, word);
    if (violation.rule === "refused-by-provider-kept") await recordKept(violation);
    const sanction = violation.strikes > 0 ? await weigh(violation) : null;
    if (sanction === null) return judgementOf(violation, numbers);
    // A wave that was recognised while this was weighed has not seen the sanction.
    const now = (await store.find(id)) ?? violation;
    if (isExcused(now)) await relief.liftFor([now], "easel", WAVE_REASON);
    return judgementOf(now, numbers);
  }

  function recordKept({ id, account, refusals }: Violation): Promise<void> {
    const reason = `refusal ${refusals ?? 0} in ${numbers.window_days} days`;
    const entry = { actor: "easel", action: "refusal-kept", subject: account, before: null, after: null };
    return audit.record({ cause: `refusal-kept:${id}`, ...entry, reason });
  }

  return {
    numbers,
    async found(finding) {
      const { cause, account, stage, category, confidence } = finding;
      const id = ids.derived(`violation:${cause}`);
      const line = decide({ where: stage, category, confidence }, numbers);
      // Told, and nothing more: nothing is kept of it either.
      const { window_days } = numbers;
      if (line.strikes === 0 && !line.suspends) return { violation: id, strikes: 0, window_days, sanction: null };
      const key = evidenceKey(id);
      await seal(key, account, finding.evidence);
      const violation = await queue.run(account, () =>
        store.add({ id, account, since: windowStart() }, () => ({
          ...{ id, account, stage, category, confidence, generation: null, model: null },
          ...{ strikes: line.strikes, rule: line.rule, termsVersion: terms.inForce().version, at: clock.now() },
          ...{ evidence: key, reversedAt: null },
        })),
      );
      if (violation.reversedAt !== null) return { violation: id, strikes: 0, window_days, sanction: null };
      return { violation: id, strikes: violation.strikes, window_days, sanction: await weigh(violation) };
    },
    judge: (word) => queue.run(word.account, () => judge(word)),
    made: watch.made,
    async strikes(account) {
      const violations = await store.since(account, windowStart());
      return { sum: strikesIn(violations), violations };
    },
    latest: (account, limit) => store.latest(account, limit),
    violation: (id) => store.find(id),
    async reverse(id, by, reason, together = []) {
      const violation = await store.find(id);
      if (violation === null) return false;
      const { account } = violation;
      const lightened = [...new Set([id, ...together])].map((one) => ({ id: one, account }));
      // Whoever reversed it may have died before what came of it was lifted.
      if (violation.reversedAt !== null) {
        await relief.liftFor(lightened, by, reason);
        return false;
      }
      await audit.record({
        cause: `violation-reversed:${id}`,
        ...{ actor: by, action: "violation-reversed", subject: violation.account, reason },
        ...{ before: `${violation.strikes} strikes by ${violation.rule}`, after: "0 strikes" },
      });
      await relief.giveBack(violation);
      const isFirst = await store.reverse(id, clock.now());
      await relief.liftFor(lightened, by, reason);
      return isFirst;
    },
    async finishFindings() {
      const since = new Date(clock.now().getTime() - UNFINISHED_SINCE_MS);
      let finished = 0;
      for (const violation of await store.foundOf(numbers.gravest, since, FINDINGS_AT_ONCE)) {
        // Its case is the last thing that comes of a finding of these kinds.
        if ((await parts.cases.find(caseId(ids, gravestCause(violation)))) !== null) continue;
        try {
          await weigh(violation);
          finished += 1;
        } catch (error) {
          // One that fails must not keep the others; the next run tries it again.
          parts.log.error({ error, violation: violation.id }, "a finding was not acted upon yet and is tried again");
        }
      }
      return finished;
    },
    tendWaves: desk.tend,
  };
}

/** Where the evidence of a violation is sealed. */
function evidenceKey(violation: string): string {
  return `violation:${violation}`;
}

/** An outage, or taken back: nothing follows from it any more. */
function isExcused({ rule, reversedAt }: Violation): boolean {
  return reversedAt !== null || rule === IN_A_WAVE;
}

/** A refusal whose credits came back or were kept. */
function countsAsRefusal(violation: Violation): boolean {
  return violation.stage === "provider-input" && !isExcused(violation);
}

/** Halves add up exactly. */
export function strikesIn(violations: readonly Pick<Violation, "strikes">[]): number {
  return violations.reduce((sum, { strikes }) => sum + strikes, 0);
}

/** What a violation by the provider's word says of the credits; for good, or until it is lightened. */
function judgementOf({ id, reversedAt, ...violation }: Violation, numbers: ModerationNumbers): Judgement {
  const wasKept = violation.rule === "refused-by-provider-kept";
  const rule = wasKept && reversedAt !== null ? "refused-by-provider-returned" : violation.rule;
  const counted = rule === IN_A_WAVE || reversedAt !== null ? null : (violation.refusals ?? null);
  return {
    violation: id,
    // Of these stages no other rules are written.
    rule: rule as SettlementRule,
    credits: rule === "refused-by-provider-kept" ? "kept" : "returned",
    refusals: counted,
    window_days: numbers.window_days,
    isLastReturned: counted !== null && isLastReturned({ rule, refusals: counted }, numbers),
  };
}
