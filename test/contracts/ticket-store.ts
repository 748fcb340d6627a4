import { beforeEach, describe, expect, test } from "vitest";
import { closed, newTicket, type Ticket, withAnswer, withWords } from "../../src/core/support/ticket.ts";
import type { TicketStore } from "../../src/core/support/ticket-store.ts";
import { DAY_MS, HOUR_MS, START } from "../support/credits.ts";

const at = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);
const id = (name: string) => name.padEnd(20, "a");
const said = (message: string, hours: number, by: "person" | "us" = "person") => ({
  ...{ id: message, by, at: at(hours), words: `words of ${message}` },
  images: [{ key: `ticket:${message}:0`, width: 64, height: 48 }],
});
const opened = (name: string, hours: number, account = "ada") =>
  newTicket({ id: id(name), account, category: "payment", order: "E-ABCD-EFGH" }, said(`${name}-1`, hours));
const idsOf = (tickets: readonly Ticket[]) => tickets.map((ticket) => ticket.id);

/** What support relies on in whatever keeps its tickets. `open` answers an empty one. */
export function ticketStoreContract(name: string, open: () => Promise<TicketStore>): void {
  describe(`${name} keeps tickets`, () => {
    let store: TicketStore;
    beforeEach(async () => {
      store = await open();
    });

    test("a ticket reads back as it was written, and the first of an id stands", async () => {
      const ticket = opened("first", 0);
      expect(await store.insert(ticket)).toBe(true);
      expect(await store.insert({ ...ticket, account: "mallory" })).toBe(false);
      expect(await store.find(ticket.id)).toEqual(ticket);
      expect(await store.find(id("nobody"))).toBeNull();
      const answered = withAnswer(withWords(ticket, said("first-2", 1)), said("first-3", 2, "us"), "closed");
      const written = await store.write(ticket, { ...answered, assignee: "discord:1", remindedOn: "2054-11-24" });
      expect(written).toEqual({ ...answered, assignee: "discord:1", remindedOn: "2054-11-24", version: 2 });
      expect(await store.find(ticket.id)).toEqual(written);
    });

    test("of writes on one version one counts", async () => {
      const ticket = opened("raced", 0);
      await store.insert(ticket);
      const writes = ["a", "b", "c"].map((word) => store.write(ticket, withWords(ticket, said(word, 1))));
      expect((await Promise.all(writes)).filter((written) => written !== null)).toHaveLength(1);
      expect((await store.find(ticket.id))?.messages).toHaveLength(2);
    });

    test("a number finds its ticket, of one person or of all", async () => {
      const ticket = opened("numbered", 0);
      await store.insert(ticket);
      expect((await store.findByStart("numbered", null))?.id).toBe(ticket.id);
      expect((await store.findByStart("numbered", ["bob", "ada"]))?.id).toBe(ticket.id);
      expect(await store.findByStart("numbered", ["bob"])).toBeNull();
      expect(await store.findByStart("numberee", null)).toBeNull();
    });

    test("the queue is what waits for us, the soonest due first, a page behind the other", async () => {
      const [late, soon, same, done] = [opened("late", 5), opened("soon", 1), opened("sooo", 1), opened("done", 0)];
      for (const ticket of [late, soon, same]) await store.insert(ticket);
      await store.insert(withAnswer(done, said("done-2", 1, "us"), "answered"));
      expect(idsOf(await store.waiting(null, 10))).toEqual(
        [same.id, soon.id, late.id].toSorted(byDue([same, soon, late])),
      );
      const [first] = await store.waiting(null, 1);
      const rest = await store.waiting(first ?? null, 10);
      expect([first?.id, ...idsOf(rest)]).toEqual(idsOf(await store.waiting(null, 10)));
      expect(await store.counts(soon.dueAt ?? START)).toEqual({ open: 3, overdue: 0 });
      expect(await store.counts(new Date(Number(soon.dueAt) + 1))).toEqual({ open: 3, overdue: 2 });
    });

    test("of one person the newest come first, and those not closed are counted", async () => {
      for (const [index, name] of ["old", "new"].entries()) await store.insert(opened(name, index));
      await store.insert(closed(opened("shut", 5), at(6)));
      await store.insert(opened("other", 9, "bob"));
      expect(idsOf(await store.ofAccount("ada", 2))).toEqual([id("shut"), id("new")]);
      expect(await store.unfinished("ada")).toBe(2);
      await store.moveAccount("bob", "ada");
      await store.moveAccount("bob", "ada");
      expect(await store.unfinished("ada")).toBe(3);
      expect((await store.find(id("other")))?.version).toBe(2);
    });

    test("what operators have heard of and were reminded of is not named again", async () => {
      const [one, two] = [opened("one", 0), opened("two", 1)];
      for (const ticket of [one, two]) await store.insert(ticket);
      expect(idsOf(await store.unheard(10))).toEqual([one.id, two.id]);
      await store.heard([one.id]);
      expect(idsOf(await store.unheard(10))).toEqual([two.id]);
      const later = new Date(START.getTime() + 9 * DAY_MS);
      expect(idsOf(await store.overdue(later, "2054-12-03", 10))).toEqual([one.id, two.id]);
      await store.reminded([one.id], "2054-12-03");
      expect(idsOf(await store.overdue(later, "2054-12-03", 10))).toEqual([two.id]);
      expect(idsOf(await store.overdue(later, "2054-12-04", 10))).toEqual([one.id, two.id]);
      expect((await store.find(one.id))?.version).toBe(1);
    });

    test("what operators have heard stays heard although somebody writes what they read before", async () => {
      const read = opened("read", 0);
      await store.insert(read);
      await store.heard([read.id]);
      await store.reminded([read.id], "2054-12-03");
      const known = { isUnheard: false, remindedOn: "2054-12-03" };
      const written = await store.write(read, withWords(read, said("read-2", 1)));
      expect(written).toMatchObject({ ...known, version: 2 });
      expect(await store.find(read.id)).toEqual(written);
      expect(written?.messages).toHaveLength(2);
      expect(await store.unheard(10)).toEqual([]);
    });

    test("what was told is told of that version only", async () => {
      const ticket = opened("told", 0);
      await store.insert(ticket);
      const first = await store.write(ticket, withAnswer(ticket, said("told-2", 1, "us"), "asked"));
      if (first === null) throw new Error("was not written");
      const second = await store.write(first, withAnswer(first, said("told-3", 2, "us"), "answered"));
      await store.told(first);
      expect((await store.untold(10)).map(({ untold }) => untold)).toEqual([["told-2", "told-3"]]);
      await store.told(second ?? first);
      expect(await store.untold(10)).toEqual([]);
    });

    test("a closed ticket comes up for purging when its time is over, and no other", async () => {
      await store.insert(opened("alive", 0));
      const shut = closed(opened("shut", 0), at(1));
      await store.insert(shut);
      const purgeAt = shut.purgeAt ?? START;
      expect(await store.toPurge(new Date(purgeAt.getTime() - 1), 10)).toEqual([]);
      expect(idsOf(await store.toPurge(purgeAt, 10))).toEqual([shut.id]);
    });
  });
}

function byDue(tickets: readonly Ticket[]): (one: string, other: string) => number {
  const due = new Map(tickets.map((ticket) => [ticket.id, Number(ticket.dueAt)]));
  return (one, other) => (due.get(one) ?? 0) - (due.get(other) ?? 0) || (one < other ? -1 : 1);
}
