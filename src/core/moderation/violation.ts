import type { Category } from "./verdict.ts";

/** Where something forbidden was found: in the words, in a file of the person, by the provider in what it got, or in what it made. */
export const stages = ["prompt", "upload", "provider-input", "provider-output"] as const;
export type Stage = (typeof stages)[number];

/** Something forbidden that was found, once for its cause. Whether it counts is in `strikes` and `reversedAt`. */
export interface Violation {
  /** Derived from its cause. */
  readonly id: string;
  readonly account: string;
  readonly stage: Stage;
  /** `policy`: the provider does not say what it is about. */
  readonly category: Category | "policy" | "blocked-image";
  /** 0 to 1. */
  readonly confidence: number;
  readonly generation: string | null;
  readonly model: string | null;
  /** What it weighs, in halves of a strike exactly; 0: told, and nothing more. */
  readonly strikes: number;
  /** The line of the table of money and moderation that applied. */
  readonly rule: string;
  /** How many refusals of the provider counted then, this one included; absent: it was none that counts. */
  readonly refusals?: number;
  readonly termsVersion: string;
  readonly at: Date;
  /** Of the sealed evidence; null: none is kept. */
  readonly evidence: string | null;
  /** When it was taken back, by appeal or by a person of ours; it counts no more. */
  readonly reversedAt: Date | null;
}

/** What a wave of refusals is told by. */
export type ProviderSaid = Pick<
  Violation,
  "id" | "account" | "model" | "generation" | "rule" | "strikes" | "reversedAt"
>;

export interface ViolationStore {
  /**
   * Keeps what `make` answers as the account's next violation: those since `since` that are not reversed are given to it, and
   * nobody else's comes in between. The one that is there stands, and is answered.
   */
  add(
    key: { readonly id: string; readonly account: string; readonly since: Date },
    make: (earlier: readonly Violation[]) => Violation,
  ): Promise<Violation>;
  find(id: string): Promise<Violation | null>;
  ofGeneration(generation: string): Promise<Violation[]>;
  /** Latest first. */
  latest(account: string, limit: number): Promise<Violation[]>;
  /** Those that count, since then: they weigh something and are not reversed. Oldest first. */
  since(account: string, since: Date): Promise<Violation[]>;
  /** Of all accounts what the provider refused or hid since then, latest first. */
  ofProvider(since: Date, limit: number): Promise<ProviderSaid[]>;
  /** Of all accounts what our own checks found of these kinds since then, what is reversed left out; latest first. */
  foundOf(categories: readonly Category[], since: Date, limit: number): Promise<Violation[]>;
  /** false when it was reversed before. */
  reverse(id: string, at: Date): Promise<boolean>;
  /** Takes the weight off, as when what looked like a person's was an outage; safe to repeat. */
  lighten(ids: readonly string[], rule: string): Promise<void>;
}
