import { hostname } from "node:os";
import type { Scheduler } from "../adapters/agenda/scheduler.ts";
import { createFal } from "../adapters/fal/provider.ts";
import { falWebhook } from "../adapters/fal/webhook.ts";
import { healthRoutes } from "../adapters/http/health.ts";
import { createOpening } from "../adapters/http/opening.ts";
import { startHttp } from "../adapters/http/server.ts";
import { leoProfanityWordList } from "../adapters/leo-profanity/word-list.ts";
import { connectMongo } from "../adapters/mongo/connect.ts";
import { mongoMigrations } from "../adapters/mongo/migrations/migrations.ts";
import { createMetrics } from "../adapters/prometheus/metrics.ts";
import { createImaging } from "../adapters/sharp/imaging.ts";
import type { StripeSandbox } from "../adapters/stripe/sandbox/server.ts";
import { commands } from "../commands/index.ts";
import { jobs } from "../jobs/index.ts";
import { buildChats } from "./chats.ts";
import type { Config } from "./config.ts";
import type { Plans } from "./core/accounts/accounts.ts";
import { createChats } from "./core/chat/chats.ts";
import { createDispatch } from "./core/chat/dispatch.ts";
import { type StudioTimings, studioTimings } from "./core/generation/timings.ts";
import { dictionaries, rules } from "./core/moderation/house-dictionaries.ts";
import { createTextFilter } from "./core/moderation/text-filter.ts";
import type { ProviderListener } from "./core/provider.ts";
import type { Clock, HttpRoute, Ids, Log, Services } from "./core/services.ts";
import type { TermsBook } from "./core/terms/version.ts";
import { readModerationFile } from "./moderation-file.ts";
import { readOffersFile } from "./offers-file.ts";
import { buildPayments } from "./payments.ts";
import { createServices } from "./services.ts";
import { mongoStores } from "./stores.ts";
import { systemClock, systemIds } from "./system.ts";

export interface App {
  /** Where it is reached on this machine. */
  readonly url: string;
  /** What each part runs on, for the start-up message. */
  readonly parts: {
    readonly database: "real" | "embedded";
    readonly provider: "real" | "sandbox";
    readonly payments: "real" | "sandbox" | "off";
    /** Platforms by name. */
    readonly chats: readonly string[];
  };
  readonly services: Services;
  /** Takes nothing new, finishes or hands over what runs, closes; within 10 seconds. */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly log: Log;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly timings?: Partial<StudioTimings>;
  readonly plans?: Plans;
  /** All versions of the terms; unset: the published ones. */
  readonly terms?: TermsBook;
  /** Lets a test count what is sent to the database: see `connectMongo`. */
  readonly monitorCommands?: (listener: { on(event: string, listener: (event: never) => void): unknown }) => void;
  /** Used where no key is set, instead of a sandbox of this process's own. */
  readonly stripeSandbox?: StripeSandbox;
}

/** What is done at most once, however often it is asked for. */
function once(step: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => {
    done ??= step();
    return done;
  };
}

const SCHEDULER_STOP_MS = 3_000;

/**
 * Builds every part and joins them; nothing else does. A part that runs in some processes only is imported where it is built,
 * because loading what all vendors need takes longer than all the rest of a start. What was started is stopped again when a
 * later part cannot start.
 */
export async function startApp(config: Config, options: AppOptions): Promise<App> {
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    // What one part cannot finish must not keep the others from finishing.
    for (const step of started.splice(0).reverse()) {
      await step().catch((error: unknown) => options.log.error({ error }, "a part could not stop cleanly"));
    }
  };
  try {
    const app = await build(config, options, (step) => started.push(step));
    return { ...app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  config: Config,
  {
    log,
    clock = systemClock,
    ids = systemIds,
    timings: changed,
    plans,
    terms,
    monitorCommands,
    stripeSandbox,
  }: AppOptions,
  onStop: (step: () => Promise<void>) => void,
): Promise<Omit<App, "stop">> {
  const { metrics, render } = createMetrics();
  const imaging = createImaging();
  const { dataDir } = config.database;
  const process_ = `${hostname()}:${process.pid}:${ids.random().slice(0, 6)}`;

  // The database: real, or embedded.
  let uri = config.database.uri;
  if (uri === null) {
    const { startEmbeddedMongo } = await import("../adapters/mongo/embedded/start.ts");
    const embedded = await startEmbeddedMongo({ dataDir, production: config.environment === "production" });
    onStop(() => embedded.stop());
    uri = embedded.uri;
  }
  const mongo = await connectMongo({ uri, log, monitorCommands: monitorCommands !== undefined });
  onStop(() => mongo.close());
  monitorCommands?.(mongo.connection.getClient());
  const stores = mongoStores(mongo.connection, config.hashKey);
  const migrations = mongoMigrations({ connection: mongo.connection, process: process_, log });
  onStop(() => migrations.stop());
  await migrations.open();
  await mongo.ensureIndexes();
  migrations.carryOn();

  // The provider: fal, or its sandbox behind the same protocol.
  let fal = config.fal;
  if (fal === null) {
    const { startFalSandbox } = await import("../adapters/fal/sandbox/server.ts");
    const sandbox = await startFalSandbox({ imaging, clock, ids, log });
    onStop(() => sandbox.stop());
    fal = sandbox;
  }

  // One HTTP server. Its address is part of the provider's webhook, so it listens before the rest is there.
  let stopping = false;
  let isReady = false;
  const opening = createOpening();
  const listener: ProviderListener = { ended: (news) => studio.ended(news) };
  const jwksUrl = fal.jwksUrl ?? `${fal.queueUrl ?? "https://rest.fal.ai"}/.well-known/jwks.json`;
  const routes: HttpRoute[] = [
    ...healthRoutes({
      checks: {
        database: () => mongo.ready().then((ready) => (ready ? undefined : Promise.reject(new Error("away")))),
        start: () => (isReady ? Promise.resolve() : Promise.reject(new Error("still starting"))),
      },
      stopping: () => stopping,
      metrics: render,
    }),
    opening.hold(falWebhook({ path: "/fal", jwksUrl, clock, listener, log })),
  ];
  const offers = await readOffersFile(config.offersFile);
  const payments = await buildPayments(config, {
    ...{ offers, clock, ids, log, metrics, book: stores.paymentBook },
    sandbox: stripeSandbox,
    events: { received: (event) => services.billing.events.received(event) },
    opening,
  });
  onStop(() => payments.stop());
  routes.push(...payments.routes);
  const chatParts = await buildChats(config, { stores, imaging, clock, ids, log, metrics, stars: payments.stars });
  onStop(() => chatParts.stop());
  routes.push(...chatParts.routes.map(opening.hold));
  const isSecure = config.publicUrl?.startsWith("https:") ?? false;
  const http = await startHttp({ port: config.port, isSecure, routes, log });
  const closeHttp = once(() => {
    stopping = true;
    return http.stop();
  });
  onStop(closeHttp);

  // The core.
  const chats = createChats(chatParts.adapters);
  const filter = createTextFilter({ words: leoProfanityWordList(), dictionaries, rules });
  const origin = config.publicUrl ?? (config.fal === null ? `http://127.0.0.1:${http.port}` : null);
  const provider = createFal({ ...fal, webhookUrl: origin === null ? null : `${origin}/fal`, metrics, log });
  const timings = {
    ...studioTimings,
    // Where no webhook can reach us, waiting for one would only delay what is owed.
    ...(origin === null ? { webhookGrace_ms: 0 } : {}),
    ...changed,
  };
  const services = createServices({
    ...{ clock, ids, log, metrics, stores, imaging, chats, provider, filter, timings, plans, terms },
    moderation: await readModerationFile(config.moderationFile),
    ...{
      offers,
      methods: payments.connect(config.publicUrl ?? http.url),
      payments: config.payments,
      operators: config.operators,
    },
    process: process_,
    concurrency: config.falConcurrency,
  });
  const { studio, notices } = services;
  await services.pricing.open();
  await services.switches.start();
  onStop(() => services.switches.stop());
  chatParts.connectPayments({ mayPay: services.billing.mayPay, received: services.billing.events.received });

  let scheduler: Scheduler | null = null;
  // Side by side, so that a stop stays within its ten seconds.
  onStop(async () => {
    await Promise.all([studio.stop(), scheduler?.stop(SCHEDULER_STOP_MS)]);
  });
  if (config.roles.includes("worker")) {
    const { createScheduler } = await import("../adapters/agenda/scheduler.ts");
    scheduler = createScheduler({
      database: mongo.connection.getClient().db(),
      jobs,
      services,
      process: process_,
      log,
    });
    await scheduler.start();
  }
  await studio.start({ alone: config.database.uri === null });
  isReady = true;
  await payments.open();
  notices.start();
  onStop(() => notices.stop());
  services.gallery.takedowns.start();
  onStop(() => services.gallery.takedowns.stop());
  // First of all, nothing new is taken.
  onStop(() => Promise.all([closeHttp(), chatParts.stopTaking()]).then(() => undefined));
  const chatting = chatParts.start(createDispatch({ commands, services, notices, chats }));
  opening.open();
  await chatting;

  return {
    url: http.url,
    parts: {
      database: config.database.uri === null ? "embedded" : "real",
      provider: config.fal === null ? "sandbox" : "real",
      payments: payments.stripe,
      chats: chatParts.names,
    },
    services,
  };
}
