import { identityKey } from "../chat/incoming.ts";
import { actWords as words } from "../messages/desk/acts.ts";
import { deskRefusal } from "../messages/desk/say.ts";
import type { SanctionOrder } from "../moderation/conduct.ts";
import { forfeitCause, type Sanction } from "../moderation/sanction.ts";
import type { Intent } from "./act.ts";
import { type ActRules, type ActTools, expectNoOperator, nameOf, personOf } from "./act-rule.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Who imposes what the thresholds say. */
const BY_RULE = "easel";
/** A closed wallet moves little: what was forfeited is among its newest entries. */
const ENTRIES_READ = 100;

/** Acts on what people may do, through `Sanctions`, which tells them and keeps each in the audit trail. */
export function sanctionActs(tools: ActTools): Pick<ActRules, "warn" | "suspend" | "lift" | "terminate"> {
  const { sanctions, clock, numbers } = tools;

  async function standing(account: string): Promise<string> {
    return words.standing(await sanctions.standing(account));
  }

  /** Of a termination that has taken effect; null: lifting brings everything back. */
  async function staysGone(account: string, sanction: Sanction | null): Promise<string | null> {
    if (sanction?.kind !== "termination" || sanction.effectiveAt > clock.now()) return null;
    const entries = await tools.ledger.movements(account, { limit: ENTRIES_READ });
    const forfeited = entries.find(({ cause }) => cause === forfeitCause(sanction.id))?.amount ?? 0;
    const { id, identities } = await personOf(tools, account);
    const [first] = identities;
    return words.staysGone(forfeited, first === undefined ? id : identityKey(first));
  }

  function orderOf({ cause, by, reason }: Intent): Omit<SanctionOrder, "account" | "kind" | "reason"> {
    return {
      ...{ cause: `desk:${cause}`, by, note: reason, duration_hours: null, freezes: false },
      ...{ forfeits: false, withoutNotice: null, violations: [] },
    };
  }

  return {
    warn: {
      action: null,
      expectAllowed: ({ account }) => expectNoOperator(tools, account),
      async describe({ account, reason }) {
        const summary = words.summary.warn(nameOf(await personOf(tools, account)), reason);
        return { summary, before: await standing(account), after: words.warned };
      },
      async run({ account, reason }, intent) {
        await sanctions.impose({ ...orderOf(intent), account, kind: "warning", reason });
        return { text: words.done.warn, undo: null };
      },
    },
    suspend: {
      action: null,
      expectAllowed: ({ account }) => expectNoOperator(tools, account),
      async describe({ account, reason, duration_hours, freezes }) {
        const name = nameOf(await personOf(tools, account));
        const until = duration_hours === null ? null : new Date(clock.now().getTime() + duration_hours * HOUR_MS);
        const summary = words.summary.suspend(name, reason, duration_hours, freezes);
        return { summary, before: await standing(account), after: words.suspended(until) };
      },
      async run({ account, reason, duration_hours, freezes }, intent) {
        const order = { ...orderOf(intent), account, kind: "suspension", reason, duration_hours, freezes } as const;
        const { id } = await sanctions.impose(order);
        return { text: words.done.suspend, undo: { kind: "lift", account, sanction: id } };
      },
    },
    lift: {
      action: null,
      async expectNew({ sanction }) {
        const found = await sanctions.find(sanction);
        if (found === null) throw deskRefusal(words.noSanction);
        if (found.liftedAt !== null) throw deskRefusal(words.liftedAlready);
      },
      async describe({ account, sanction }) {
        const name = nameOf(await personOf(tools, account));
        const found = await sanctions.find(sanction);
        const isOfRule = found?.by === BY_RULE && found.violations.length > 0;
        const gone = await staysGone(account, found);
        const summary = isOfRule ? words.summary.liftOfRule(name) : words.summary.lift(name);
        return {
          summary: gone === null ? summary : `${summary}\n\n${gone}`,
          before: await standing(account),
          after: words.standing({ state: "good" }),
        };
      },
      async run({ account, sanction }, { by, reason }) {
        const gone = await staysGone(account, await sanctions.lift(sanction, by, reason));
        return { text: gone === null ? words.done.lift : `${words.done.lift}\n\n${gone}`, undo: null };
      },
    },
    terminate: {
      action: null,
      expectAllowed: ({ account }) => expectNoOperator(tools, account),
      async describe({ account, reason, withoutNotice, forfeits }) {
        const name = nameOf(await personOf(tools, account));
        const notice_ms = withoutNotice === null ? numbers.terminationNotice_days * DAY_MS : 0;
        const summary = words.summary.terminate(name, reason, withoutNotice, forfeits);
        const after = words.ended(new Date(clock.now().getTime() + notice_ms));
        return { summary, before: await standing(account), after };
      },
      async run({ account, reason, withoutNotice, forfeits }, intent) {
        const order = { ...orderOf(intent), account, kind: "termination", reason, withoutNotice, forfeits } as const;
        const { id, effectiveAt } = await sanctions.impose(order);
        const undo = withoutNotice === null ? ({ kind: "lift", account, sanction: id } as const) : null;
        const text = effectiveAt > clock.now() ? words.done.terminate(effectiveAt) : words.done.terminateNow;
        return { text, undo };
      },
    },
  };
}
