import { list, minute } from "../english/wording.ts";

/** What operators read when what they gave leads to nobody. */
export const lookupWords = {
  how: "Give an identity (discord:123), a name (@ada), an order’s number (E-7KQ2-MXAB), a picture’s id or an account’s id.",
  erased: "That account was erased: nothing is left of it but its bookkeeping.",
  noIdentity: (given: string, near: string | null, platforms: readonly string[]) =>
    near === null
      ? `Nobody has come as ${given}. The platforms are ${list(platforms)}; the number is the platform’s own id of a user.`
      : `Nobody has come as ${given}. Did you mean “${near}:”?`,
  noName: (name: string) =>
    `Nobody shows exactly the name “${name}”. Names are looked for as they are written; an identity such as discord:123 always works.`,
  namesakes: (name: string, accounts: readonly string[], areMore: boolean) =>
    `Several people show the name “${name}”${areMore ? "; some of them" : ""}: ${list(accounts)}. Give one of these ids.`,
  severalOrders: (order: string) => `More than one order begins like ${order}. Give its whole id.`,
  severalPictures: (start: string) => `More than one picture begins with ${start}. Give more of its id.`,
  nobody: (given: string) => `“${given}” leads to nobody. ${lookupWords.how}`,
};

/** What operators read about one person. */
export const personWords = {
  title: (name: string) => `Who is ${name}`,
  account: "Account",
  identities: "Identities",
  since: (at: Date, plan: string, language: string | null) =>
    `since ${minute(at)} · plan ${plan} · language ${language ?? "not known"}`,
  joinedFrom: (ids: readonly string[]) => `joined from ${list(ids)}`,
  isOperator: "This is one of the people who run Easel.",
  erasure: (at: Date) => `Will be erased on ${minute(at)}, as they asked.`,
  consent: "Terms",
  noConsent: "never accepted",
  consentLine: (version: string, at: Date, platform: string) => `${version}, on ${minute(at)} in ${platform}`,
  credits: "Credits",
  freezeLine: (cause: string, order: string | null) =>
    order === null ? `frozen by ${cause}` : `order ${order} frozen by ${cause}`,
  standing: "Standing",
  strikes: (sum: number, count: number) =>
    `${sum} strikes of ${count === 1 ? "one violation" : `${count} violations`} count now`,
  violations: "Last violations",
  violationLine: (at: Date, stage: string, category: string, strikes: number, isReversed: boolean) =>
    `${minute(at)} · ${category} in ${stage} · ${strikes}${isReversed ? " · reversed" : ""}`,
  sanctions: "Last sanctions",
  sanctionLine: (at: Date, kind: string, reason: string, by: string, isLifted: boolean) =>
    `${minute(at)} · ${kind} (${reason}) by ${by}${isLifted ? " · lifted" : ""}`,
  movements: "Last movements",
  orders: "Last orders",
  pictures: "Last pictures",
  pictureLine: (id: string, at: Date, model: string, state: string, credits: number, isDeleted: boolean) =>
    `${id} · ${minute(at)} · ${model} · ${state} · ${credits}${isDeleted ? " · deleted" : ""}`,
  cases: "Cases",
  caseLine: (id: string, kind: string, isOpen: boolean) => `${id} · ${kind} · ${isOpen ? "open" : "decided"}`,
  tickets: "Tickets",
  ticketLine: (number: string, state: string, dueAt: Date | null) =>
    dueAt === null ? `${number} · ${state}` : `${number} · ${state} · due ${minute(dueAt)}`,
  notThere: "could not be read now",
  foundBy: (what: string) => `Found by ${what}.`,
  showPrompts: "Show prompts",
  promptsTitle: (name: string) => `What ${name} asked for last`,
  promptsNote: "That you looked is kept in the audit trail.",
  noPrompts: "There are no pictures.",
  grant: "Give credits",
  take: "Take credits",
  freeze: "Freeze",
  thaw: "Thaw",
  warn: "Warn",
  suspend: "Suspend",
  lift: "Lift the sanction",
  terminate: "Terminate",
  trail: "Audit trail",
  refresh: "Look again",
};
