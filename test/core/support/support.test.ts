import { beforeEach, describe, expect, test } from "vitest";
import type { Account } from "../../../src/core/accounts/account.ts";
import { Refusal } from "../../../src/core/refusal.ts";
import type { TicketWords } from "../../../src/core/support/support.ts";
import { ticketNumber } from "../../../src/core/support/ticket.ts";
import { ticketStoreContract } from "../../contracts/ticket-store.ts";
import { DAY_MS, HOUR_MS } from "../../support/credits.ts";
import { testImages } from "../../support/images.ts";
import { memoryTickets } from "../../support/memory-tickets.ts";
import { act, attachment, type SupportStage, said, supportStage, titles } from "./stage.ts";

ticketStoreContract("a memory", async () => memoryTickets());

let stage: SupportStage;
let ada: Account;
beforeEach(() => {
  stage = supportStage();
  ada = stage.person("ada");
});

const open = async (words = "help", more: Partial<TicketWords> = {}, account = ada) =>
  (await stage.support.open({ ...said(account, words, more), category: "other" })).ticket;
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw error ?? new Error("was not refused");
  return error.refusal;
};

describe("opening a ticket", () => {
  test("the same event twice is one ticket, also from two processes at once", async () => {
    const again = stage.again();
    const words = { ...said(ada, "my credits did not come"), category: "payment" as const };
    const outcomes = await Promise.all([stage.support.open(words), again.open(words), stage.support.open(words)]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["heard", "repeated", "repeated"]);
    expect(new Set(outcomes.map(({ ticket }) => ticket.id)).size).toBe(1);
    expect(await stage.support.of(ada, 9)).toHaveLength(1);
    expect(outcomes[0]?.ticket.messages).toHaveLength(1);
  });

  test("three may be open; the fourth waits until one is closed, and so does opening one again", async () => {
    const [first] = [await open(), await open(), await open()];
    expect(await refused(open())).toEqual({ code: "tickets-too-many", data: { max: 3 } });
    const closed = await stage.support.close(first.id, ada);
    expect(closed.state).toBe("closed");
    await open();
    expect((await refused(stage.support.reopen(first.id, ada))).code).toBe("tickets-too-many");
    expect((await refused(stage.support.write(first.id, said(ada, "one more thing")))).code).toBe("tickets-too-many");
    expect((await stage.support.find(ticketNumber(first.id), ada))?.state).toBe("closed");
  });

  test("the same event once more is answered with its ticket, whatever limit was reached since", async () => {
    const words = { ...said(ada, "help"), category: "other" as const };
    const { ticket } = await stage.support.open(words);
    for (const _ of [2, 3]) await open();
    expect((await refused(open())).code).toBe("tickets-too-many");
    expect(await stage.support.open(words)).toMatchObject({ outcome: "repeated", ticket: { id: ticket.id } });
  });

  test("of three that come at once while two are open, one is taken", async () => {
    await open();
    await open();
    const outcomes = await Promise.allSettled([open(), open(), open()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("so many messages a day reach us, the same event counts once, and tomorrow more", async () => {
    const ticket = await open();
    const same = said(ada, "again");
    for (let count = 0; count < 40; count++) await stage.support.write(ticket.id, same);
    for (let count = 2; count < 20; count++) await stage.support.write(ticket.id, said(ada, "more"));
    expect(await refused(stage.support.write(ticket.id, said(ada, "too much")))).toEqual({
      code: "ticket-messages",
      data: { max: 20, waitHours: 12 },
    });
    stage.clock.move(12 * HOUR_MS);
    expect((await stage.support.write(ticket.id, said(ada, "today"))).ticket.messages).toHaveLength(21);
  });

  test("what says nothing or too much is refused and keeps nothing", async () => {
    for (const words of ["", " \n", "\u200B\u0000"]) expect((await refused(open(words))).code).toBe("ticket-empty");
    expect(await refused(open("🦊".repeat(2001)))).toEqual({
      code: "ticket-too-long",
      data: { length: 2001, lengthMax: 2000 },
    });
    expect(await stage.support.of(ada, 9)).toEqual([]);
    expect((await open(` a\u0000b\r\nc${"🦊".repeat(10)} `)).messages[0]?.words).toBe(`ab\nc${"🦊".repeat(10)}`);
  });

  test("pictures are checked, kept for a year under their message, and the same ones once", async () => {
    const png = await testImages.png();
    const words = said(ada, "look", { attachments: [attachment(png), attachment(png, "other.png")] });
    const { ticket } = await stage.support.open({ ...words, category: "picture" });
    await stage.support.open({ ...words, category: "picture" });
    const keys = ticket.messages[0]?.images.map(({ key }) => key) ?? [];
    expect([...stage.images.keys()]).toEqual(keys);
    expect(keys).toHaveLength(2);
    const kept = stage.images.get(keys[0] ?? "");
    expect(kept).toMatchObject({
      account: "ada",
      width: 64,
      keepUntil: new Date(stage.clock.now().getTime() + 365 * DAY_MS),
    });
    const many = Array.from({ length: 5 }, () => attachment(png));
    expect(await refused(open("look", { attachments: many }))).toEqual({
      code: "ticket-images",
      data: { given: 5, max: 4 },
    });
    const fake = attachment(new TextEncoder().encode("<svg/>"), "../../etc/passwd");
    expect((await refused(open("look", { attachments: [fake] }))).code).toBe("reference-not-an-image");
  });

  test("without the terms accepted only the words are kept", async () => {
    const bob = stage.person("bob", { accepted: false });
    const words = { ...said(bob, "let me in", { attachments: [attachment(await testImages.png())] }) };
    const { ticket, picturesLeft } = await stage.support.open({ ...words, category: "account" });
    expect(picturesLeft).toBe(1);
    expect(ticket.messages).toMatchObject([{ words: "let me in", images: [] }]);
    expect(stage.images.size).toBe(0);
  });

  test("a ticket of somebody else is as one that is not there", async () => {
    const { id } = await open();
    const mallory = stage.person("mallory");
    for (const work of [
      stage.support.own(id, mallory),
      stage.support.write(id, said(mallory, "mine")),
      stage.support.close(id, mallory),
      stage.support.reopen(id, mallory),
    ]) {
      expect((await refused(work)).code).toBe("ticket-unknown");
    }
    expect(await stage.support.find(ticketNumber(id), mallory)).toBeNull();
    // Whoever was joined into another account is that one now.
    expect((await stage.support.own(id, { ...mallory, joinedFrom: ["ada"] })).id).toBe(id);
  });
});

describe("an answer", () => {
  test("reaches the person once with a way to write back, which makes it our turn again", async () => {
    const ticket = await open();
    const answer = act(ticket);
    const { outcome, ticket: answered } = await stage.support.desk.answer(answer, "What is your order?", "asked");
    expect({ outcome, state: answered.state, assignee: answered.assignee }).toEqual({
      outcome: "done",
      state: "asked",
      assignee: "memory:op",
    });
    expect((await stage.support.desk.answer(answer, "What is your order?", "asked")).outcome).toBe("repeated");
    await stage.support.tend();
    expect([...stage.told.values()]).toEqual([
      {
        title: `We need something from you for ${ticketNumber(ticket.id)}`,
        text: "What is your order?\n\nPlease answer with the button, or with /support.",
        buttons: [expect.objectContaining({ label: "Reply", token: `support/more/ada/${ticket.id}` })],
      },
    ]);
    stage.clock.move(DAY_MS);
    const { ticket: back } = await stage.support.write(ticket.id, said(ada, "E-7KQ2-MXAB"));
    expect(back).toMatchObject({ state: "open", dueAt: new Date("2054-11-30T12:00:00Z") });
    expect(stage.audited.map(({ action, actor, before, after }) => [action, actor, before, after])).toEqual([
      ["ticket-answered", "memory:op", "open", "asked"],
    ]);
    expect(JSON.stringify([stage.audited, stage.log.lines])).not.toContain("order");
  });

  test("is written back to once, also when two processes have the same event", async () => {
    const ticket = await open();
    const words = said(ada, "thanks");
    await Promise.all([stage.support.write(ticket.id, words), stage.again().write(ticket.id, words)]);
    expect((await stage.support.own(ticket.id, ada)).messages.map(({ words: one }) => one)).toEqual(["help", "thanks"]);
  });

  test("of two operators at once one is sent, and the other reads that something changed", async () => {
    const ticket = await open();
    const again = stage.again();
    const outcomes = await Promise.all([
      stage.support.desk.answer(act(ticket, "memory:one"), "yes", "answered"),
      again.desk.answer(act(ticket, "memory:two"), "no", "closed"),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["changed", "done"]);
    expect(stage.told.size).toBe(1);
    expect((await stage.support.own(ticket.id, ada)).messages).toHaveLength(2);
  });

  test("is not sent when the person wrote meanwhile", async () => {
    const ticket = await open();
    await stage.support.write(ticket.id, said(ada, "never mind, it works"));
    const { outcome, ticket: now } = await stage.support.desk.answer(act(ticket), "Try again", "answered");
    expect(outcome).toBe("changed");
    expect(now.messages.map(({ words }) => words)).toEqual(["help", "never mind, it works"]);
    expect((await stage.support.desk.answer(act(now), "Good", "closed")).outcome).toBe("done");
  });

  test("that cannot be kept in the audit trail is not sent", async () => {
    const ticket = await open();
    stage.failing.audit = 1;
    await expect(stage.support.desk.answer(act(ticket), "Yes", "answered")).rejects.toThrow("the process died");
    await stage.support.tend();
    expect(stage.told.size).toBe(0);
    expect(await stage.support.own(ticket.id, ada)).toEqual({ ...ticket, isUnheard: false });
  });

  test("is kept although telling it fails, and told by whichever process looks next, once", async () => {
    const ticket = await open();
    stage.failing.notices = 2;
    const { outcome, ticket: answered } = await stage.support.desk.answer(act(ticket), "Yes", "answered");
    expect(outcome).toBe("done");
    await stage.support.tend();
    expect(stage.told.size).toBe(0);
    await stage.again().tend();
    await stage.support.tend();
    expect([...stage.told.values()].map(({ text }) => text)).toEqual([expect.stringContaining("Yes")]);
    expect(await stage.store.untold(9)).toEqual([]);
    // Telling is no change: whoever looks at the ticket has seen all of it.
    expect((await stage.store.find(ticket.id))?.version).toBe(answered.version);
  });

  test("closing tells the person once, and assigning tells nobody", async () => {
    const ticket = await open();
    const assigned = await stage.support.desk.assign(act(ticket, "memory:one"));
    expect(assigned.ticket.assignee).toBe("memory:one");
    expect((await stage.support.desk.assign(act(ticket, "memory:two"))).outcome).toBe("changed");
    const closed = await stage.support.desk.close(act(assigned.ticket));
    expect((await stage.support.desk.close(act(assigned.ticket, "memory:two"))).outcome).toBe("repeated");
    expect(titles(stage.told)).toEqual([`Your ticket ${ticketNumber(ticket.id)} is closed`]);
    expect((await stage.support.reopen(ticket.id, ada)).version).toBe(closed.ticket.version + 1);
    expect(stage.audited.map(({ action }) => action)).toEqual(["ticket-assigned", "ticket-closed"]);
  });
});

test("a year after it was closed a ticket’s words and pictures go, and its number stays", async () => {
  const picture = attachment(await testImages.png());
  const ticket = await open("secret", { attachments: [picture] });
  const kept = await open("kept", { attachments: [picture] });
  stage.clock.move(10 * DAY_MS);
  await stage.support.close(ticket.id, ada);
  stage.clock.move(365 * DAY_MS - 1);
  await stage.support.tend();
  expect((await stage.support.own(ticket.id, ada)).messages).toHaveLength(1);
  stage.clock.move(1);
  await stage.support.tend();
  await stage.support.tend();
  const left = await stage.support.own(ticket.id, ada);
  expect(left).toMatchObject({ state: "closed", messages: [], purgeAt: null });
  expect([...stage.images.keys()]).toEqual(kept.messages[0]?.images.map(({ key }) => key));
  expect((await refused(stage.support.write(ticket.id, said(ada, "and now?")))).code).toBe("ticket-ended");
  expect((await refused(stage.support.reopen(ticket.id, ada))).code).toBe("ticket-ended");
  // Neither does anybody of ours write to a person about what they know nothing of any more.
  expect((await refused(stage.support.desk.answer(act(left), "Yes", "answered"))).code).toBe("ticket-ended");
  expect(await stage.support.own(ticket.id, ada)).toEqual(left);
});
