import type { AccountMoves } from "../accounts/join-steps.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** From the day that a person is told until the first picture is deleted, also where a smaller plan has just made many too old. */
export const KEEPING_NOTICE_MS = 30 * DAY_MS;

/** By which rule an account's old pictures are deleted, and since when its person may know of it. */
export interface Keeping {
  readonly account: string;
  /** How old a picture may become. */
  readonly days: number;
  /** Nothing is deleted by this rule before that. */
  readonly from: Date;
  /** When it was told; null: not yet, so that nothing is deleted. */
  readonly toldAt: Date | null;
}

/** Where the rules are kept that people were told of, one an account. Implemented in `adapters/mongo/history-keepings.ts`. */
export interface KeepingStore extends AccountMoves {
  find(account: string): Promise<Keeping | null>;
  /** Puts a rule in the place of another, or of none; false when somebody else has done so since. */
  replace(before: Keeping | null, after: Keeping): Promise<boolean>;
  /** Says when it was told; nothing where another rule is there by now. */
  markTold(keeping: Keeping, at: Date): Promise<void>;
  forget(account: string): Promise<void>;
}

/** What is to be done for an account. */
export type Step =
  | { readonly do: "nothing" }
  /** No rule holds any more, or not yet. */
  | { readonly do: "forget" }
  /** Its person is to be told of this rule, which is new where it is not the known one. */
  | { readonly do: "tell"; readonly keeping: Keeping }
  | { readonly do: "delete"; readonly before: Date };

/**
 * Pure: whoever's pictures come to the age that their plan allows is told a month before, and once for the rule. Another rule, such
 * as that of a smaller plan, is told anew and leaves a month again.
 * @param days what the plan keeps now; null: everything
 * @param oldest when the oldest picture was asked for; null: there is none
 */
export function stepOf(
  known: Keeping | null,
  { account, days, oldest, now }: { account: string; days: number | null; oldest: Date | null; now: Date },
): Step {
  const isKnown = known !== null && known.days === days;
  if (!isKnown) {
    const comesToAge = days !== null && oldest !== null && oldest < bound(now, days, KEEPING_NOTICE_MS);
    if (!comesToAge) return { do: known === null ? "nothing" : "forget" };
    return { do: "tell", keeping: { account, days, from: new Date(now.getTime() + KEEPING_NOTICE_MS), toldAt: null } };
  }
  if (known.toldAt === null) {
    // Whoever was to tell it has died, perhaps long ago: the month begins when it is told.
    const from = new Date(Math.max(known.from.getTime(), now.getTime() + KEEPING_NOTICE_MS));
    return { do: "tell", keeping: { ...known, from } };
  }
  const before = bound(now, known.days);
  return now < known.from || oldest === null || oldest >= before ? { do: "nothing" } : { do: "delete", before };
}

/** Pictures that were asked for before this are older than so many days, by then. */
export function bound(now: Date, days: number, later_ms = 0): Date {
  return new Date(now.getTime() + later_ms - days * DAY_MS);
}
