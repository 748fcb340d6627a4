import { existsSync } from "node:fs";
import { type App, startApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { createLog } from "./log.ts";

/** A stop that takes longer is ended: whoever runs us would do it anyway, and others go on with what is open. */
const STOP_MS_MAX = 10_000;

const PARENT_LOOK_MS = 500;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const chatNames: Readonly<Record<string, string>> = {
  playground: "the playground (open the address above)",
  discord: "Discord",
  telegram: "Telegram",
};

function banner({ url, parts }: App, config: Config): string {
  const { dataDir } = config.database;
  const chats = parts.chats.map((name) => chatNames[name] ?? name);
  const chat = chats.length > 0 ? chats.join(", ") : "none here: set DISCORD_TOKEN or TELEGRAM_TOKEN";
  const pictures =
    parts.provider === "real" ? "fal.ai" : "the sandbox, which paints samples itself (FAL_KEY brings the real models)";
  const payments = {
    real: "Stripe",
    sandbox: `the sandbox, where nobody really pays; its desk is ${url}/sandbox/stripe (STRIPE_SECRET_KEY brings the real one)`,
    off: "off: set STRIPE_SECRET_KEY",
  }[parts.payments];
  const database =
    parts.database === "real" ? "MongoDB" : `embedded, for trying out, in ${dataDir} (MONGODB_URI brings a real one)`;
  return [
    `Easel is ready at ${url}/`,
    "",
    `  chat      ${chat}`,
    `  pictures  ${pictures}`,
    `  payments  ${payments}`,
    `  database  ${database}`,
    ...config.notes.map((note) => `  note      ${note}`),
    "",
    "Ctrl+C stops it.",
  ].join("\n");
}

/** npm starts us through a shell that passes no signals on: when npm is ended, all that is seen here is that the parent is gone. */
function whenOrphaned(stop: () => Promise<void>): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    void stop();
  }, PARENT_LOOK_MS);
  look.unref();
}

async function main(): Promise<void> {
  // What the environment says goes before what the file says.
  if (existsSync(".env")) process.loadEnvFile(".env");
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel, pretty: process.stdout.isTTY === true });
  process.on("unhandledRejection", (error) => {
    log.error({ error }, "a promise was rejected and nobody was waiting for it");
    process.exit(1);
  });
  const app = await startApp(config, { log });

  let stopping = false;
  const stop = async () => {
    // A second signal means: now.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS_MAX).unref();
    await app.stop();
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (process.env["npm_lifecycle_event"] !== undefined) whenOrphaned(stop);
  // Only now: whoever reads that it is ready may stop it at once.
  say(banner(app, config));
}

main().catch((error: unknown) => {
  // What an operator can mend is a sentence; whatever else it is, its message is the best there is.
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof ConfigError ? message : `Easel could not start: ${message}`}\n`);
  process.exit(1);
});
