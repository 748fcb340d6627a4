import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { type Listener, listen, newEvent, post } from "./listener.ts";
import { ScriptedDispatch, type Stage, type StageOptions, setStage } from "./stage.ts";

const stages: Stage[] = [];
const listeners: Listener[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) listener.close();
  await Promise.all(stages.splice(0).map((stage) => stage.stop()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

async function stage(options: StageOptions = {}): Promise<Stage> {
  const set = await setStage(options);
  stages.push(set);
  return set;
}
async function hear(url: string, person: string, options: Parameters<typeof listen>[2] = {}): Promise<Listener> {
  const listener = await listen(url, person, options);
  listeners.push(listener);
  return listener;
}
async function dataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "easel-playground-"));
  folders.push(folder);
  return folder;
}
const imagine = { person: "ada", pane: "channel", text: "/imagine a red fox" };
const texts = (listener: Listener) =>
  listener.messages().map(({ text, reply }) => text ?? (reply as Reply | null)?.text);

describe("what people write", () => {
  test("reaches dispatch once as a command, with a place to answer in", async () => {
    const { url, dispatch } = await stage();
    dispatch.reply("imagine", { text: "painted" });
    const ada = await hear(url, "ada");
    expect((await post(url, "messages", imagine)).status).toBe(202);
    await expect.poll(() => texts(ada)).toEqual(["/imagine a red fox", "painted"]);
    expect(dispatch.received).toHaveLength(1);
    expect(dispatch.received[0]).toMatchObject({ identity: { platform: "playground", user: "ada", name: "ada" } });
  });

  test("is shown with a sign of work at once, while dispatch hangs for five seconds", async () => {
    const { url, dispatch, acknowledged_ms } = await stage();
    let release = (): void => undefined;
    dispatch.answers.set(
      "imagine",
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const bob = await hear(url, "bob");
    await post(url, "messages", imagine);
    await expect.poll(() => bob.messages().map(({ waiting }) => waiting), { interval: 5 }).toEqual([false, true]);
    expect(acknowledged_ms).toHaveLength(1);
    release();
  });

  test("in the channel is people talking unless it is a command, with one gentle hint for each of them", async () => {
    const { url, dispatch, acknowledged_ms } = await stage();
    const [ada, bob] = [await hear(url, "ada"), await hear(url, "bob")];
    for (const text of ["hello", "anyone here?"]) await post(url, "messages", { ...imagine, text });
    await expect.poll(() => texts(bob)).toEqual(["hello", "anyone here?"]);
    await expect.poll(() => texts(ada)).toHaveLength(3);
    expect(texts(ada)[1]).toContain("begin with /imagine");
    expect([dispatch.received, acknowledged_ms]).toEqual([[], []]);
  });

  test("in the channel has a pace for each person, which commands do not share", async () => {
    const { url } = await stage();
    const say = async (person: string, text: string) =>
      (await post(url, "messages", { ...imagine, person, text })).status;
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1) statuses.push(await say("ada", `word ${index}`));
    expect(statuses).toEqual([...Array(20).fill(202), 429]);
    expect([await say("bob", "hello"), await say("ada", "/imagine a red fox")]).toEqual([202, 202]);
  });

  test("in direct messages is a prompt when it is plain, and stays between the two", async () => {
    const { url, dispatch } = await stage();
    const [ada, bob] = [await hear(url, "ada"), await hear(url, "bob")];
    await post(url, "messages", { ...imagine, pane: "direct", text: "a quiet harbour" });
    await expect.poll(() => texts(ada)).toHaveLength(2);
    expect(dispatch.received[0]?.action).toMatchObject({ name: "imagine", words: "a quiet harbour" });
    expect(bob.messages()).toEqual([]);
  });

  test("for an answer that only the caller sees never reaches another stream", async () => {
    const { url, dispatch } = await stage();
    dispatch.reply("balance", { text: "21 credits" });
    const [ada, bob] = [await hear(url, "ada"), await hear(url, "bob")];
    await post(url, "messages", { ...imagine, text: "/balance" });
    await expect.poll(() => texts(ada)).toEqual(["/balance", "21 credits"]);
    expect(ada.messages().map(({ onlyYou }) => onlyYou)).toEqual([true, true]);
    await post(url, "messages", { ...imagine, text: "hello" });
    await expect.poll(() => texts(bob)).toEqual(["hello"]);
    expect(JSON.stringify(bob.events)).not.toContain("21 credits");
    expect(JSON.stringify(bob.events)).not.toContain("/balance");
    const late = await hear(url, "bob");
    expect(texts(late)).toEqual(["hello"]);
  });

  test("comes back letter by letter, whatever is in it", async () => {
    const { url } = await stage();
    const ada = await hear(url, "ada");
    const text = '<img src=x onerror="alert(1)">\n\ndata: x\r\n\u202eevil\u2028\ud83d\ude00 **bold** @everyone';
    await post(url, "messages", { ...imagine, text });
    await expect.poll(() => texts(ada)[0]).toBe(text);
  });
});

describe("an event that is posted twice", () => {
  test("is answered both times and handled once", async () => {
    const { url, dispatch } = await stage();
    const event = newEvent();
    const answers = await Promise.all([1, 2, 3].map(() => post(url, "messages", { ...imagine, event })));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["accepted", "repeated", "repeated"]);
    await expect.poll(() => dispatch.received.length).toBe(1);
  });

  test("is known again after a restart", async () => {
    const folder = await dataDir();
    const event = newEvent();
    const first = await stage({ dataDir: folder });
    await post(first.url, "messages", { ...imagine, event });
    await first.stop();
    const second = await stage({ dataDir: folder });
    expect(await post(second.url, "messages", { ...imagine, event })).toMatchObject({ outcome: "repeated" });
    expect(second.dispatch.received).toEqual([]);
  });

  test("is another event when another person posts it", async () => {
    const { url, dispatch } = await stage();
    const event = newEvent();
    await post(url, "messages", { ...imagine, event });
    expect(await post(url, "messages", { ...imagine, event, person: "bob" })).toMatchObject({ outcome: "accepted" });
    await expect.poll(() => dispatch.received.length).toBe(2);
  });
});

describe("a page that comes back", () => {
  test("gets what it missed, by the header or by the address, and nothing twice", async () => {
    const { url, dispatch } = await stage();
    dispatch.reply("imagine", { text: "painted" });
    const before = await hear(url, "ada");
    await post(url, "messages", imagine);
    await expect.poll(() => texts(before)).toContain("painted");
    before.close();
    await post(url, "messages", { ...imagine, person: "bob", text: "while you were away" });
    for (const options of [{ after: before.lastId() }, { lastEventId: before.lastId() }]) {
      expect(texts(await hear(url, "ada", options))).toEqual(["while you were away"]);
    }
  });

  test("after a restart on the same folder sees what was said, and what was answered since", async () => {
    const folder = await dataDir();
    const first = await stage({ dataDir: folder });
    first.dispatch.reply("imagine", { text: "painted" });
    const before = await hear(first.url, "ada");
    await post(first.url, "messages", imagine);
    await expect.poll(() => texts(before)).toContain("painted");
    const place = first.dispatch.received[0]?.place ?? "";
    await first.stop();
    await before.ended;
    const second = await stage({ dataDir: folder });
    expect(await second.playground.chat.show(place, { text: "painted, and framed" })).toBe("shown");
    expect(texts(await hear(second.url, "ada", { after: before.lastId() }))).toEqual(["painted, and framed"]);
    expect(texts(await hear(second.url, "ada"))).toEqual(["/imagine a red fox", "painted, and framed"]);
    const hello = (listener: Listener) => listener.events.find(({ name }) => name === "hello")?.data["conversation"];
    expect(hello(await hear(second.url, "ada"))).toBe(hello(before));
  });

  test("after a kill is told what was never answered, until it is", async () => {
    const folder = await dataDir();
    const first = await stage({ dataDir: folder });
    await post(first.url, "messages", imagine);
    await expect.poll(() => first.dispatch.received.length).toBe(1);
    await first.stop();
    await appendFile(join(folder, "playground.jsonl"), '{"messages":[{"id":"to');
    const second = await stage({ dataDir: folder });
    const ada = await hear(second.url, "ada");
    expect(texts(ada)[1]).toContain("Easel restarted before it could answer");
    await second.playground.chat.show(first.dispatch.received[0]?.place ?? "", { text: "painted after all" });
    await expect.poll(() => texts(ada)[1]).toBe("painted after all");
  });
});

describe("what was being worked on when the process ended", () => {
  test("says so beneath its title, privately if it was private, until it goes on", async () => {
    const folder = await dataDir();
    const first = await stage({ dataDir: folder });
    await post(first.url, "messages", imagine);
    const place = first.dispatch.received[0]?.place ?? "";
    await first.playground.chat.show(place, { title: "Painting", tone: "working", onlyCaller: true });
    await first.stop();
    const second = await stage({ dataDir: folder });
    const ada = await hear(second.url, "ada");
    expect(ada.messages()[1]?.["reply"]).toMatchObject({ title: "Painting", tone: "plain" });
    expect(texts(ada)[1]).toContain("/history shows it");
    expect((await hear(second.url, "bob")).messages()).toEqual([]);
    await second.playground.chat.show(place, { title: "A red fox", text: "painted", onlyCaller: true });
    await expect.poll(() => texts(ada)[1]).toBe("painted");
  });

  test("is left alone once it was finished", async () => {
    const folder = await dataDir();
    const first = await stage({ dataDir: folder });
    first.dispatch.reply("imagine", { text: "painted" });
    await post(first.url, "messages", imagine);
    await first.stop();
    const second = await stage({ dataDir: folder });
    expect(texts(await hear(second.url, "ada"))[1]).toBe("painted");
  });
});

describe("an answer", () => {
  test("to a place that is edited stays one message", async () => {
    const { url, dispatch } = await stage();
    dispatch.answers.set("imagine", async ({ place }, chat) => {
      for (const text of ["queued", "painting", "painted"]) await chat.show(place, { text });
    });
    const ada = await hear(url, "ada");
    await post(url, "messages", imagine);
    await expect.poll(() => texts(ada)).toEqual(["/imagine a red fox", "painted"]);
  });

  test("to a place that is not there is gone", async () => {
    const { playground } = await stage();
    expect(await playground.chat.show("playground/ada/nothing", { text: "x" })).toBe("gone");
    expect(await playground.chat.show("playground", { text: "x" })).toBe("gone");
  });

  test("by direct message arrives once for each key, and only where a person can be", async () => {
    const { url, playground } = await stage();
    const { chat } = playground;
    const [ada, bob] = [await hear(url, "ada"), await hear(url, "bob")];
    const sent = [
      await chat.direct("ada", { text: "a receipt" }, "k1"),
      await chat.direct("ada", { text: "again" }, "k1"),
    ];
    expect([...sent, await chat.direct("Not A Person", { text: "x" }, "k2")]).toEqual(["sent", "sent", "closed"]);
    await expect.poll(() => texts(ada)).toEqual(["a receipt"]);
    expect(ada.messages()[0]).toMatchObject({ pane: "direct" });
    expect(bob.messages()).toEqual([]);
  });
});

test("until dispatch is connected a message is put off, not lost", async () => {
  const dispatch = new ScriptedDispatch();
  const { url } = await stage({ dispatch, connected: false });
  const answer = await post(url, "messages", imagine);
  expect(answer).toEqual({ status: 503, error: "Easel is still starting. Please try again in a moment." });
});

test("another site's page cannot speak in a person's name", async () => {
  const { url, dispatch } = await stage();
  const from = (headers: Record<string, string>) =>
    post(url, "messages", imagine, headers).then(({ status }) => status);
  expect(await from({ "Sec-Fetch-Site": "cross-site" })).toBe(403);
  expect(await from({ "Sec-Fetch-Site": "same-site" })).toBe(403);
  expect(await from({ Origin: "https://evil.example" })).toBe(403);
  expect(await from({ Origin: "null" })).toBe(403);
  expect(dispatch.received).toEqual([]);
  expect(await from({ Origin: url })).toBe(202);
  expect(await from({ "Sec-Fetch-Site": "same-origin" })).toBe(202);
});

test("a person that cannot be has no stream", async () => {
  const { url } = await stage();
  await expect(listen(url, "Ada%20Lovelace")).rejects.toThrow("answered 400");
});
