import { type Account, languageWished } from "../accounts/account.ts";
import type { Reply } from "../chat/reply.ts";
import type { Audit } from "../desk/audit.ts";
import { languageOf, messagesFor } from "../messages.ts";
import type { Notices } from "../notices/notices.ts";
import { Refusal } from "../refusal.ts";
import type { Clock, Log } from "../services.ts";
import type { Case, CaseDecision } from "./case.ts";
import type { CaseOrder, CaseStore, StoredCase } from "./case-store.ts";
import type { ReviewQueue } from "./cases.ts";
import type { Conduct, Sanctions } from "./conduct.ts";
import type { EvidenceRoom } from "./evidence.ts";
import type { ModerationNumbers } from "./numbers.ts";

/** Who decided what a rule decided. */
const BY_RULE = "easel";
const DAY_MS = 24 * 60 * 60 * 1000;
const SANCTIONS_LOOKED_AT = 50;
const CASES_LOOKED_AT = 100;

export interface DecisionOrder {
  readonly id: string;
  /** The version that was looked at. */
  readonly seen: number;
  readonly outcome: CaseDecision["outcome"];
  readonly by: string;
  readonly note: string;
  /** A suspension that goes with it. */
  readonly order?: CaseOrder | null;
}

/** Decides cases, and does what follows: once, whatever dies in between. */
export interface CaseDecisions {
  /** `repeated`: the same operator decided the same before; `changed`: it is no longer as it was seen, and nothing was done. */
  decide(order: DecisionOrder): Promise<"decided" | "repeated" | "changed">;
  /** Does what decisions ask for that nobody has finished; answers how many. Safe at any time, from every process. */
  finish(limit: number): Promise<number>;
}

export interface CaseDecisionParts {
  readonly store: CaseStore;
  readonly cases: Pick<ReviewQueue, "decideWith" | "decide">;
  readonly evidence: Pick<EvidenceRoom, "extend">;
  readonly conduct: Pick<Conduct, "reverse" | "violation" | "strikes">;
  readonly sanctions: Pick<Sanctions, "lift" | "latest" | "impose" | "weigh">;
  readonly accounts: { find(id: string): Promise<Account | null> };
  readonly notices: Pick<Notices, "tell">;
  readonly audit: Pick<Audit, "record">;
  readonly numbers: ModerationNumbers;
  readonly clock: Clock;
  readonly log: Log;
}

export function createCaseDecisions(parts: CaseDecisionParts): CaseDecisions {
  const { store, cases, evidence, conduct, sanctions, accounts, notices, audit, numbers, clock, log } = parts;

  /** Every step may have been done before. The audit trail first: what cannot be kept there must not happen. */
  async function carryOut(one: StoredCase, decision: CaseDecision): Promise<void> {
    const { id, account, order } = one;
    await keepInTrail(one, decision);
    if (decision.outcome === "reversed") await restore(one, decision);
    if (order !== null && account !== null) await suspend(one, account, decision, order);
    if (decision.outcome === "upheld" || decision.outcome === "acted") {
      await evidence.extend(one.evidence, new Date(decision.at.getTime() + numbers.evidenceKept_days * DAY_MS));
    }
    if (account !== null) await tell(one, account, decision);
    await done(id);
  }

  async function keepInTrail(
    { id, kind, account, generation, order }: StoredCase,
    decision: CaseDecision,
  ): Promise<void> {
    await audit.record({
      ...{ cause: `case:${id}`, actor: decision.by, action: `case-${decision.outcome}`, reason: decision.note },
      ...{ subject: account ?? generation ?? id, before: `${kind} ${id}`, after: followUp(decision, order) },
    });
  }

  async function restore({ id, account, violations, sanction }: StoredCase, decision: CaseDecision): Promise<void> {
    const { by, note } = decision;
    // With each of them its credits come back.
    for (const violation of violations) await conduct.reverse(violation, by, note, violations);
    if (sanction !== null) await lift(sanction, decision);
    if (account === null) return;
    await liftOthers(account, violations, decision);
    await closeOthers(id, account, decision);
  }

  /** What a rule imposed falls with its violations; what a person of ours imposed stands until nothing is left of it. */
  async function liftOthers(account: string, reversed: readonly string[], decision: CaseDecision): Promise<void> {
    for (const other of await sanctions.latest(account, SANCTIONS_LOOKED_AT)) {
      if (other.liftedAt !== null || other.by === BY_RULE) continue;
      if (!other.violations.some((violation) => reversed.includes(violation))) continue;
      if (await areReversed(other.violations)) await lift(other.id, decision);
    }
  }

  /** Whether there were violations, and none of them counts any more. */
  async function areReversed(violations: readonly string[]): Promise<boolean> {
    const found = await Promise.all(violations.map((violation) => conduct.violation(violation)));
    return found.length > 0 && found.every((violation) => violation !== null && violation.reversedAt !== null);
  }

  /** Also of one that is lifted already: whoever did that may have died before all of it was done. */
  async function lift(sanction: string, { by, note }: CaseDecision): Promise<void> {
    await sanctions.lift(sanction, by, note);
  }

  /** Other reviews of what is taken back now have nothing left to decide. */
  async function closeOthers(id: string, account: string, { by, note }: CaseDecision): Promise<void> {
    for (const other of await store.ofAccount(account, CASES_LOOKED_AT)) {
      if (other.id === id || other.decision !== null || !(await areReversed(other.violations))) continue;
      const decision = { outcome: "reversed", by, note } as const;
      if ((await cases.decide(other.id, other.version, decision)) === "changed") continue;
      if (other.kind === "appeal") {
        await carryOutById(other.id);
        continue;
      }
      // The person hears of one decision, not of each review that ends with it.
      await keepInTrail(other, { ...decision, at: clock.now() });
      await done(other.id);
    }
  }

  async function suspend(one: StoredCase, account: string, decision: CaseDecision, order: CaseOrder): Promise<void> {
    try {
      await sanctions.impose({
        ...{ cause: `case:${one.id}`, account, kind: "suspension", by: decision.by, note: decision.note },
        reason: one.kind === "gravest" ? "gravest" : one.kind === "pattern" ? "pattern" : "terms",
        ...{ duration_hours: order.suspend_hours, freezes: false, forfeits: false, withoutNotice: null },
        violations: one.violations,
      });
    } catch (error) {
      // Whoever became an operator since cannot be suspended; the decision stands, and the log says what did not follow.
      if (!(error instanceof Refusal)) throw error;
      log.warn({ case: one.id, code: error.refusal.code }, "a suspension that was decided was refused");
    }
  }

  async function tell(one: Case, account: string, decision: CaseDecision): Promise<void> {
    const person = await accounts.find(account);
    if (person === null) return;
    // Whose appeal ended with it, or whose sanction was lifted, hears of that.
    if (one.kind !== "appeal" && (one.sanction !== null || (await wasAppealed(one, account)))) return;
    const reply = outcomeReply(one, decision, person);
    if (reply !== null) await notices.tell(person.id, `case:${one.id}:outcome`, reply);
  }

  async function wasAppealed({ violations }: Case, account: string): Promise<boolean> {
    const all = await store.ofAccount(account, CASES_LOOKED_AT);
    return all.some(
      ({ kind, decision, violations: appealed }) =>
        kind === "appeal" && decision !== null && appealed.some((violation) => violations.includes(violation)),
    );
  }

  async function done(id: string): Promise<void> {
    for (;;) {
      const known = await store.find(id);
      if (known === null || known.carriedOutAt !== null) return;
      const next = { ...known, carriedOutAt: clock.now(), revision: known.revision + 1 };
      if (await store.write(known, next)) return;
    }
  }

  async function carryOutById(id: string): Promise<void> {
    const one = await store.find(id);
    if (one === null || one.decision === null || one.carriedOutAt !== null) return;
    await carryOut(one, one.decision);
  }

  return {
    async decide({ id, seen, outcome, by, note, order = null }) {
      const answer = await cases.decideWith(id, seen, { outcome, by, note }, order);
      if (answer === "changed") {
        const known = await store.find(id);
        const isTheirs = known?.decision?.by === by && known.decision.outcome === outcome && known.version === seen + 1;
        if (!isTheirs) return "changed";
      }
      await carryOutById(id);
      return answer === "changed" ? "repeated" : "decided";
    },
    async finish(limit) {
      let finished = 0;
      for (const { id } of await store.undone(limit)) {
        try {
          await carryOutById(id);
          finished += 1;
        } catch (error) {
          // One that fails must not keep the others; it is tried again.
          log.error({ error, case: id }, "a decision was not carried out and is tried again");
        }
      }
      return finished;
    },
  };
}

function followUp({ outcome }: CaseDecision, order: CaseOrder | null): string {
  if (order === null) return outcome;
  return order.suspend_hours === null ? `${outcome}, suspended` : `${outcome}, suspended for ${order.suspend_hours} h`;
}

/** What the person hears: whoever appealed always, others when something of theirs was given back. */
function outcomeReply(one: Case, { outcome, note }: CaseDecision, account: Account): Reply | null {
  const { appeals: words, sanctions } = messagesFor(languageOf(languageWished(account)));
  const { kind, violations, sanction } = one;
  if (outcome === "reversed") {
    // Without either it is about a picture that was taken down.
    const granted = violations.length === 0 && sanction === null ? words.objectionGranted : words.granted;
    const [title, text] = kind === "appeal" ? [words.outcomeTitle, granted] : [sanctions.liftedTitle, words.reversed];
    return { tone: "good", title, text: [text, words.note(note)].join("\n\n") };
  }
  if (kind !== "appeal") return null;
  const text = outcome === "acted" ? words.acted : words.upheld;
  return { title: words.outcomeTitle, text: [text, words.note(note)].join("\n\n") };
}
