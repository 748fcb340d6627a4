import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Message } from "../../../adapters/playground/message.ts";
import { offers, renderMessage, renderReply } from "../../../adapters/playground/replies.ts";
import type { Form } from "../../../src/core/chat/reply.ts";

const form: Form = { title: "Report", submit: "Send", token: "report/form", fields: [] };
const base = { id: "m1", person: "ada", at: 1000, order: 5, sequence: 9 } as const;
const answered = (over: Partial<Message> = {}): Message =>
  ({
    ...base,
    pane: "channel",
    audience: "everyone",
    author: "easel",
    answers: "m0",
    reply: { text: "here" },
    movedTo: null,
    ...over,
  }) as Message;

describe("a reply", () => {
  test("that says nothing is drawn as nothing", () => {
    expect(renderReply({})).toEqual({
      title: null,
      text: null,
      tone: "plain",
      fields: [],
      images: [],
      files: [],
      buttons: [],
      form: null,
    });
  });

  test("gives pictures by their key, with previews of a few sizes and words for those who cannot see them", () => {
    const image = { key: "g/1?:0", alternative: "a red fox", width: 1024, height: 768 };
    expect(renderReply({ images: [image] }).images).toEqual([
      {
        href: "/playground/images/g%2F1%3F%3A0",
        previews: [384, 768, 1536].map((edge) => ({ edge, href: `/playground/images/g%2F1%3F%3A0?edge=${edge}` })),
        alternative: "a red fox",
        width: 1024,
        height: 768,
        small: false,
      },
    ]);
    expect(renderReply({ images: [{ ...image, thumbnail: true }] }).images[0]?.small).toBe(true);
  });

  test("gives originals as downloads under their name", () => {
    expect(renderReply({ files: [{ key: "g1:0", name: "red fox & co.png" }] }).files).toEqual([
      { name: "red fox & co.png", href: "/playground/files/g1%3A0?name=red%20fox%20%26%20co.png" },
    ]);
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "//elsewhere", "nonsense", ""])("has no link to %j", (url) => {
    expect(renderReply({ buttons: [{ label: "Pay", url }] }).buttons).toEqual([]);
  });

  test("keeps links of the web and buttons", () => {
    const buttons = [
      { label: "Pay", url: "https://pay.example/1" },
      { label: "Again", token: "t", style: "primary" },
    ] as const;
    expect(renderReply({ buttons }).buttons).toEqual(buttons);
  });

  test("passes every text on untouched, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const shown = renderReply({ title: text, text, fields: [{ name: text, value: text }] });
        expect(shown).toMatchObject({ title: text, text, fields: [{ name: text, value: text }] });
      }),
    );
  });

  test("offers the tokens of its own buttons and form only", () => {
    const reply = {
      buttons: [
        { label: "Again", token: "again" },
        { label: "Pay", url: "https://again" },
      ],
      form,
    };
    expect(offers(reply, "button", "again")).toBe(true);
    expect(offers(reply, "button", "report/form")).toBe(false);
    expect(offers(reply, "button", "https://again")).toBe(false);
    expect(offers(reply, "form", "report/form")).toBe(true);
    expect(offers(reply, "form", "again")).toBe(false);
  });
});

describe("a message", () => {
  test("for everyone is shown to everyone", () => {
    expect(renderMessage(answered(), "bob")).toMatchObject({ id: "m1", person: "ada", onlyYou: false, waiting: false });
  });

  test("for its caller is marked as such, and nobody else gets a word of it", () => {
    expect(renderMessage(answered({ audience: "caller" }), "ada")).toMatchObject({ onlyYou: true });
    expect(renderMessage(answered({ audience: "caller" }), "bob")).toEqual({ id: "m1", removed: true });
    expect(renderMessage(answered({ pane: "direct" }), "bob")).toEqual({ id: "m1", removed: true });
  });

  test("in direct messages needs no mark", () => {
    expect(renderMessage(answered({ pane: "direct", audience: "caller" }), "ada")).toMatchObject({ onlyYou: false });
  });

  test("with a form is between Easel and the person who is asked", () => {
    const asking = answered({ reply: { text: "Tell us", form } });
    expect(renderMessage(asking, "ada")).toMatchObject({ onlyYou: true, reply: { form } });
    expect(renderMessage(asking, "bob")).toEqual({ id: "m1", removed: true });
  });

  test("without an answer yet is waiting", () => {
    expect(renderMessage(answered({ reply: null }), "bob")).toMatchObject({ waiting: true, reply: null });
  });

  test("whose answer went elsewhere is taken away", () => {
    expect(renderMessage(answered({ movedTo: "m7" }), "ada")).toEqual({ id: "m1", removed: true });
  });

  test("of a person has words and the names of files", () => {
    const attachments = [{ name: "fox.png", bytes: 3 }];
    const spoken: Message = {
      ...base,
      pane: "channel",
      audience: "everyone",
      author: "person",
      text: "hello",
      attachments,
    };
    expect(renderMessage(spoken, "bob")).toMatchObject({ author: "person", text: "hello", attachments, reply: null });
  });
});
