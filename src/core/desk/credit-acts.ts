import { available, hasExpired, heldIn, isFrozen, type Lot, type Wallet } from "../credits/wallet.ts";
import { actWords as words } from "../messages/desk/acts.ts";
import { deskRefusal } from "../messages/desk/say.ts";
import { type Act, type ActOf, amountOf } from "./act.ts";
import { type ActRules, type ActTools, expectNoOperator, nameOf, personOf, tellPerson } from "./act-rule.ts";

/** The ledger’s code for what operators give and take, for the history that people see. */
const REASON = "easel";
/** Begins the causes of freezes by hand, so that those of sanctions and banks are not thawed by mistake. */
const FREEZE = "desk-freeze:";

/** Acts on credits: each has a cause in the ledger, so that none is done twice. */
export function creditActs(tools: ActTools): Pick<ActRules, "grant" | "take" | "freeze" | "thaw"> {
  const { ledger, clock } = tools;

  function stateOf(wallet: Wallet, change = 0): string {
    const left = Math.max(available(wallet, clock.now()) + change, 0);
    return words.wallet(left, heldIn(wallet.holds), isFrozen(wallet));
  }

  return {
    grant: {
      action: "credits-granted",
      async describe({ account, amount, expiresAt_ms }) {
        const person = await personOf(tools, account);
        const wallet = await ledger.wallet(person.id);
        const summary = words.summary.grant(
          nameOf(person),
          amount,
          expiresAt_ms === null ? null : new Date(expiresAt_ms),
        );
        return { summary, before: stateOf(wallet), after: stateOf(wallet, isFrozen(wallet) ? 0 : amount) };
      },
      async run({ account, amount, expiresAt_ms }, { cause }) {
        const person = await personOf(tools, account);
        const lot = `desk:${cause}`;
        const expiresAt = expiresAt_ms === null ? null : new Date(expiresAt_ms);
        await ledger.grant(person.id, { cause: lot, amount, kind: "promotional", expiresAt, reason: REASON });
        await tellPerson(tools, person, lot, ({ granted }) => granted(amount, expiresAt));
        const undo: Act = { kind: "take", account: person.id, lots: [{ lot, amount }], expiresAt_ms };
        return { text: words.done.grant(amount), undo };
      },
    },
    take: {
      action: "credits-taken",
      async describe(act) {
        const person = await personOf(tools, act.account);
        const wallet = await ledger.wallet(person.id);
        const amount = amountOf(act);
        const summary = words.summary.take(nameOf(person), amount);
        return { summary, before: stateOf(wallet), after: stateOf(wallet, isFrozen(wallet) ? 0 : -amount) };
      },
      async run({ account, lots, expiresAt_ms }, { cause }) {
        const person = await personOf(tools, account);
        let taken = 0;
        for (const { lot, amount: amountMax } of lots) {
          const reclaim = { cause: `desk-take:${cause}:${lot}`, order: lot, amountMax, reason: REASON };
          const answer = await ledger.reclaim(person.id, reclaim);
          if (answer.outcome !== "nothing") taken += answer.entry.amount;
        }
        if (taken === 0) return { text: words.done.tookNothing, undo: null };
        await tellPerson(tools, person, `desk-take:${cause}`, (told) => told.taken(taken));
        const undo: Act = { kind: "grant", account: person.id, amount: taken, expiresAt_ms };
        return { text: words.done.take(taken), undo };
      },
    },
    freeze: {
      action: "wallet-frozen",
      expectAllowed: ({ account }) => expectNoOperator(tools, account),
      async expectNew({ account }) {
        if (isFrozen(await ledger.wallet(account))) throw deskRefusal(words.alreadyFrozen);
      },
      async describe({ account }) {
        const person = await personOf(tools, account);
        const wallet = await ledger.wallet(person.id);
        const after = words.wallet(0, heldIn(wallet.holds), true);
        return { summary: words.summary.freeze(nameOf(person)), before: stateOf(wallet), after };
      },
      async run({ account }, { cause }) {
        const freeze = `${FREEZE}${cause}`;
        await ledger.freeze(account, { cause: freeze, reason: REASON });
        return { text: words.done.freeze, undo: { kind: "thaw", account, freeze } };
      },
    },
    thaw: {
      action: "wallet-thawed",
      async describe({ account, freeze }) {
        const person = await personOf(tools, account);
        const wallet = await ledger.wallet(person.id);
        const thawed = { ...wallet, freezes: wallet.freezes.filter(({ cause }) => cause !== freeze) };
        return { summary: words.summary.thaw(nameOf(person)), before: stateOf(wallet), after: stateOf(thawed) };
      },
      async run({ account, freeze }) {
        const answer = await ledger.thaw(account, { freeze, reason: REASON });
        if (answer.outcome === "unknown-freeze") return { text: words.done.thawedBefore, undo: null };
        return { text: words.done.thaw, undo: { kind: "freeze", account } };
      },
    },
  };
}

/**
 * Which credits are taken for this amount (null: all), the ones that expire last first, since their owner loses least by
 * those that expire soon. Only what was given free: what was paid for goes back with its money.
 */
export function lotsToTake(
  wallet: Wallet,
  now: Date,
  amount: number | null,
): Pick<ActOf<"take">, "lots" | "expiresAt_ms"> {
  const free = wallet.lots
    .filter((lot) => isFree(lot) && lot.available > 0 && !hasExpired(lot, now))
    .toSorted((a, b) => expiryOf(b) - expiryOf(a));
  const most = free.reduce((total, lot) => total + lot.available, 0);
  if (most === 0) throw deskRefusal(words.nothingToTake);
  if (amount !== null && amount > most) throw deskRefusal(words.tooMuchToTake(amount, most));
  const byGrant = new Map<string, number>();
  let left = amount ?? most;
  let last = 0;
  for (const lot of free) {
    const taken = Math.min(left, lot.available);
    if (taken === 0) break;
    // A lot that was revived or joined is found by the grant that it came of.
    const [grant = lot.id] = lot.id.split(/[~@]/u);
    byGrant.set(grant, (byGrant.get(grant) ?? 0) + taken);
    last = Math.max(last, expiryOf(lot));
    left -= taken;
  }
  const lots = [...byGrant].map(([lot, one]) => ({ lot, amount: one }));
  return { lots, expiresAt_ms: Number.isFinite(last) ? last : null };
}

/** The freeze that somebody of ours made by hand, the latest; refuses when there is none. */
export function freezeByHand({ freezes }: Wallet): string {
  const freeze = freezes.findLast(({ cause, order }) => order === null && cause.startsWith(FREEZE));
  if (freeze === undefined) throw deskRefusal(words.notFrozenHere);
  return freeze.cause;
}

function isFree({ kind, order }: Lot): boolean {
  return kind === "promotional" && order === null;
}

function expiryOf({ expiresAt }: Lot): number {
  return expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
}
