import { createFal } from "../../adapters/fal/provider.ts";
import { leoProfanityWordList } from "../../adapters/leo-profanity/word-list.ts";
import { connectMongo, type Mongo } from "../../adapters/mongo/connect.ts";
import { createMetrics } from "../../adapters/prometheus/metrics.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { commands } from "../../commands/index.ts";
import { createChats } from "../../src/core/chat/chats.ts";
import { createDispatch } from "../../src/core/chat/dispatch.ts";
import type { Action, Identity } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { studioTimings } from "../../src/core/generation/timings.ts";
import { dictionaries, rules } from "../../src/core/moderation/house-dictionaries.ts";
import { createTextFilter } from "../../src/core/moderation/text-filter.ts";
import type { Services } from "../../src/core/services.ts";
import { createServices } from "../../src/services.ts";
import { mongoStores } from "../../src/stores.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import { TestLog } from "../support/credits.ts";
import { Screen } from "./screen.ts";

/** The core with its commands over a database and a provider that takes no time, and a chat that costs nothing. */
export interface Stage {
  readonly services: Services;
  readonly mongo: Mongo;
  /** Types a command; resolves the last answer. Rejects when that is a "no". */
  say(user: string, text: string): Promise<Reply>;
  /** Accepts the terms. */
  join(user: string): Promise<void>;
  stop(): Promise<void>;
}

const PLATFORM = "bench";

export function identityOf(user: string): Identity {
  return { platform: PLATFORM, user, name: user };
}

export async function openStage(uri: string): Promise<Stage> {
  const log = new TestLog();
  const fal = await startInstantFal();
  const mongo = await connectMongo({ uri, log, monitorCommands: true });
  const stores = mongoStores(mongo.connection);
  await mongo.ensureIndexes();
  const screen = new Screen(PLATFORM);
  const chats = createChats([screen]);
  const { metrics } = createMetrics();
  const services = createServices({
    ...{ clock: systemClock, ids: systemIds, log, metrics, stores, chats, imaging: createImaging() },
    filter: createTextFilter({ words: leoProfanityWordList(), dictionaries, rules }),
    provider: createFal({ key: fal.key, queueUrl: fal.queueUrl, webhookUrl: null, metrics, log }),
    // No webhook comes here, so the provider is asked at once.
    timings: { ...studioTimings, webhookGrace_ms: 0, pollFirst_ms: 1, pollMax_ms: 5 },
    process: PLATFORM,
    concurrency: 50,
    // Nobody is kept waiting.
    plans: { free: { inWorksMax: 50, atOnce: 50, weight: 1, commandsPerMinute: 1_000_000 } },
  });
  await services.pricing.open();
  await services.switches.start();
  await services.studio.start({ alone: true });
  const dispatch = createDispatch({ commands, services, notices: services.notices, chats });

  async function act(user: string, action: Action): Promise<Reply> {
    const { place, final } = screen.place();
    await dispatch.handle({ id: `${PLATFORM}:${systemIds.random()}`, identity: identityOf(user), place, action });
    const reply = await final;
    if (reply.tone === "refusal" || reply.tone === "fault") {
      throw new Error(reply.text, { cause: log.lines.findLast(({ level }) => level === "error")?.facts["error"] });
    }
    return reply;
  }
  const say = (user: string, text: string) => {
    const [, name = "", words = ""] = /^\/(\S*)\s*([\s\S]*)$/u.exec(text) ?? [];
    return act(user, { kind: "command", name, words, values: {}, attachments: [] });
  };
  return {
    services,
    mongo,
    say,
    async join(user) {
      const [yes] = (await say(user, "/start")).buttons ?? [];
      if (yes === undefined || !("token" in yes)) throw new Error("there is nothing to accept");
      await act(user, { kind: "button", token: yes.token });
    },
    async stop() {
      await services.studio.stop();
      services.switches.stop();
      await mongo.close();
      await fal.stop();
    },
  };
}
