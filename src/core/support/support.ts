import type { Account } from "../accounts/account.ts";
import { attempt } from "../accounts/attempts.ts";
import { refuse } from "../refusal.ts";
import type { Attachment } from "../services.ts";
import { remindOfOverdue, tellOfUnheard } from "./alerts.ts";
import { tellPerson } from "./tell-person.ts";
import {
  closed,
  hasEnded,
  newTicket,
  purged,
  readTicketNumber,
  reopened,
  type Ticket,
  type TicketCategory,
  type TicketMessage,
  withWords,
} from "./ticket.ts";
import { createTicketDesk, type TicketDesk } from "./ticket-desk.ts";
import { keepTicketImages } from "./ticket-images.ts";
import type { TicketCounts } from "./ticket-store.ts";
import { readTicketWords } from "./ticket-words.ts";
import type { SupportTools } from "./tools.ts";

/** Tickets of one person that are not closed. */
export const TICKETS_OPEN_MAX = 3;
/** Messages of one person in all their tickets, in a day (UTC). */
export const TICKET_MESSAGES_A_DAY_MAX = 20;
/** Messages in one ticket, so that it stays one document. */
const TICKET_MESSAGES_MAX = 200;
const DAY_MS = 24 * 60 * 60 * 1000;
const HOUR_MS = 60 * 60 * 1000;
const WRITE_ATTEMPTS = 8;
const TENDED_AT_ONCE = 50;

/** What a person says in a ticket. */
export interface TicketWords {
  readonly account: Account;
  readonly words: string;
  readonly attachments: readonly Attachment[];
  /** The event's id: the same one says it once. */
  readonly cause: string;
}
export interface TicketHeard {
  readonly outcome: "heard" | "repeated";
  readonly ticket: Ticket;
  /** Pictures that were not kept, because the terms are not accepted. */
  readonly picturesLeft: number;
}

/** Tickets: what people write to us, and what we answer (T28). */
export interface Support {
  open(said: TicketWords & { readonly category: TicketCategory; readonly order?: string | null }): Promise<TicketHeard>;
  /** More words for one's own ticket; a closed one is open again by them. */
  write(id: string, said: TicketWords): Promise<TicketHeard>;
  close(id: string, account: Account): Promise<Ticket>;
  reopen(id: string, account: Account): Promise<Ticket>;
  /** One's own ticket. @throws Refusal `ticket-unknown` */
  own(id: string, account: Account): Promise<Ticket>;
  /** One's own ticket by its number; null when there is none. */
  find(number: string, account: Account): Promise<Ticket | null>;
  /** One's own tickets, newest first. */
  of(account: Account, limit: number): Promise<readonly Ticket[]>;
  counts(): Promise<TicketCounts>;
  readonly desk: TicketDesk;
  /** Whatever the clock asks for: people and operators are told what they were not, and old words go. Safe to repeat. */
  tend(): Promise<void>;
}

export function createSupport(tools: SupportTools): Support {
  const { store, attempts, accounts, images, clock, ids, log, inOrder } = tools;
  const desk = createTicketDesk(tools);

  async function own(id: string, { id: account, joinedFrom }: Account): Promise<Ticket> {
    const ticket = await store.find(id);
    if (ticket === null || ![account, ...joinedFrom].includes(ticket.account)) throw refuse("ticket-unknown", {});
    return ticket;
  }

  async function expectRoom({ id }: Account): Promise<void> {
    if ((await store.unfinished(id)) >= TICKETS_OPEN_MAX) throw refuse("tickets-too-many", { max: TICKETS_OPEN_MAX });
  }

  async function messageOf({ account, words, attachments }: TicketWords, id: string) {
    const read = readTicketWords(words);
    const limit = { name: "ticket-message", max: TICKET_MESSAGES_A_DAY_MAX, within_ms: DAY_MS };
    const wait_ms = await attempt({ store: attempts, clock }, account.id, limit);
    if (wait_ms > 0) {
      throw refuse("ticket-messages", { max: TICKET_MESSAGES_A_DAY_MAX, waitHours: Math.ceil(wait_ms / HOUR_MS) });
    }
    const at = clock.now();
    // Before the terms nothing is kept but these words.
    const taken = accounts.hasAccepted(account) ? attachments : [];
    const kept = await keepTicketImages(taken, { account: account.id, message: id, at }, tools);
    const message: TicketMessage = { id, by: "person", at, words: read, images: kept };
    return { message, picturesLeft: attachments.length - taken.length };
  }

  /** What is written stands also when this fails: a job looks after it. */
  async function alert(): Promise<void> {
    await tellOfUnheard(tools).catch((error: unknown) => {
      log.warn({ error }, "operators hear of a ticket later");
    });
  }

  /** Writes a change of the person's, which holds whatever else happens to the ticket meanwhile. */
  async function change(
    id: string,
    account: Account,
    next: (ticket: Ticket) => Ticket | Promise<Ticket>,
  ): Promise<Ticket> {
    for (let attempts_made = 0; attempts_made < WRITE_ATTEMPTS; attempts_made++) {
      const ticket = await own(id, account);
      const after = await next(ticket);
      if (after === ticket) return ticket;
      const written = await store.write(ticket, after);
      if (written !== null) return written;
    }
    throw new Error("a ticket changes too often to be written");
  }

  return {
    desk,
    own,
    counts: desk.counts,
    of: ({ id }, limit) => store.ofAccount(id, limit),
    async find(number, { id, joinedFrom }) {
      const start = readTicketNumber(number);
      return start === null ? null : store.findByStart(start, [id, ...joinedFrom]);
    },
    open: (said) =>
      inOrder.run(said.account.id, async () => {
        const { account, category, cause, order = null } = said;
        const id = ids.derived(`ticket:${cause}`);
        const known = await store.find(id);
        if (known !== null) return { outcome: "repeated", ticket: known, picturesLeft: 0 };
        await expectRoom(account);
        const { message, picturesLeft } = await messageOf(said, ids.derived(`ticket-message:${cause}`));
        const ticket = newTicket({ id, account: account.id, category, order }, message);
        // Another process has had the same event at the same moment.
        if (!(await store.insert(ticket))) return { outcome: "repeated", ticket: await own(id, account), picturesLeft };
        log.info({ ticket: id, category }, "a ticket was opened");
        await alert();
        return { outcome: "heard", ticket, picturesLeft };
      }),
    write: (id, said) =>
      inOrder.run(said.account.id, async () => {
        const { account, cause } = said;
        const messageId = ids.derived(`ticket-message:${cause}`);
        const isSaid = ({ messages }: Ticket) => messages.some((message) => message.id === messageId);
        const before = await own(id, account);
        if (isSaid(before)) return { outcome: "repeated", ticket: before, picturesLeft: 0 };
        if (hasEnded(before) || before.messages.length >= TICKET_MESSAGES_MAX) throw refuse("ticket-ended", {});
        if (before.state === "closed") await expectRoom(account);
        const { message, picturesLeft } = await messageOf(said, messageId);
        const ticket = await change(id, account, (now) => (isSaid(now) ? now : withWords(now, message)));
        if (ticket.isUnheard) await alert();
        return { outcome: "heard", ticket, picturesLeft };
      }),
    close: (id, account) =>
      change(id, account, (ticket) => (ticket.state === "closed" ? ticket : closed(ticket, clock.now()))),
    reopen: (id, account) =>
      inOrder.run(account.id, async () => {
        const ticket = await change(id, account, async (before) => {
          if (before.state !== "closed") return before;
          if (hasEnded(before)) throw refuse("ticket-ended", {});
          await expectRoom(account);
          return reopened(before, clock.now());
        });
        if (ticket.isUnheard) await alert();
        return ticket;
      }),
    async tend() {
      for (const ticket of await store.untold(TENDED_AT_ONCE)) {
        await tellPerson(ticket, tools).catch((error: unknown) => {
          log.warn({ error, ticket: ticket.id }, "an answer to a ticket is told later");
        });
      }
      await tellOfUnheard(tools);
      await remindOfOverdue(tools);
      for (;;) {
        const old = await store.toPurge(clock.now(), TENDED_AT_ONCE);
        for (const ticket of old) {
          // The pictures first: while the words are there, whoever was interrupted comes back.
          await images.delete(ticket.messages.flatMap((message) => message.images.map(({ key }) => key)));
          await store.write(ticket, purged(ticket));
        }
        if (old.length > 0) log.info({ purged: old.length }, "tickets whose time was over lost their words");
        if (old.length < TENDED_AT_ONCE) return;
      }
    },
  };
}
