import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { type Listener, listen, newEvent, post } from "./listener.ts";
import { type Stage, setStage } from "./stage.ts";

const stages: Stage[] = [];
const listeners: Listener[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) listener.close();
  await Promise.all(stages.splice(0).map((stage) => stage.stop()));
});

async function stage(options: Parameters<typeof setStage>[0] = {}): Promise<Stage> {
  const set = await setStage(options);
  stages.push(set);
  return set;
}
async function hear(url: string, person: string, options: Parameters<typeof listen>[2] = {}): Promise<Listener> {
  const listener = await listen(url, person, options);
  listeners.push(listener);
  return listener;
}
const secret = { person: "ada", pane: "channel", text: "/imagine a secret" };
const texts = (listener: Listener) =>
  listener.messages().map(({ text, reply }) => text ?? (reply as Reply | null)?.text ?? "working");

test("what turns out to be for one person is taken away from those who saw the sign and the words", async () => {
  const { url, dispatch } = await stage();
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  dispatch.answers.set("imagine", async ({ place }, chat) => {
    await asked;
    await chat.show(place, { text: "a hidden picture", onlyCaller: true });
  });
  const [ada, bob] = [await hear(url, "ada"), await hear(url, "bob")];
  await post(url, "messages", secret);
  await expect.poll(() => texts(bob)).toEqual(["/imagine a secret", "working"]);
  answer();
  await expect.poll(() => texts(bob)).toEqual([]);
  await expect.poll(() => texts(ada)).toEqual(["/imagine a secret", "a hidden picture"]);
  expect(ada.messages().map(({ onlyYou }) => onlyYou)).toEqual([true, true]);
  expect(JSON.stringify(bob.events)).not.toContain("a hidden picture");
});

test("who was away meanwhile hears of it too, also after a restart, and a newcomer hears nothing of it", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-private-"));
  const { url, port, dispatch } = await stage({ dataDir });
  const shows: (() => Promise<unknown>)[] = [];
  dispatch.answers.set("imagine", async ({ place }, chat) => {
    shows.push(() => chat.show(place, { text: "a hidden picture", onlyCaller: true }));
  });
  const bob = await hear(url, "bob");
  await post(url, "messages", secret);
  await expect.poll(() => texts(bob)).toEqual(["/imagine a secret", "working"]);
  const ids = bob.messages().map(({ id }) => id);
  const after = bob.lastId();
  bob.close();
  await shows[0]?.();
  await stages.pop()?.stop();
  const again = await stage({ dataDir, port });
  const back = await hear(again.url, "bob", { after });
  await expect
    .poll(() =>
      back.events.flatMap(({ data }) => ((data as { removed?: true }).removed ? [(data as { id: string }).id] : [])),
    )
    .toEqual(expect.arrayContaining(ids));
  const carol = await hear(again.url, "carol");
  expect(texts(carol)).toEqual([]);
  expect(JSON.stringify(carol.events)).not.toContain("secret");
  await again.stop();
  await rm(dataDir, { recursive: true });
});

test.each([
  [true, "is private", []],
  [undefined, "is for everyone, although only one person sees the form", ["painted again"]],
] as const)("what comes of a form that was opened under a picture (private: %s) %s", async (onlyCaller, _so, seen) => {
  const { url, dispatch } = await stage();
  dispatch.privately.add("edit");
  const form = { title: "Words", submit: "Go", token: "again", fields: [] };
  const hidden = onlyCaller === undefined ? {} : { onlyCaller };
  dispatch.reply("balance", { text: "painted", ...hidden, buttons: [{ label: "Edit", token: "edit" }] });
  dispatch.reply("edit", { form });
  dispatch.reply("again", { text: "painted again" });
  const [ada, bob] = [await hear(url, "ada"), await hear(url, "bob")];
  const last = () => ada.messages().at(-1)?.id ?? "";
  await post(url, "messages", { ...secret, text: "/balance" });
  await expect.poll(() => texts(ada)).toContain("painted");
  await post(url, "buttons", { event: newEvent(), person: "ada", origin: last(), token: "edit" });
  await expect.poll(() => ada.messages().at(-1)?.["reply"]).toMatchObject({ form: { token: "again" } });
  await post(url, "forms", { event: newEvent(), person: "ada", origin: last(), token: "again", values: {} });
  await expect.poll(() => texts(ada)).toContain("painted again");
  expect(texts(bob)).toEqual(seen);
});

test("nobody else can press what was taken away from them", async () => {
  const { url, dispatch } = await stage();
  dispatch.reply("imagine", {
    text: "a hidden picture",
    onlyCaller: true,
    buttons: [{ label: "Reroll", token: "reroll" }],
  });
  const ada = await hear(url, "ada");
  await post(url, "messages", secret);
  await expect.poll(() => texts(ada)).toContain("a hidden picture");
  const origin = ada.messages().at(-1)?.id ?? "";
  const press = { event: newEvent(), person: "bob", origin, token: "reroll" };
  expect((await post(url, "buttons", press)).status).toBe(409);
});
