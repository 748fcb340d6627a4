import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import type { Channel } from "../servers/discord/world.ts";
import { type InstantFal, startInstantFal } from "../servers/instant-fal.ts";
import { type ProcessPlan, type ProcessTree, startTree } from "../support/process-tree.ts";

/** Each has a server of its own on the same Discord, so that both stay connected and are asked in turn. */
export const SHARDS = { easel: 0, bare: 1, count: 2 };
/** As many as the setting takes: the provider shall not be what limits. */
const PROVIDER_AT_ONCE = "1000";
const PRINTED_MAX = 3_000;

/** Processes of the product, with the vendors that they talk to in this one. */
export interface LoadStage {
  readonly discord: DiscordServer;
  readonly fal: InstantFal;
  readonly tree: ProcessTree;
  /** Where Easel is, and where the bare bot is. */
  readonly places: { readonly easel: Channel; readonly bare: Channel };
  stop(): Promise<void>;
}

interface LoadStageOptions {
  readonly databaseUri: string;
  readonly plans: readonly ProcessPlan[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Whoever finds that something failed also reads what the processes had to say. */
export async function onLoadStage<T>(options: LoadStageOptions, work: (stage: LoadStage) => Promise<T>): Promise<T> {
  const stage = await startLoadStage(options);
  try {
    return await work(stage);
  } catch (error) {
    const printed = stage.tree.processes.map(({ name, errors }) => `${name}: ${errors().slice(-PRINTED_MAX)}`);
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${printed.join("\n")}`, {
      cause: error,
    });
  } finally {
    await stage.stop();
  }
}

export async function startLoadStage(options: LoadStageOptions): Promise<LoadStage> {
  const discord = await startDiscordServer({ acknowledgeWithin_ms: 600_000 });
  discord.rateLimits.areOn = false;
  const place = (index: number) => discord.channel(discord.guild({ shard: { index, of: SHARDS.count } }));
  const places = { easel: place(SHARDS.easel), bare: place(SHARDS.bare) };
  const fal = await startInstantFal({ webhooks: true });
  const stopVendors = () => Promise.all([discord.stop(), fal.stop()]);
  const tree = await startTree({
    ...options,
    environment: {
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
      ...{ DISCORD_SHARDS: String(SHARDS.count), DISCORD_SHARD_LIST: String(SHARDS.easel) },
      ...{ FAL_KEY: fal.key, FAL_QUEUE_URL: fal.queueUrl, FAL_JWKS_URL: fal.jwksUrl },
      FAL_CONCURRENCY: PROVIDER_AT_ONCE,
      ...options.environment,
    },
  }).catch(async (error: unknown) => {
    await stopVendors();
    throw error;
  });
  return {
    ...{ discord, fal, tree, places },
    async stop() {
      await tree.stop();
      await stopVendors();
    },
  };
}
