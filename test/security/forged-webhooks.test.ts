import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import { startTelegramServer, type TelegramServer } from "../servers/telegram/server.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { answerToHalf, type FloodRequest, flood, heldBytes } from "./flood.ts";

/** To each of four webhooks, 10,000 together. `FORGED=10000` sends as many to each. */
const TIMES = Number(process.env["FORGED"] ?? 2_500);
/** Whatever a request leaves behind, kept of each one, would be more. */
const GROWTH_BYTES_MAX = 8 * 1024 * 1024;
const LINES_MAX = 5;

const HASH_KEY = "only-the-environment-holds-this";
const TELEGRAM_SECRET = "only-Telegram-knows";

let easel: TestApp;
let telegram: TelegramServer;
let discord: DiscordServer;
/** `command collection`, of all that was sent to the database. */
const commands: string[] = [];

beforeAll(async () => {
  [telegram, discord] = await Promise.all([startTelegramServer(), startDiscordServer()]);
  const { token, url: apiUrl } = telegram;
  easel = await startTestApp({
    config: {
      roles: ["web"],
      hashKey: HASH_KEY,
      telegram: { token, apiUrl, webhookSecret: TELEGRAM_SECRET },
      discord: discord.config({ publicKey: discord.signer.publicKey }),
    },
    monitorCommands: (client) =>
      client.on(
        "commandStarted",
        ({ commandName, command }: { commandName: string; command: Record<string, unknown> }) =>
          void commands.push(`${commandName} ${String(command[commandName])}`),
      ),
  });
});
afterAll(async () => {
  await easel.stop();
  await Promise.all([telegram.stop(), discord.stop()]);
});

interface Forged extends FloodRequest {
  /** What it is answered with. */
  readonly status: number;
}

/** Whoever forges has everything but the key: the form, the hour, a signature that a key has made. */
const forger = generateKeyPairSync("ed25519").privateKey;
const now_s = () => String(Math.floor(Date.now() / 1000));
const forged = {
  fal(): Forged {
    const body = JSON.stringify({ request_id: "r1", status: "OK", payload: {} });
    const hash = createHash("sha256").update(body).digest("hex");
    const timestamp = now_s();
    const signature = sign(null, Buffer.from(`r1\nu1\n${timestamp}\n${hash}`), forger).toString("hex");
    const given = { "Request-Id": "r1", "User-Id": "u1", Timestamp: timestamp, Signature: signature };
    const headers = Object.fromEntries(Object.entries(given).map(([name, text]) => [`X-Fal-Webhook-${name}`, text]));
    return { path: "/fal?tag=gen.0", headers, body, status: 401 };
  },
  stripe(): Forged {
    const body = JSON.stringify({ object: "event", id: "evt_1", type: "checkout.session.completed", data: {} });
    return {
      path: "/stripe",
      headers: { "Stripe-Signature": `t=${now_s()},v1=${"ab".repeat(32)}` },
      body,
      status: 400,
    };
  },
  telegram(): Forged {
    const chat = { id: 5, type: "private", first_name: "Ada" };
    const message = { message_id: 1, date: Number(now_s()), chat, from: { ...chat, is_bot: false }, text: "/start" };
    const headers = { "X-Telegram-Bot-Api-Secret-Token": "only-Telegram-guesses" };
    return { path: "/telegram", headers, body: JSON.stringify({ update_id: 1, message }), status: 401 };
  },
  discord(): Forged {
    const body = JSON.stringify({ id: "1", application_id: "1", type: 2, token: "x", version: 1 });
    const timestamp = now_s();
    const signature = sign(null, Buffer.from(timestamp + body), forger).toString("hex");
    const headers = { "X-Signature-Ed25519": signature, "X-Signature-Timestamp": timestamp };
    return { path: "/discord", headers, body, status: 401 };
  },
};

/** That the process is alive is told and asked whether anybody comes or not. Now and then it also looks, by `find`, for what waits. */
const itsOwn = /^(?:hello|ping|endSessions) |^\w+ processes$/u;

/** Everything that is stored, as one text. */
async function stored(): Promise<string> {
  const client = new MongoClient(easel.config.database.uri ?? "");
  try {
    const collections = await client.db().collections();
    const documents = await Promise.all(collections.map((collection) => collection.find().toArray()));
    return JSON.stringify(documents);
  } finally {
    await client.close();
  }
}

test("no key of a vendor, nor our own, is in the database or in a log", async () => {
  const ada = await easel.person("ada-of-the-keys");
  expect((await ada.answerTo("/imagine a lamp")).reply?.tone).toBe("good");
  const bob = telegram.person("bob-of-the-keys");
  await bob.answerTo(bob.starts());
  const { config, sandbox, stripe } = easel;
  const keys = [HASH_KEY, TELEGRAM_SECRET, telegram.token, config.discord?.token, sandbox.key, stripe.secretKey];
  const texts = [await stored(), easel.logged.join("")];
  expect(texts[0]).toContain("a lamp");
  const told = [...keys, ...stripe.webhookSecrets].filter((key) => texts.some((text) => text.includes(key ?? "?")));
  expect(told).toEqual([]);
});

describe("10,000 forged posts", { timeout: 240_000 }, () => {
  test("to the four webhooks cost a look at the signature each, and nothing stays of them", async () => {
    // What is made once, such as fal's keys and the engine's own code, is made before it is measured.
    for (const of of Object.values(forged)) await flood(easel.app.url, of(), 200);
    const linesBefore = easel.logged.length;
    const heldBefore = await heldBytes();
    commands.length = 0;
    for (const of of Object.values(forged)) {
      const request = of();
      const statuses = await flood(easel.app.url, request, TIMES);
      expect([request.path, ...statuses]).toEqual([request.path, [request.status, TIMES]]);
    }
    const asked = commands.filter((command) => !itsOwn.test(command));
    expect(asked.filter((command) => !command.startsWith("find "))).toEqual([]);
    expect(asked.length).toBeLessThan(TIMES / 5);
    expect(easel.logged.length - linesBefore).toBeLessThan(LINES_MAX);
    expect((await heldBytes()) - heldBefore).toBeLessThan(GROWTH_BYTES_MAX);
  });

  test("that are not signed, or were long ago, are refused before their body is read", async () => {
    const longAgo = String(Number(now_s()) - 3_600);
    const { fal, stripe, telegram: wrong, discord: late } = forged;
    const refused: readonly [Forged, Readonly<Record<string, string>>][] = [
      [fal(), {}],
      [fal(), { ...fal().headers, "X-Fal-Webhook-Timestamp": longAgo }],
      [stripe(), {}],
      [wrong(), {}],
      [wrong(), wrong().headers],
      [late(), {}],
      [late(), { ...late().headers, "X-Signature-Timestamp": longAgo }],
    ];
    for (const [request, headers] of refused) {
      expect(await answerToHalf(easel.app.url, { ...request, headers })).toContain(` ${request.status} `);
    }
  });

  test("keep no honest person and no vendor from their answer, however long they go on", async () => {
    let answered = false;
    const floods = Object.values(forged).map(async (of) => {
      while (!answered) await flood(easel.app.url, of(), 100);
    });
    try {
      const ada = await easel.person("meanwhile");
      expect(JSON.stringify((await ada.answerTo("/balance")).reply)).toContain("credits");
      const bob = telegram.person("meanwhile");
      expect((await bob.answerTo(bob.starts())).text).toContain("13");
    } finally {
      answered = true;
    }
    await Promise.all(floods);
  });
});
