import type { Identity } from "../chat/incoming.ts";
import type { Look, Settings } from "./settings.ts";

/** A person, whatever chats they come from. */
export interface Account {
  readonly id: string;
  readonly createdAt: Date;
  readonly identities: readonly Identity[];
  readonly plan: PlanId;
  /** Every acceptance of the terms, oldest first; old ones stay recorded (T27). */
  readonly consents: readonly Consent[];
  /** The generation that was the first to be shown to them, and with it what is said once; null: none was yet. */
  readonly firstPicture: string | null;
  /** Something could not be told by direct message and waits for the next contact. */
  readonly noticesWaiting: boolean;
  readonly settings: Settings;
  /** What they asked for by flags in their last pictures; null: nothing, or they do not want it to be remembered. */
  readonly lastLook: Look | null;
}

/** "I am old enough and I accept these terms" (T3, T27). */
export interface Consent {
  readonly termsVersion: string;
  readonly ageConfirmed_years: number;
  readonly platform: string;
  readonly at: Date;
}

export type PlanId = "free";

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

/** The acceptance that is in force, or null when the person has to be asked. */
export function consentInForce(account: Account, termsVersion: string): Consent | null {
  return account.consents.find((consent) => consent.termsVersion === termsVersion) ?? null;
}
