import { z } from "zod";
import type { ModerationNumbers } from "../moderation/numbers.ts";
import { sanctionReasons } from "../moderation/sanction.ts";
import { AMOUNT_MAX, audienceSchema, noticeKinds, textsSchema } from "./announcement.ts";

/** From this many credits on, one operator's word is not enough. */
export const ALONE_CREDITS_MAX = 10_000;

const account = z.string().min(1);
const amount = z.number().int().min(1).max(AMOUNT_MAX);
const reason = z.enum(sanctionReasons);

/** One thing that an operator can do to somebody, or tell everybody: as data, so that it can wait for a second person. */
export const actSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("grant"), account, amount, expiresAt_ms: z.number().nullable() }),
  /** What was given free, exactly these lots, no more of each than that. */
  z.object({
    kind: z.literal("take"),
    account,
    lots: z
      .array(z.object({ lot: z.string(), amount }))
      .min(1)
      .max(50),
    /** When the last of them would have expired: taken back wrongly, they come back with this. */
    expiresAt_ms: z.number().nullable(),
  }),
  z.object({ kind: z.literal("freeze"), account }),
  z.object({ kind: z.literal("thaw"), account, freeze: z.string() }),
  z.object({ kind: z.literal("warn"), account, reason }),
  z.object({
    kind: z.literal("suspend"),
    account,
    reason,
    /** null: until it is lifted. */
    duration_hours: z.number().int().min(1).max(8760).nullable(),
    freezes: z.boolean(),
  }),
  z.object({ kind: z.literal("lift"), account, sanction: z.string() }),
  z.object({
    kind: z.literal("terminate"),
    account,
    reason,
    withoutNotice: z.enum(["fraud", "security", "harm"]).nullable(),
    forfeits: z.boolean(),
  }),
  z.object({
    kind: z.literal("announce"),
    texts: textsSchema,
    audience: audienceSchema,
    notice: z.enum(noticeKinds),
    /** How many people it would reach when it was written. */
    people: z.number().int().min(0),
  }),
]);
export type Act = z.output<typeof actSchema>;
export type ActKind = Act["kind"];
export type ActOf<Kind extends ActKind> = Extract<Act, { readonly kind: Kind }>;

/** An act that somebody of ours wants done: the same cause is done once, however often it is asked for. */
export const intentSchema = z.object({
  cause: z.string().min(1),
  /** Identity key of the operator who wants it. */
  by: z.string().min(1),
  /** Their account. */
  byAccount: z.string().min(1),
  reason: z.string(),
  /** When it was written down. */
  at_ms: z.number(),
  act: actSchema,
});
export type Intent = z.output<typeof intentSchema>;

/** Whether a second person of ours has to agree: what cannot be undone, what reaches everybody, much, and what is for oneself. */
export function needsSecondPerson(
  { act, byAccount }: Pick<Intent, "act" | "byAccount">,
  { twoPeople }: Pick<ModerationNumbers, "twoPeople">,
): boolean {
  if (!twoPeople) return false;
  switch (act.kind) {
    case "terminate":
    case "announce":
      return true;
    case "grant":
      return act.amount > ALONE_CREDITS_MAX || act.account === byAccount;
    case "take":
      return amountOf(act) > ALONE_CREDITS_MAX;
    default:
      return false;
  }
}

/** Credits that a taking back takes at most. */
export function amountOf({ lots }: ActOf<"take">): number {
  return lots.reduce((total, { amount: one }) => total + one, 0);
}
