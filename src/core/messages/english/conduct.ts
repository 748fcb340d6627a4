import type { TableRow } from "../../moderation/money-table.ts";
import type { ModerationNumbers } from "../../moderation/numbers.ts";
import { credits, minute } from "./wording.ts";

/** "half a strike", "2 strikes", "2½ strikes". */
function strikes(count: number): string {
  if (count === 0) return "no strike";
  if (count === 0.5) return "half a strike";
  if (count === 1) return "one strike";
  return `${Math.floor(count)}${Number.isInteger(count) ? "" : "½"} strikes`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** The table of money and moderation, row by row. */
const rows: Readonly<Record<TableRow, (numbers: ModerationNumbers) => string>> = {
  "own-filter": () =>
    "Our word filter stops a prompt: nothing was taken. Strikes depend on what it is about; for a bare swear word there is none.",
  "own-upload-check": () => "Our checks refuse an upload: nothing was taken. Strikes depend on what it is about.",
  "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
    refusalsReturned === 0
      ? `A model refuses the words or the upload by its rules: the credits are kept. Each counts as ${strikes(strikesOfRefusal)}.`
      : `A model refuses the words or the upload by its rules: the credits come back ${refusalsReturned === 1 ? "once" : `${refusalsReturned} times`} in ${days(window_days)}. After that they are kept, and you are told before it first happens. Each counts as ${strikes(strikesOfRefusal)}.`,
  "provider-flag": ({ strikesOfFlag }) =>
    `A model’s safety check hides a picture: its share of the credits always comes back. It counts as ${strikes(strikesOfFlag)}.`,
  wave: () =>
    "A model refuses far more than usual, for many people at once: that is an outage. The credits always come back, and it counts as no strike.",
  "no-fault": () =>
    "A picture fails, takes too long, is cancelled or gets lost: the credits always come back, and it counts as no strike.",
  delivery: () =>
    "A picture is ready but could not be posted: it is sent again, or waits in /history, and you are told. It is charged, and counts as no strike.",
  gravest: () =>
    "Something sexual with minors, or an intimate picture of a real person made without consent: the account is suspended and its credits are on hold at once, until a person has looked.",
};

/** What follows from what is not allowed, told to whom it concerns. */
export const conduct = {
  rows,
  tableTitle: "What it costs when something is blocked",
  /** Under the reason why a prompt or an upload was blocked. */
  counted: (count: number, window_days: number) =>
    `It counts as ${strikes(count)} for ${days(window_days)}. If we are wrong, press the button below or send /appeal, and a person looks at it.`,
  warned:
    "This is a warning: with more of it your account will be suspended for a while. /terms shows what is not allowed.",
  suspendedUntil: (until: Date) =>
    `Your account is suspended until ${minute(until)}. /balance, /support and /appeal still work.`,
  suspended:
    "Your account is suspended until a person has looked at it. /balance, /support and /appeal still work, and an appeal is read by a person.",
  /** Behind the sentence that says that a model refused and the credits are back. */
  lastReturned: (refusals: number, window_days: number) =>
    `Please note: that was refusal number ${refusals} in ${days(window_days)}, and the last one whose credits come back. From the next one on they are kept, as the terms say (T22). Other words or another model may do; if the model is wrong, send /appeal.`,
  /** In place of that sentence, once credits are kept. */
  kept: (amount: number, refusals: number, window_days: number) =>
    `The model refused this, because its maker’s rules do not allow it. It was refusal number ${refusals} in ${days(window_days)}, so ${credits(amount)} ${amount === 1 ? "was" : "were"} kept, as you were told before (T22). Other words or another model may do. If the model is wrong, press the button below or send /appeal: what is reversed gives the credits back.`,
  /** Behind the sentence that says that a model refused, while it refuses everybody. */
  wave: "The model refuses far more than usual at the moment, so this does not count against you. Please try again later, or pick another model (/models).",
  /** When such credits come back later. */
  cameBack: (amount: number) =>
    `A model refused a picture of yours, and ${credits(amount)} ${amount === 1 ? "was" : "were"} kept. That was taken back: ${amount === 1 ? "it is" : "they are"} yours again, and the refusal counts no more. /balance shows what you have.`,
  /** In the history of credits. */
  keptMovement: "refused by the model’s rules",
  returnedMovement: "a refusal that was taken back",
};
