import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, ButtonInput, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { ticketsDesk as words } from "../../src/core/messages/desk/tickets.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { late_hours } from "../../src/core/support/alerts.ts";
import { conversationPage } from "../../src/core/support/conversation-page.ts";
import { ticketImages } from "../../src/core/support/replies.ts";
import { answerStates, type Ticket, ticketNumber } from "../../src/core/support/ticket.ts";
import type { TicketAct, TicketActed } from "../../src/core/support/ticket-desk.ts";
import { TICKET_WORDS_LENGTH_MAX } from "../../src/core/support/ticket-words.ts";
import { defineDesk } from "./desk.ts";

const TICKETS_SHOWN = 8;
/** How far Next looks past what colleagues take care of. */
const TICKETS_READ = 50;

/** `/admin tickets`: who waits for an answer, and the conversation with each (T28). */
export const ticketsDesk = defineDesk({
  name: "tickets",
  aliases: ["ticket", "support"],
  usage: ["/admin tickets", "/admin tickets S-7KQ2-MXAB"],
  async run({ words: number, caller }, services) {
    if (number.trim() === "") return queue(caller, services);
    const ticket = await services.support.desk.find(number);
    if (ticket === null) throw refuse("desk-says", { text: words.unknown });
    return view(ticket, caller, services);
  },
  buttons: {
    // Also under what operators are told, whoever of them it is.
    "tick-queue": {
      pressedBy: "anyone",
      run: ({ caller }, services) => queue(caller, services),
    },
    "tick-see": {
      pressedBy: "owner",
      async run({ args: [id = "", skipped = "0"], caller }, services) {
        const page = view(await found(id, services), caller, services, Number.parseInt(skipped, 10) || 0);
        return { ...page, replacesOrigin: true };
      },
    },
    "tick-next": {
      pressedBy: "owner",
      run: async (input, services) => ({ ...(await next(input, services)), replacesOrigin: true }),
    },
    "tick-reply": {
      pressedBy: "owner",
      opensForm: true,
      async run({ args: [id = "", seen = ""], caller }, services) {
        const ticket = await found(id, services);
        return {
          form: {
            title: words.replyTitle(ticketNumber(ticket.id)),
            submit: words.send,
            token: encodeButton("admin", "tick-send", caller.account.id, ticket.id, seen),
            fields: [
              {
                ...{ kind: "text", name: "words", label: words.replyWords },
                ...{ required: true, multiline: true, lengthMax: TICKET_WORDS_LENGTH_MAX },
              },
              {
                ...{ kind: "choice", name: "standing", label: words.replyThen, initial: "answered" },
                choices: answerStates.map((value) => ({ value, label: words.standings[value] })),
              },
            ],
          },
        };
      },
    },
    "tick-send": {
      pressedBy: "owner",
      async run(input, services) {
        const text = input.values["words"] ?? "";
        const then = answerStates.find((state) => state === input.values["standing"]) ?? "answered";
        const acted = await services.support.desk.answer(actOf(input), text, then);
        const said = { done: words.sent, repeated: words.sentAlready, changed: words.changedWords(text.trim()) };
        return outcome(acted, said[acted.outcome], input, services);
      },
    },
    "tick-close": act("close", { done: words.closed, repeated: words.closedAlready }),
    "tick-mine": act("assign", { done: words.assigned, repeated: words.assigned }),
  },
});

function act(what: "close" | "assign", said: { readonly done: string; readonly repeated: string }): ButtonHandler {
  return {
    pressedBy: "owner",
    async run(input, services) {
      const acted = await services.support.desk[what](actOf(input));
      const text = acted.outcome === "changed" ? words.changed : said[acted.outcome];
      return { ...outcome(acted, text, input, services), replacesOrigin: true };
    },
  };
}

function actOf({ args: [id = "", seen = ""], incoming }: ButtonInput): TicketAct {
  return { id, seen: Number(seen), operator: identityKey(incoming.identity), cause: incoming.id };
}

/** What became of it, above the ticket as it is now. */
function outcome({ outcome: what, ticket }: TicketActed, text: string, { caller }: ButtonInput, services: Services) {
  const shown = view(ticket, caller, services);
  const tone = what === "changed" ? ("refusal" as const) : ("good" as const);
  return { ...shown, tone, text: [text, shown.text].join("\n\n") };
}

async function found(id: string, { support }: Services): Promise<Ticket> {
  const ticket = await support.desk.find(id);
  if (ticket === null) throw refuse("desk-says", { text: words.unknown });
  return ticket;
}

/** Who waits, the longest overdue first. */
async function queue(caller: Caller, { support, clock }: Services): Promise<Reply> {
  const now = clock.now();
  const [{ open, overdue }, tickets] = await Promise.all([
    support.desk.counts(),
    support.desk.queue(null, TICKETS_SHOWN),
  ]);
  return {
    title: words.title,
    text: words.queueText(open, overdue),
    fields: tickets.map((ticket) => ({
      name: ticketNumber(ticket.id),
      value: words.queueLine(
        words.category[ticket.category],
        ticket.dueAt ?? ticket.openedAt,
        late_hours(ticket, now),
        ticket.assignee,
      ),
    })),
    buttons: tickets.map(({ id }) => ({
      label: ticketNumber(id),
      token: encodeButton("admin", "tick-see", caller.account.id, id),
    })),
  };
}

/** The next one behind this in the queue that no colleague takes care of, from the front again at its end. */
async function next({ args: [id = ""], caller, incoming }: ButtonInput, services: Services): Promise<Reply> {
  const { desk } = services.support;
  const operator = identityKey(incoming.identity);
  const current = await desk.find(id);
  const isNext = (ticket: Ticket) => ticket.id !== id && [null, operator].includes(ticket.assignee);
  const behind = current?.dueAt ? (await desk.queue(current, TICKETS_READ)).find(isNext) : undefined;
  const ticket = behind ?? (await desk.queue(null, TICKETS_READ)).find(isNext);
  return ticket === undefined
    ? { title: words.title, text: words.nothingNext, buttons: [queueButton(caller)] }
    : view(ticket, caller, services);
}

function view(ticket: Ticket, caller: Caller, { clock }: Services, skipped = 0): Reply & { readonly text: string } {
  const { id, state, dueAt, version } = ticket;
  const { shown, earlier } = conversationPage(ticket.messages, skipped);
  const said = shown.map(({ by, at, words: text }) => `${by === "person" ? words.person(at) : words.us(at)}\n${text}`);
  if (ticket.messages.length === 0) said.push(words.wordsGone);
  const token = (button: string, ...more: string[]) =>
    encodeButton("admin", `tick-${button}`, caller.account.id, id, ...more);
  const seen = String(version);
  const buttons: Button[] = [
    ...(ticket.messages.length === 0
      ? []
      : [{ label: words.reply, style: "primary", token: token("reply", seen) } as const]),
    ...(state === "closed" ? [] : [{ label: words.close, token: token("close", seen) }]),
    ...(state === "closed" ? [] : [{ label: words.assign, token: token("mine", seen) }]),
    { label: words.next, style: "quiet", token: token("next") },
    ...(earlier === 0 ? [] : [{ label: words.earlier, style: "quiet", token: token("see", String(earlier)) } as const]),
    queueButton(caller),
  ];
  const standing = words.state[state];
  return {
    title: words.ticketTitle(ticketNumber(id), words.category[ticket.category]),
    text: said.join("\n\n"),
    fields: [
      {
        name: words.status,
        value: dueAt === null ? standing : words.statusDue(standing, dueAt, late_hours(ticket, clock.now())),
      },
      { name: words.opened, value: words.day(ticket.openedAt) },
      { name: words.account, value: ticket.account },
      ...(ticket.order === null ? [] : [{ name: words.order, value: ticket.order }]),
      { name: words.assignee, value: ticket.assignee ?? words.nobody },
    ],
    images: ticketImages(shown, words.picture),
    buttons,
    onlyCaller: true,
  };
}

function queueButton({ account }: Caller): Button {
  return { label: words.queue, style: "quiet", token: encodeButton("admin", "tick-queue", account.id) };
}
