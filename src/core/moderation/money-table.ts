import type { ModerationNumbers } from "./numbers.ts";
import { strikesOf } from "./numbers.ts";
import type { Violation } from "./violation.ts";

/** How the credits of a picture ended. What was stored under one of these names is read for good, so none is ever renamed. */
export const settlementRules = [
  "delivered-in-full",
  "flagged-share-returned",
  "missing-share-returned",
  "refused-by-provider-returned",
  "refused-by-provider-kept",
  "refused-in-a-wave-returned",
  "technical-failure-returned",
  "cancelled-returned",
  "nothing-held",
] as const;
export type SettlementRule = (typeof settlementRules)[number];

/** What was decided before anything was held. */
export const findingRules = ["swearing-told", "prompt-blocked", "upload-blocked", "gravest-suspended"] as const;
export type FindingRule = (typeof findingRules)[number];

export type Rule = SettlementRule | FindingRule;

/** What was refused while everybody is refused, or hidden: it neither costs nor weighs anything. */
export const IN_A_WAVE = "refused-in-a-wave-returned" satisfies SettlementRule;

/** The ledger's words, shown in the history of a wallet: for credits that a refusal kept, and for those that came back later. */
export const REFUSED_BY_PROVIDER = "refused-by-provider";
export const REFUSAL_RETURNED = "refusal-returned";

/** The rows of the table of money and moderation, in the order in which `/terms` shows them (T9 with T22, T7, T24). */
export const tableRows = [
  { id: "own-filter", rules: ["swearing-told", "prompt-blocked"] },
  { id: "own-upload-check", rules: ["upload-blocked"] },
  { id: "provider-refusal", rules: ["refused-by-provider-returned", "refused-by-provider-kept"] },
  { id: "provider-flag", rules: ["flagged-share-returned"] },
  { id: "wave", rules: ["refused-in-a-wave-returned"] },
  {
    id: "no-fault",
    rules: ["technical-failure-returned", "missing-share-returned", "cancelled-returned", "nothing-held"],
  },
  { id: "delivery", rules: ["delivered-in-full"] },
  { id: "gravest", rules: ["gravest-suspended"] },
] as const satisfies readonly { readonly id: string; readonly rules: readonly Rule[] }[];
export type TableRow = (typeof tableRows)[number]["id"];

/** What happened, as far as the table asks. */
export type Occurrence =
  /** Ours found it, before anything was held. */
  | {
      readonly where: "prompt" | "upload";
      readonly category: Violation["category"];
      readonly confidence: number;
    }
  /**
   * The provider refused by its policy. `refusals`: how many count in the window, this one included. `wasWarned`: before they
   * asked for it, the person had been told that refusals keep their credits from now on.
   */
  | {
      readonly where: "provider-input";
      readonly refusals: number;
      readonly wasWarned: boolean;
      readonly isWave: boolean;
    }
  /** The provider's checker hid images, or refused some of a batch whose others it made. */
  | { readonly where: "provider-output"; readonly isWave: boolean }
  | { readonly where: Plain };

/** What is nobody's fault, and depends on no number: each with its rule. */
const plainRules = {
  technical: "technical-failure-returned",
  /** Fewer pictures came than were asked for. */
  missing: "missing-share-returned",
  cancelled: "cancelled-returned",
  "never-held": "nothing-held",
  delivered: "delivered-in-full",
} as const satisfies Readonly<Record<string, SettlementRule>>;
export type Plain = keyof typeof plainRules;

/** What the table says of it. */
export interface Line<R extends Rule = Rule> {
  readonly rule: R;
  /** `not-taken`: nothing was held; `returned`: of the share it is about; `kept`: charged without a picture; `paid`: for pictures. */
  readonly credits: "not-taken" | "returned" | "kept" | "paid";
  readonly strikes: number;
  /** The wallet is frozen and the account suspended at once (T7). */
  readonly suspends: boolean;
}

/** The line of the table for what happened. Everything that depends on a number of the operator is in here. */
export function decide(
  occurrence: Extract<Occurrence, { where: "prompt" | "upload" }>,
  numbers: ModerationNumbers,
): Line<FindingRule>;
export function decide(
  occurrence: Exclude<Occurrence, { where: "prompt" | "upload" }>,
  numbers: ModerationNumbers,
): Line<SettlementRule>;
export function decide(occurrence: Occurrence, numbers: ModerationNumbers): Line {
  switch (occurrence.where) {
    case "prompt":
    case "upload":
      return ofFinding(occurrence, numbers);
    case "provider-input":
      if (occurrence.isWave) return line(IN_A_WAVE, "returned");
      return occurrence.refusals > numbers.refusalsReturned && occurrence.wasWarned
        ? line("refused-by-provider-kept", "kept", numbers.strikesOfRefusal)
        : line("refused-by-provider-returned", "returned", numbers.strikesOfRefusal);
    case "provider-output":
      if (occurrence.isWave) return line(IN_A_WAVE, "returned");
      return line("flagged-share-returned", "returned", numbers.strikesOfFlag);
    case "never-held":
      return line(plainRule(occurrence.where), "not-taken");
    case "delivered":
      return line(plainRule(occurrence.where), "paid");
    default:
      return line(plainRule(occurrence.where), "returned");
  }
}

/** The rule where nothing has to be counted. */
export function plainRule(where: Plain): SettlementRule {
  return plainRules[where];
}

/**
 * Whether credits come back for the last time: the person is told with it, before any are kept (T22). Of several that were
 * refused at one moment each says so.
 */
export function isLastReturned(
  { rule, refusals }: { readonly rule: string; readonly refusals: number },
  { refusalsReturned }: ModerationNumbers,
): boolean {
  return rule === "refused-by-provider-returned" && refusals >= refusalsReturned;
}

function ofFinding(
  { where, category, confidence }: Extract<Occurrence, { where: "prompt" | "upload" }>,
  numbers: ModerationNumbers,
): Line {
  // What is no category of ours is an image that people of ours put on the list, one by one.
  const known = category === "policy" || category === "blocked-image" ? null : category;
  const strikes = known === null ? 1 : strikesOf(known, numbers);
  if (known !== null && numbers.gravest.includes(known) && confidence >= numbers.gravestConfidence) {
    return { ...line("gravest-suspended", "not-taken", strikes), suspends: true };
  }
  if (strikes === 0) return line("swearing-told", "not-taken");
  return line(where === "prompt" ? "prompt-blocked" : "upload-blocked", "not-taken", strikes);
}

function line(rule: Rule, credits: Line["credits"], strikes = 0): Line {
  return { rule, credits, strikes, suspends: false };
}
