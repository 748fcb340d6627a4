import type { Account } from "../accounts/account.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Button, Form, Reply, ReplyImage } from "../chat/reply.ts";
import type { Messages } from "../messages.ts";
import { conversationPage } from "./conversation-page.ts";
import {
  ANSWER_BUSINESS_DAYS,
  type AnswerState,
  answerStates,
  type Ticket,
  type TicketMessage,
  ticketCategories,
  ticketNumber,
} from "./ticket.ts";
import { TICKET_WORDS_LENGTH_MAX } from "./ticket-words.ts";

/** A ticket as its person sees it: how it stands, what was said, and what can be done. `skipped`: so many of the newest messages are left out. */
export function ticketView(ticket: Ticket, account: Account, { support: words }: Messages, skipped = 0): Reply {
  const number = ticketNumber(ticket.id);
  const { shown, earlier } = conversationPage(ticket.messages, skipped);
  const said = shown.map(({ by, at, words: text }) => `${by === "person" ? words.you(at) : words.us(at)}\n${text}`);
  if (ticket.messages.length === 0) said.push(words.wordsGone);
  else if (ticket.state !== "closed") said.push(words.howToAddPictures(number));
  const token = (button: string, ...more: string[]) => encodeButton("support", button, account.id, ticket.id, ...more);
  const buttons: Button[] = ticketButtons(ticket, account, words);
  if (earlier > 0) buttons.push({ label: words.earlier, style: "quiet", token: token("see", String(earlier)) });
  buttons.push({ label: words.all, style: "quiet", token: encodeButton("support", "all", account.id) });
  const state = words.state[ticket.state];
  return {
    title: words.ticketTitle(number, words.category[ticket.category]),
    text: said.join("\n\n"),
    fields: [
      { name: words.status, value: ticket.dueAt === null ? state : words.statusDue(state, ticket.dueAt) },
      ...(ticket.order === null ? [] : [{ name: words.order, value: ticket.order }]),
    ],
    images: ticketImages(shown, words.picture),
    buttons,
    onlyCaller: true,
  };
}

/** What the person can do with it. */
export function ticketButtons({ id, state, messages }: Ticket, account: Account, words: Messages["support"]): Button[] {
  const token = (button: string) => encodeButton("support", button, account.id, id);
  const isGone = messages.length === 0;
  return [
    ...(isGone ? [] : [{ label: words.writeMore, style: "primary", token: token("more") } as const]),
    ...(state !== "closed" ? [{ label: words.close, token: token("close") }] : []),
    ...(state === "closed" && !isGone ? [{ label: words.reopen, token: token("reopen") }] : []),
  ];
}

/** Pictures of these messages, covered: what people complain about is seldom nice to see. */
export function ticketImages(
  messages: readonly TicketMessage[],
  alternative: (number: number) => string,
): ReplyImage[] {
  return messages
    .flatMap(({ images }) => images)
    .map((image, index) => ({ ...image, alternative: alternative(index + 1), spoiler: true }));
}

/** All tickets of one person, with a button for each. */
export function ticketList(tickets: readonly Ticket[], account: Account, { support: words }: Messages): Reply {
  const newTicket: Button = {
    ...{ label: words.newTicket, style: "primary", token: encodeButton("support", "new", account.id) },
  };
  if (tickets.length === 0) return { title: words.title, text: words.none(ANSWER_BUSINESS_DAYS), buttons: [newTicket] };
  return {
    ...{ title: words.title, text: words.list },
    fields: tickets.map(({ id, category, state, openedAt, dueAt }) => ({
      name: words.ticketTitle(ticketNumber(id), words.category[category]),
      value: words.listLine(words.state[state], openedAt, dueAt),
    })),
    buttons: [
      newTicket,
      ...tickets.map(({ id }) => ({
        ...{ label: ticketNumber(id), style: "quiet" as const },
        token: encodeButton("support", "see", account.id, id),
      })),
    ],
    onlyCaller: true,
  };
}

/** The form for a new ticket. `orders`: with their numbers, it asks for the order instead of the category. */
export function newTicketForm(
  account: Account,
  { support: words }: Messages,
  orders: readonly { readonly value: string; readonly label: string }[] | null = null,
): Form {
  const category = ticketCategories.map((value) => ({ value, label: words.category[value] }));
  const which = [{ value: NO_ORDER, label: words.formNoOrder }, ...(orders ?? [])];
  return {
    title: words.formTitle,
    submit: words.formSend,
    token: encodeButton("support", orders === null ? "open" : "paid", account.id),
    fields: [
      ...(orders === null
        ? [{ ...choice("category", words.formCategory, category), initial: "other" }]
        : orders.length > 0
          ? [{ ...choice("order", words.formOrder, which), initial: orders[0]?.value ?? NO_ORDER }]
          : []),
      { ...wordsField(words.formWords) },
    ],
  };
}

/** What stands for none of the orders. */
export const NO_ORDER = "none";

export function moreForm(ticket: Ticket, account: Account, { support: words }: Messages): Form {
  return {
    title: words.formMoreTitle(ticketNumber(ticket.id)),
    submit: words.formSend,
    token: encodeButton("support", "send", account.id, ticket.id),
    fields: [wordsField(words.formWords)],
  };
}

/** What reaches the person when we have answered. */
export function answerNotice(ticket: Ticket, message: TicketMessage, account: Account, messages: Messages): Reply {
  const { support: words } = messages;
  const number = ticketNumber(ticket.id);
  const then = answerStates.find((state) => state === ticket.state);
  return {
    title: then === "asked" ? words.answerAsked(number) : words.answerTitle(number),
    text: `${message.words}\n\n${words.answerThen[then ?? ("answered" satisfies AnswerState)]}`,
    buttons: [replyButton(ticket, account, words)],
  };
}

export function closedNotice(ticket: Ticket, account: Account, { support: words }: Messages): Reply {
  return {
    title: words.closedTitle(ticketNumber(ticket.id)),
    text: words.closedText,
    buttons: [replyButton(ticket, account, words)],
  };
}

function replyButton({ id }: Ticket, account: Account, words: Messages["support"]): Button {
  return { label: words.reply, style: "primary", token: encodeButton("support", "more", account.id, id) };
}

function choice(name: string, label: string, choices: readonly { readonly value: string; readonly label: string }[]) {
  return { kind: "choice", name, label, choices } as const;
}

function wordsField(label: string) {
  return {
    kind: "text",
    name: "words",
    label,
    required: true,
    multiline: true,
    lengthMax: TICKET_WORDS_LENGTH_MAX,
  } as const;
}
