import {
  type APIInteraction,
  Client,
  Events,
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
} from "discord.js";
import type { Log } from "../../src/core/services.ts";
import { refusesToken } from "./errors.ts";
import { restOptions } from "./rest.ts";

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly shards: number | "auto";
  readonly shardList: readonly number[] | null;
  readonly log: Log;
  onInteraction(interaction: APIInteraction, arrived_ms: number): void;
}

export interface Gateway {
  /** Resolves once all shards of this process are connected. @throws DiscordRefused, or whatever keeps it from connecting. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The name of a server, as far as this process knows it. */
  nameOf(guild: string): string | null;
}

/** Discord does not take what we are configured with; the sentence is for the operator. */
export class DiscordRefused extends Error {
  override readonly name = "DiscordRefused";
}

export const TOKEN_REFUSED =
  "Discord refused DISCORD_TOKEN. Please copy the bot's token anew from the Developer Portal (Bot → Reset Token).";

/** @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const refusals: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: TOKEN_REFUSED,
  [GatewayCloseCodes.InvalidShard]:
    "Discord refused the shards of this process. Please check DISCORD_SHARDS and DISCORD_SHARD_LIST.",
  [GatewayCloseCodes.ShardingRequired]:
    "Discord wants more shards for this many servers. Please set DISCORD_SHARDS to auto or to a larger number.",
  [GatewayCloseCodes.InvalidIntents]: "Discord refused the intents that Easel asks for, which is a fault of Easel's.",
  [GatewayCloseCodes.DisallowedIntents]:
    "Discord does not allow this bot the intents that Easel asks for. Please check the bot in the Developer Portal.",
};

/**
 * Interactions as the gateway brings them, in Discord's own form: what discord.js makes of them is for programs that keep a
 * server's members and messages in memory, and Easel needs none of that. Connecting anew and resuming is the library's.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const { log } = options;
  const client = new Client({
    // Guilds brings the servers' names; what is said in them is not asked for.
    intents: [GatewayIntentBits.Guilds],
    ...shardsOf(options),
    rest: restOptions(options.apiUrl),
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      VoiceStateManager: 0,
    }),
  });
  let closedFor: string | null = null;
  let isRunning = false;

  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) => {
    options.onInteraction({ ...interaction }, performance.now());
    // The library would build objects of its own from it next, which nobody here asks for, and would fail where it meets
    // something new in it. What has no type it leaves alone.
    Object.assign(interaction, { type: 0, channel: undefined });
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    closedFor = refusals[code] ?? `Discord closed the connection for good, with code ${code}.`;
    if (isRunning) log.error({ error: new DiscordRefused(closedFor), code }, closedFor);
  });
  // Without listeners, a fault of one connection would end the process.
  client.on(Events.Error, (error) => log.warn({ error }, "Discord's client had a fault"));
  client.on(Events.ShardError, (error, shard) => log.warn({ error, shard }, "a connection to Discord had a fault"));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, "connecting to Discord again"));
  client.on(Events.ShardResume, (shard, replayed) =>
    log.info({ shard, replayed }, "the connection to Discord goes on"),
  );

  return {
    async start() {
      try {
        await client.login(options.token);
        isRunning = true;
      } catch (error) {
        if (closedFor !== null) throw new DiscordRefused(closedFor, { cause: error });
        const isInvalid = error instanceof Error && "code" in error && error.code === "TokenInvalid";
        if (isInvalid || refusesToken(error)) throw new DiscordRefused(TOKEN_REFUSED, { cause: error });
        throw error;
      }
    },
    async stop() {
      isRunning = false;
      await client.destroy();
    },
    nameOf: (guild) => client.guilds.cache.get(guild)?.name ?? null,
  };
}

function shardsOf({ shards, shardList }: GatewayOptions) {
  if (shards === "auto") return { shards: "auto" as const };
  return { shards: shardList ?? Array.from({ length: shards }, (_, index) => index), shardCount: shards };
}
