import { createOriginals } from "../adapters/discord/originals.ts";
import type { StarListener } from "../adapters/telegram/star-desk.ts";
import type { Stars } from "../adapters/telegram/stars.ts";
import { commands } from "../commands/index.ts";
import type { Config } from "./config.ts";
import { createDeepLinks } from "./core/chat/deep-links.ts";
import type { Chat, Clock, Dispatch, HttpRoute, Ids, Imaging, Log, Metrics } from "./core/services.ts";
import type { Stores } from "./stores.ts";

const KEEP_LINKS_EVERY_MS = 10_000;

/** The chats that this process serves. */
export interface ChatParts {
  readonly adapters: readonly Chat[];
  readonly routes: readonly HttpRoute[];
  /** Platforms by name, for the start-up message. */
  readonly names: readonly string[];
  /** Who decides what may be paid in a chat, and hears what was. */
  connectPayments(listener: StarListener): void;
  /** From now on, what people do reaches `dispatch`. Rejects with a sentence for the operator. */
  start(dispatch: Dispatch): Promise<void>;
  /** Takes nothing new; what is in the works may still be shown. */
  stopTaking(): Promise<void>;
  /** Once nothing is shown any more. */
  stop(): Promise<void>;
}

interface Parts {
  readonly stores: Stores;
  readonly imaging: Imaging;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly stars: Stars | null;
}

/** Builds the chats that have a token and a role here, and loads no other; the playground needs neither. */
export async function buildChats(config: Config, parts: Parts): Promise<ChatParts> {
  const { stores, stars, ...rest } = parts;
  const shared = { ...rest, images: stores.images, commands };
  const playground =
    config.sandboxes && has(config, "web")
      ? await (await import("../adapters/playground/connect.ts")).createPlayground({ ...shared, ...own(config) })
      : null;
  const originals =
    config.discord !== null && config.publicUrl !== null
      ? createOriginals({ origin: config.publicUrl, hash: stores.keyedHash, images: stores.images, clock: parts.clock })
      : null;
  const discord = servesDiscord(config)
    ? (await import("../adapters/discord/connect.ts")).createDiscord({
        ...{ ...shared, ...config.discord, originals },
        ...{ memory: stores.chatMemory, journal: stores.eventJournal },
      })
    : null;
  const webhook = webhookOf(config);
  const telegram =
    config.telegram !== null && (has(config, "telegram") || (webhook !== null && has(config, "web")))
      ? (await import("../adapters/telegram/connect.ts")).createTelegram({
          ...{ ...shared, ...config.telegram, webhook },
          memory: stores.chatMemory,
          journal: stores.eventJournal,
          servers: stores.servers,
          ...(stars === null ? {} : { stars: { payments: stars, metrics: rest.metrics } }),
        })
      : null;
  const all = [playground, discord, telegram].filter((chat) => chat !== null);

  const deepLinks = createDeepLinks({ memory: stores.chatMemory, clock: parts.clock });
  let keeping: NodeJS.Timeout | undefined;

  /** For the processes that do not serve these chats. */
  async function keepLinks(): Promise<void> {
    try {
      for (const { chat } of all) await deepLinks.keep(chat);
    } catch (error) {
      parts.log.warn({ error }, "the links into a chat could not be kept for other processes yet");
    }
  }

  return {
    adapters: all.map(({ chat }) => chat),
    // The links that Discord's people get are also served where Discord itself is not.
    routes: [...all.flatMap(({ routes }) => routes), ...(originals?.routes ?? [])],
    names: all.map(({ chat }) => chat.platform),
    connectPayments: (listener) => telegram?.connectPayments(listener),
    async start(dispatch) {
      for (const chat of all) chat.connect(dispatch);
      await Promise.all([discord?.start(), telegram?.start()]);
      await keepLinks();
      // A chat that was away at the start knows its links later.
      keeping = setInterval(() => void keepLinks(), KEEP_LINKS_EVERY_MS).unref();
    },
    async stopTaking() {
      clearInterval(keeping);
      await Promise.all([discord?.stop(), telegram?.stop()]);
    },
    async stop() {
      await playground?.stop();
    },
  };
}

function has(config: Config, role: Config["roles"][number]): boolean {
  return config.roles.includes(role);
}

/** The gateway is the business of those with the role; what is posted to us, of those who serve HTTP as well. */
function servesDiscord(config: Config): config is Config & { readonly discord: NonNullable<Config["discord"]> } {
  if (config.discord === null) return false;
  return has(config, "discord") || (config.discord.publicKey !== null && has(config, "web"));
}

function webhookOf({ telegram, publicUrl }: Config): { readonly origin: string; readonly secret: string } | null {
  if (telegram === null || telegram.webhookSecret === null || publicUrl === null) return null;
  return { origin: publicUrl, secret: telegram.webhookSecret };
}

function own({ publicUrl, database }: Config) {
  return { publicHost: publicUrl === null ? null : new URL(publicUrl).host, dataDir: database.dataDir };
}
