import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { type Listener, listen, newEvent, post } from "./listener.ts";
import { SmallDisk } from "./small-disk.ts";
import { type Stage, setStage } from "./stage.ts";

let folder: string;
let disk: SmallDisk;
let stage: Stage;
const listeners: Listener[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "easel-full-disk-"));
  disk = new SmallDisk();
  stage = await setStage({ dataDir: folder, open: disk.open });
});
afterEach(async () => {
  for (const listener of listeners.splice(0)) listener.close();
  await stage.stop();
  await rm(folder, { recursive: true });
});

async function hear(url: string, person = "ada"): Promise<Listener> {
  const listener = await listen(url, person);
  listeners.push(listener);
  return listener;
}
const imagine = { person: "ada", pane: "channel", text: "/imagine a red fox" };
const texts = (listener: Listener) =>
  listener.messages().map(({ text, reply }) => text ?? (reply as Reply | null)?.text);
async function restart(): Promise<void> {
  await stage.stop();
  stage = await setStage({ dataDir: folder });
}

test("a picture that could not be kept is shown all the same, is told as not shown, and outlives a restart later", async () => {
  await post(stage.url, "messages", imagine);
  const place = stage.dispatch.received[0]?.place ?? "";
  const { chat } = stage.playground;
  await chat.show(place, { title: "Painting", tone: "working" });
  disk.room_bytes = 40;
  const ada = await hear(stage.url);
  await expect(chat.show(place, { text: "painted" })).rejects.toThrow("ENOSPC");
  await expect.poll(() => texts(ada)).toEqual(["/imagine a red fox", "painted"]);
  disk.room_bytes = 100_000;
  await post(stage.url, "messages", { ...imagine, person: "bob", text: "hello" });
  await restart();
  expect(texts(await hear(stage.url))).toEqual(["/imagine a red fox", "painted", "hello"]);
});

test("a picture that is shown again once there is room is kept", async () => {
  await post(stage.url, "messages", imagine);
  const place = stage.dispatch.received[0]?.place ?? "";
  disk.room_bytes = 40;
  const show = () => stage.playground.chat.show(place, { text: "painted" });
  await expect(show()).rejects.toThrow("ENOSPC");
  disk.room_bytes = 100_000;
  expect(await show()).toBe("shown");
  await restart();
  expect(texts(await hear(stage.url))).toEqual(["/imagine a red fox", "painted"]);
});

test("a direct message that could not be kept is not yet sent, and arrives once all the same", async () => {
  disk.room_bytes = 10;
  const direct = () => stage.playground.chat.direct("ada", { text: "a receipt" }, "k1");
  await expect(direct()).rejects.toThrow("ENOSPC");
  await expect(direct()).rejects.toThrow("ENOSPC");
  disk.room_bytes = 100_000;
  expect([await direct(), await direct()]).toEqual(["sent", "sent"]);
  await restart();
  expect(texts(await hear(stage.url))).toEqual(["a receipt"]);
});

test("a message that could not be kept is put off with a sentence and not begun, and is new when it comes again", async () => {
  disk.room_bytes = 10;
  const event = newEvent();
  const ada = await hear(stage.url);
  const put = () => post(stage.url, "messages", { ...imagine, event });
  const answers = await Promise.all([put(), put()]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect(answers[0]?.error).toContain("cannot keep messages just now");
  expect(stage.dispatch.received).toEqual([]);
  await expect.poll(() => texts(ada)[1]).toContain("cannot keep messages just now");
  disk.room_bytes = 100_000;
  expect([await put(), await put()].map(({ outcome }) => outcome)).toEqual(["accepted", "repeated"]);
  expect(stage.dispatch.received).toHaveLength(1);
  expect(ada.messages().filter(({ waiting }) => waiting)).toHaveLength(1);
});

test("words in the channel that could not be kept are put off too, and said once", async () => {
  disk.room_bytes = 10;
  const event = newEvent();
  const put = () => post(stage.url, "messages", { ...imagine, text: "hello", event });
  expect((await put()).status).toBe(503);
  disk.room_bytes = 100_000;
  expect((await put()).outcome).toBe("accepted");
  await restart();
  expect(texts(await hear(stage.url, "bob"))).toEqual(["hello"]);
});

test("a disk that stays full is told to the operator once, until it was better", async () => {
  const told = () => stage.logged.filter(({ message }) => message.includes("cannot keep messages")).length;
  const say = (text: string) => post(stage.url, "messages", { ...imagine, text });
  disk.room_bytes = 10;
  for (const text of ["one", "two", "three"]) await say(text);
  expect(told()).toBe(1);
  disk.room_bytes = 100_000;
  await say("four");
  disk.room_bytes = 10;
  await say("five");
  expect(told()).toBe(2);
});
