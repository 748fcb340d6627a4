import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FalSandbox, startFalSandbox } from "../../adapters/fal/sandbox/server.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import type { Fault } from "../servers/telegram/faults.ts";
import { startTelegramServer, type TelegramServer } from "../servers/telegram/server.ts";
import { freePort } from "../support/app.ts";
import { startChild } from "../support/child.ts";
import { testDatabase } from "../support/mongo.ts";
import type { TelegramPerson } from "../support/telegram-person.ts";

let sandbox: FalSandbox;
const directories: string[] = [];
beforeAll(async () => {
  sandbox = await startFalSandbox({
    imaging: createImaging(),
    clock: systemClock,
    ids: systemIds,
    speed: {
      queue_ms: 0,
      painting_ms: 100,
      slow_ms: 5_000,
      webhookPauses_ms: [500, 500, 1_000, 1_000, 1_000, 1_000, 1_000],
    },
  });
});
afterAll(async () => {
  await sandbox.stop();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

async function settings(telegram: TelegramServer, uri: string, secret: string | null): Promise<Record<string, string>> {
  const dataDir = await mkdtemp(join(tmpdir(), "easel-telegram-"));
  directories.push(dataDir);
  const port = String(await freePort());
  return {
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    MONGODB_URI: uri,
    DATA_DIR: dataDir,
    FAL_KEY: sandbox.key,
    FAL_QUEUE_URL: sandbox.queueUrl,
    FAL_JWKS_URL: sandbox.jwksUrl,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_URL: telegram.url,
    ...(secret === null ? {} : { TELEGRAM_WEBHOOK_SECRET: secret }),
  };
}

const asked = (words: string) => sandbox.requests().filter(({ input }) => String(input["prompt"]).includes(words));
const photosOf = (person: TelegramPerson, words: string) =>
  person.messages().filter(({ photo, caption }) => photo !== undefined && (caption ?? "").includes(words));

/** What is going on in one chat when the process dies. */
interface Moment {
  readonly name: string;
  readonly words: string;
  readonly faults: readonly Pick<Fault, "kind" | "method" | "times">[];
  isReached(person: TelegramPerson, telegram: TelegramServer, words: string): boolean;
}
const wasCalled = (telegram: TelegramServer, method: string, { chat }: TelegramPerson) =>
  telegram.callsOf(method).some(({ status, parameters }) => status === 0 && Number(parameters["chat_id"]) === chat);
const moments: readonly Moment[] = [
  {
    name: "answering",
    words: "a kept fox",
    faults: [{ kind: "silent", method: "sendMessage", times: 50 }],
    isReached: (person, telegram) => wasCalled(telegram, "sendMessage", person),
  },
  {
    name: "painting",
    words: "[slow] a painted fox",
    faults: [],
    isReached: (_, __, words) => asked(words).length > 0,
  },
  {
    name: "posting",
    words: "a travelling fox",
    faults: [{ kind: "silent", method: "sendPhoto", times: 50 }],
    isReached: (person, telegram) => wasCalled(telegram, "sendPhoto", person),
  },
  {
    name: "posted",
    words: "an arrived fox",
    // It arrives once, and what is sent again before the end does not, so that at most one more comes after it.
    faults: [
      { kind: "lost", method: "sendPhoto", times: 1 },
      { kind: "silent", method: "sendPhoto", times: 50 },
    ],
    isReached: (person, _, words) => photosOf(person, words).length > 0,
  },
];

test.concurrent.each([
  ["polls", null],
  ["is posted to", "kill-secret"],
])(
  "a process that %s and is killed in the middle of four chats: each gets its picture or its credits, once",
  {
    timeout: 150_000,
  },
  async (way, secret) => {
    const telegram = await startTelegramServer();
    const database = await testDatabase();
    const environment = await settings(telegram, database.uri, secret);
    const wordsOf = (moment: Moment) => `${moment.words} of one that ${way}`;
    let child = await startChild(environment);
    try {
      const people = await Promise.all(
        moments.map(async ({ name }) => {
          const person = telegram.person(name);
          const terms = await person.answerTo(person.starts());
          await person.press(terms.message, "I am 13");
          return person;
        }),
      );
      const chats = people.map((person, index) => ({ person, moment: moments[index] as Moment }));
      for (const { person, moment } of chats) {
        const isHere = (parameters: Readonly<Record<string, unknown>>) => Number(parameters["chat_id"]) === person.chat;
        for (const fault of moment.faults) telegram.fault({ ...fault, when: isHere });
        person.says(wordsOf(moment));
      }
      await Promise.all(
        chats.map(({ person, moment }) => person.until(() => moment.isReached(person, telegram, wordsOf(moment)))),
      );
      await child.kill();
      telegram.faults.clear();
      child = await startChild(environment);
      for (const { person, moment } of chats) {
        const words = wordsOf(moment);
        const isOver = (text: string | undefined) => /credit is back/u.test(text ?? "");
        await person.until((all) => photosOf(person, words).length > 0 || all.some(({ text }) => isOver(text)), 60_000);
        const photos = photosOf(person, words).length;
        // What left and was never answered is not sent again: then the credits come back.
        expect((await person.answerTo("/balance")).text, words).toContain(`You have ${photos > 0 ? 24 : 25} credits`);
        expect(asked(words), words).toHaveLength(1);
        // Twice only where nobody can know whether it arrived.
        expect(photos, words).toBeLessThanOrEqual(moment.name === "posted" ? 2 : 1);
        if (moment.name.startsWith("post")) expect(photos, words).toBeGreaterThan(0);
      }
      expect(telegram.violations).toEqual([]);
    } finally {
      await child.kill();
      await telegram.stop();
      await database.drop();
    }
  },
);
