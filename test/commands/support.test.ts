import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderNumber } from "../../src/core/billing/order.ts";
import { BUTTON_TOKEN_BYTES_MAX } from "../../src/core/chat/button-token.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { attachment } from "../core/support/stage.ts";
import { MINUTE_MS } from "../support/credits.ts";
import { testImages } from "../support/images.ts";
import { everythingIn, identityOf, type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());
// All of these share one operator, who may say so much in a minute.
beforeEach(() => easel.clock.move(MINUTE_MS));

const labels = ({ buttons = [] }: Reply) => buttons.map(({ label }) => label);
const button = (reply: Reply, label: string): Button | undefined =>
  reply.buttons?.find((one) => one.label.startsWith(label));
const numberIn = ({ title, text }: Reply) => /S-[A-Z2-7]{4}-[A-Z2-7]{4}/u.exec(`${title} ${text}`)?.[0] ?? "none";
const fill = (user: string, form: Reply, values: Record<string, string>, id?: string) =>
  easel.act(user, { kind: "form", token: form.form?.token ?? "", values }, id);
const open = async (user: string, words = "/support --category payment my credits did not come") =>
  numberIn(await easel.say(user, words));
const desk = (words = "") => easel.say("operator", `/admin tickets ${words}`);
const fields = ({ fields: all = [] }: Reply) => Object.fromEntries(all.map(({ name, value }) => [name, value]));

describe("/support", () => {
  test("by words opens a ticket with a number and a day, and says what is kept of whoever has not accepted the terms", async () => {
    const answer = await easel.say("stranger", "/support --category payment my credits did not come", [
      attachment(await testImages.png()),
    ]);
    expect(answer.title).toMatch(/^S-[A-Z2-7]{4}-[A-Z2-7]{4} · Payment$/u);
    expect(answer.text).toMatch(/answers by \d+ \w{3} 20\d\d, \d\d:\d\d UTC/u);
    expect(answer.text).toContain("only what you write for this ticket is kept");
    expect(answer.text).toContain("Your picture was not kept");
    expect(labels(answer)).toEqual(["Write more", "Close"]);
    expect((await easel.accounts.of(identityOf("stranger"))).consents).toEqual([]);
    await easel.accept("settled");
    expect((await easel.say("settled", "/support hello")).text).not.toContain("accepted the terms");
  });

  test("without words shows the one open ticket, or all of them, and what can be done with each", async () => {
    const none = await easel.say("lister", "/support");
    expect(none.text).toContain("You have no ticket");
    const form = await easel.press("lister", button(none, "New ticket"));
    const opened = await fill("lister", form, { category: "safety", words: "somebody follows me" });
    expect(opened.title).toContain("Safety");
    const view = await easel.say("lister", "/support");
    expect(view.text).toContain("somebody follows me");
    expect(fields(view)["Status"]).toMatch(/^Waits for our answer, due by/u);
    expect(labels(view)).toEqual(["Write more", "Close", "All my tickets"]);
    await open("lister", "/support another thing");
    const list = await easel.say("lister", "/support");
    expect(list.fields).toHaveLength(2);
    const shown = await easel.press("lister", button(list, numberIn(opened)));
    expect(shown).toMatchObject({ replacesOrigin: true, onlyCaller: true });
    const closed = await easel.press("lister", button(shown, "Close"));
    expect(labels(closed)).toEqual(["Write more", "Reopen"]);
    expect((await easel.press("lister", button(closed, "Reopen"))).text).toContain("is open again");
  });

  test("takes more words by form or by number, with pictures, once an event", async () => {
    await easel.accept("writer");
    const number = await open("writer");
    const view = await easel.say("writer", `/support ${number.toLowerCase()}`);
    const form = await easel.press("writer", button(view, "Write more"));
    for (const _ of [1, 2]) await fill("writer", form, { words: "it was on Tuesday" }, "memory:writer-once");
    const words = `--ticket ${number} here it is`;
    const picture = attachment(await testImages.png());
    await easel.say("writer", `/support ${words}`, [picture]);
    const after = await easel.say("writer", `/support --ticket ${number}`);
    expect(after.text?.match(/it was on Tuesday/gu)).toHaveLength(1);
    expect(after.text).toContain("here it is");
    expect(after.images).toMatchObject([{ key: expect.stringMatching(/^ticket:/u), spoiler: true }]);
    // The number before the words means the same.
    expect((await easel.say("writer", `/support ${number} and thanks`)).text).toContain(`your ticket ${number}`);
    expect((await easel.say("writer", "/support --ticket S-AAAA-AAAA hello")).text).toContain("no such ticket");
    expect((await easel.say("writer", "/support", [picture])).text).toContain("write a few words");
  });

  test("is no business of anybody else’s, not by number, not by a made-up button", async () => {
    const number = await open("owner");
    const view = await easel.say("owner", `/support ${number}`);
    const more = button(view, "Write more");
    const token = more !== undefined && "token" in more ? more.token : "";
    expect((await easel.act("mallory", { kind: "button", token })).text).toContain("somebody else");
    const { id } = await easel.accounts.of(identityOf("mallory"));
    for (const name of ["more", "see", "close", "reopen", "send"]) {
      const forged = token.split("/").with(1, name).with(2, id.slice(0, 8)).join("/");
      const action = { kind: "form", token: forged, values: { words: "mine" } } as const;
      expect((await easel.act("mallory", action)).text, name).toContain("no such ticket of yours");
    }
    expect((await easel.say("mallory", `/support --ticket ${number} mine`)).text).toContain("no such ticket of yours");
  });

  test("hears somebody who is suspended, and lets them write more, close and reopen", async () => {
    const number = await open("barred");
    const { id } = await easel.accounts.of(identityOf("barred"));
    await easel.sanctions.impose({
      ...{ cause: "test:barred", account: id, kind: "suspension", reason: "terms", note: null, by: "memory:operator" },
      ...{ duration_hours: 24, freezes: true, forfeits: false, withoutNotice: null, violations: [] },
    });
    expect((await easel.say("barred", "/models")).tone).toBe("refusal");
    expect((await easel.say("barred", `/support --ticket ${number} why?`)).text).toContain("We answer by");
    const closed = await easel.press("barred", button(await easel.say("barred", "/support"), "Close"));
    const form = await easel.press("barred", button(closed, "Write more"));
    expect((await fill("barred", form, { words: "still?" })).text).toContain("We answer by");
  });
});

describe("/paysupport", () => {
  test("leads to a payment ticket with the order’s number in it", async () => {
    const offer = easel.billing.offers.find("pack-small");
    if (offer === null) throw new Error("no offer");
    const account = await easel.accounts.of(identityOf("payer"));
    const { order } = await easel.billing.buy({
      ...{ account, offer, currency: "usd", method: "stripe", cause: "buy:payer", language: "en" },
    });
    easel.payments.pay(order.checkout?.id ?? "");
    await easel.deliver();
    const help = await easel.say("payer", "/paysupport");
    expect(labels(help)).toEqual(["Ask for a refund", "Write to us"]);
    const form = await easel.press("payer", button(help, "Write to us"));
    expect(form.form?.fields.map(({ name }) => name)).toEqual(["order", "words"]);
    const opened = await fill("payer", form, { order: orderNumber(order.id), words: "they never came" });
    expect(opened.title).toContain("Payment");
    expect(fields(await easel.say("payer", "/support"))["Order"]).toBe(orderNumber(order.id));
    expect(fields(await desk(numberIn(opened)))["Order"]).toBe(orderNumber(order.id));
    // The number of somebody else's order says nothing.
    const other = await easel.press("thief", button(await easel.say("thief", "/paysupport"), "Write to us"));
    const theirs = await fill("thief", other, { order: orderNumber(order.id), words: "mine" });
    expect(fields(await desk(numberIn(theirs)))["Order"]).toBeUndefined();
  });
});

describe("/admin tickets", () => {
  test("answers on what was seen: a colleague’s act in between is told, and the words are given back", async () => {
    const number = await open("asker");
    const view = await desk(number);
    expect(labels(view)).toEqual(["Reply", "Close", "Assign to me", "Next", "The queue"]);
    const form = await easel.press("operator", button(view, "Reply"));
    const other = await easel.say("presser", `/admin tickets ${number}`);
    const mine = await easel.press("presser", button(other, "Assign to me"));
    expect(fields(mine)["With"]).toBe("memory:presser");
    const late = await fill("operator", form, { words: "Try it again", standing: "answered" });
    expect(late).toMatchObject({ tone: "refusal" });
    expect(late.text).toContain("Try it again");
    expect(fields(late)["Status"]).toContain("waits for us");
    const again = await easel.press("operator", button(late, "Reply"));
    const sent = await fill("operator", again, { words: "Try it again", standing: "answered" }, "memory:sent-once");
    expect(sent.text).toContain("Sent: the person is told.");
    const repeated = await fill("operator", again, { words: "Try it again", standing: "answered" }, "memory:sent-once");
    expect(repeated.text).toContain("This was sent already.");
    await easel.notices.sendDue(10);
    const told = easel.chat.directs("asker");
    expect(told.map(({ title }) => title)).toEqual([`Our answer to ${number}`]);
    const back = await easel.press("asker", button(told[0] ?? {}, "Reply"));
    expect((await fill("asker", back, { words: "It works" })).text).toContain("We answer by");
    const audited = await easel.audit.latest((await easel.support.desk.find(number))?.id ?? "", 9);
    expect(audited.map(({ action, actor }) => [action, actor]).toSorted()).toEqual([
      ["ticket-answered", "memory:operator"],
      ["ticket-assigned", "memory:presser"],
    ]);
  });

  test("names what waits, in the order in which it is due, and Next passes over what a colleague takes care of", async () => {
    const numbers = [await open("first")];
    for (const user of ["second", "third"]) {
      easel.clock.move(MINUTE_MS);
      numbers.push(await open(user));
    }
    const [first = "", second = "", third = ""] = numbers;
    await easel.press("presser", button(await easel.say("presser", `/admin tickets ${second}`), "Assign"));
    const next = await easel.press("operator", button(await desk(first), "Next"));
    expect(next.title).toContain(third);
    const waiting = await easel.support.desk.queue(null, 50);
    const due = waiting.map(({ dueAt }) => Number(dueAt));
    expect(due).toEqual(due.toSorted((a, b) => a - b));
    const queue = await desk();
    expect(queue.text).toContain(`${waiting.length} tickets wait for an answer`);
    expect((await desk("S-AAAA-AAAA")).text).toContain("There is no such ticket");
    for (const one of [...(queue.buttons ?? []), ...(next.buttons ?? [])]) {
      if ("token" in one) expect(Buffer.byteLength(one.token)).toBeLessThanOrEqual(BUTTON_TOKEN_BYTES_MAX);
    }
  });

  test("is for operators alone, the form’s answer too", async () => {
    const number = await open("nosy");
    const view = await desk(number);
    const form = await easel.press("operator", button(view, "Reply"));
    expect((await easel.say("nosy", `/admin tickets ${number}`)).text).toContain("for the people who run Easel");
    const { id } = await easel.accounts.of(identityOf("nosy"));
    const token = (form.form?.token ?? "").split("/").with(2, id.slice(0, 8)).join("/");
    const forged = { kind: "form", token, values: { words: "all yours", standing: "closed" } } as const;
    expect((await easel.act("nosy", forged)).text).toContain("for the people who run Easel");
    const queue = await easel.act("nosy", { kind: "button", token: "admin/tick-queue/operator" });
    expect(queue.text).toContain("for the people who run Easel");
    expect((await easel.support.desk.find(number))?.messages).toHaveLength(1);
  });
});

test("what was written is in the ticket alone: no log, no audit entry, no alert has it", async () => {
  await open("private", "/support --category safety my uncle Ferdinand");
  await easel.support.tend();
  expect(JSON.stringify(easel.log.lines)).not.toContain("Ferdinand");
  expect((await everythingIn(easel.mongo)).split("Ferdinand").length - 1).toBe(1);
});
