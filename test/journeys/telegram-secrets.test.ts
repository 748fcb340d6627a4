import { MongoClient } from "mongodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTelegramServer } from "../servers/telegram/server.ts";
import { startTestApp } from "../support/app.ts";
import { testImages } from "../support/images.ts";
import { startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

const SECRET = "a-webhook-secret-0123456789";
let on: TelegramApp;
beforeAll(async () => {
  on = await startTelegramApp({ webhookSecret: SECRET });
});
afterAll(() => on.stop());

/** Everything that is stored, binary values as what they are. */
async function stored(uri: string): Promise<{ name: string; bytes: Buffer }[]> {
  const client = await new MongoClient(uri).connect();
  try {
    const documents: { name: string; bytes: Buffer }[] = [];
    for (const { name } of await client.db().listCollections().toArray()) {
      for await (const document of client.db().collection(name).find()) {
        const binary: Buffer[] = [];
        const text = JSON.stringify(document, (_, value: unknown) => {
          const { _bsontype: type, buffer } = (value ?? {}) as { _bsontype?: string; buffer?: Uint8Array };
          if (type === "Binary" && buffer !== undefined) binary.push(Buffer.from(buffer));
          return value;
        });
        documents.push({ name, bytes: Buffer.concat([Buffer.from(text), ...binary]) });
      }
    }
    return documents;
  } finally {
    await client.close();
  }
}

test("the bot's token and the links to files that hold it are in no log, no database field and no request to the provider", async () => {
  const { telegram, easel } = on;
  const ada = await on.person("careful");
  const photo = async () =>
    ada.sendsPhoto(await testImages.jpeg(320, 200), { caption: "/edit make it winter --res 0.5K" });
  await ada.answerTo(photo());
  // What goes wrong is where addresses are told.
  for (const kind of ["reset", "502", "lost", "500"] as const) {
    for (const method of ["sendPhoto", "getFile", "download"]) telegram.fault({ kind, method });
    const said = await photo();
    await ada.answered(said);
  }
  telegram.faults.clear();
  telegram.fault({ kind: "reset", method: "sendMessage", times: 9 });
  ada.says("/balance");
  const isBroken = () => telegram.callsOf("sendMessage").filter(({ status }) => status === 0).length;
  await expect.poll(isBroken, { timeout: 30_000 }).toBeGreaterThan(2);
  telegram.faults.clear();
  // It comes late, and must not be taken for what is asked next.
  await ada.until((all) => all.some(({ text }) => text?.includes("You have")));
  const picture = await ada.answerTo("a careful fox");
  await ada.press(picture.message, "Use as reference");

  const [id = "", hash = ""] = telegram.token.split(":");
  const secrets = [telegram.token, encodeURIComponent(telegram.token), hash, SECRET];
  expect(id).not.toBe("");
  const told = [...easel.logged, JSON.stringify(easel.sandbox.requests())];
  const kept = await stored(easel.config.database.uri ?? "");
  // What is surely there is found, so that what is not found is surely not there.
  const words = "a careful fox";
  expect(kept.filter(({ bytes }) => bytes.includes(words)).map(({ name }) => name)).toContain("generations");
  expect(told.some((line) => line.includes(words))).toBe(true);
  expect(easel.logged.some((line) => line.includes("sendPhoto") || line.includes("telegram"))).toBe(true);
  for (const secret of secrets) {
    expect(told.filter((line) => line.includes(secret))).toEqual([]);
    expect(kept.filter(({ bytes }) => bytes.includes(secret)).map(({ name }) => name)).toEqual([]);
  }
  // The provider gets its pictures from its own store, never from Telegram.
  expect(JSON.stringify(easel.sandbox.requests())).not.toContain(new URL(telegram.url).host);
  expect(on.asked("make it winter").length).toBeGreaterThan(0);
});

test("a token that Telegram does not know keeps the app from starting, with one sentence that does not hold it", async () => {
  const other = await startTelegramServer({ token: "42:SomebodyElsesToken" });
  const token = "43:TokenThatNobodyKnows";
  try {
    const start = startTestApp({ config: { telegram: { token, apiUrl: other.url, webhookSecret: null } } });
    const error = await start.then(
      () => null,
      (thrown: unknown) => thrown as Error,
    );
    expect(error?.message).toMatch(/TELEGRAM_TOKEN/u);
    expect(`${error?.message} ${error?.stack}`).not.toContain("TokenThatNobodyKnows");
  } finally {
    await other.stop();
  }
});

test("two processes that poll for one bot: one clear line, and people are still served", {
  timeout: 90_000,
}, async () => {
  const first = await startTelegramApp();
  try {
    const ada = await first.person("between");
    const { token, url: apiUrl } = first.telegram;
    const second = startTestApp({
      beside: first.easel,
      config: { telegram: { token, apiUrl, webhookSecret: null } },
    });
    const outcome = await second.then(
      (app) => app,
      (error: unknown) => error as Error,
    );
    expect((await ada.answerTo("a fox between two")).photos).toHaveLength(1);
    expect(first.asked("a fox between two")).toHaveLength(1);
    const lines = [...first.easel.logged, ...("logged" in outcome ? outcome.logged : [])];
    const clear = lines.filter((line) => line.includes("Another process is taking this bot's updates"));
    if (outcome instanceof Error) expect(outcome.message).toContain("Another process");
    else expect(clear.length).toBeGreaterThan(0);
    // One of each process.
    expect(clear.length).toBeLessThanOrEqual(2);
    expect(lines.filter((line) => line.includes(token))).toEqual([]);
    if (!(outcome instanceof Error)) await outcome.stop();
    expect((await ada.answerTo("/balance")).text).toContain("24 credits");
  } finally {
    await first.stop();
  }
});
