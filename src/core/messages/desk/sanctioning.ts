import { list } from "../english/wording.ts";

/** What operators read where they sanction. */
export const sanctionWords = {
  title: (name: string) => `Sanctions on ${name}`,
  none: "Nothing was ever decided about them.",
  person: "The person",
  submit: "Show what would happen",
  whyLabel: "Why (the person reads it)",
  reasonLabel: "What for",
  durationLabel: "For how long",
  durations: {
    "1h": "1 hour",
    "24h": "24 hours",
    "7d": "7 days",
    "30d": "30 days",
    forever: "until somebody lifts it",
  },
  freezeLabel: "Freeze the wallet as well?",
  forfeitLabel: "Are the credits forfeited?",
  noticeLabel: "Is notice given before?",
  withNotice: "yes, as the terms promise",
  withoutNotice: (reason: string) => `no: ${reason}`,
  yes: "yes",
  no: "no",
  durationAllowed: (given: string) =>
    `${given === "" ? "How long is missing" : `“${given}” is no time`}. Give hours or days such as 24h or 7d, up to a year, or “forever”.`,
  reasonAllowed: (reasons: readonly string[]) => `What it is for can be ${list(reasons)}.`,
  noticeAllowed: (reasons: readonly string[]) =>
    `Notice may be left out for ${list(reasons)} only, such as now=fraud; without it notice is given.`,
  notUnderstood: (given: string, reasons: readonly string[]) =>
    `“${given}” was not understood, so nothing is done. What it is for can be ${list(reasons)}; your own words go behind --reason.`,
};
