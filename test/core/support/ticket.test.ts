import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conversationPage } from "../../../src/core/support/conversation-page.ts";
import {
  answerStates,
  closed,
  newTicket,
  purged,
  readTicketNumber,
  reopened,
  type Ticket,
  type TicketMessage,
  ticketNumber,
  withAnswer,
  withWords,
} from "../../../src/core/support/ticket.ts";
import { DAY_MS, HOUR_MS, START } from "../../support/credits.ts";

// A Tuesday noon.
const at = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);
const message = (id: string, hours: number, by: TicketMessage["by"] = "person", words = "words"): TicketMessage => ({
  ...{ id, by, at: at(hours), words, images: [] },
});
const fresh = () =>
  newTicket({ id: "a".repeat(20), account: "ada", category: "picture", order: null }, message("1", 0));

describe("a ticket", () => {
  test("is due in three business days, and more words do not put that off", () => {
    const ticket = fresh();
    expect(ticket).toMatchObject({ state: "open", dueAt: new Date("2054-11-27T12:00:00Z"), isUnheard: true });
    const more = withWords({ ...ticket, isUnheard: false }, message("2", 30));
    expect(more).toMatchObject({ state: "open", dueAt: ticket.dueAt, isUnheard: false });
    expect(more.messages.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  test.each(answerStates)("that is %s owes nobody anything until its person writes again", (then) => {
    const answered = withAnswer({ ...fresh(), remindedOn: "2054-11-28" }, message("2", 24, "us"), then);
    expect(answered).toMatchObject({ state: then, dueAt: null, isUnheard: false, untold: ["2"], remindedOn: null });
    expect(answered.purgeAt).toEqual(then === "closed" ? new Date(at(24).getTime() + 365 * DAY_MS) : null);
    const again = withWords(answered, message("3", 48));
    expect(again).toMatchObject({ state: "open", dueAt: new Date("2054-12-01T12:00:00Z"), isUnheard: true });
    expect(again).toMatchObject({ closedAt: null, purgeAt: null, untold: ["2"] });
  });

  test("that is closed and opened again is due anew", () => {
    const ticket = closed(fresh(), at(1));
    expect(ticket).toMatchObject({ state: "closed", closedAt: at(1), dueAt: null });
    expect(reopened(ticket, at(2))).toMatchObject({ state: "open", closedAt: null, dueAt: at(74) });
    expect(purged(ticket)).toMatchObject({ state: "closed", messages: [], purgeAt: null });
  });

  test("whatever happens to it, it has a due date exactly while it is our turn, and a purge date exactly while it is closed", () => {
    const acts = {
      words: (ticket: Ticket, hour: number) => withWords(ticket, message(`p${hour}`, hour)),
      answered: (ticket: Ticket, hour: number) => withAnswer(ticket, message(`u${hour}`, hour, "us"), "answered"),
      asked: (ticket: Ticket, hour: number) => withAnswer(ticket, message(`u${hour}`, hour, "us"), "asked"),
      closing: (ticket: Ticket, hour: number) => withAnswer(ticket, message(`u${hour}`, hour, "us"), "closed"),
      close: (ticket: Ticket, hour: number) => closed(ticket, at(hour)),
      reopen: (ticket: Ticket, hour: number) => reopened(ticket, at(hour)),
    };
    const names = Object.keys(acts) as (keyof typeof acts)[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 12 }), (done) => {
        const end = done.reduce((ticket, name, index) => acts[name](ticket, index + 1), fresh());
        expect(end.dueAt !== null).toBe(end.state === "open");
        expect(end.purgeAt !== null).toBe(end.state === "closed");
        expect(end.closedAt !== null).toBe(end.state === "closed");
        const ours = end.messages.filter(({ by }) => by === "us").map(({ id }) => id);
        expect(end.untold).toEqual(ours);
        expect(end.messages).toHaveLength(1 + done.filter((name) => !["close", "reopen"].includes(name)).length);
      }),
    );
  });
});

describe("a ticket’s number", () => {
  test("reads back however it is typed, and is nothing else’s", () => {
    expect(ticketNumber("7kq2mxabcdefghijklmn")).toBe("S-7KQ2-MXAB");
    for (const typed of ["S-7KQ2-MXAB", " s-7kq2-mxab ", "s7kq2mxab", "S7KQ2-MXAB"]) {
      expect(readTicketNumber(typed), typed).toBe("7kq2mxab");
    }
    for (const typed of ["", "E-7KQ2-MXAB", "7KQ2-MXAB", "S-7KQ2", "S-7KQ2-MXA1", "S-7KQ2-MXAB and more"]) {
      expect(readTicketNumber(typed), typed).toBeNull();
    }
  });
});

describe("a page of a conversation", () => {
  test("holds the newest that fit, at least one, and all pages together hold everything once", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 30 }), (lengths) => {
        const messages = lengths.map((length, index) => message(`${index}`, index, "person", "x".repeat(length)));
        const pages: string[][] = [];
        for (let skipped: number | null = 0; skipped !== null; ) {
          const { shown, earlier } = conversationPage(messages, skipped);
          expect(shown.length).toBeGreaterThan(0);
          const length = shown.reduce((sum, { words }) => sum + words.length, 0);
          if (shown.length > 1) expect(length).toBeLessThanOrEqual(2800);
          pages.unshift(shown.map(({ id }) => id));
          skipped = earlier > 0 ? earlier : null;
        }
        expect(pages.flat()).toEqual(messages.map(({ id }) => id));
      }),
    );
  });

  test("has nothing to show behind the oldest", () => {
    expect(conversationPage([message("1", 0)], 5)).toEqual({ shown: [], earlier: 0 });
    expect(conversationPage([], 0)).toEqual({ shown: [], earlier: 0 });
  });
});
