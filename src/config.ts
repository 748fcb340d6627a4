import { z } from "zod";

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
  /** How many requests the provider works on at once, for all processes together. */
  readonly falConcurrency: number;
  readonly roles: readonly Role[];
  /** Identity keys (`discord:123`) that may use operator commands. */
  readonly operators: readonly string[];
  readonly logLevel: LogLevel;
  /** Whether what stands in for a vendor, and the chat page in the browser, may run: everywhere but in production. */
  readonly sandboxes: boolean;
  /** Sentences for the start-up about settings that were read and have no effect. */
  readonly notes: readonly string[];
}
export interface FalConfig {
  readonly key: string;
  readonly queueUrl: string | null;
  readonly jwksUrl: string | null;
}

const environments = ["development", "production", "test"] as const;
const roles = ["discord", "telegram", "web", "worker"] as const;
const logLevels = ["silent", "error", "warn", "info"] as const;
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

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
const oneOf = (values: readonly string[]) => `one of ${values.join(", ")}`;

function link(protocols: readonly string[], given: string): URL | null {
  const url = URL.canParse(given) ? new URL(given) : null;
  return url !== null && protocols.includes(url.protocol) && url.hostname !== "" ? url : null;
}

// A vendor's base address is joined with paths, so a trailing slash would become two.
const httpBase = z
  .string()
  .refine((text) => {
    const url = link(["http:", "https:"], text);
    return url !== null && url.username === "" && url.search === "" && url.hash === "";
  }, "is not such an address")
  .transform((text) => text.replace(/\/+$/, ""));

interface Setting<Output> {
  readonly schema: z.ZodType<Output, string>;
  /** Ends the sentence "allowed is …". */
  readonly allowed: string;
}
const setting = <Output>(schema: z.ZodType<Output, string>, allowed: string): Setting<Output> => ({ schema, allowed });
const secret = z.string().regex(/^[\x21-\x7e]+$/, "holds spaces or characters that no key has");
const address = "an address such as http://127.0.0.1:9000, without user, query or fragment";

/** Every setting, by its name in the environment. `.env.example` and the README list exactly these. */
const settings = {
  PORT: setting(
    z
      .string()
      .regex(/^\d{1,5}$/, "is not a whole number")
      .transform(Number)
      .refine((port) => port <= 65_535, "is too large for a port"),
    "a whole number from 0 to 65535 (0: the system picks one)",
  ),
  PUBLIC_URL: setting(
    httpBase.refine((text) => new URL(text).pathname === "/", "has a path"),
    "an origin such as https://easel.example, without path, user, query or fragment",
  ),
  MONGODB_URI: setting(
    z.string().refine((text) => /^mongodb(\+srv)?:\/\/[^/]/.test(text), "is not a connection string"),
    "a connection string that begins with mongodb:// or mongodb+srv://",
  ),
  DATA_DIR: setting(
    z.string().refine((text) => !text.includes("\0"), "is not a path"),
    "the path of a directory",
  ),
  DISCORD_TOKEN: setting(secret, "the bot's token"),
  DISCORD_API_URL: setting(httpBase, address),
  TELEGRAM_TOKEN: setting(secret, "the bot's token"),
  TELEGRAM_API_URL: setting(httpBase, address),
  TELEGRAM_WEBHOOK_SECRET: setting(
    z.string().regex(/^[A-Za-z0-9_-]{1,256}$/, "holds other characters, or is too long"),
    "1 to 256 of A-Z, a-z, 0-9, _ and -",
  ),
  FAL_KEY: setting(secret, "the key as fal.ai shows it"),
  FAL_QUEUE_URL: setting(httpBase, address),
  FAL_JWKS_URL: setting(httpBase, address),
  FAL_CONCURRENCY: setting(
    z
      .string()
      .regex(/^\d{1,4}$/, "is not a whole number")
      .transform(Number)
      .refine((count) => count >= 1 && count <= 1000, "is out of range"),
    "a whole number from 1 to 1000",
  ),
  STRIPE_SECRET_KEY: setting(secret, "the secret key as Stripe shows it"),
  STRIPE_WEBHOOK_SECRET: setting(secret, "the endpoint's signing secret as Stripe shows it"),
  STRIPE_API_URL: setting(httpBase, address),
  OPERATORS: setting(
    z
      .string()
      .transform(list)
      .refine(
        (keys) => keys.every((key) => /^(discord|telegram|playground):[^\s:]+$/.test(key)),
        "holds something that is not an identity",
      ),
    "identities divided by commas, such as discord:123,telegram:456,playground:root",
  ),
  ROLES: setting(
    z
      .string()
      .transform(list)
      .refine((given) => given.length > 0, "names no role")
      .refine(
        (given) => given.every((role) => role === "all" || roles.some((known) => known === role)),
        "names an unknown role",
      )
      .transform((given) => roles.filter((role) => given.includes("all") || given.includes(role))),
    `all, or any of ${roles.join(", ")}, divided by commas`,
  ),
  LOG_LEVEL: setting(z.enum(logLevels, "is not a level"), oneOf(logLevels)),
  NODE_ENV: setting(z.enum(environments, "is not an environment that Easel knows"), oneOf(environments)),
} satisfies Record<string, Setting<unknown>>;

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
  if (environment.NODE_ENV?.trim() === "production") faults.push(...missingInProduction(given));
  if (faults.length > 0) throw new ConfigError(faults);
  return toConfig(values as Values);
}

/** Production has no stand-ins: what it needs must be there before anybody relies on it. */
function missingInProduction(given: (name: Name) => boolean): string[] {
  const faults: string[] = [];
  if (!given("MONGODB_URI"))
    faults.push(
      "MONGODB_URI is unset; NODE_ENV=production needs a real database, because the embedded one is for try-outs",
    );
  if (!given("FAL_KEY") && !given("FAL_QUEUE_URL"))
    faults.push("FAL_KEY is unset; NODE_ENV=production needs a real provider, because the sandbox only paints samples");
  return faults;
}

function toConfig(values: Values): Config {
  const mode = values.NODE_ENV ?? "development";
  return {
    environment: mode,
    port: values.PORT ?? 8080,
    publicUrl: values.PUBLIC_URL ?? null,
    database: { uri: values.MONGODB_URI ?? null, dataDir: values.DATA_DIR ?? ".data" },
    fal: toFal(values),
    falConcurrency: values.FAL_CONCURRENCY ?? 10,
    roles: values.ROLES ?? roles,
    operators: [...new Set(values.OPERATORS)],
    // In a terminal a newcomer reads what the start-up prints; in production a collector reads every line.
    logLevel: values.LOG_LEVEL ?? (mode === "production" ? "info" : "warn"),
    sandboxes: mode !== "production",
    notes: toNotes(values),
  };
}

function toFal(values: Values): FalConfig | null {
  const queueUrl = values.FAL_QUEUE_URL ?? null;
  if (values.FAL_KEY === undefined && queueUrl === null) return null;
  // The client sends a key with every call; a local server does not look at it.
  return { key: values.FAL_KEY ?? "local", queueUrl, jwksUrl: values.FAL_JWKS_URL ?? null };
}

function toNotes(values: Values): string[] {
  const notes: string[] = [];
  if (values.DISCORD_TOKEN !== undefined) notes.push("DISCORD_TOKEN is set, but Discord is not in this version yet.");
  if (values.TELEGRAM_TOKEN !== undefined)
    notes.push("TELEGRAM_TOKEN is set, but Telegram is not in this version yet.");
  if (values.STRIPE_SECRET_KEY !== undefined)
    notes.push("STRIPE_SECRET_KEY is set, but payments are not in this version yet.");
  if (values.FAL_JWKS_URL !== undefined && toFal(values) === null)
    notes.push("FAL_JWKS_URL is set without FAL_KEY or FAL_QUEUE_URL: the sandbox signs with its own keys.");
  return notes;
}
