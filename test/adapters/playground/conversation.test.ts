import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Conversation, openConversation } from "../../../adapters/playground/conversation.ts";
import type { NewMessage } from "../../../adapters/playground/message.ts";

let folder: string;
let now = 0;
const warnings: unknown[] = [];
const opened: Conversation[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "easel-conversation-"));
  now = 1_000;
  warnings.length = 0;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((conversation) => conversation.close()));
  await rm(folder, { recursive: true });
});

const path = () => join(folder, "deep", "playground.jsonl");
async function open(where: string | null = path(), fileBytesTidy = 16 * 1024 * 1024): Promise<Conversation> {
  const log = { info: () => undefined, error: () => undefined, warn: (facts: unknown) => warnings.push(facts) };
  const ids = { random: () => "aaaaaaaaaaaaaaaaaaaa", derived: (cause: string) => cause, chance: () => 0 };
  const clock = { now: () => new Date(now), sleep: async () => undefined };
  const conversation = await openConversation({ path: where, clock, ids, log, fileBytesTidy });
  opened.push(conversation);
  return conversation;
}
const said = (id: string, text: string, over: Partial<NewMessage> = {}): NewMessage =>
  ({
    id,
    pane: "channel",
    person: "ada",
    audience: "everyone",
    author: "person",
    text,
    attachments: [],
    ...over,
  }) as NewMessage;
const texts = (conversation: Conversation, person = "ada", after = 0) =>
  conversation
    .since(person, after)
    .map((message) => (message.author === "person" ? message.text : message.reply?.text));

test("a change gets a larger number than every one before it, and never one below the clock", async () => {
  const conversation = await open();
  await conversation.put(said("a", "one"), said("b", "two"));
  now = 500;
  await conversation.put(said("c", "three"));
  now = 9_000;
  await conversation.put(said("d", "four"));
  expect(conversation.since("ada", 0).map(({ sequence }) => sequence)).toEqual([1_000, 1_001, 1_002, 9_000]);
});

test("a message that is written again keeps its place and its time", async () => {
  const conversation = await open();
  await conversation.put(said("a", "one"), said("b", "two"));
  now = 5_000;
  await conversation.put(said("a", "one, better"));
  expect(conversation.find("a")).toMatchObject({ text: "one, better", at: 1_000, order: 1_000, sequence: 5_000 });
  expect(texts(conversation, "ada", 1_001)).toEqual(["one, better"]);
});

test("those who watch see a change before it is on the disk, and only what they may see", async () => {
  const conversation = await open();
  const seen: Record<string, string[]> = { ada: [], bob: [] };
  const stops = ["ada", "bob"].map((person) => conversation.watch(person, ({ id }) => seen[person]?.push(id)));
  const kept = conversation.put(
    said("open", "x"),
    said("whispered", "x", { audience: "caller" }),
    said("direct", "x", { pane: "direct" }),
  );
  expect(seen).toEqual({ ada: ["open", "whispered", "direct"], bob: ["open"] });
  expect(conversation.since("bob", 0).map(({ id }) => id)).toEqual(["open"]);
  await kept;
  for (const stop of stops) stop();
  await conversation.put(said("later", "x"));
  expect(seen["bob"]).toEqual(["open"]);
});

test("a conversation that is opened again is the same one", async () => {
  const first = await open();
  await first.put(said("a", "one"), said("b", "two"));
  await first.put(said("a", "one, better"));
  const before = first.since("ada", 0);
  await first.close();
  const second = await open();
  expect(second.id).toBe(first.id);
  expect(second.since("ada", 0)).toEqual(before);
});

test("a line that a kill tore apart is left out, and what follows it is kept", async () => {
  const first = await open();
  await first.put(said("a", "one"));
  await first.close();
  await appendFile(path(), '{"messages":[{"id":"b","pane":"chan');
  const second = await open();
  expect(texts(second)).toEqual(["one"]);
  expect(warnings).toEqual([{ lines: 1 }]);
  await second.put(said("c", "three"));
  await second.close();
  expect(texts(await open())).toEqual(["one", "three"]);
  expect(warnings).toHaveLength(1);
});

test("a file that is cut off anywhere still opens, with a beginning of what was said", async () => {
  const first = await open();
  for (const word of ["one", "two", "three"]) await first.put(said(word, word));
  await first.close();
  const whole = await readFile(path());
  for (let length = 0; length <= whole.length; length += 7) {
    await writeFile(path(), whole.subarray(0, length));
    const conversation = await open();
    expect(["one", "two", "three"].slice(0, texts(conversation).length)).toEqual(texts(conversation));
    await conversation.close();
  }
});

test("messages that were put together are kept together or not at all", async () => {
  const first = await open();
  await first.put(said("question", "one"), said("answer", "two"));
  await first.close();
  const whole = await readFile(path());
  await writeFile(path(), whole.subarray(0, whole.length - 20));
  expect(texts(await open())).toEqual([]);
});

test("opening leaves only the newest state of each message in the file", async () => {
  const first = await open();
  for (let edit = 0; edit < 50; edit += 1) await first.put(said("a", `edit ${edit}`));
  await first.close();
  await (await open()).close();
  const lines = (await readFile(path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("edit 49");
});

test("the newest five hundred messages of each pane outlive a restart", async () => {
  const first = await open();
  await first.put(said("private", "kept", { pane: "direct" }));
  for (let index = 0; index < 501; index += 1) void first.put(said(`m${index}`, `${index}`));
  await first.close();
  const second = await open();
  expect([second.find("m0"), second.find("m1")?.id, second.find("private")?.id]).toEqual([undefined, "m1", "private"]);
});

test("many changes at once are all kept, in order", async () => {
  const first = await open();
  const words = Array.from({ length: 300 }, (_, index) => `word ${index}`);
  await Promise.all(words.map((word) => first.put(said(word, word))));
  await first.close();
  expect(texts(await open())).toEqual(words);
});

test("a file that is mostly of no more use is tidied up while it is in use, and nothing of worth is lost", async () => {
  const conversation = await open(path(), 20_000);
  await conversation.put(said("private", "kept", { pane: "direct" }));
  const painting = { id: "sign", author: "easel", answers: null, movedTo: null, reply: null } as const;
  await conversation.put({ ...painting, pane: "channel", person: "ada", audience: "everyone" });
  let largest = 0;
  for (let index = 0; index < 2_000; index += 1) {
    await conversation.put(said(`m${index % 600}`, `word ${index}`));
    if (index % 50 === 0) largest = Math.max(largest, (await stat(path())).size);
  }
  await conversation.close();
  expect(largest).toBeLessThan(250_000);
  const again = await open();
  expect(again.id).toBe(conversation.id);
  expect(["private", "sign"].map((id) => again.find(id)?.id)).toEqual(["private", "sign"]);
  expect(texts(again).at(-1)).toBe("word 1999");
  expect(again.since("ada", 0).length).toBeGreaterThanOrEqual(500);
});

test("without a folder nothing is written and everything else works", async () => {
  const conversation = await open(null);
  await conversation.put(said("a", "one"));
  expect(texts(conversation)).toEqual(["one"]);
});

test("only pictures that a message showed are given out", async () => {
  const conversation = await open();
  const reply = {
    images: [{ key: "g1:0", alternative: "x", width: 1, height: 1 }],
    files: [{ key: "g2:0", name: "x.png" }],
  };
  await conversation.put({
    id: "a",
    pane: "channel",
    person: "ada",
    audience: "everyone",
    author: "easel",
    answers: null,
    movedTo: null,
    reply,
  });
  expect(["g1:0", "g2:0", "g3:0"].map((key) => conversation.shows(key))).toEqual([true, true, false]);
  await conversation.close();
  expect((await open()).shows("g1:0")).toBe(true);
});

test("a closed conversation takes nothing more", async () => {
  const conversation = await open();
  await conversation.close();
  await expect(conversation.put(said("a", "one"))).rejects.toThrow("stopped");
});
