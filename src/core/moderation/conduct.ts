import type { SettlementRule } from "./money-table.ts";
import type { ModerationNumbers } from "./numbers.ts";
import type { Sanction, SanctionReason, Standing } from "./sanction.ts";
import type { Category } from "./verdict.ts";
import type { Stage, Violation } from "./violation.ts";

/** Something that our own checks found before anything was held. */
export interface Finding {
  /** The event's id: the same event is one violation. */
  readonly cause: string;
  readonly account: string;
  readonly stage: Extract<Stage, "prompt" | "upload">;
  readonly category: Category | "blocked-image";
  readonly confidence: number;
  /** What is sealed where it may be needed: the words, and the file's bytes. Never logged. */
  readonly evidence: { readonly words: string; readonly bytes?: Uint8Array; readonly contentType?: string };
}

/** What follows for the person, told with the refusal. */
export interface Consequence {
  readonly violation: string;
  readonly strikes: number;
  /** How long they count. */
  readonly window_days: number;
  /** A sanction that came of it just now. */
  readonly sanction: Sanction | null;
}

/** What the provider said about one picture. */
export interface ProviderWord {
  readonly generation: string;
  readonly account: string;
  readonly model: string;
  /** `provider-input`: it refused words or references by its policy; `provider-output`: its checker hid images. */
  readonly stage: Extract<Stage, "provider-input" | "provider-output">;
  /** The words that were asked for, to be sealed where a rule says so. */
  readonly words: string;
  /** When it was asked for: what the person was told later than that, they did not know then. */
  readonly orderedAt: Date;
}

/** What becomes of the credits of a picture that was refused, and what the person is told with it. */
export interface Judgement {
  readonly violation: string;
  readonly rule: SettlementRule;
  /** `returned`: all that was held; `kept`: charged although there is no picture (T22). */
  readonly credits: "returned" | "kept";
  /** How many refusals in the window are behind the person, this one included; null: it does not count (an outage). */
  readonly refusals: number | null;
  /** The next one keeps the credits: they are told so before it happens. */
  readonly isLastReturned: boolean;
  /** How far back they count. */
  readonly window_days: number;
}

/** What people may do and did: findings, strikes and what follows from them. The table of money and moderation is applied here. */
export interface Conduct {
  /** What the table counts with here. */
  readonly numbers: ModerationNumbers;
  /** Keeps a finding and does what it adds up to. Safe to repeat. */
  found(finding: Finding): Promise<Consequence>;
  /** The table's line for the provider's word. Safe to repeat: the same picture has the same answer for good. */
  judge(word: ProviderWord): Promise<Judgement>;
  /** A request brought its pictures: what refusals are compared with. Never rejects, waits for nothing. */
  made(model: string): void;
  /** Violations that count now, with their sum in strikes. */
  strikes(account: string): Promise<{ readonly sum: number; readonly violations: readonly Violation[] }>;
  latest(account: string, limit: number): Promise<readonly Violation[]>;
  violation(id: string): Promise<Violation | null>;
  /**
   * Takes a violation back: it counts no more, and the credits that it kept come back. Answers false when it was before. `together`:
   * what is taken back with it, so that nothing is imposed in between for what will not count either.
   */
  reverse(violation: string, by: string, reason: string, together?: readonly string[]): Promise<boolean>;
  /**
   * Does what findings of the gravest kinds ask for where whoever found them died before it, or was refused by the database: nobody
   * asks a second time by the same event. Answers how many; safe to repeat.
   */
  finishFindings(): Promise<number>;
  /** Goes on with open waves of refusals, and closes those that are over; answers how many are open. Safe to repeat. */
  tendWaves(): Promise<number>;
}

/** Who may use Easel, and who may not for now or for good. */
export interface Sanctions {
  /** Does what the thresholds say of the strikes that an account has now, and of the gravest kind. Safe to repeat. */
  weigh(violation: Violation, counting: readonly Violation[]): Promise<Sanction | null>;
  /** An operator's decision, told to the person. Safe to repeat for its cause; refuses operators as subjects. */
  impose(order: SanctionOrder): Promise<Sanction>;
  /** Takes a sanction back, with the freeze that came with it; what a termination did already stays done. */
  lift(sanction: string, by: string, reason: string): Promise<Sanction | null>;
  find(sanction: string): Promise<Sanction | null>;
  /** Latest first. */
  latest(account: string, limit: number): Promise<readonly Sanction[]>;
  standing(account: string): Promise<Standing>;
  /** What is due by the clock: suspensions that are over are told and closed, terminations whose notice is over are carried out. */
  carryOutDue(limit: number): Promise<number>;
}

export interface SanctionOrder {
  readonly cause: string;
  readonly account: string;
  readonly kind: Sanction["kind"];
  readonly reason: SanctionReason;
  readonly note: string | null;
  /** Identity key of the operator, or `easel`. */
  readonly by: string;
  /** Of a suspension, in hours; null: until it is lifted. */
  readonly duration_hours: number | null;
  readonly freezes: boolean;
  readonly forfeits: boolean;
  /** Of a termination: why no notice is given before it (T18); null: notice is given. */
  readonly withoutNotice: "fraud" | "security" | "harm" | null;
  readonly violations: readonly string[];
}
