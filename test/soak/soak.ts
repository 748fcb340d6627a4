import { startStripeSandbox } from "../../adapters/stripe/sandbox/server.ts";
import { syncStripe } from "../../adapters/stripe/sync.ts";
import { defaultOffers } from "../../src/core/catalogue/offers.ts";
import { systemClock as clock, systemIds as ids } from "../../src/system.ts";
import { joinPeople } from "../bench/pictures-people.ts";
import { startDiscordServer } from "../servers/discord/server.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import { startTelegramServer } from "../servers/telegram/server.ts";
import { startTree, startTreeDatabase } from "../support/process-tree.ts";
import { INSPECTED, type Inspector, inspect } from "./inspector.ts";
import { BREAKS, type Done, startLoad } from "./load.ts";
import { type Sample, takeSample } from "./sample.ts";
import { gather } from "./visitors.ts";

export interface SoakOptions {
  readonly minutes: number;
  readonly sampleEvery_minutes: number;
  readonly perSecond: number;
  /** Further settings of the process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether timers and listeners are counted as well, which takes the process some seconds each time. */
  readonly counts: boolean;
  /** In each chat. */
  readonly people: number;
  /** Hears of each sample at once, and may look further into the process. */
  onSample(sample: Sample, done: Done, inspector: Inspector): void | Promise<void>;
}

export interface SoakReport {
  readonly samples: readonly Sample[];
  readonly done: Done;
  /** What the process printed that it should not have. */
  readonly complaints: string;
  /** How it ended when it was asked to. */
  readonly exitCode: number | null;
}

/** When timers and listeners are counted, beside the end: just before the memory counts. */
const COUNTED_AT_SHARE = 0.2;
const CREDITS = 100_000;
const MINUTE_MS = 60_000;

/**
 * One process of the product with all its chats, under the same load for so long; its database, the vendors and the people are
 * in other processes, so that what grows there by nature does not count.
 */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const database = await startTreeDatabase();
  const discord = await startDiscordServer({ acknowledgeWithin_ms: 60_000 });
  discord.rateLimits.areOn = false;
  const telegram = await startTelegramServer();
  const fal = await startInstantFal({ webhooks: true, fails: (prompt) => prompt.includes(BREAKS) });
  const stripe = await startStripeSandbox({ clock, ids });
  for await (const step of syncStripe({ ...stripe, offers: defaultOffers })) void step;
  const crowd = gather(options.people, discord, telegram);
  await joinPeople(database.uri, crowd.identities, CREDITS);
  const tree = await startTree({
    databaseUri: database.uri,
    plans: [{ name: "easel", roles: ["discord", "telegram", "web", "worker"] }],
    environment: {
      ...INSPECTED,
      ...{ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, DISCORD_SHARDS: "1" },
      ...{ TELEGRAM_TOKEN: telegram.token, TELEGRAM_API_URL: telegram.url },
      ...{ FAL_KEY: fal.key, FAL_QUEUE_URL: fal.queueUrl, FAL_JWKS_URL: fal.jwksUrl },
      ...{ STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: stripe.webhookSecrets.join(",") },
      STRIPE_API_URL: stripe.apiUrl,
      ...options.environment,
    },
  });
  const easel = tree.find("easel");
  stripe.sendEventsTo(`${easel.url}/stripe`);
  const inspector = await inspect(easel.errors());
  try {
    const visitors = await crowd.enter(easel.url);
    const load = startLoad(visitors, options.perSecond);
    const samples: Sample[] = [];
    const began_ms = performance.now();
    const turns = Math.round(options.minutes / options.sampleEvery_minutes);
    for (let turn = 0; turn <= turns; turn++) {
      const due_ms = began_ms + turn * options.sampleEvery_minutes * MINUTE_MS;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due_ms - performance.now())));
      const isCounted = options.counts && (turn === turns || turn === Math.round(turns * COUNTED_AT_SHARE));
      const take = () => {
        const at_minutes = (performance.now() - began_ms) / MINUTE_MS;
        return takeSample(inspector, { pid: easel.pid ?? 0, at_minutes, isCounted });
      };
      const sample = await (isCounted ? load.whileQuiet(take) : take());
      samples.push(sample);
      await options.onSample(sample, load.done(), inspector);
    }
    await load.stop();
    for (const visitor of visitors) visitor.leaves();
    const done = load.done();
    inspector.close();
    const exitCode = await easel.terminate();
    return { samples, done, complaints: complaintsIn(easel.errors()), exitCode };
  } finally {
    inspector.close();
    await tree.stop();
    await Promise.all([discord.stop(), telegram.stop(), fal.stop(), stripe.stop()]);
    await database.drop();
  }
}

/** What Node says of its debugger is no complaint. */
function complaintsIn(printed: string): string {
  const usual = /^(Debugger |For help, see: |Waiting for the debugger)/u;
  return printed
    .split("\n")
    .filter((line) => line !== "" && !usual.test(line))
    .join("\n");
}
