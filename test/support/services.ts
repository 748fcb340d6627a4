import { createFal } from "../../adapters/fal/provider.ts";
import { leoProfanityWordList } from "../../adapters/leo-profanity/word-list.ts";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import { createMetrics } from "../../adapters/prometheus/metrics.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { commands } from "../../commands/index.ts";
import type { AccountStore } from "../../src/core/accounts/accounts.ts";
import { defaultOffers } from "../../src/core/catalogue/offers.ts";
import { createChats } from "../../src/core/chat/chats.ts";
import type { Command } from "../../src/core/chat/command.ts";
import { createDispatch } from "../../src/core/chat/dispatch.ts";
import type { Action, Identity } from "../../src/core/chat/incoming.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import type { GenerationStore } from "../../src/core/generation/generation-store.ts";
import { studioTimings } from "../../src/core/generation/timings.ts";
import { dictionaries, rules } from "../../src/core/moderation/house-dictionaries.ts";
import { createTextFilter } from "../../src/core/moderation/text-filter.ts";
import type { NoticeStore } from "../../src/core/notices/notices.ts";
import type { Attachment, Dispatch, Services } from "../../src/core/services.ts";
import type { TermsBook } from "../../src/core/terms/version.ts";
import { createServices } from "../../src/services.ts";
import { mongoStores } from "../../src/stores.ts";
import { systemIds } from "../../src/system.ts";
import { TestClock, TestLog } from "./credits.ts";
import { MemoryPayments } from "./memory-payments.ts";
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
  /** Whom people pay, in memory; what happens there is told by `deliver`. */
  readonly payments: MemoryPayments;
  /** Hands every event of the payments over, those that were before included. */
  deliver(): Promise<void>;
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

export async function testServices({ terms }: { readonly terms?: TermsBook } = {}): Promise<TestServices> {
  const { uri, drop } = await testDatabase();
  const log = new TestLog();
  const mongo = await connectMongo({ uri, log });
  const clock = new TestClock();
  const chat = recordingChat();
  const studios: Services["studio"][] = [];
  const stop = async () => {
    // Whoever drives a picture would go on trying for good.
    await Promise.all(studios.map((studio) => studio.stop()));
    await mongo.close();
    await drop();
  };
  const payments = new MemoryPayments(clock, defaultOffers);
  const first = build({ log, clock, chat, mongo, payments, terms, studios, stop }, commands);
  await mongo.ensureIndexes();
  await first.pricing.open();
  return first;
}

// Reading the dictionaries takes a moment, and the filter keeps nothing between prompts.
const filter = createTextFilter({ words: leoProfanityWordList(), dictionaries, rules });

type Shared = Pick<TestServices, "log" | "clock" | "chat" | "mongo" | "payments" | "stop"> & {
  readonly terms: TermsBook | undefined;
  /** Of every process that was built. */
  readonly studios: Services["studio"][];
};

function build(shared: Shared, offered: readonly Command[]): TestServices {
  const { terms, studios, ...common } = shared;
  const { log, clock, chat, mongo, payments } = common;
  const ids = systemIds;
  const { metrics } = createMetrics();
  const { connection } = mongo;
  const stores = mongoStores(connection);
  const chats = createChats([chat]);
  const services = createServices({
    ...{ clock, ids, log, metrics, stores, chats, filter },
    imaging: createImaging(),
    provider: createFal({ key: "none", queueUrl: "http://127.0.0.1:9", webhookUrl: null, metrics, log }),
    timings: studioTimings,
    process: "test",
    concurrency: 10,
    methods: new Map([[payments.method, payments]]),
    payments: { memory: ["stripe"] },
    // The presser presses everything there is, the desk of the operators included.
    operators: ["memory:operator", "memory:presser"],
    terms,
  });
  studios.push(services.studio);
  const { notices, billing } = services;
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
    ...common,
    dispatch,
    accountStore: stores.accounts,
    noticeStore: stores.notices,
    generations: stores.generations,
    async deliver() {
      for (const event of payments.events) await billing.events.received(event);
      await notices.sendDue(100);
    },
    again: ({ commands: others = offered } = {}) => build(shared, others),
    act,
    say,
    press,
    accept: async (user) => press(user, (await say(user, "/start")).buttons?.[0]),
  };
}
