import type { PlanId } from "../catalogue/plans.ts";
import type { Identity } from "../chat/incoming.ts";
import type { CarriedSanction } from "../moderation/sanction.ts";
import type { Look, Settings } from "./settings.ts";

/** A person, whatever chats they come from. */
export interface Account {
  readonly id: string;
  readonly createdAt: Date;
  readonly identities: readonly Identity[];
  /** The account that stands for this one since they were joined; null: it stands for itself. */
  readonly joinedInto: string | null;
  /** The accounts that were joined into this one: what was theirs is this one's. */
  readonly joinedFrom: readonly string[];
  readonly plan: PlanId;
  /** Every acceptance of the terms, oldest first; old ones stay recorded (T27). */
  readonly consents: readonly Consent[];
  /** The generation that was the first to be shown to them, and with it what is said once; null: none was yet. */
  readonly firstPicture: string | null;
  /** Something could not be told by direct message and waits for the next contact. */
  readonly noticesWaiting: boolean;
  readonly settings: Settings;
  /** The language that a chat told last, as BCP 47; null: none has. */
  readonly language: string | null;
  /** What they asked for by flags in their last pictures; null: nothing, or they do not want it to be remembered. */
  readonly lastLook: Look | null;
  /** When all of it will be erased, as the person asked; null: it will not. */
  readonly erasureDueAt: Date | null;
  /** What it may not do for now or for good: see `standingOf`, which says what of it is in force. */
  readonly sanctions: readonly CarriedSanction[];
}

/** "I am old enough and I accept these terms" (T3, T27). */
export interface Consent {
  readonly termsVersion: string;
  readonly ageConfirmed_years: number;
  readonly platform: string;
  readonly at: Date;
}

/** What a plan allows at once. Credits are not part of it: they are in the wallet. */
export interface PlanLimits extends Share {
  readonly commandsPerMinute: number;
}

/** An account's share of what the provider takes at once. */
export interface Share {
  /** How many pictures may be in the works, the waiting ones included; more are refused. */
  readonly inWorksMax: number;
  /** How many of them may be at the provider at once. */
  readonly atOnce: number;
  /** How often it is this account's turn beside others: at least 1. */
  readonly weight: number;
}

/** What they want to read: what they have set, else what their chat tells now, else what one told last. */
export function languageWished(
  { settings, language }: Pick<Account, "settings" | "language">,
  told?: string | undefined,
): string | null {
  // A chat that cannot tell may say nothing in words.
  return settings.language ?? (told || language);
}

/** Whether this id means this account, by its own or as one that was joined into it. */
export function isAccount({ id, joinedFrom }: Pick<Account, "id" | "joinedFrom">, wanted: string): boolean {
  return id === wanted || joinedFrom.includes(wanted);
}
