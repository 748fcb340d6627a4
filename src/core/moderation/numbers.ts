import { z } from "zod";
import { type Category, categories } from "./verdict.ts";

const count = z.number().int().min(1).max(10_000);
const strikes = z.number().min(0).max(100).multipleOf(0.5);

/** What the rules of money and moderation count with. Each may be set by the operator's file; these are the defaults. */
export const moderationNumbersSchema = z.strictObject({
  /** How far back refusals and strikes count, in days. */
  window_days: count.max(365).default(30),
  /** So many refusals by the provider in the window give the credits back; those after them keep them (T9, T22). */
  refusalsReturned: z.number().int().min(0).max(1000).default(3),
  /** What one refusal of the provider weighs, and one request of which its safety checker hid images. */
  strikesOfRefusal: strikes.default(1),
  strikesOfFlag: strikes.default(0.5),
  /** What a prompt or an upload of ours weighs, by category; what is not named weighs 1. */
  strikesByCategory: z
    .partialRecord(z.enum(categories), strikes)
    .default({ profanity: 0, violence: 0.5, deception: 0.5, illegal: 1, hate: 1, selfharm: 0, sexual: 0.5 }),
  /** Strikes in the window from which on the person is warned, a person of ours looks, and they are suspended. */
  warnAt: strikes.default(2),
  reviewAt: strikes.default(3),
  suspendDayAt: strikes.default(5),
  suspendWeekAt: strikes.default(8),
  suspendAt: strikes.default(12),
  /** A finding of the gravest kind suspends at once from this confidence on; below it, people of ours look first (T7). */
  gravestConfidence: z.number().min(0.5).max(1).default(0.9),
  gravest: z.array(z.enum(categories)).default(["minors", "consent"]),
  /** How long before a termination the person is told, in days (T18). */
  terminationNotice_days: count.max(90).default(7),
  /** How long what was theirs is kept after a termination, and how long sealed evidence is kept, in days. */
  terminationKept_days: count.max(3650).default(30),
  evidenceKept_days: count.max(3650).default(180),
  /** A wave of refusals: within so many minutes at least so many requests of so many accounts, and so large a share of all. */
  wave: z
    .strictObject({
      window_minutes: count.max(1440).default(10),
      refusalsMin: count.default(10),
      accountsMin: count.default(5),
      /** Of all requests to the model in the window that ended, refused ones. */
      shareMin: z.number().min(0.05).max(1).default(0.5),
    })
    .prefault({}),
  appealsPerDay: count.default(3),
  reportsPerDay: count.default(20),
  /** Pictures whose looks differ in at most so many of 64 bits count as the same one; 0: only what looks exactly alike. */
  lookAlikeBitsMax: z.number().int().min(0).max(16).default(6),
  /** Takedowns that count before a person of ours is asked whether this is a repeat infringer (T26). */
  infringementsMax: count.default(3),
  /** How long somebody may object to a takedown, and the picture is kept sealed for that, in days. */
  counterNotice_days: count.max(365).default(14),
  /** Whether a termination and a message to all need a second person of ours. */
  twoPeople: z.boolean().default(true),
});

export type ModerationNumbers = z.output<typeof moderationNumbersSchema>;

export const defaultModerationNumbers: ModerationNumbers = moderationNumbersSchema.parse({});

/** What a finding of this kind weighs, in strikes. */
export function strikesOf(category: Category, { strikesByCategory }: ModerationNumbers): number {
  return strikesByCategory[category] ?? 1;
}
