import { businessDaysAfter } from "./business-days.ts";

export const ticketCategories = ["payment", "picture", "account", "safety", "other"] as const;
export type TicketCategory = (typeof ticketCategories)[number];

/** `open`: it is our turn. `answered`: we have said what there is to say. `asked`: we need something from the person. */
export type TicketState = "open" | "answered" | "asked" | "closed";

/** How it stands once we have answered. */
export const answerStates = ["answered", "asked", "closed"] as const;
export type AnswerState = (typeof answerStates)[number];

/** What somebody needs from the people who run Easel, and what was said about it (T28). */
export interface Ticket {
  /** From the event that opened it: the same event opens one. */
  readonly id: string;
  readonly account: string;
  readonly category: TicketCategory;
  /** The order that it is about, by its number. */
  readonly order: string | null;
  readonly state: TicketState;
  /** Oldest first; empty once they were purged or erased. */
  readonly messages: readonly TicketMessage[];
  readonly openedAt: Date;
  /** When our answer is due; null: it is not our turn. */
  readonly dueAt: Date | null;
  /** Identity key of the operator who takes care of it. */
  readonly assignee: string | null;
  readonly closedAt: Date | null;
  /** When its words and pictures go; null while it is not closed, and once they are gone. */
  readonly purgeAt: Date | null;
  /** What the person was not told yet: ids of our messages, and marks of our closing it. */
  readonly untold: readonly string[];
  /** It became our turn, and operators have not heard of it. */
  readonly isUnheard: boolean;
  /** The last day, such as `2026-11-24`, on which operators were reminded that it is overdue. */
  readonly remindedOn: string | null;
  /** Grows with everything that is said or decided. */
  readonly version: number;
}

export interface TicketMessage {
  /** From the event that brought it. */
  readonly id: string;
  readonly by: "person" | "us";
  readonly at: Date;
  readonly words: string;
  readonly images: readonly TicketImage[];
}
export interface TicketImage {
  /** Key of a stored image. */
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** T28. */
export const ANSWER_BUSINESS_DAYS = 3;
/** So long after its closing a ticket's words are of no use any more. */
export const TICKET_KEPT_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Pure: a ticket as it is opened. */
export function newTicket(
  facts: Pick<Ticket, "id" | "account" | "category" | "order">,
  message: TicketMessage,
  isUnheard = true,
): Ticket {
  return {
    ...facts,
    state: "open",
    messages: [message],
    openedAt: message.at,
    dueAt: businessDaysAfter(message.at, ANSWER_BUSINESS_DAYS),
    assignee: null,
    closedAt: null,
    purgeAt: null,
    untold: [],
    isUnheard,
    remindedOn: null,
    version: 1,
  };
}

/** Pure: it is our turn. More words while it is our turn already do not put the answer off. */
export function reopened(ticket: Ticket, at: Date): Ticket {
  if (ticket.state === "open") return ticket;
  const dueAt = businessDaysAfter(at, ANSWER_BUSINESS_DAYS);
  return { ...ticket, state: "open", dueAt, closedAt: null, purgeAt: null, isUnheard: true, remindedOn: null };
}

/** Pure: with more words of its person. */
export function withWords(ticket: Ticket, message: TicketMessage): Ticket {
  return { ...reopened(ticket, message.at), messages: [...ticket.messages, message] };
}

/** Pure: with an answer of ours, which its person is to be told. */
export function withAnswer(ticket: Ticket, message: TicketMessage, then: AnswerState): Ticket {
  const messages = [...ticket.messages, message];
  const answered = { ...ticket, messages, untold: [...ticket.untold, message.id] };
  return then === "closed" ? closed(answered, message.at) : { ...notOurTurn(answered), state: then };
}

/** Pure: nothing more is expected of anybody. */
export function closed(ticket: Ticket, at: Date): Ticket {
  const purgeAt = new Date(at.getTime() + TICKET_KEPT_DAYS * DAY_MS);
  return { ...notOurTurn(ticket), state: "closed", closedAt: at, purgeAt };
}

function notOurTurn(ticket: Ticket): Ticket {
  return { ...ticket, dueAt: null, closedAt: null, purgeAt: null, isUnheard: false, remindedOn: null };
}

/** Pure: without what was said; that there was a ticket stays. */
export function purged(ticket: Ticket): Ticket {
  return { ...ticket, messages: [], untold: [], purgeAt: null };
}

/** Its words are gone: nothing that was said could be continued. */
export function hasEnded({ state, messages }: Pick<Ticket, "state" | "messages">): boolean {
  return state === "closed" && messages.length === 0;
}

/** What people and operators call it: `S-7KQ2-MXAB`. */
export function ticketNumber(id: string): string {
  return `S-${id.slice(0, 4)}-${id.slice(4, 8)}`.toUpperCase();
}

/** The beginning of an id out of what a person types; null when it cannot be one. */
export function readTicketNumber(text: string): string | null {
  const [, first = "", second = ""] = /^\s*s-?([a-z2-7]{4})-?([a-z2-7]{4})\s*$/iu.exec(text) ?? [];
  return first === "" ? null : `${first}${second}`.toLowerCase();
}
