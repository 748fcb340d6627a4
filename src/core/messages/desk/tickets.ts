import { day, minute } from "../english/wording.ts";

/** What operators read about tickets. */
export const ticketsDesk = {
  title: "Tickets",
  queueText: (open: number, overdue: number) =>
    open === 0
      ? "Nobody waits for an answer."
      : `${open === 1 ? "One ticket waits" : `${open} tickets wait`} for an answer, ${overdue === 0 ? "none" : overdue} overdue. The longest overdue comes first.`,
  queueLine: (category: string, dueAt: Date, late_hours: number, assignee: string | null) =>
    [
      category,
      late_hours > 0 ? `overdue for ${hours(late_hours)}` : `due ${minute(dueAt)}`,
      ...(assignee === null ? [] : [`with ${assignee}`]),
    ].join(" · "),
  category: { payment: "payment", picture: "picture", account: "account", safety: "SAFETY", other: "other" },
  state: { open: "waits for us", answered: "answered", asked: "waits for the person", closed: "closed" },
  ticketTitle: (number: string, category: string) => `${number} · ${category}`,
  status: "Status",
  statusDue: (state: string, dueAt: Date, late_hours: number) =>
    late_hours > 0 ? `${state}, overdue for ${hours(late_hours)}` : `${state}, due ${minute(dueAt)}`,
  opened: "Opened",
  day,
  account: "Account",
  order: "Order",
  assignee: "With",
  nobody: "nobody",
  person: (at: Date) => `The person, ${minute(at)}`,
  us: (at: Date) => `We, ${minute(at)}`,
  picture: (number: number) => `Picture ${number} of the ticket`,
  wordsGone: "Its words are deleted.",

  queue: "The queue",
  next: "Next",
  nothingNext: "Nothing else waits that nobody else takes care of.",
  reply: "Reply",
  close: "Close",
  assign: "Assign to me",
  earlier: "Earlier",
  replyTitle: (number: string) => `Reply to ${number}`,
  replyWords: "What the person reads",
  replyThen: "How it stands then",
  standings: {
    answered: "Answered: we have said what there is",
    asked: "We need something from the person",
    closed: "Answered, and closed",
  },
  send: "Send",
  sent: "Sent: the person is told.",
  sentAlready: "This was sent already.",
  closed: "Closed: the person is told.",
  closedAlready: "It is closed.",
  assigned: "It is with you.",
  changed: "Something was said or decided since you looked, so nothing was done. This is how it is now.",
  changedWords: (words: string) =>
    `Something was said or decided since you looked, so your answer was not sent. This is how it is now; your words were:\n\n${words}`,
  unknown: "There is no such ticket. /admin tickets shows those that wait, and takes a number such as S-7KQ2-MXAB.",

  newTitle: "Tickets wait for an answer",
  newText: (count: number) =>
    count === 1
      ? "One ticket is waiting that was not before. /admin tickets shows it."
      : `${count} tickets are waiting that were not before. /admin tickets shows them.`,
  safetyTitle: "A ticket about safety",
  safetyText: (number: string) =>
    `${number} is about somebody’s safety. Please look at it now: /admin tickets ${number}`,
  safetyMany: (count: number) =>
    `${count === 1 ? "One more ticket is" : `${count} more tickets are`} about somebody’s safety, and in the next ten minutes you are not told of each. Please look at them now: /admin tickets`,
  overdueTitle: "Tickets are overdue",
  overdueText: "We promise an answer within three business days (T28). These are late:",
  overdueLine: (number: string, late_hours: number) => `${number}, late for ${hours(late_hours)}`,
};

function hours(count: number): string {
  if (count < 1) return "less than an hour";
  if (count < 48) return count === 1 ? "1 hour" : `${count} hours`;
  return `${Math.floor(count / 24)} days`;
}
