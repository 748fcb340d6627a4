import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import type { TelegramOptions } from "../../../adapters/telegram/connect.ts";
import { createLog } from "../../../src/log.ts";
import { systemClock } from "../../../src/system.ts";
import { wordsOf } from "../../support/telegram-answer.ts";
import { type Stage, telegramStage } from "./stage.ts";

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

async function begin(options?: Partial<TelegramOptions>): Promise<Stage> {
  stage = await telegramStage(options);
  return stage;
}
const quick = {
  now: () => new Date(),
  sleep: (ms: number) => new Promise<void>((r) => setTimeout(r, Math.min(ms, 20))),
};

describe("the start says in one sentence what is wrong", () => {
  test("when Telegram does not know the token", async () => {
    const { telegram } = await begin({ token: "123:wrong-token-of-nobody" });
    await expect(telegram.start()).rejects.toThrow(/TELEGRAM_TOKEN is wrong or was revoked/);
  });

  test("when another process keeps taking the updates", async () => {
    const { server, telegram } = await begin({ clock: quick });
    const conflict = { ok: false, error_code: 409, description: "Conflict: terminated by other getUpdates request" };
    const proxy = await answering((path) => (path.endsWith("/getUpdates") ? conflict : null), server.url);
    const other = stage?.another({ apiUrl: proxy.url, clock: quick });
    await expect(other?.start()).rejects.toThrow(/Another process is taking this bot's updates/);
    proxy.server.close();
    await telegram.start();
  });
});

test("while Telegram is away the others go on, and it is there as soon as it can be", async () => {
  const { server, log, dispatch, another } = await begin();
  const away = { ok: false, error_code: 502, description: "Bad Gateway" };
  let isAway = true;
  const proxy = await answering(() => (isAway ? away : null), server.url);
  const telegram = another({ apiUrl: proxy.url, clock: quick });
  await telegram.start();
  expect(log.lines.map(({ message }) => message)).toEqual([expect.stringContaining("could not be reached")]);
  expect(telegram.botName()).toBeNull();
  isAway = false;
  await expect.poll(() => telegram.botName()).toBe("easel_bot");
  server.person("ada").says("a fox");
  await expect.poll(() => dispatch.asked("imagine")).toHaveLength(1);
  expect(log.lines.map(({ message }) => message)).toContain("Telegram is reached now");
  await telegram.stop();
  proxy.server.close();
});

test("what fails while it is reached for again is tried again, and a stop does not wait for it", async () => {
  const { server, log, another, mongo } = await begin();
  const away = { ok: false, error_code: 502, description: "Bad Gateway" };
  let isAway = true;
  let isBroken = false;
  const proxy = await answering(() => (isAway ? away : null), server.url);
  const journal = mongoEventJournal(mongo.connection);
  const telegram = another({
    ...{ apiUrl: proxy.url, clock: quick },
    journal: {
      ...journal,
      takeOver: (...asked) =>
        isBroken ? Promise.reject(new Error("the database is away")) : journal.takeOver(...asked),
    },
  });
  await telegram.start();
  isBroken = true;
  isAway = false;
  await expect
    .poll(() => log.lines.map(({ message }) => message))
    .toContainEqual(expect.stringMatching(/tried again$/));
  isBroken = false;
  await expect.poll(() => log.lines.map(({ message }) => message)).toContain("Telegram is reached now");
  await telegram.stop();

  isAway = true;
  const patient = another({ apiUrl: proxy.url, clock: systemClock });
  const starting = patient.start();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const begun_ms = performance.now();
  await Promise.all([patient.stop(), starting.catch(() => undefined)]);
  expect(performance.now() - begun_ms).toBeLessThan(5_000);
  proxy.server.close();
});

test("who loses the updates to another process says so once, however often they come in between, and hears when it is over", async () => {
  let ahead_ms = 0;
  const clock = { ...quick, now: () => new Date(Date.now() + ahead_ms) };
  const { server, telegram, log, dispatch } = await begin({ clock });
  await telegram.start();
  const linesAbout = (words: string) => log.lines.filter(({ message }) => message.includes(words));
  const ada = server.person("ada");
  const patient = { timeout: 30_000 };
  /** Another one fetches while we do. */
  const intrude = async () => {
    await expect.poll(() => server.updates.isPolled(), patient).toBe(true);
    server.updates.fetch({ timeout_ms: 50 }, new AbortController().signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 60));
  };
  for (let round = 1; round <= 5; round++) {
    await intrude();
    // It gets some in between.
    ada.says("a fox");
    await expect.poll(() => dispatch.asked("imagine"), patient).toHaveLength(round);
  }
  expect(linesAbout("Another process")).toHaveLength(1);
  expect(linesAbout("hands out updates again")).toEqual([]);
  ahead_ms = 61_000;
  ada.says("a hare");
  await expect.poll(() => linesAbout("hands out updates again"), patient).toHaveLength(1);
  await intrude();
  await expect.poll(() => linesAbout("Another process"), patient).toHaveLength(2);
});

test("menus are set once, and again only when they changed", async () => {
  const { server, telegram, another, log } = await begin();
  await telegram.start();
  await expect.poll(() => log.lines.map(({ message }) => message)).toContain("Telegram has new menus of commands");
  // One for each kind of chat, and those of other languages.
  const menus = server.callsOf("setMyCommands").length;
  expect(menus).toBeGreaterThanOrEqual(3);
  await telegram.stop();
  const next = another();
  await next.start();
  await expect.poll(() => server.callsOf("getMyCommands").length).toBe(2 * menus);
  expect(server.callsOf("setMyCommands")).toHaveLength(menus);
});

describe("with a webhook", () => {
  const secret = "a-secret_of-ours";
  const post = (to: Stage, body: unknown, given = secret) => {
    const [route] = to.telegram.routes;
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": given };
    const request = new Request("http://easel/telegram", { method: "POST", headers, body: JSON.stringify(body) });
    return Promise.resolve(route?.handle(request, {})).then((response) => response?.status);
  };
  const update = (id: number, text = "a fox") => ({
    update_id: id,
    message: {
      ...{ message_id: id, date: 1, text },
      from: { id: 7, is_bot: false, first_name: "Ada" },
      chat: { id: 7, type: "private", first_name: "Ada" },
    },
  });

  test("only who knows the secret is heard, and only once for one update", async () => {
    const on = await begin({ webhook: { origin: "http://127.0.0.1:9", secret } });
    expect(await post(on, update(1))).toBe(503);
    await on.telegram.start();
    expect(on.server.callsOf("setWebhook")[0]?.parameters).toMatchObject({
      url: "http://127.0.0.1:9/telegram",
      secret_token: secret,
    });
    for (const wrong of ["", "a-secret_of-our", `${secret}x`]) expect(await post(on, update(2), wrong)).toBe(401);
    for (const nonsense of [null, [], "text", { update_id: "1" }]) expect(await post(on, nonsense)).toBe(400);
    expect(await Promise.all([post(on, update(3)), post(on, update(3))])).toEqual([200, 200]);
    expect(await post(on, update(3))).toBe(200);
    await expect.poll(() => on.dispatch.asked("imagine")).toHaveLength(1);
  });

  test("is answered at once, however long it takes to handle", async () => {
    const on = await begin({ webhook: { origin: "http://127.0.0.1:9", secret } });
    await on.telegram.start();
    let finish = () => {};
    on.dispatch.answers.set("imagine", () => new Promise<void>((resolve) => (finish = () => resolve())));
    expect(await post(on, update(1))).toBe(200);
    await expect.poll(() => on.dispatch.asked("imagine")).toHaveLength(1);
    finish();
  });

  test("what cannot be kept is to be sent again", async () => {
    const broken = {
      ...{ accept: () => Promise.reject(new Error("away")), close: async () => {}, touch: async () => {} },
      takeOver: async () => [],
      stateOf: async () => null,
      ofGroup: async () => [],
    };
    const on = await begin({ webhook: { origin: "http://127.0.0.1:9", secret }, journal: broken });
    await on.telegram.start();
    expect(await post(on, update(1))).toBe(503);
    expect(on.dispatch.received).toEqual([]);
  });
});

test("an update is confirmed only once it was kept", async () => {
  let keeps = false;
  const kept: string[] = [];
  const journal = {
    async accept({ key }: { key: string }) {
      if (!keeps) throw new Error("away");
      kept.push(key);
      return true;
    },
    ...{ close: async () => {}, touch: async () => {}, takeOver: async () => [] },
    ...{ stateOf: async () => null, ofGroup: async () => [] },
  };
  const { server, telegram, dispatch, log } = await begin({ journal, clock: quick });
  await telegram.start();
  server.person("ada").says("a fox");
  await expect
    .poll(() => log.lines.map(({ message }) => message))
    .toContainEqual(expect.stringContaining("fetched or kept"));
  expect(server.updates.pending()).toBe(1);
  keeps = true;
  await expect.poll(() => dispatch.asked("imagine")).toHaveLength(1);
  await expect.poll(() => server.updates.pending()).toBe(0);
  expect(kept).toHaveLength(1);
});

test("the token leaves the client by no error, whatever goes wrong", async () => {
  const lines: string[] = [];
  const log = createLog({ level: "info", destination: { write: (line) => lines.push(line) } });
  const { server, telegram, dispatch } = await begin({ log, clock: quick });
  await telegram.start();
  const ada = server.person("ada");
  const errors: unknown[] = [];
  dispatch.answers.set("imagine", async ({ place, action }) => {
    for (const kind of ["502", "500", "reset", "lost"] as const) {
      server.fault({ kind, method: "sendMessage" });
      await telegram.chat.show(place, { text: "hello" }).catch((error: unknown) => errors.push(error));
    }
    if (action.kind !== "command") return;
    for (const attachment of action.attachments) {
      for (const kind of ["502", "reset", "lost"] as const) {
        server.fault({ kind, method: "download" });
        await attachment.read().catch((error: unknown) => errors.push(error));
      }
      server.fault({ kind: "500", method: "getFile" });
      await attachment.read().catch((error: unknown) => errors.push(error));
    }
    log.error({ error: errors }, "all of them");
    for (const error of errors) log.error({ error }, String(error));
  });
  ada.sendsDocument({ name: "fox.png", bytes: Buffer.alloc(1000) }, { caption: "/imagine a fox" });
  await expect.poll(() => errors.length, { timeout: 30_000 }).toBe(8);
  const [, secret = ""] = server.token.split(":");
  expect(inspect(errors, { depth: 9, showHidden: true })).not.toContain(secret);
  expect(lines.join("\n")).not.toContain(secret);
  const collections = await stage?.mongo.connection.db?.listCollections().toArray();
  for (const { name } of collections ?? []) {
    const all = await stage?.mongo.connection.collection(name).find().toArray();
    expect(JSON.stringify(all)).not.toContain(secret);
  }
  expect(ada.messages().map(wordsOf).join()).not.toContain(secret);
});

/** Something between the client and Telegram that answers some calls itself. */
async function answering(
  answerOf: (path: string) => object | null,
  upstream: string,
): Promise<{ url: string; server: Server }> {
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { "content-type": request.headers["content-type"] ?? "application/json" };
    const ask = () => fetch(upstream + path, { method: "POST", headers, body: Buffer.concat(chunks) });
    const body = answerOf(path) ?? (await ask().then((given) => given.json()));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  }
  // When the server behind it has stopped, a poll that was under way breaks off.
  const server = createServer((request, response) => answer(request, response).catch(() => response.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
