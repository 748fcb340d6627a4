import type { Reply } from "../../chat/reply.ts";
import type { CaseDecision, CaseKind } from "../../moderation/case.ts";
import { minute } from "../english/wording.ts";

const kinds: Readonly<Record<CaseKind, string>> = {
  gravest: "Gravest category",
  pattern: "Pattern of violations",
  appeal: "Appeal",
  report: "Report",
  infringement: "Infringement notice",
  intimate: "Intimate image of a real person",
  "repeat-infringer": "Repeat infringer",
  wave: "Wave of refusals",
};

const outcomes: Readonly<Record<CaseDecision["outcome"], string>> = {
  upheld: "upheld",
  reversed: "reversed",
  acted: "acted on",
  dismissed: "dismissed",
};

/** What operators read about the review queue. */
export const caseDesk = {
  kinds,
  outcomes,
  waitingAlert: (kind: CaseKind, open: number): Reply => ({
    title: "Cases wait",
    text: `${kinds[kind]}: ${open === 1 ? "one case waits" : `${open} cases wait`}. /admin cases shows the next one.`,
  }),
  urgentAlert: (kind: CaseKind, id: string): Reply => ({
    title: `Urgent: ${kinds[kind]}`,
    text: `Somebody has to look at it now. /admin cases ${id} shows it.`,
  }),
  urgentManyAlert: (kind: CaseKind, opened: number): Reply => ({
    title: `Urgent: ${kinds[kind]}`,
    text: `${opened} cases came within ten minutes, and of more in this time you are not told one by one. Somebody has to look at them now: /admin cases shows the next one.`,
  }),
  title: (kind: CaseKind) => `Case: ${kinds[kind]}`,
  queueTitle: "Cases",
  none: "Nothing waits for a decision.",
  end: "That was the last one. Those that you passed over still wait.",
  unknown: (given: string) => `There is no case “${given}”. /admin cases shows the next one.`,
  howToTakeDown: (picture: string) => `To take the picture down: /admin takedown ${picture}`,
  howToEnd: (account: string, id: string) =>
    `For the authorities: /admin evidence ${id} --reason … To end the account: /admin terminate ${account} gravest --reason …`,
  howToEndInfringer: (account: string) => `To end the account (T26): /admin terminate ${account} rights --reason …`,
  opened: (at: Date) => `Opened ${minute(at)}`,
  id: "Case",
  due: "Due",
  dueAt: (at: Date, isOver: boolean) => (isOver ? `${minute(at)}: overdue` : minute(at)),
  account: "Account",
  accountLine: (id: string, names: readonly string[]) => [id, ...names].join("\n"),
  strikes: "Strikes in force",
  strikesLine: (sum: number, count: number) => `${sum}, of ${count === 1 ? "one violation" : `${count} violations`}`,
  violations: "What it is about",
  violationLine: (what: string, at: Date, strikes: number, isReversed: boolean) =>
    `${minute(at)}: ${what}, ${strikes === 1 ? "1 strike" : `${strikes} strikes`}${isReversed ? ", taken back" : ""}`,
  more: (count: number) => `and ${count} more`,
  sanction: "Sanction",
  sanctionLine: (kind: string, reason: string, by: string, until: Date | null, isLifted: boolean) =>
    [
      ...[`${kind} for ${reason}`, `by ${by}`],
      ...(until !== null ? [`until ${minute(until)}`] : kind === "suspension" ? ["without an end"] : []),
    ].join(", ") + (isLifted ? "; lifted" : ""),
  picture: "Picture",
  report: "Report",
  said: "They write",
  count: "How many say so",
  evidence: "Evidence",
  evidenceLine: (count: number) => (count === 1 ? "one sealed item" : `${count} sealed items`),
  decision: "Decision",
  decisionLine: ({ outcome, by, note, at }: CaseDecision) => `${outcomes[outcome]} by ${by} on ${minute(at)}: ${note}`,
  show: "Show the evidence",
  uphold: "Uphold",
  reverse: "Reverse all of it",
  dismiss: "Dismiss",
  act: "Done, with a note",
  suspend: "Suspend…",
  next: "Next",
  back: "Back to the case",
  formTitle: { upheld: "Uphold", reversed: "Reverse", dismissed: "Dismiss", acted: "Done", suspended: "Suspend" },
  formSubmit: "Decide",
  noteLabel: (isTold: boolean) => (isTold ? "Why (the person reads it)" : "Why (kept with the decision)"),
  hoursLabel: "For how many hours (empty: until it is lifted)",
  noteMissing: "A decision needs a note: why it was decided so.",
  hoursWrong: (given: string, max: number) =>
    `“${given}” is no number of hours. Write a whole number from 1 to ${max}, or nothing.`,
  operatorSubject: "That account belongs to an operator and cannot be suspended here.",
  decided: (kind: CaseKind, outcome: CaseDecision["outcome"]) => `${kinds[kind]}: ${outcomes[outcome]}.`,
  changed: "Something has happened to this case meanwhile, so nothing was done. This is how it is now.",
  evidenceTitle: "Sealed evidence",
  evidenceNone: "Nothing is kept here, or it was kept long enough and is gone.",
  evidenceOf: (at: Date, keepUntil: Date) => `Found ${minute(at)}, kept until ${minute(keepUntil)}`,
  evidenceImage: "An image from the evidence",
  pictureImage: "The picture that the case is about",
  unreadable: {
    "another-key":
      "It was sealed with another HASH_KEY than the one that is set now. With that key back in place it can be opened.",
    altered: "It cannot be opened: what lies in the database was changed after it was sealed.",
  },
};
