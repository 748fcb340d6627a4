import type { Account } from "../accounts/account.ts";
import { identityKey } from "../chat/incoming.ts";
import type { Ledger } from "../credits/ledger.ts";
import { sanctionDesk } from "../messages/desk/sanctions.ts";
import type { TellOperators } from "../notices/tell-operators.ts";
import { refuse } from "../refusal.ts";
import type { Cases } from "./case.ts";
import type { SanctionOrder, Sanctions } from "./conduct.ts";
import type { ModerationNumbers } from "./numbers.ts";
import { isInGoodStanding, type Sanction, type Standing, standingOf } from "./sanction.ts";
import { enforce, type ForceTools } from "./sanctions-force.ts";
import { weigh } from "./sanctions-weigh.ts";
import { isWithheld } from "./sanctions-withheld.ts";

/** What other parts of the core ask beside `Sanctions`. */
export interface SanctionsService extends Sanctions {
  /** Whether nothing is in force or announced for the account: see `isInGoodStanding`. */
  isInGoodStanding(account: string): Promise<boolean>;
  /** Whether what the account has must not be erased yet, because somebody has to look at it (T7, T18). */
  isWithheld(account: string): Promise<boolean>;
  /** What has to outlive the erasure of a sanctioned account: who comes again too early finds the door shut. Safe to repeat. */
  outlive(account: Account): Promise<void>;
}

export interface SanctionsParts extends ForceTools {
  readonly ledger: Pick<Ledger, "freeze" | "thaw" | "forfeit" | "wallet">;
  readonly cases: Pick<Cases, "open" | "ofAccount">;
  readonly numbers: ModerationNumbers;
  readonly tellOperators: TellOperators;
  /** Identity keys of the people who run Easel. */
  readonly operators: ReadonlySet<string>;
}

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** Whoever decides does it all themselves; only when they die in it, somebody goes on with it after this. */
const TAKEN_MS = 30_000;
/** How long what failed is left alone. */
const PAUSE_MS = 60_000;

export function createSanctions(parts: SanctionsParts): SanctionsService {
  const { store, accounts, audit, clock, ids, log, operators } = parts;
  const later = (duration_ms: number) => new Date(clock.now().getTime() + duration_ms);

  const isOperator = ({ identities }: Account) => identities.some((identity) => operators.has(identityKey(identity)));

  function sanctionOf(order: SanctionOrder, account: Account): Sanction {
    const { cause, kind, reason, note, by, duration_hours, freezes, forfeits, withoutNotice, violations } = order;
    const decidedAt = clock.now();
    const hasNotice = kind === "termination" && withoutNotice === null;
    const isTimed = kind === "suspension" && duration_hours !== null;
    return {
      ...{ id: ids.derived(`sanction:${cause}`), account: account.id, kind, reason, note, by, decidedAt },
      effectiveAt: hasNotice ? later(parts.numbers.terminationNotice_days * DAY_MS) : decidedAt,
      until: isTimed ? later(duration_hours * HOUR_MS) : null,
      freezes: freezes && kind !== "warning",
      forfeits: forfeits && kind === "termination",
      violations,
      ...{ liftedAt: null, liftedBy: null, carriedOutAt: null },
    };
  }

  async function impose(order: SanctionOrder, account: Account): Promise<Sanction> {
    const sanction = sanctionOf(order, account);
    const { id, kind, reason, note, by } = sanction;
    const because = [reason, order.withoutNotice && `without notice: ${order.withoutNotice}`, note];
    await audit.record({
      ...{ cause: `sanction:${id}`, actor: by, action: actions[kind], subject: account.id },
      reason: because.filter((part) => part !== null).join("; "),
      ...{ before: shown(standingOf(account.sanctions, clock.now())), after: wordsOf(sanction) },
    });
    const stands = await store.insert(sanction, later(TAKEN_MS));
    await enforce(parts, stands.id);
    if (stands.decidedAt.getTime() === sanction.decidedAt.getTime()) {
      log.info({ sanction: id, account: account.id, kind, reason, by }, "somebody was sanctioned");
    }
    return (await store.find(stands.id)) ?? stands;
  }

  async function standing(id: string): Promise<Standing> {
    const account = await accounts.find(id);
    if (account !== null) return standingOf(account.sanctions, clock.now());
    // Erased by now, and still closed for whoever was there.
    const closed = (await store.latest(id, 20)).find((one) => one.kind === "termination" && one.liftedAt === null);
    return closed === undefined || closed.effectiveAt > clock.now()
      ? { state: "good" }
      : { state: "terminated", reason: closed.reason, sanction: closed.id };
  }

  return {
    async weigh(violation, counting) {
      const account = await accounts.find(violation.account);
      if (account === null) return null;
      const finish = ({ id }: Sanction) => enforce(parts, id);
      return weigh({ ...parts, impose, finish, isOperator, tellOfOperator }, account, violation, counting);
    },

    async impose(order) {
      const account = await accounts.find(order.account);
      if (account === null) throw refuse("desk-says", { text: sanctionDesk.nobody });
      if (isOperator(account)) throw refuse("desk-says", { text: sanctionDesk.subjectIsOperator });
      return impose(order, account);
    },

    async lift(id, by, reason) {
      const sanction = await store.find(id);
      if (sanction === null) return null;
      await audit.record({
        ...{ cause: `sanction:${id}:lifted`, actor: by, action: "sanction-lifted", subject: sanction.account, reason },
        ...{ before: wordsOf(sanction), after: "lifted" },
      });
      if (await store.lift(id, by, clock.now())) {
        log.info({ sanction: id, account: sanction.account, kind: sanction.kind, by }, "a sanction was lifted");
      }
      await enforce(parts, id);
      return store.find(id);
    },

    find: (id) => store.find(id),
    latest: async (id, limit) => store.latest((await accounts.find(id))?.id ?? id, limit),
    standing,

    async carryOutDue(limit) {
      let done = 0;
      for (const sanction of await store.due(clock.now(), limit)) {
        try {
          await enforce(parts, sanction.id);
          done += 1;
        } catch (error) {
          // One that fails must not keep the others.
          log.error({ error, sanction: sanction.id }, "a sanction was not carried out yet and is tried again");
          await store.goOnAt(sanction, later(PAUSE_MS));
        }
      }
      return done;
    },

    async isInGoodStanding(id) {
      const account = await accounts.find(id);
      return account === null || isInGoodStanding(account.sanctions, clock.now());
    },
    isWithheld: (id) => isWithheld(parts, id),

    async outlive(account) {
      for (const { id, kind, until } of account.sanctions) {
        if (until !== null && until <= clock.now()) continue;
        for (const identity of account.identities) {
          await parts.bars.bar(identity, {
            sanction: id,
            account: account.id,
            until: kind === "termination" ? null : until,
          });
        }
      }
    },
  };

  async function tellOfOperator(violation: { readonly id: string }, account: Account, what: string): Promise<void> {
    const identities = account.identities.map(identityKey).join(", ");
    await parts.tellOperators(`operator-violation:${violation.id}`, () => ({
      title: sanctionDesk.operatorTitle,
      text: sanctionDesk.operator(identities, what),
    }));
  }
}

const actions = { warning: "warned", suspension: "suspended", termination: "termination-decided" } as const;

/** For the audit trail. */
function wordsOf({ kind, effectiveAt, until, freezes, forfeits }: Sanction): string {
  const when = {
    warning: "warned",
    suspension: until === null ? "suspended until lifted" : `suspended until ${until.toISOString()}`,
    termination: `terminated from ${effectiveAt.toISOString()}`,
  }[kind];
  return [when, ...(freezes ? ["credits frozen"] : []), ...(forfeits ? ["credits forfeited"] : [])].join(", ");
}

function shown(standing: Standing): string {
  return standing.state === "suspended" && standing.until !== null
    ? `suspended until ${standing.until.toISOString()}`
    : standing.state;
}
