import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FalSandbox, type FalSandboxOptions, startFalSandbox } from "../../adapters/fal/sandbox/server.ts";
import { createImaging } from "../../adapters/sharp/imaging.ts";
import { type StripeSandbox, startStripeSandbox } from "../../adapters/stripe/sandbox/server.ts";
import { type App, type AppOptions, startApp } from "../../src/app.ts";
import type { Config } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { systemClock, systemIds } from "../../src/system.ts";
import { testDatabase } from "./mongo.ts";
import { type Person, personAt } from "./person.ts";
import { quickTimings } from "./quick-timings.ts";

export interface TestApp {
  readonly app: App;
  readonly sandbox: FalSandbox;
  /** Where people pay; keeps what was bought over a restart. */
  readonly stripe: StripeSandbox;
  readonly config: Config;
  /** All that was logged, one JSON object a line. */
  readonly logged: string[];
  /** Somebody in the playground; `accepted`: with the terms behind them. */
  person(name: string, options?: { accepted?: boolean }): Promise<Person>;
  /** Stops the process's parts and starts them again on the same data and port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestAppOptions
  extends Partial<Pick<AppOptions, "timings" | "monitorCommands" | "clock" | "plans" | "terms">> {
  readonly config?: Partial<Config>;
  readonly speed?: FalSandboxOptions["speed"];
  readonly concurrency?: number;
  /** Default true: fal's webhooks reach the app. */
  readonly webhooks?: boolean;
  /** Another process of the same Easel: shares its database and its provider. */
  readonly beside?: TestApp;
}

/** The whole product over real clients: the chat in the browser, fal's sandbox behind its wire, a database. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { beside } = options;
  const database = beside === undefined ? await testDatabase() : null;
  const dataDir = await mkdtemp(join(tmpdir(), "easel-"));
  const sandbox =
    beside?.sandbox ??
    (await startFalSandbox({
      imaging: createImaging(),
      clock: systemClock,
      ids: systemIds,
      speed: { queue_ms: 0, painting_ms: 0, ...options.speed },
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    }));
  const stripe =
    beside?.stripe ??
    (await startStripeSandbox({
      // Signatures are as old as their clock says, so both sides have the same one.
      clock: options.clock ?? systemClock,
      ids: systemIds,
      behaviour: { eventPauses_ms: [200, 500, 1_000, 2_000, 4_000] },
    }));
  const port = await freePort();
  const config: Config = {
    environment: "test",
    port,
    publicUrl: options.webhooks === false ? null : `http://127.0.0.1:${port}`,
    database: { uri: beside?.config.database.uri ?? database?.uri ?? null, dataDir },
    fal: sandbox,
    hashKey: null,
    discord: null,
    telegram: null,
    stripe: null,
    payments: { discord: ["stripe"], telegram: ["stripe"], playground: ["stripe"] },
    offersFile: null,
    moderationFile: null,
    falConcurrency: 10,
    roles: ["discord", "telegram", "web", "worker"],
    operators: [],
    logLevel: "info",
    sandboxes: true,
    notes: [],
    ...options.config,
  };
  const logged: string[] = [];
  const log = createLog({ level: "info", destination: { write: (line) => logged.push(line) } });
  const { monitorCommands, clock, plans, terms } = options;
  const start = () =>
    startApp(config, {
      log,
      timings: { ...quickTimings, ...options.timings },
      stripeSandbox: stripe,
      ...(monitorCommands === undefined ? {} : { monitorCommands }),
      ...(clock === undefined ? {} : { clock }),
      ...(plans === undefined ? {} : { plans }),
      ...(terms === undefined ? {} : { terms }),
    });
  let app = await start();
  const people = new Map<string, Person>();

  return {
    get app() {
      return app;
    },
    sandbox,
    stripe,
    config,
    logged,
    async person(name, { accepted = true } = {}) {
      const known = people.get(name);
      if (known !== undefined) return known;
      const person = await personAt(app.url, name);
      people.set(name, person);
      if (accepted) {
        await person.answerTo("/start");
        await person.press("I am 13");
      }
      return person;
    },
    async restart() {
      await app.stop();
      app = await start();
    },
    async stop() {
      for (const person of people.values()) person.leave();
      await app.stop();
      if (beside === undefined) await Promise.all([sandbox.stop(), stripe.stop()]);
      await database?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Below the range from which the system takes ports for outgoing connections: one of those could be ours a moment later. */
const PORTS = { from: 20_000, to: 32_000 };

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
