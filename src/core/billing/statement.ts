import { apply } from "../credits/operations.ts";
import { type Entry, emptyWallet, type Hold, type Lot, sum, type Wallet } from "../credits/wallet.ts";

/** What became of the credits of one order, in whole credits. `granted` is the sum of all others. */
export interface Statement {
  readonly granted: number;
  readonly spent: number;
  readonly expired: number;
  /** Taken back with money that went back, or forfeited; less what came back when such money did not go after all. */
  readonly reclaimed: number;
  /** Available, or set aside for pictures in the works. */
  readonly left: number;
}

/**
 * What became of an order's credits until an instant, by replaying the journals of every wallet that they were in, oldest entry
 * first. Nothing of it comes from the order itself, so the two can be compared.
 * @throws when a journal is not whole
 */
export function statementOf(
  order: string,
  journals: readonly { readonly account: string; readonly entries: readonly Entry[] }[],
  until: Date,
): Statement {
  const parts = journals.map(({ account, entries }) => inOneWallet(order, account, entries, until));
  return {
    granted: sum(parts.map((part) => part.granted)),
    spent: sum(parts.map((part) => part.spent)),
    expired: sum(parts.map((part) => part.expired)),
    reclaimed: sum(parts.map((part) => part.reclaimed)),
    left: sum(parts.map((part) => part.left)),
  };
}

/** The ledger's cause of credits that come back because money did not go back after all. `back`: the cause they went with. */
export function restoringCause(back: string): string {
  return `undo:${back}`;
}

function isRestoring(cause: string): boolean {
  return cause.startsWith(restoringCause(""));
}

/** What happened between two statements of the same order; `left` is what was left at the end. */
export function between(earlier: Statement, later: Statement): Statement {
  return {
    granted: later.granted - earlier.granted,
    spent: later.spent - earlier.spent,
    expired: later.expired - earlier.expired,
    reclaimed: later.reclaimed - earlier.reclaimed,
    left: later.left,
  };
}

function inOneWallet(order: string, account: string, entries: readonly Entry[], until: Date): Statement {
  const total = { granted: 0, spent: 0, expired: 0, reclaimed: 0 };
  let wallet = emptyWallet(account);
  for (const entry of entries) {
    if (entry.at > until) break;
    const answer = apply(wallet, entry, entry.at);
    if (answer.outcome !== "applied") throw new Error(`entry ${entry.seq} of wallet ${account} does not replay`);
    const own = new Set(wallet.lots.filter((lot) => lot.order === order).map(({ id }) => id));
    switch (entry.kind) {
      case "grant":
        if (entry.order !== order) break;
        // What was taken with money that came back to us was not taken after all.
        if (isRestoring(entry.cause)) total.reclaimed -= entry.amount;
        else total.granted += entry.amount;
        break;
      case "capture":
        total.spent += spentOf(wallet.holds.find(({ id }) => id === entry.hold)?.parts ?? [], entry.amount, own);
        break;
      case "expire":
        total.expired -= sum(entry.moved.filter(({ lot }) => own.has(lot)).map(({ amount }) => amount));
        break;
      case "reclaim":
      case "forfeit":
        total.reclaimed += unspent(wallet, own) - unspent(answer.wallet, own);
        break;
      default:
        break;
    }
    wallet = { ...answer.wallet, journal: answer.wallet.journal.slice(-1) };
  }
  const own = new Set(wallet.lots.filter((lot) => lot.order === order).map(({ id }) => id));
  return { ...total, left: unspent(wallet, own) };
}

/** Of what is spent first of a hold, how much came from these lots; what was taken back before is not spent once more. */
function spentOf(parts: Hold["parts"], amount: number, own: ReadonlySet<string>): number {
  let toSpend = amount;
  let spent = 0;
  for (const part of parts) {
    const taken = Math.min(part.amount, toSpend);
    toSpend -= taken;
    if (own.has(part.lot) && !part.voided) spent += taken;
  }
  return spent;
}

function unspent({ lots, holds }: Wallet, own: ReadonlySet<string>): number {
  const available = sum(lots.filter(({ id }) => own.has(id)).map((lot: Lot) => lot.available));
  const inFlight = holds.flatMap(({ parts }) => parts.filter((part) => own.has(part.lot) && !part.voided));
  return available + sum(inFlight.map(({ amount }) => amount));
}

/** What of an order is unspent in the wallet that has it now, held included: what a refund could take back. */
export function unspentOf(order: string, wallet: Wallet): number {
  return unspent(wallet, new Set(wallet.lots.filter((lot) => lot.order === order).map(({ id }) => id)));
}
