import { createDiscord } from "../adapters/discord/connect.ts";
import { createPlayground } from "../adapters/playground/connect.ts";
import { createTelegram } from "../adapters/telegram/connect.ts";
import { commands } from "../commands/index.ts";
import type { Config } from "./config.ts";
import type { Chat, Clock, Dispatch, HttpRoute, Ids, Imaging, Log, Metrics } from "./core/services.ts";
import type { Stores } from "./stores.ts";

/** The chats that this process serves. */
export interface ChatParts {
  readonly adapters: readonly Chat[];
  readonly routes: readonly HttpRoute[];
  /** Platforms by name, for the start-up message. */
  readonly names: readonly string[];
  /** The name of the bot in links to Telegram; null: it is off, or has not logged in yet. */
  telegramBot(): string | null;
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
}

/** Builds the chats that have a token and a role here; the playground needs neither. */
export async function buildChats(config: Config, parts: Parts): Promise<ChatParts> {
  const { stores, ...rest } = parts;
  const shared = { ...rest, images: stores.images, commands };
  const playground =
    config.sandboxes && has(config, "web") ? await createPlayground({ ...shared, ...own(config) }) : null;
  const discord = servesDiscord(config) ? createDiscord({ ...shared, ...config.discord }) : null;
  const webhook = webhookOf(config);
  const telegram =
    config.telegram !== null && (has(config, "telegram") || (webhook !== null && has(config, "web")))
      ? createTelegram({
          ...{ ...shared, ...config.telegram, webhook },
          memory: stores.chatMemory,
          journal: stores.eventJournal,
        })
      : null;
  const all = [playground, discord, telegram].filter((chat) => chat !== null);

  return {
    adapters: all.map(({ chat }) => chat),
    routes: all.flatMap(({ routes }) => routes),
    names: all.map(({ chat }) => chat.platform),
    telegramBot: () => telegram?.botName() ?? null,
    async start(dispatch) {
      for (const chat of all) chat.connect(dispatch);
      await Promise.all([discord?.start(), telegram?.start()]);
    },
    async stopTaking() {
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
