import { refuse } from "../refusal.ts";
import { tellPerson } from "./tell-person.ts";
import {
  type AnswerState,
  closed,
  hasEnded,
  readTicketNumber,
  type Ticket,
  type TicketMessage,
  withAnswer,
} from "./ticket.ts";
import type { TicketCounts } from "./ticket-store.ts";
import { readTicketWords } from "./ticket-words.ts";
import type { SupportTools } from "./tools.ts";

/** An operator's act on a ticket, decided on what they saw of it. */
export interface TicketAct {
  readonly id: string;
  /** The version that was seen. */
  readonly seen: number;
  /** Identity key. */
  readonly operator: string;
  /** The event's id: the same one is one act. */
  readonly cause: string;
}

/** `changed`: something was said or decided since, so nothing was done. */
export interface TicketActed {
  readonly outcome: "done" | "repeated" | "changed";
  /** As it is now. */
  readonly ticket: Ticket;
}

/** What the people who run Easel do with tickets. */
export interface TicketDesk {
  counts(): Promise<TicketCounts>;
  /** Those that wait for us, overdue ones first, then the soonest due; `behind`: only what comes after this one. */
  queue(behind: Pick<Ticket, "id" | "dueAt"> | null, limit: number): Promise<readonly Ticket[]>;
  /** By id or number; null when there is none. */
  find(idOrNumber: string): Promise<Ticket | null>;
  answer(act: TicketAct, words: string, then: AnswerState): Promise<TicketActed>;
  close(act: TicketAct): Promise<TicketActed>;
  /** The operator takes care of it. */
  assign(act: TicketAct): Promise<TicketActed>;
}

export function createTicketDesk(tools: SupportTools): TicketDesk {
  const { store, audit, clock, ids, log } = tools;

  async function act(
    { id, seen, operator, cause }: TicketAct,
    action: string,
    isDone: (ticket: Ticket) => boolean,
    change: (ticket: Ticket) => Ticket,
  ): Promise<TicketActed> {
    const ticket = await store.find(id);
    if (ticket === null) throw refuse("ticket-unknown", {});
    if (isDone(ticket)) return { outcome: "repeated", ticket };
    if (ticket.version !== seen) return { outcome: "changed", ticket };
    const after = change(ticket);
    const facts = { actor: operator, subject: id, reason: null, before: ticket.state, after: after.state };
    await audit.record({ cause, action, ...facts });
    const written = await store.write(ticket, after);
    if (written !== null) return { outcome: "done", ticket: written };
    const current = (await store.find(id)) ?? ticket;
    // The same event, handled at the same moment by another process.
    if (isDone(current)) return { outcome: "repeated", ticket: current };
    await audit.record({ cause: `${cause}:overtaken`, action: `${action}-overtaken`, ...facts, after: current.state });
    return { outcome: "changed", ticket: current };
  }

  /** What was written is told also when this fails: a job looks after it. */
  async function tell({ ticket }: TicketActed): Promise<void> {
    if (ticket.untold.length === 0) return;
    await tellPerson(ticket, tools).catch((error: unknown) => {
      log.warn({ error, ticket: ticket.id }, "an answer to a ticket is told later");
    });
  }

  return {
    counts: () => store.counts(clock.now()),
    queue: (behind, limit) => store.waiting(behind, limit),
    async find(idOrNumber) {
      const start = readTicketNumber(idOrNumber);
      return start === null ? store.find(idOrNumber.trim().toLowerCase()) : store.findByStart(start, null);
    },
    async answer(given, text, then) {
      const words = readTicketWords(text);
      const message: TicketMessage = {
        id: ids.derived(`ticket-message:${given.cause}`),
        ...{ by: "us", at: clock.now(), words, images: [] },
      };
      const acted = await act(
        given,
        "ticket-answered",
        ({ messages }) => messages.some(({ id }) => id === message.id),
        (ticket) => {
          // Its person has had it erased, or its time is over: nobody is to be written to about it any more.
          if (hasEnded(ticket)) throw refuse("ticket-ended", {});
          return { ...withAnswer(ticket, message, then), assignee: ticket.assignee ?? given.operator };
        },
      );
      await tell(acted);
      return acted;
    },
    async close(given) {
      const mark = `closed-${given.seen}`;
      const acted = await act(
        given,
        "ticket-closed",
        ({ state }) => state === "closed",
        (ticket) => closed({ ...ticket, untold: [...ticket.untold, mark] }, clock.now()),
      );
      await tell(acted);
      return acted;
    },
    assign: (given) =>
      act(
        given,
        "ticket-assigned",
        ({ assignee }) => assignee === given.operator,
        (ticket) => ({ ...ticket, assignee: given.operator }),
      ),
  };
}
