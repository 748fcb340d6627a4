import { type FalSandbox, startFalSandbox } from "../../adapters/fal/sandbox/server.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { type StripeSandbox, startStripeSandbox } from "../../adapters/stripe/sandbox/server.ts";
import { syncStripe } from "../../adapters/stripe/sync.ts";
import { defaultOffers } from "../../src/core/catalogue/offers.ts";
import type { StudioTimings } from "../../src/core/generation/timings.ts";
import type { Imaging } from "../../src/core/services.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { type DiscordServer, startDiscordServer } from "../servers/discord/server.ts";
import type { Guild } from "../servers/discord/world.ts";
import { startTelegramServer, type TelegramServer } from "../servers/telegram/server.ts";
import {
  type ProcessPlan,
  type ProcessTree,
  startFront,
  startTree,
  type TreeDatabase,
} from "../support/process-tree.ts";
import { type FalFront, startFalFront } from "./fal-front.ts";

/** Everything that a run needs: the vendors' sides in this process, and Easel's processes between them and a database. */
export interface World {
  readonly discord: DiscordServer;
  readonly guild: Guild;
  readonly telegram: TelegramServer;
  readonly fal: FalSandbox;
  readonly falFront: FalFront;
  readonly stripe: StripeSandbox;
  readonly database: TreeDatabase;
  readonly tree: ProcessTree;
  /** Where vendors send what concerns Easel: the front of all processes with the role `web`. */
  readonly origin: string;
  /** Where people of the playground go. */
  readonly webs: readonly string[];
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly database: TreeDatabase;
  readonly plans: readonly ProcessPlan[];
  readonly build?: string;
  readonly timings?: Partial<StudioTimings>;
}

/** Whoever waits for people and vendors in production waits shorter here, and everything else is as there. */
const patience: Partial<StudioTimings> = {
  beatEvery_ms: 300,
  deadAfter_ms: 2_500,
  pollFirst_ms: 50,
  pollMax_ms: 500,
  resumeEvery_ms: 700,
  lookEvery_ms: 500,
  faultMax_ms: 60_000,
  chatAwayMax_ms: 20_000,
  submitPatience_ms: 5_000,
  webhookGrace_ms: 5_000,
  pictureMax_ms: 20_000,
  downloadPatience_ms: 4_000,
  deliveryPatience_ms: 20_000,
  faultPauseFirst_ms: 50,
  faultPauseMax_ms: 500,
  finishWithin_ms: 1_000,
};

export async function startWorld({ database, plans, build, timings }: WorldOptions): Promise<World> {
  const [clock, ids] = [systemClock, systemIds];
  const discord = await startDiscordServer({ acknowledgeWithin_ms: 20_000 });
  discord.rateLimits.areOn = false;
  const guild = discord.guild();
  const telegram = await startTelegramServer({ callbackLifetime_ms: 60_000 });
  const fal = await startFalSandbox({
    ...{ imaging: paintedOnce(createImaging()), clock, ids },
    speed: { queue_ms: 0, painting_ms: 100, slow_ms: 2_000, webhookPauses_ms: Array(60).fill(500) },
    concurrency: 20,
  });
  const falFront = await startFalFront(fal.queueUrl);
  const stripe = await startStripeSandbox({
    ...{ clock, ids },
    behaviour: { eventPauses_ms: Array.from({ length: 120 }, () => 500) },
  });
  for await (const { did, name } of syncStripe({ ...stripe, offers: defaultOffers })) {
    if (did !== "created") throw new Error(`${name} was ${did} in a new sandbox`);
  }
  const targets: { url: string }[] = [];
  const front = await startFront(targets);
  stripe.sendEventsTo(`${front.url}/stripe`);
  const stopServers = async () => {
    await Promise.all([discord.stop(), telegram.stop(), fal.stop(), falFront.stop(), stripe.stop(), front.stop()]);
  };
  const tree = await startTree({
    databaseUri: database.uri,
    plans,
    timings: { ...patience, ...timings },
    webOrigin: front.url,
    ...(build === undefined ? {} : { build }),
    environment: {
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_SHARDS: "1" },
      ...{ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url },
      ...{ FAL_KEY: fal.key, FAL_QUEUE_URL: falFront.url, FAL_JWKS_URL: fal.jwksUrl, FAL_CONCURRENCY: "20" },
      STRIPE_SECRET_KEY: stripe.secretKey,
      ...{ STRIPE_WEBHOOK_SECRET: stripe.webhookSecrets.join(","), STRIPE_API_URL: stripe.apiUrl },
    },
  }).catch(async (error: unknown) => {
    await stopServers();
    throw error;
  });
  const webs = plans.filter(({ roles }) => roles.includes("web")).map(({ name }) => tree.find(name).url);
  targets.push(...webs.map((url) => ({ url })));
  return {
    ...{ discord, guild, telegram, fal, falFront, stripe, database, tree, webs },
    origin: front.url,
    async stop() {
      await tree.stop();
      await stopServers();
    },
  };
}

/** What a painting looks like is no matter here, and painting is what the machine would be busy with. */
function paintedOnce(imaging: Imaging): Imaging {
  const painted = new Map<string, Promise<Uint8Array>>();
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"><rect width="128" height="128" fill="#4b5bd6"/></svg>';
  return {
    ...imaging,
    rasterize(_svg, format) {
      const known = painted.get(format) ?? imaging.rasterize(drawing, format);
      painted.set(format, known);
      return known;
    },
  };
}
