import { createFal } from "../../adapters/fal/provider.ts";
import { leoProfanityWordList } from "../../adapters/leo-profanity/word-list.ts";
import { mongoAccounts } from "../../adapters/mongo/accounts.ts";
import { mongoButtonMemory } from "../../adapters/mongo/button-memory.ts";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import { mongoGenerations } from "../../adapters/mongo/generations.ts";
import { mongoImages } from "../../adapters/mongo/images.ts";
import { mongoNotices } from "../../adapters/mongo/notices.ts";
import { mongoProcesses } from "../../adapters/mongo/processes.ts";
import { mongoReports } from "../../adapters/mongo/reports.ts";
import { mongoWallets } from "../../adapters/mongo/wallets.ts";
import { createMetrics } from "../../adapters/prometheus/metrics.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { commands } from "../../commands/index.ts";
import { type AccountStore, createAccounts } from "../../src/core/accounts/accounts.ts";
import { createCatalogue } from "../../src/core/catalogue/catalogue.ts";
import { createButtonMemory } from "../../src/core/chat/button-memory.ts";
import { createChats } from "../../src/core/chat/chats.ts";
import type { Command } from "../../src/core/chat/command.ts";
import { createDispatch } from "../../src/core/chat/dispatch.ts";
import type { Action, Identity } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { createLedger } from "../../src/core/credits/ledger.ts";
import type { GenerationStore } from "../../src/core/generation/generation-store.ts";
import { createLeases } from "../../src/core/generation/leases.ts";
import { createStudio } from "../../src/core/generation/studio.ts";
import { studioTimings } from "../../src/core/generation/timings.ts";
import { dictionaries, rules } from "../../src/core/moderation/house-dictionaries.ts";
import { createTextFilter } from "../../src/core/moderation/text-filter.ts";
import { createNotices, type NoticeStore } from "../../src/core/notices/notices.ts";
import { createReports } from "../../src/core/reports/reports.ts";
import type { Attachment, Dispatch, Services } from "../../src/core/services.ts";
import { systemIds } from "../../src/system.ts";
import { TestClock, TestLog } from "./credits.ts";
import { testDatabase } from "./mongo.ts";
import { type RecordingChat, recordingChat } from "./recording-chat.ts";

/**
 * The core over a database, with a chat in memory and a clock that is moved by hand. No provider listens: for pictures that
 * are really made see `app.ts`.
 */
export interface TestServices extends Services {
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly chat: RecordingChat;
  readonly dispatch: Dispatch;
  readonly mongo: Mongo;
  readonly accountStore: AccountStore;
  readonly noticeStore: NoticeStore;
  readonly generations: GenerationStore;
  /** The same parts over the same database, as another process or the next one has them. */
  again(options?: { commands?: readonly Command[] }): TestServices;
  /** What a person sees after an action. `id`: the same event again. */
  act(user: string, action: Action, id?: string): Promise<Reply>;
  say(user: string, text: string, attachments?: readonly Attachment[]): Promise<Reply>;
  press(user: string, button: Button | undefined): Promise<Reply>;
  /** Accepts the terms by the button under `/start`. */
  accept(user: string): Promise<Reply>;
  stop(): Promise<void>;
}

export function identityOf(user: string): Identity {
  return { platform: "memory", user, name: user };
}

/** All documents of the database as one text, to look for what must not be there. */
export async function everythingIn({ connection }: Mongo): Promise<string> {
  const database = connection.getClient().db();
  const texts: string[] = [];
  for (const { name } of await database.listCollections().toArray()) {
    for (const document of await database.collection(name).find().toArray()) texts.push(JSON.stringify(document));
  }
  return texts.join("\n");
}

export async function testServices(): Promise<TestServices> {
  const { uri, drop } = await testDatabase();
  const log = new TestLog();
  const mongo = await connectMongo({ uri, log });
  const clock = new TestClock();
  const chat = recordingChat();
  const stop = async () => {
    await mongo.close();
    await drop();
  };
  const images = mongoImages(mongo.connection);
  const first = build({ log, clock, chat, mongo, stop }, commands);
  await mongo.ensureIndexes();
  await images.ensureIndexes();
  return first;
}

// Reading the dictionaries takes a moment, and the filter keeps nothing between prompts.
const filter = createTextFilter({ words: leoProfanityWordList(), dictionaries, rules });

type Shared = Pick<TestServices, "log" | "clock" | "chat" | "mongo" | "stop">;

function build(shared: Shared, offered: readonly Command[]): TestServices {
  const { log, clock, chat, mongo } = shared;
  const ids = systemIds;
  const { metrics } = createMetrics();
  const { connection } = mongo;
  const store = mongoGenerations(connection);
  const noticeStore = mongoNotices(connection);
  const accountStore = mongoAccounts(connection);
  const images = mongoImages(connection);
  const imaging = createImaging();
  const chats = createChats([chat]);
  const ledger = createLedger({ store: mongoWallets(connection), clock, ids, metrics, log });
  const accounts = createAccounts({ store: accountStore, ledger, clock, ids });
  const notices = createNotices({ store: noticeStore, accounts: accountStore, chats, clock, log });
  const catalogue = createCatalogue();
  const timings = studioTimings;
  const studio = createStudio({
    ...{ clock, ids, log, metrics, accounts, catalogue, ledger, images, imaging, chats, notices, store, timings },
    provider: createFal({ key: "none", queueUrl: "http://127.0.0.1:9", webhookUrl: null, metrics, log }),
    concurrency: 10,
    leases: createLeases({ process: "test", store: mongoProcesses(connection), clock, timings }),
  });
  const buttonMemory = createButtonMemory({ store: mongoButtonMemory(connection), clock, ids });
  const services: Services = {
    reports: createReports({ store: mongoReports(connection), clock, ids, log }),
    buttonMemory,
    clock,
    ids,
    log,
    accounts,
    ledger,
    catalogue,
    filter,
    studio,
    images,
    imaging,
    notices,
  };
  const dispatch = createDispatch({ commands: offered, services, notices, chats });

  async function act(user: string, action: Action, id = `memory:${ids.random()}`): Promise<Reply> {
    const place = chat.place();
    await dispatch.handle({ id, identity: identityOf(user), place, action });
    const reply = chat.shown(place).at(-1);
    if (reply === undefined) throw new Error("nothing was shown");
    return reply;
  }
  const press = (user: string, button: Button | undefined) => {
    if (button === undefined || !("token" in button)) throw new Error("there is no such button");
    return act(user, { kind: "button", token: button.token });
  };
  const say = (user: string, text: string, attachments: readonly Attachment[] = []) => {
    const [, name = "", words = ""] = /^\/(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
    return act(user, { kind: "command", name, words, values: {}, attachments });
  };

  return {
    ...services,
    ...shared,
    dispatch,
    accountStore,
    noticeStore,
    generations: store,
    again: ({ commands: others = offered } = {}) => build(shared, others),
    act,
    say,
    press,
    accept: async (user) => press(user, (await say(user, "/start")).buttons?.[0]),
  };
}
