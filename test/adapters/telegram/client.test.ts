import { afterEach, beforeEach, expect, test } from "vitest";
import { createClient, type TelegramApi } from "../../../adapters/telegram/client.ts";
import { TelegramRefused, TelegramUnreachable } from "../../../adapters/telegram/refusals.ts";
import { systemClock } from "../../../src/system.ts";
import { startTelegramServer, type TelegramServer } from "../../servers/telegram/server.ts";
import { telegramRates } from "../../servers/telegram/throttle.ts";

let server: TelegramServer;
let api: TelegramApi;
let ada: number;
let bob: number;
beforeEach(async () => {
  server = await startTelegramServer();
  api = createClient({ token: server.token, apiUrl: `${server.url}/`, clock: systemClock });
  for (const name of ["ada", "bob"]) server.person(name).starts();
  [ada, bob] = [server.person("ada").chat, server.person("bob").chat];
});
afterEach(() => server.stop());

const refusals = () => server.callsOf("sendMessage").filter(({ status }) => status === 429).length;
const say = (chat_id: number, text: string) => api.sendMessage({ chat_id, text });
const shown = (name: string) =>
  server
    .person(name)
    .messages()
    .flatMap(({ text }) => (text === "/start" ? [] : [text]));

test("what is said at once in one chat comes in order, however fast, and never before a wait is over", async () => {
  server.throttle.set({ ...telegramRates, burst: 2 });
  const begun_ms = performance.now();
  const words = ["1", "2", "3", "4"];
  const told: string[] = [];
  await Promise.all([
    Promise.all(words.map((text) => say(ada, text))).then(() => told.push("ada")),
    say(bob, "hello").then(() => told.push("bob")),
  ]);
  expect(shown("ada")).toEqual(words);
  expect(performance.now() - begun_ms).toBeGreaterThan(1_500);
  expect(told).toEqual(["bob", "ada"]);
  // One for each that was too soon, and none for those behind it.
  expect(refusals()).toBe(2);
  expect(server.violations).toEqual([]);
});

test("a wait that is too long is told at once, to whoever asks while it lasts", async () => {
  server.fault({ kind: "429", method: "sendMessage", retryAfter_s: 40 });
  const begun_ms = performance.now();
  for (const text of ["1", "2"]) {
    const error = await say(ada, text).catch((thrown: unknown) => thrown);
    if (!(error instanceof TelegramRefused)) throw new Error("it should be refused");
    expect(error).toMatchObject({ reason: "too-many", retryAfter_seconds: 40 });
  }
  await say(bob, "hello");
  expect(performance.now() - begun_ms).toBeLessThan(20_000);
  expect(server.callsOf("sendMessage")).toHaveLength(2);
  expect(server.violations).toEqual([]);
});

test("who comes after one that was refused for good waits for the rest of its time", async () => {
  server.fault({ kind: "429", method: "sendMessage", times: 3 });
  await expect(say(ada, "1")).rejects.toMatchObject({ reason: "too-many" });
  expect(refusals()).toBe(3);
  const begun_ms = performance.now();
  await say(ada, "2");
  expect(performance.now() - begun_ms).toBeGreaterThan(800);
  expect(refusals()).toBe(3);
});

test("a broken line is told with its code and nothing of the request", async () => {
  server.fault({ kind: "reset", method: "sendMessage" });
  const error = await say(ada, "a secret prompt").catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TelegramUnreachable);
  expect(error).toMatchObject({ method: "sendMessage", code: "ECONNRESET" });
  server.fault({ kind: "502", method: "sendMessage" });
  await expect(say(ada, "again")).rejects.toBeInstanceOf(TelegramUnreachable);
  expect(await say(ada, "and again")).toMatchObject({ text: "and again" });
});
