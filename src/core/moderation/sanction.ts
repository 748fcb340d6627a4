/** Why an account is sanctioned; each has a name in the messages. */
export const sanctionReasons = [
  "pattern",
  "gravest",
  "rights",
  "fraud",
  "security",
  "false-information",
  "terms",
] as const;
export type SanctionReason = (typeof sanctionReasons)[number];

/**
 * What an account may not do any more for a while or for good. `ending`: a termination was decided and told, and takes effect
 * at `effectiveAt` (T18); until then the account works unless it is suspended as well.
 */
export interface Sanction {
  /** Derived from its cause. */
  readonly id: string;
  readonly account: string;
  readonly kind: "warning" | "suspension" | "termination";
  readonly reason: SanctionReason;
  /** What people of ours wrote to the person; null: nothing. */
  readonly note: string | null;
  /** Identity key of the operator, or `easel`. */
  readonly by: string;
  readonly decidedAt: Date;
  /** When it begins: of a termination, after its notice. */
  readonly effectiveAt: Date;
  /** When it ends by itself; null: not at all. */
  readonly until: Date | null;
  /** Whether the wallet is frozen with it. */
  readonly freezes: boolean;
  /** Whether the balance is forfeited with it: only of a termination. */
  readonly forfeits: boolean;
  /** The violations that it came of. */
  readonly violations: readonly string[];
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  /** When all that follows from it was done: of a suspension, told that it is over; of a termination, the content erased. */
  readonly carriedOutAt: Date | null;
}

/** What is in force for an account at a moment. */
export type Standing =
  | { readonly state: "good" }
  | {
      readonly state: "suspended";
      readonly until: Date | null;
      readonly reason: SanctionReason;
      readonly sanction: string;
    }
  | { readonly state: "terminated"; readonly reason: SanctionReason; readonly sanction: string };

/** A sanction that an account carries, as short as each check needs it: kept with the account, so no check asks twice. */
export interface CarriedSanction {
  readonly id: string;
  readonly kind: "suspension" | "termination";
  readonly reason: SanctionReason;
  readonly effectiveAt: Date;
  /** When it ends, or was lifted; null: not by itself. */
  readonly until: Date | null;
}

/**
 * By the clock alone: what has ended is over although no job has run, and what begins later is not there yet. Of several, the
 * hardest counts: a termination, then the suspension that ends last.
 */
export function standingOf(carried: readonly CarriedSanction[], at: Date): Standing {
  const inForce = carried.filter((one) => one.effectiveAt <= at && !hasEnded(one, at));
  const hardest = inForce.toSorted((one, other) => hardness(other) - hardness(one))[0];
  if (hardest === undefined) return { state: "good" };
  const { id: sanction, kind, reason, until } = hardest;
  return kind === "termination"
    ? { state: "terminated", reason, sanction }
    : { state: "suspended", until, reason, sanction };
}

/** Whether anything is in force, or announced and on its way: such an account is neither joined, left nor sold anything. */
export function isInGoodStanding(carried: readonly CarriedSanction[], at: Date): boolean {
  return carried.every((one) => hasEnded(one, at));
}

function hasEnded({ until }: Pick<CarriedSanction, "until">, at: Date): boolean {
  return until !== null && until <= at;
}

/** So that of two instants the later one is harder, no end harder than any, and a termination harder than all. */
function hardness({ kind, until }: CarriedSanction): number {
  if (kind === "termination") return Number.MAX_VALUE;
  return until === null ? Number.MAX_SAFE_INTEGER : until.getTime();
}

/** The cause of a sanction's freeze, by which it is thawed. */
export function freezeCause(sanction: string): string {
  return `sanction:${sanction}`;
}

/** The cause of what a termination forfeits. */
export function forfeitCause(sanction: string): string {
  return `forfeit:${sanction}`;
}
