import type { Applier } from "./applier.ts";
import type { Lot } from "./wallet.ts";

export interface JoinAnswer {
  readonly outcome: "joined" | "repeated";
  /** Credits that were moved, without those in flight. */
  readonly amount: number;
  readonly lots: readonly Lot[];
}

/**
 * Moves everything of one wallet into another in two steps, each applied once. Between them it is in the first wallet's entry,
 * from where asking again takes it, so a process may stop anywhere. From then on the first wallet stands for the other.
 */
export async function join(applier: Applier, from: string, into: string, cause: string): Promise<JoinAnswer> {
  if (from === into) throw new Error(`wallet ${from} cannot be joined with itself`);
  // Only what joins accounts asks for this, one at a time for each of them; here it would turn in a circle for ever.
  if ((await applier.current(into)).account === from) throw new Error(`wallet ${into} was joined into ${from} before`);
  const answer = await applier.applyHere<"join-out">(from, {
    operation: () => ({ kind: "join-out", cause, reason: "joined", into }),
  });
  const entry = "entry" in answer ? answer.entry : (await applier.read(from)).journal.at(-1);
  if (entry?.kind !== "join-out") throw new Error(`wallet ${from} was joined and does not say how`);
  // A wallet is joined once: asked for another target, what is in it must not be given twice.
  if (entry.into !== into) throw new Error(`wallet ${from} has joined ${entry.into}, not ${into}`);
  const { outcome } = await applier.arrive(from, entry);
  return { outcome: outcome === "applied" ? "joined" : "repeated", amount: entry.amount, lots: entry.left?.lots ?? [] };
}
