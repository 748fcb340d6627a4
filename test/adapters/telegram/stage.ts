import { expect } from "vitest";
import { mongoChatMemory } from "../../../adapters/mongo/chat-memory.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import { mongoServers } from "../../../adapters/mongo/servers.ts";
import { createImaging } from "../../../adapters/sharp/imaging.ts";
import { createTelegram, type Telegram, type TelegramOptions } from "../../../adapters/telegram/connect.ts";
import { decodeSpot } from "../../../adapters/telegram/spot.ts";
import { type Command, defineCommand } from "../../../src/core/chat/command.ts";
import type { Incoming } from "../../../src/core/chat/incoming.ts";
import type { Reply } from "../../../src/core/chat/reply.ts";
import type { ServerStore } from "../../../src/core/servers/server.ts";
import type { Dispatch, StoredImage } from "../../../src/core/services.ts";
import { systemClock, systemIds } from "../../../src/system.ts";
import { startTelegramServer, type TelegramServer, type TelegramServerOptions } from "../../servers/telegram/server.ts";
import { TestLog } from "../../support/credits.ts";
import { testImages } from "../../support/images.ts";
import { testDatabase } from "../../support/mongo.ts";
import type { TelegramPerson } from "../../support/telegram-person.ts";

type Answer = (incoming: Incoming) => Promise<unknown>;

/** A dispatch that does what the test says: it answers by the name of the command or the token of the button. */
export class ScriptedDispatch implements Dispatch {
  readonly received: Incoming[] = [];
  readonly answers = new Map<string, Answer>();
  /** What only the caller sees the answer of. */
  readonly privately = new Set<string>(["balance"]);

  audience({ action }: Pick<Incoming, "action">): "everyone" | "caller" {
    return this.privately.has(keyOf(action)) ? "caller" : "everyone";
  }
  opensForm(): boolean {
    return false;
  }
  async handle(incoming: Incoming): Promise<void> {
    this.received.push(incoming);
    await this.answers.get(keyOf(incoming.action))?.(incoming);
  }
  /** What was asked for under this name or token. */
  asked(key: string): Incoming[] {
    return this.received.filter(({ action }) => keyOf(action) === key);
  }
}

function keyOf(action: Incoming["action"]): string {
  return action.kind === "command" ? action.name : action.token;
}

const command = (name: string): Command =>
  defineCommand({
    name,
    summary: `What ${name} does`,
    audience: "everyone",
    needsConsent: false,
    options: {},
    example: `/${name}`,
    run: async () => ({}),
  });

export interface Stage {
  readonly server: TelegramServer;
  readonly telegram: Telegram;
  readonly dispatch: ScriptedDispatch;
  readonly log: TestLog;
  readonly mongo: Mongo;
  readonly servers: ServerStore;
  readonly images: Map<string, StoredImage>;
  /** Each time this is asked for, it is answered so. */
  reply(key: string, ...replies: readonly Reply[]): void;
  /** Where what somebody says now is answered. */
  place(person: TelegramPerson, text?: string): Promise<string>;
  /** Stores pictures of a result. */
  store(id: string, count: number, picture?: Pick<StoredImage, "bytes" | "width" | "height">): Promise<void>;
  /** A process of the same bot over the same database. */
  another(options?: Partial<TelegramOptions>): Telegram;
  stop(): Promise<void>;
}

/** The adapter with the real client, against Telegram's own side. */
export async function telegramStage({
  server: serverOptions,
  ...options
}: Partial<TelegramOptions> & { readonly server?: TelegramServerOptions } = {}): Promise<Stage> {
  const server = await startTelegramServer(serverOptions);
  const { uri } = await testDatabase();
  const log = new TestLog();
  const mongo = await connectMongo({ uri, log });
  const memory = mongoChatMemory(mongo.connection);
  const journal = mongoEventJournal(mongo.connection);
  const servers = mongoServers(mongo.connection);
  await mongo.ensureIndexes();
  const dispatch = new ScriptedDispatch();
  const images = new Map<string, StoredImage>();
  const made: Telegram[] = [];

  function another(more: Partial<TelegramOptions> = {}): Telegram {
    const telegram = createTelegram({
      ...{ token: server.token, apiUrl: server.url, webhook: null },
      commands: ["start", "imagine", "edit", "balance", "server"].map(command),
      images: { read: async (key) => images.get(key) ?? null },
      imaging: createImaging(),
      ...{ memory, journal, servers, log, clock: systemClock, ids: systemIds },
      metrics: { acknowledged: () => undefined },
      ...options,
      ...more,
    });
    telegram.connect(dispatch);
    made.push(telegram);
    return telegram;
  }
  const telegram = another();

  return {
    ...{ server, telegram, dispatch, log, mongo, servers, images, another },
    reply(key, ...replies) {
      dispatch.answers.set(key, async ({ place }) => {
        for (const reply of replies) await telegram.chat.show(place, reply);
      });
    },
    async place(person, text = "/imagine a fox") {
      const { message_id, chat } = person.says(text);
      const heard = () =>
        dispatch.received.find(({ place }) => {
          const spot = decodeSpot(place);
          return spot?.chat === chat.id && spot.event === `m${message_id}`;
        });
      await expect.poll(heard).toBeDefined();
      return heard()?.place ?? "";
    },
    async store(id, count, picture) {
      const { bytes, width, height } = picture ?? { bytes: await testImages.png(64, 48), width: 64, height: 48 };
      for (let index = 0; index < count; index++) {
        const key = `${id}:${index}`;
        const shared = { account: "a", contentType: "image/png", keepUntil: null, hash: "" };
        images.set(key, { ...shared, key, bytes, width, height });
      }
    },
    async stop() {
      for (const one of made) await one.stop();
      await server.stop();
      await mongo.close();
    },
  };
}

/** A result with so many pictures, as the core replies with it. */
export function result(id: string, count: number, more: Partial<Reply> = {}): Reply {
  return {
    tone: "good",
    title: "a red fox",
    text: "Seedream · 1 credit",
    images: Array.from({ length: count }, (_, index) => ({
      key: `${id}:${index}`,
      alternative: "a red fox",
      width: 64,
      height: 48,
    })),
    buttons: [{ label: "Reroll", token: `imagine/reroll/aaaaaaaa/${id}/1` }],
    ...more,
  };
}
