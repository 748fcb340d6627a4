import type { RefusalCode, Refusals } from "../../refusal.ts";
import type { TicketCategory, TicketState } from "../../support/ticket.ts";
import { day, minute } from "./wording.ts";

const categories: { readonly [Category in TicketCategory]: string } = {
  payment: "Payment",
  picture: "A picture",
  account: "My account",
  safety: "Safety",
  other: "Something else",
};

const states: { readonly [State in TicketState]: string } = {
  open: "Waits for our answer",
  answered: "Answered",
  asked: "Waits for you",
  closed: "Closed",
};

/** Tickets: what people write to the people who run Easel, and what comes of it (T28). */
export const support = {
  title: "Support",
  category: categories,
  state: states,
  ticketTitle: (number: string, category: string) => `${number} · ${category}`,
  none: (days: number) =>
    `You have no ticket. Write what it is about, and a person of ours answers within ${days} business days, Saturdays and Sundays left out. /support with your words behind it does the same, with pictures too.`,
  list: "Your tickets, the newest first.",
  listLine: (state: string, openedAt: Date, dueAt: Date | null) =>
    dueAt === null ? `${state} · from ${day(openedAt)}` : `${state} · from ${day(openedAt)} · by ${minute(dueAt)}`,
  opened: (number: string, dueAt: Date) =>
    `Your ticket is ${number}. A person of ours answers by ${minute(dueAt)}; I tell you here, or in your other chats. /support shows how it stands.`,
  openedAlready: (number: string) => `This is ticket ${number} already, and it is with us. Nothing more is needed.`,
  added: (number: string, dueAt: Date) => `It is with your ticket ${number} now. We answer by ${minute(dueAt)}.`,
  addedAlready: (number: string) => `That is with your ticket ${number} already. Nothing more is needed.`,
  withoutTerms:
    "You have not accepted the terms as they are now, and for this you need not: only what you write for this ticket is kept, to answer it.",
  picturesLeft: (count: number) =>
    count === 1
      ? "Your picture was not kept: pictures can come once you have accepted the terms, with /start."
      : `Your ${count} pictures were not kept: pictures can come once you have accepted the terms, with /start.`,
  closedNow: (number: string) =>
    `Ticket ${number} is closed. If something is left, write more or open it again; its words are deleted a year after it was closed.`,
  reopenedNow: (number: string, dueAt: Date) => `Ticket ${number} is open again. We answer by ${minute(dueAt)}.`,
  status: "Status",
  statusDue: (state: string, dueAt: Date) => `${state}, due by ${minute(dueAt)}`,
  order: "Order",
  you: (at: Date) => `You, ${minute(at)}`,
  us: (at: Date) => `Easel, ${minute(at)}`,
  wordsGone: "What was said here is deleted: the ticket has been closed for a year.",
  picture: (number: number) => `Picture ${number} of this ticket`,
  howToAddPictures: (number: string) => `To add pictures, attach them to: /support --ticket ${number} and your words.`,

  newTicket: "New ticket",
  writeMore: "Write more",
  close: "Close",
  reopen: "Reopen",
  earlier: "Earlier",
  all: "All my tickets",
  writeToUs: "Write to us",

  formTitle: "Write to support",
  formMoreTitle: (number: string) => `More for ${number}`,
  formCategory: "What is it about?",
  formWords: "What happened, and what would help?",
  formOrder: "Which order?",
  formNoOrder: "None of these",
  formSend: "Send",

  answerTitle: (number: string) => `Our answer to ${number}`,
  answerAsked: (number: string) => `We need something from you for ${number}`,
  answerThen: {
    answered: "If something is left, write back with the button.",
    asked: "Please answer with the button, or with /support.",
    closed: "With this the ticket is closed. If something is left, write back, and it is open again.",
  },
  reply: "Reply",
  closedTitle: (number: string) => `Your ticket ${number} is closed`,
  closedText: "We think that everything is done. If something is left, write back, and it is open again.",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "Please write a few words about it, so that we can help. For example: /support --category payment my credits did not come",
  "ticket-too-long": ({ length, lengthMax }) =>
    `Your words have ${length} characters, and one message takes ${lengthMax}. Please shorten them, or send them in two messages.`,
  "ticket-images": ({ given, max }) =>
    `These are ${given} pictures, and one message takes ${max}. Please send the others with the next one.`,
  "ticket-unknown": () => "There is no such ticket of yours. /support shows those that there are.",
  "ticket-ended": () => "Nothing more can be added to this ticket. Please open a new one with /support.",
  "tickets-too-many": ({ max }) =>
    `You have ${max} open tickets, which is as many as one person can have. Write more for one of them, or close one: /support shows them.`,
  "ticket-messages": ({ max, waitHours }) =>
    `You have sent ${max} messages to us today, and more reach us tomorrow: please write again in ${waitHours} ${waitHours === 1 ? "hour" : "hours"}. What you have sent is with us.`,
} satisfies { [Code in RefusalCode]?: (data: Refusals[Code]) => string };
