import { type environments, type logLevels, type PaymentMethod, roles, type Setting, settings } from "./settings.ts";

/** Everything about this process that its environment may decide. `null` means: sandbox or off. */
export interface Config {
  readonly environment: Environment;
  /** 0: the system picks one. */
  readonly port: number;
  /** Origin without a trailing slash, such as `https://easel.example`. null: nothing outside can reach us. */
  readonly publicUrl: string | null;
  readonly database: { readonly uri: string | null; readonly dataDir: string };
  /** null: the sandbox paints. */
  readonly fal: FalConfig | null;
  /** Names what must not be stored itself; null: a key that the database keeps. */
  readonly hashKey: string | null;
  /** null: no token, so this chat is off. */
  readonly discord: DiscordConfig | null;
  readonly telegram: TelegramConfig | null;
  /** null: the sandbox takes payments. */
  readonly stripe: StripeConfig | null;
  /** How people pay on each platform, the one that is offered first in front. */
  readonly payments: Readonly<Record<"discord" | "telegram" | "playground", readonly PaymentMethod[]>>;
  /** A JSON file of packs and plans that takes the place of the built-in ones. */
  readonly offersFile: string | null;
  /** A JSON file of the numbers that moderation counts with. */
  readonly moderationFile: string | null;
  /** How many requests the provider works on at once, for all processes together. */
  readonly falConcurrency: number;
  readonly roles: readonly Role[];
  /** Identity keys (`discord:123`) that may use operator commands. */
  readonly operators: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether what stands in for a vendor, and the chat page in the browser, may run: in production only when asked for. */
  readonly sandboxes: boolean;
  /** Sentences for the start-up about settings that were read and have no effect. */
  readonly notes: readonly string[];
}
export interface DiscordConfig {
  readonly token: string;
  /** Without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  /** How many shards the whole bot has; `auto`: as many as Discord advises. */
  readonly shards: number | "auto";
  /** Which of them this process serves; null: all. */
  readonly shardList: readonly number[] | null;
  /** `http`: Discord posts interactions to `/discord`, signed for this key; null: they come through the gateway. */
  readonly publicKey: string | null;
}
export interface TelegramConfig {
  readonly token: string;
  readonly apiUrl: string;
  /** With it and `publicUrl`, updates are posted to `/telegram`; null: they are polled. */
  readonly webhookSecret: string | null;
}
export interface StripeConfig {
  readonly secretKey: string;
  /** While a secret is changed there are two, and either signs. Empty: events cannot be received. */
  readonly webhookSecrets: readonly string[];
  readonly apiUrl: string | null;
}
export interface FalConfig {
  readonly key: string;
  readonly queueUrl: string | null;
  readonly jwksUrl: string | null;
}

export type Environment = (typeof environments)[number];
export type Role = (typeof roles)[number];
export type LogLevel = (typeof logLevels)[number];

/** Says which settings cannot be used, and what would do; a value is never part of the message. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`Easel cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

type Name = keyof typeof settings;
type Values = { readonly [N in Name]: (typeof settings)[N] extends Setting<infer Output> ? Output | undefined : never };

/** Names of all settings, in the order in which they are documented. */
export const settingNames = Object.keys(settings) as readonly Name[];

/**
 * Reads the settings; an empty one counts as unset.
 * @throws ConfigError that names every fault at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const values: Partial<Record<Name, unknown>> = {};
  const faults: string[] = [];
  for (const name of settingNames) {
    const given = environment[name]?.trim();
    if (given === undefined || given === "") continue;
    const read = settings[name].schema.safeParse(given);
    if (read.success) values[name] = read.data;
    else faults.push(`${name} ${read.error.issues[0]?.message}; allowed is ${settings[name].allowed}`);
  }
  const given = (name: Name) => (environment[name]?.trim() ?? "") !== "";
  const isProduction = environment.NODE_ENV?.trim() === "production";
  if (isProduction && !given("MONGODB_URI")) faults.push(NO_DATABASE);
  const missing =
    given("FAL_KEY") || given("FAL_QUEUE_URL") ? null : noProvider(values as Partial<Values>, isProduction);
  if (missing !== null) faults.push(missing);
  faults.push(...contradictions(values as Partial<Values>, isProduction));
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(values as Values);
}

const NO_DATABASE =
  "MONGODB_URI is unset; NODE_ENV=production needs a real database, because the embedded one is for try-outs";

/** What production needs must be there before anybody relies on it, unless a sandbox was asked for. */
function noProvider({ SANDBOXES: sandboxes }: Partial<Values>, isProduction: boolean): string | null {
  if (sandboxes ?? !isProduction) return null;
  const why = isProduction ? "NODE_ENV=production needs a real provider" : "SANDBOXES=off leaves only a real provider";
  return `FAL_KEY is unset; ${why}, because the sandbox only paints samples`;
}

function toConfig(values: Values): Config {
  const mode = values.NODE_ENV ?? "development";
  return {
    environment: mode,
    port: values.PORT ?? 8080,
    publicUrl: values.PUBLIC_URL ?? null,
    database: { uri: values.MONGODB_URI ?? null, dataDir: values.DATA_DIR ?? ".data" },
    fal: toFal(values),
    hashKey: values.HASH_KEY ?? null,
    discord: toDiscord(values),
    telegram: toTelegram(values),
    stripe: toStripe(values),
    payments: {
      discord: values.PAYMENTS_DISCORD ?? ["stripe"],
      telegram: values.PAYMENTS_TELEGRAM ?? ["stripe"],
      playground: ["stripe"],
    },
    offersFile: values.OFFERS_FILE ?? null,
    moderationFile: values.MODERATION_FILE ?? null,
    falConcurrency: values.FAL_CONCURRENCY ?? 10,
    roles: values.ROLES ?? roles,
    operators: [...new Set(values.OPERATORS)],
    // In a terminal a newcomer reads what the start-up prints; in production a collector reads every line.
    logLevel: values.LOG_LEVEL ?? (mode === "production" ? "info" : "warn"),
    sandboxes: values.SANDBOXES ?? mode !== "production",
    notes: toNotes(values),
  };
}

function toFal(values: Values): FalConfig | null {
  const queueUrl = values.FAL_QUEUE_URL ?? null;
  if (values.FAL_KEY === undefined && queueUrl === null) return null;
  // The client sends a key with every call; a local server does not look at it.
  return { key: values.FAL_KEY ?? "local", queueUrl, jwksUrl: values.FAL_JWKS_URL ?? null };
}

function toDiscord(values: Values): DiscordConfig | null {
  if (values.DISCORD_TOKEN === undefined) return null;
  return {
    token: values.DISCORD_TOKEN,
    apiUrl: values.DISCORD_API_URL ?? "https://discord.com/api",
    shards: values.DISCORD_SHARDS ?? "auto",
    shardList: values.DISCORD_SHARD_LIST ?? null,
    publicKey: values.DISCORD_PUBLIC_KEY ?? null,
  };
}

function toTelegram(values: Values): TelegramConfig | null {
  if (values.TELEGRAM_TOKEN === undefined) return null;
  return {
    token: values.TELEGRAM_TOKEN,
    apiUrl: values.TELEGRAM_API_URL ?? "https://api.telegram.org",
    webhookSecret: values.TELEGRAM_WEBHOOK_SECRET ?? null,
  };
}

function toStripe(values: Values): StripeConfig | null {
  if (values.STRIPE_SECRET_KEY === undefined) return null;
  return {
    secretKey: values.STRIPE_SECRET_KEY,
    webhookSecrets: values.STRIPE_WEBHOOK_SECRET ?? [],
    apiUrl: values.STRIPE_API_URL ?? null,
  };
}

/** Settings that each are fine and make no sense together. */
function contradictions(values: Partial<Values>, isProduction: boolean): string[] {
  const faults: string[] = [];
  const { DISCORD_SHARDS: shards = "auto", DISCORD_SHARD_LIST: served, SANDBOXES: sandboxes, OPERATORS } = values;
  if (isProduction && sandboxes === true && OPERATORS?.some((key) => key.startsWith("playground:"))) {
    faults.push(
      "OPERATORS names somebody of the playground, where anyone may be anyone; with NODE_ENV=production and SANDBOXES=on name people of other chats",
    );
  }
  if (served === undefined) return faults;
  if (shards === "auto") {
    return [...faults, "DISCORD_SHARD_LIST needs DISCORD_SHARDS to be a number, the same in every process"];
  }
  const beyond = served.some((shard) => shard >= shards);
  return beyond ? [...faults, "DISCORD_SHARD_LIST names a shard that is not below DISCORD_SHARDS"] : faults;
}

function toNotes(values: Values): string[] {
  const notes: string[] = [];
  if (values.NODE_ENV === "production" && values.SANDBOXES === true)
    notes.push(
      "SANDBOXES=on: whoever reaches this address may be anyone in the playground, and payments may be pretended.",
    );
  const needsToken = ["DISCORD_API_URL", "DISCORD_SHARDS", "DISCORD_SHARD_LIST", "DISCORD_PUBLIC_KEY"] as const;
  for (const name of needsToken) {
    if (values[name] !== undefined && values.DISCORD_TOKEN === undefined)
      notes.push(`${name} is set without DISCORD_TOKEN, so Discord stays off.`);
  }
  if (values.TELEGRAM_WEBHOOK_SECRET !== undefined && values.PUBLIC_URL === undefined)
    notes.push("TELEGRAM_WEBHOOK_SECRET is set without PUBLIC_URL, so Telegram is polled.");
  if (values.FAL_JWKS_URL !== undefined && toFal(values) === null)
    notes.push("FAL_JWKS_URL is set without FAL_KEY or FAL_QUEUE_URL: the sandbox signs with its own keys.");
  return notes;
}
