import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  actionOf,
  FILE_BYTES_MAX,
  isPerson,
  languageAsked,
  type MessagePost,
  nearestPerson,
  plainFileName,
  readForm,
  readMessage,
  readPress,
  toIncoming,
} from "../../../adapters/playground/incoming.ts";

const base = { event: "event-000001", person: "ada" };
const inChannel = { place: "place", pane: "channel" } as const;
const said = (text: string, pane: "channel" | "direct" = "channel"): MessagePost => ({
  ...base,
  kind: "message",
  pane,
  text,
  attachments: [],
});
const json = (fields: unknown) =>
  new Request("http://localhost/", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof fields === "string" ? fields : JSON.stringify(fields),
  });
function multipart(files: readonly File[], fields: Record<string, string> = {}): Request {
  const body = new FormData();
  for (const [name, value] of Object.entries({ ...base, pane: "direct", text: "/edit", ...fields }))
    body.append(name, value);
  for (const file of files) body.append("file", file, file.name);
  return new Request("http://localhost/", { method: "POST", body });
}

describe("what a message asks of Easel", () => {
  test.each([
    ["/imagine a red fox --ar 16:9", "imagine", "a red fox --ar 16:9"],
    ["  /balance  ", "balance", ""],
    ["/Imagine a Red Fox", "imagine", "a Red Fox"],
    ["/imagine two\nlines", "imagine", "two\nlines"],
    ["/", "help", ""],
    ["//x", "/x", ""],
  ])("%j is the command %s with the words %j", (text, name, words) => {
    expect(actionOf(said(text))).toEqual({ kind: "command", name, words, values: {}, attachments: [] });
  });

  test("plain words are a prompt in direct messages and people talking in the channel", () => {
    expect(actionOf(said(" a red fox ", "direct"))).toMatchObject({ name: "imagine", words: "a red fox" });
    expect(actionOf(said("a red fox", "channel"))).toBeNull();
  });

  test("a slash in the middle is no command", () => {
    expect(actionOf(said("and/or", "channel"))).toBeNull();
  });

  test("a press carries its token, a form its values too", () => {
    const press = { ...base, kind: "button", origin: "m1", token: "imagine/again/1" } as const;
    expect(actionOf(press)).toEqual({ kind: "button", token: "imagine/again/1" });
    const values = { why: "offensive" };
    expect(actionOf({ ...press, kind: "form", values })).toEqual({ kind: "form", token: "imagine/again/1", values });
  });
});

describe("the incoming event", () => {
  test("the same event of the same person has the same id, and of another person another one", () => {
    const id = (person: string) => {
      const post = { ...said("/help"), person };
      return toIncoming(post, actionOf(post) as never, inChannel).id;
    };
    expect(id("ada")).toBe("playground:ada:event-000001");
    expect(id("ada")).toBe(id("ada"));
    expect(id("bob")).not.toBe(id("ada"));
  });

  test("a press names the message it was made on, a message none", () => {
    const press = { ...base, kind: "button", origin: "m1", token: "t" } as const;
    expect(toIncoming(press, { kind: "button", token: "t" }, inChannel)).toEqual({
      id: "playground:ada:event-000001",
      identity: { platform: "playground", user: "ada", name: "ada" },
      place: "place",
      origin: "m1",
      action: { kind: "button", token: "t" },
    });
    expect(toIncoming(said("/help"), { kind: "button", token: "t" }, inChannel)).not.toHaveProperty("origin");
  });

  test("says that the person is alone with Easel where it is so", () => {
    const to = (pane: "channel" | "direct") =>
      toIncoming(said("/buy", pane), { kind: "button", token: "t" }, { place: "place", pane });
    expect(to("direct").isDirect).toBe(true);
    expect(to("channel").isDirect).toBeUndefined();
  });
});

describe("reading posts", () => {
  test("a message arrives as it was written", async () => {
    const fields = { ...base, pane: "channel", text: "<b>hi</b> \u202e&amp;" };
    expect(await readMessage(json(fields))).toEqual({ ...fields, kind: "message", attachments: [] });
  });

  test.each([
    ["no JSON at all", "{"],
    ["no event id", { ...base, event: undefined, pane: "direct", text: "x" }],
    ["an event id that could break out of its place", { ...base, event: "../../../../x", pane: "direct", text: "x" }],
    ["a person that cannot be", { ...base, person: "Ada Lovelace", pane: "direct", text: "x" }],
    ["a pane that is not there", { ...base, pane: "secret", text: "x" }],
    ["a text of another kind", { ...base, pane: "direct", text: { $ne: null } }],
  ])("%s is refused with a sentence", async (_what, fields) => {
    await expect(readMessage(json(fields))).rejects.toMatchObject({ name: "PostRefused", status: 400 });
  });

  test("a text that is too long is told how long it may be", async () => {
    const fields = { ...base, pane: "direct", text: "x".repeat(8001) };
    await expect(readMessage(json(fields))).rejects.toThrow("A message takes up to 8000 characters.");
  });

  test("what else is too long is told in our own words, not in the library's", async () => {
    const press = { ...base, origin: "m1", token: "x".repeat(201) };
    const own = "That was not understood. Please reload the page and try again.";
    await expect(readPress(json(press))).rejects.toThrow(own);
    await expect(readForm(json({ ...press, values: {} }))).rejects.toThrow(own);
    const values = { why: "x".repeat(8001) };
    await expect(readForm(json({ ...press, token: "t", values }))).rejects.toThrow("up to 8000 characters.");
  });

  test("files come with their names and sizes, and their bytes when asked for", async () => {
    const message = await readMessage(
      multipart([new File(["fox"], "C:\\pictures\\..\\fox\u0000.png"), new File([], "")]),
    );
    expect(message.attachments.map(({ name, bytes }) => ({ name, bytes }))).toEqual([{ name: "fox.png", bytes: 3 }]);
    expect(await message.attachments[0]?.read()).toEqual(new TextEncoder().encode("fox"));
  });

  test("a file above the limit is refused, one at the limit is not", async () => {
    const file = (bytes: number) => multipart([new File([new Uint8Array(bytes)], "big.png")]);
    await expect(readMessage(file(FILE_BYTES_MAX + 1))).rejects.toMatchObject({ status: 413 });
    expect((await readMessage(file(FILE_BYTES_MAX))).attachments).toHaveLength(1);
  });

  test("fourteen files are taken, fifteen are not", async () => {
    const files = (count: number) => Array.from({ length: count }, (_, index) => new File(["x"], `${index}.png`));
    expect((await readMessage(multipart(files(14)))).attachments).toHaveLength(14);
    await expect(readMessage(multipart(files(15)))).rejects.toThrow("up to 14 files");
  });

  test("files of a hundred megabytes together are taken, and above it a sentence says so", async () => {
    const files = (bytes: number) =>
      multipart([
        ...Array(5).fill(new File([new Uint8Array(FILE_BYTES_MAX)], "a.png")),
        new File(["x".repeat(bytes)], "b"),
      ]);
    expect((await readMessage(files(0))).attachments).toHaveLength(6);
    await expect(readMessage(files(1))).rejects.toThrow("up to 100 MB together");
  });

  test("fields without end are refused, and so are parts without end", async () => {
    const long = multipart([], { other: "x".repeat(70_000) });
    await expect(readMessage(long)).rejects.toMatchObject({ status: 413 });
    const many = multipart(Array.from({ length: 40 }, () => new File([], "")));
    await expect(readMessage(many)).rejects.toMatchObject({ status: 413 });
  });

  test("a form's values are texts, and not without end", async () => {
    const fields = { ...base, origin: "m1", token: "t" };
    expect(await readForm(json({ ...fields, values: { why: "because" } }))).toMatchObject({
      values: { why: "because" },
    });
    await expect(readForm(json({ ...fields, values: { why: 1 } }))).rejects.toMatchObject({ status: 400 });
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`n${index}`, "x"]));
    await expect(readForm(json({ ...fields, values: many }))).rejects.toMatchObject({ status: 400 });
    expect(await readPress(json(fields))).toEqual({ ...fields, kind: "button" });
  });
});

test.each([
  ["Ada Lovelace", "ada-lovelace"],
  ["  Łukasz_9 ", "ukasz_9"],
  ["Zoë", "zoe"],
  ["../../etc", "etc"],
  ["名前", null],
  ["", null],
])("the nearest name to %j is %j", (given, nearest) => {
  expect(nearestPerson(given)).toBe(nearest);
});

test("whatever was given, the nearest name is one, and a name is its own nearest", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 80 }), (given) => {
      const nearest = nearestPerson(given);
      if (nearest === null) return;
      expect(isPerson(nearest)).toBe(true);
      expect(nearestPerson(nearest)).toBe(nearest);
    }),
  );
});

test("no file name keeps a folder, a control character or half a letter", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (given) => {
      const name = plainFileName(given);
      expect(name).not.toMatch(/[/\\]|\p{C}/u);
      expect(name.length).toBeGreaterThan(0);
      expect([...name].length).toBeLessThanOrEqual(120);
      expect(() => encodeURIComponent(name)).not.toThrow();
    }),
  );
});

test.each([
  ["de-AT,de;q=0.9,en;q=0.8", { language: "de-AT" }],
  ["ja", { language: "ja" }],
  ["pt-BR;q=1, en", { language: "pt-BR" }],
  ["*", {}],
  ["", {}],
  [null, {}],
  ["<script>", {}],
])("a browser that asks for %s", (header, asked) => {
  expect(languageAsked(header)).toEqual(asked);
});
