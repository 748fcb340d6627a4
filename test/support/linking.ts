import { createFal } from "../../adapters/fal/provider.ts";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import { createMetrics } from "../../adapters/prometheus/metrics.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { commands } from "../../commands/index.ts";
import type { Account } from "../../src/core/accounts/account.ts";
import { createChats } from "../../src/core/chat/chats.ts";
import { createDispatch } from "../../src/core/chat/dispatch.ts";
import type { Action, Identity } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { studioTimings } from "../../src/core/generation/timings.ts";
import type { Services } from "../../src/core/services.ts";
import { createServices } from "../../src/services.ts";
import { mongoStores, type Stores } from "../../src/stores.ts";
import { systemIds } from "../../src/system.ts";
import { TestClock, TestLog } from "./credits.ts";
import { testDatabase } from "./mongo.ts";
import { type RecordingChat, recordingChat } from "./recording-chat.ts";

const platforms = ["discord", "telegram", "playground"] as const;
export type Platform = (typeof platforms)[number];

/** The core over a database with three chats in memory, for whatever concerns people who come from several. */
export interface LinkingStage {
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly mongo: Mongo;
  readonly stores: Stores;
  readonly chats: Readonly<Record<Platform, RecordingChat>>;
  readonly services: Services;
  /** Another process on the same database; `change` puts something into the way of its stores, `serves`: its platforms. */
  process(change?: (stores: Stores) => Stores, serves?: readonly Platform[]): Process;
  /** Somebody in one chat, served by this process or another one. */
  person(platform: Platform, user: string, at?: Process): Person;
  stop(): Promise<void>;
}
export interface Process {
  readonly services: Services;
  act(identity: Identity, action: Action): Promise<Reply>;
}
export interface Person {
  readonly identity: Identity;
  account(): Promise<Account>;
  say(text: string): Promise<Reply>;
  /** Presses the first button whose label begins so. */
  press(reply: Reply | undefined, label: string): Promise<Reply>;
  /** Accepts the terms, and gets the welcome gift. */
  accept(): Promise<Reply>;
  /** The direct messages that came here, oldest first. */
  inbox(): readonly Reply[];
}

export async function linkingStage(): Promise<LinkingStage> {
  const { uri, drop } = await testDatabase();
  const log = new TestLog();
  const clock = new TestClock();
  const mongo = await connectMongo({ uri, log });
  const stores = mongoStores(mongo.connection);
  await mongo.ensureIndexes();
  const chats = Object.fromEntries(platforms.map((name) => [name, recordingChat(name)])) as LinkingStage["chats"];
  const all = Object.values(chats);
  const deepLink = (payload: string) => `https://t.me/easel?start=${payload}`;
  Object.assign(chats.telegram, { deepLink });

  const studios: Services["studio"][] = [];
  function process(
    change: (stores: Stores) => Stores = (same) => same,
    serves: readonly Platform[] = platforms,
  ): Process {
    const joined = createChats(serves.map((platform) => chats[platform]));
    const { metrics } = createMetrics();
    const services = createServices({
      ...{ clock, ids: systemIds, log, metrics, stores: change(stores), chats: joined },
      filter: { check: () => ({ allowed: true }) },
      imaging: createImaging(),
      provider: createFal({ key: "none", queueUrl: "http://127.0.0.1:9", webhookUrl: null, metrics, log }),
      timings: studioTimings,
      process: "test",
      concurrency: 10,
    });
    studios.push(services.studio);
    const dispatch = createDispatch({ commands, services, notices: services.notices, chats: joined });
    return {
      services,
      async act(identity, action) {
        const chat = all.find(({ platform }) => platform === identity.platform) as RecordingChat;
        const place = chat.place();
        await dispatch.handle({ id: `${identity.platform}:${systemIds.random()}`, identity, place, action });
        const reply = chat.shown(place).at(-1);
        if (reply === undefined) throw new Error("nothing was shown");
        return reply;
      },
    };
  }

  const first = process();
  return {
    ...{ clock, log, mongo, stores, chats, services: first.services, process },
    person(platform, user, at = first) {
      const identity = { platform, user, name: `${user} of ${platform}` };
      const person: Person = {
        identity,
        account: () => at.services.accounts.of(identity),
        say(text) {
          const [, name = "", words = ""] = /^\/(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
          return at.act(identity, { kind: "command", name, words, values: {}, attachments: [] });
        },
        press: (reply, label) => at.act(identity, { kind: "button", token: tokenOf(reply, label) }),
        accept: async () => person.press(await person.say("/start"), "I am 13"),
        inbox: () => chats[platform].directs(user),
      };
      return person;
    },
    async stop() {
      await Promise.all(studios.map((studio) => studio.stop()));
      await mongo.close();
      await drop();
    },
  };
}

function tokenOf(reply: Reply | undefined, label: string): string {
  const button = reply?.buttons?.find((one): one is Extract<Button, { token: string }> => {
    return "token" in one && one.label.startsWith(label);
  });
  if (button === undefined) throw new Error(`there is no button “${label}” in ${JSON.stringify(reply)}`);
  return button.token;
}

/** The code in an answer to `/link`. */
export function codeIn(reply: Reply): string {
  const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(reply.text ?? "") ?? [];
  if (code === undefined) throw new Error(`there is no code in ${JSON.stringify(reply)}`);
  return code;
}

/** All of a link: one asks, the other gives the code, and both say yes. Answers what the one who asked reads last. */
export async function linkPeople(issuer: Person, redeemer: Person): Promise<Reply> {
  const question = await redeemer.say(`/link ${codeIn(await issuer.say("/link"))}`);
  await redeemer.press(question, "Yes");
  return issuer.press(issuer.inbox().at(-1), "Yes");
}
