import { isPaid, orderNumber, readOrderNumber } from "../src/core/billing/order.ts";
import { orderLine } from "../src/core/billing/replies.ts";
import { type ButtonHandler, type Caller, defineCommand } from "../src/core/chat/command.ts";
import type { Reply } from "../src/core/chat/reply.ts";
import { refuse } from "../src/core/refusal.ts";
import type { Services } from "../src/core/services.ts";
import { moreForm, newTicketForm, ticketButtons, ticketList, ticketView } from "../src/core/support/replies.ts";
import type { TicketHeard, TicketWords } from "../src/core/support/support.ts";
import { type Ticket, type TicketCategory, ticketCategories, ticketNumber } from "../src/core/support/ticket.ts";
import { TICKET_IMAGES_MAX } from "../src/core/support/ticket-images.ts";

const TICKETS_SHOWN = 5;
const ORDERS_OFFERED = 5;
const ORDERS_READ = 50;

const categoryLabels: { readonly [Category in TicketCategory]: string } = {
  payment: "A payment or credits",
  picture: "A picture",
  account: "My account",
  safety: "Somebody’s safety",
  other: "Something else",
};

export const support = defineCommand({
  name: "support",
  summary: "Write to the people who run Easel, and see what they answered",
  audience: "caller",
  // Whoever cannot or will not accept the terms can still write: then only their words for the ticket are kept.
  needsConsent: false,
  whileSuspended: true,
  options: {
    words: { kind: "text", rest: true, lengthMax: 2000, summary: "What happened, and what would help" },
    category: {
      kind: "choice",
      aliases: ["about"],
      summary: "What it is about",
      choices: ticketCategories.map((value) => ({ value, label: categoryLabels[value] })),
    },
    ticket: { kind: "text", lengthMax: 20, summary: "The number of a ticket of yours, to write more for it or see it" },
    pictures: { kind: "images", max: TICKET_IMAGES_MAX, summary: "Pictures that show it" },
  },
  example: "/support --category payment my credits did not come",
  async run({ options, caller, incoming }, services) {
    const { category = "other", pictures } = options;
    const { ticket, words } = await addressed(options, caller, services);
    const said = { account: caller.account, words, attachments: pictures, cause: incoming.id };
    const saysNothing = words === "" && pictures.length === 0;
    if (ticket !== null && saysNothing) return ticketView(ticket, caller.account, caller.messages);
    if (ticket !== null) return added(await services.support.write(ticket.id, said), caller, services);
    if (saysNothing) return overview(caller, services);
    return opened(await services.support.open({ ...said, category: category as TicketCategory }), caller, services);
  },
  buttons: {
    new: formButton(({ caller }) => Promise.resolve({ form: newTicketForm(caller.account, caller.messages) })),
    pay: formButton(async ({ caller }, services) => {
      const orders = await paidOrders(caller, services);
      return { form: newTicketForm(caller.account, caller.messages, orders) };
    }),
    more: formButton(async ({ args: [id = ""], caller }, { support: tickets }) => ({
      form: moreForm(await tickets.own(id, caller.account), caller.account, caller.messages),
    })),
    open: {
      pressedBy: "owner",
      async run({ values, caller, incoming }, services) {
        const category = ticketCategories.find((one) => one === values["category"]) ?? "other";
        const said = saidIn(values, caller, incoming.id);
        return opened(await services.support.open({ ...said, category }), caller, services);
      },
    },
    paid: {
      pressedBy: "owner",
      async run({ values, caller, incoming }, services) {
        const start = readOrderNumber(values["order"] ?? "");
        const found = start === null ? null : await services.billing.findOrder(caller.account.id, start);
        const order = found === null ? null : orderNumber(found.id);
        const said = { ...saidIn(values, caller, incoming.id), category: "payment", order } as const;
        return opened(await services.support.open(said), caller, services);
      },
    },
    send: {
      pressedBy: "owner",
      run: async ({ args: [id = ""], values, caller, incoming }, services) =>
        added(await services.support.write(id, saidIn(values, caller, incoming.id)), caller, services),
    },
    see: {
      pressedBy: "owner",
      async run({ args: [id = "", skipped = "0"], caller }, { support: tickets }) {
        const { account, messages } = caller;
        const ticket = await tickets.own(id, account);
        return { ...ticketView(ticket, account, messages, Number.parseInt(skipped, 10) || 0), replacesOrigin: true };
      },
    },
    all: {
      pressedBy: "owner",
      run: async ({ caller }, services) => ({ ...(await list(caller, services)), replacesOrigin: true }),
    },
    close: {
      pressedBy: "owner",
      async run({ args: [id = ""], caller }, { support: tickets }) {
        const { support: words } = caller.messages;
        const ticket = await tickets.close(id, caller.account);
        const number = ticketNumber(ticket.id);
        const buttons = ticketButtons(ticket, caller.account, words);
        return { tone: "good", title: number, text: words.closedNow(number), buttons };
      },
    },
    reopen: {
      pressedBy: "owner",
      async run({ args: [id = ""], caller }, { support: tickets }) {
        const { support: words } = caller.messages;
        const ticket = await tickets.reopen(id, caller.account);
        const number = ticketNumber(ticket.id);
        const buttons = ticketButtons(ticket, caller.account, words);
        const text = words.reopenedNow(number, ticket.dueAt ?? ticket.openedAt);
        return { tone: "good", title: number, text, buttons };
      },
    },
  },
});

/** The ticket that is meant, by its option or by a number before the words, and the words for it. */
async function addressed(
  { words = "", ticket: number }: { readonly words?: string | undefined; readonly ticket?: string | undefined },
  { account }: Caller,
  { support: tickets }: Services,
): Promise<{ readonly ticket: Ticket | null; readonly words: string }> {
  if (number !== undefined) {
    const ticket = await tickets.find(number, account);
    if (ticket === null) throw refuse("ticket-unknown", {});
    return { ticket, words };
  }
  const [, first = "", behind = ""] = /^(\S+)\s*([\s\S]*)$/u.exec(words) ?? [];
  const ticket = await tickets.find(first, account);
  return { ticket, words: ticket === null ? words : behind };
}

function formButton(run: ButtonHandler["run"]): ButtonHandler {
  return { pressedBy: "owner", opensForm: true, run };
}

function saidIn(values: Readonly<Record<string, string>>, { account }: Caller, cause: string): TicketWords {
  return { account, words: values["words"] ?? "", attachments: [], cause };
}

/** The one ticket that is not closed, or all of them. */
async function overview({ account, messages }: Caller, { support: tickets }: Services): Promise<Reply> {
  const all = await tickets.of(account, TICKETS_SHOWN);
  const [first, ...others] = all.filter(({ state }) => state !== "closed");
  const isOne = first !== undefined && others.length === 0;
  return isOne ? ticketView(first, account, messages) : ticketList(all, account, messages);
}

async function list({ account, messages }: Caller, { support: tickets }: Services): Promise<Reply> {
  return ticketList(await tickets.of(account, TICKETS_SHOWN), account, messages);
}

function opened({ outcome, ticket, picturesLeft }: TicketHeard, caller: Caller, services: Services): Reply {
  const { support: words } = caller.messages;
  const number = ticketNumber(ticket.id);
  const text = outcome === "repeated" ? words.openedAlready(number) : words.opened(number, dueAt(ticket));
  return heard({ ticket, text, picturesLeft }, caller, services);
}

function added({ outcome, ticket, picturesLeft }: TicketHeard, caller: Caller, services: Services): Reply {
  const { support: words } = caller.messages;
  const number = ticketNumber(ticket.id);
  const text = outcome === "repeated" ? words.addedAlready(number) : words.added(number, dueAt(ticket));
  return heard({ ticket, text, picturesLeft }, caller, services);
}

function heard(
  { ticket, text, picturesLeft }: Pick<TicketHeard, "ticket" | "picturesLeft"> & { readonly text: string },
  { account, messages }: Caller,
  { accounts }: Services,
): Reply {
  const { support: words } = messages;
  const notes = accounts.hasAccepted(account) ? [] : [words.withoutTerms];
  if (picturesLeft > 0) notes.push(words.picturesLeft(picturesLeft));
  return {
    tone: "good",
    title: words.ticketTitle(ticketNumber(ticket.id), words.category[ticket.category]),
    text: [text, ...notes].join("\n\n"),
    buttons: ticketButtons(ticket, account, words),
  };
}

function dueAt({ dueAt: due, openedAt }: TicketHeard["ticket"]): Date {
  return due ?? openedAt;
}

async function paidOrders(caller: Caller, { billing }: Services) {
  const orders = await billing.ordersOf(caller.account.id, ORDERS_READ);
  return orders
    .filter(isPaid)
    .slice(0, ORDERS_OFFERED)
    .map((order) => ({ value: orderNumber(order.id), label: orderLine(order, caller, billing.offers) }));
}
