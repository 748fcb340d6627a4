import type { Applier } from "./applier.ts";
import type { RefusalOf } from "./operations.ts";
import type { Lot } from "./wallet.ts";

export type JoinAnswer =
  | { readonly outcome: "joined" | "repeated"; readonly amount: number; readonly lots: readonly Lot[] }
  | RefusalOf<"join-out">;

/**
 * Moves all lots of one wallet into another in two steps, each applied once for the cause. Between them the credits are in
 * the first wallet's entry, from where asking again takes them, so a process may stop anywhere.
 */
export async function join(applier: Applier, from: string, into: string, cause: string): Promise<JoinAnswer> {
  if (from === into) throw new Error(`wallet ${from} cannot be joined with itself`);
  const out = await applier.apply<"join-out">(from, {
    operation: () => ({ kind: "join-out", cause, reason: "joined", into }),
  });
  if (!("entry" in out)) return out;
  // A cause names one pair: asked for another target, the credits must not be given twice.
  if (out.entry.into !== into) throw new Error(`cause ${cause} has joined ${from} into ${out.entry.into}, not ${into}`);

  const lots = out.entry.left ?? [];
  const { outcome } = await applier.apply<"join-in">(into, {
    operation: () => ({ kind: "join-in", cause, reason: "joined", from, lots }),
  });
  return { outcome: outcome === "applied" ? "joined" : "repeated", amount: out.entry.amount, lots };
}
