import type { Approval } from "../../desk/approval.ts";
import { minute } from "../english/wording.ts";

/** What operators read about what needs two of them. */
export const approvalWords = {
  title: "A second person is asked",
  listTitle: "What waits for a second person",
  none: "Nothing waits.",
  listText: (shown: number, isAll: boolean) =>
    isAll
      ? `${shown === 1 ? "One act waits" : `${shown} acts wait`}. The oldest comes first.`
      : `These are the ${shown} oldest; there are more.`,
  line: ({ summary, intent, expiresAt }: Approval) =>
    `${summary}\nAsked by ${intent.by}: ${intent.reason}\nUntil ${minute(expiresAt)}`,
  look: (number: number) => `Look at ${number}`,
  back: "All that waits",
  asked: (expiresAt: Date) =>
    `This needs a second person. The others were told; one of them has to agree until ${minute(expiresAt)}. You are told what became of it.`,
  nobodyElse:
    "This needs a second person, and there is none: OPERATORS names nobody else. Name one, or switch the rule off with twoPeople in the file of MODERATION_FILE.",
  ruleOn: "Terminations, announcements, more than 10,000 credits at once and credits for oneself need a second person.",
  ruleOff: "The rule of two people is switched off (twoPeople): each act is done at once.",
  own: "You asked for this yourself. Somebody else of ours has to agree.",
  ownMatter: "This is about your own account. Somebody else of ours has to decide it.",
  unknown: "There is no such question any more.",
  by: "Asked by",
  why: "Why",
  before: "Now",
  after: "Then",
  approve: "Agree, and do it",
  decline: "Decline",
  until: (expiresAt: Date) => `Nothing is done before you agree. Until ${minute(expiresAt)}.`,
  declined: (by: string) => `${by} declined. Nothing was done.`,
  expired: "Nobody has agreed in time. Nothing was done; ask again if it is still needed.",
  failed: (code: string) => `It could not be done any more (${code}).`,
  settledTitle: {
    done: "A second person agreed",
    failed: "Agreed to, and not possible any more",
    declined: "A second person declined",
    expired: "No second person agreed",
  },
  state: ({ state, decidedBy, outcome }: Pick<Approval, "state" | "decidedBy" | "outcome">): string => {
    switch (state) {
      case "waiting":
        return "It waits.";
      case "approved":
        return `${decidedBy} agreed. It is being done.`;
      case "declined":
        return approvalWords.declined(decidedBy ?? "Somebody");
      case "expired":
        return approvalWords.expired;
      case "done":
      case "failed":
        return `${decidedBy} agreed. ${outcome ?? ""}`.trim();
    }
  },
};
