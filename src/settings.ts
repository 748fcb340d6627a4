import { z } from "zod";

export const environments = ["development", "production", "test"] as const;
export const roles = ["discord", "telegram", "web", "worker"] as const;
export const logLevels = ["silent", "error", "warn", "info"] as const;
/** How people can pay. */
export const paymentMethods = ["stripe", "stars"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

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

export interface Setting<Output> {
  readonly schema: z.ZodType<Output, string>;
  /** Ends the sentence "allowed is …". */
  readonly allowed: string;
}
const setting = <Output>(schema: z.ZodType<Output, string>, allowed: string): Setting<Output> => ({ schema, allowed });
const secret = z.string().regex(/^[\x21-\x7e]+$/, "holds spaces or characters that no key has");
const address = "an address such as http://127.0.0.1:9000, without user, query or fragment";

function methods(allowed: readonly PaymentMethod[]) {
  return z
    .string()
    .transform(list)
    .refine((given) => given.length > 0, "names no method")
    .refine((given) => given.every((one) => allowed.some((method) => method === one)), "names an unknown method")
    .transform((given) =>
      allowed.filter((one) => given.includes(one)).sort((a, b) => given.indexOf(a) - given.indexOf(b)),
    );
}

/** Every setting, by its name in the environment. `.env.example` and the README list exactly these. */
export const settings = {
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
  HASH_KEY: setting(
    z.string().regex(/^[\x21-\x7e]{16,200}$/, "is too short, or holds spaces or characters that no key has"),
    "16 to 200 characters, the same in every process and for good",
  ),
  DISCORD_TOKEN: setting(secret, "the bot's token"),
  DISCORD_API_URL: setting(httpBase, address),
  DISCORD_SHARDS: setting(
    z
      .string()
      .regex(/^(auto|[1-9]\d{0,4})$/, "is no number of shards")
      .transform((text) => (text === "auto" ? text : Number(text))),
    "auto, or a whole number from 1",
  ),
  DISCORD_SHARD_LIST: setting(
    z
      .string()
      .regex(/^\d{1,5}(\s*,\s*\d{1,5})*$/, "is no list of shards")
      .transform((text) => [...new Set(list(text).map(Number))]),
    "numbers of shards divided by commas, such as 0,1, each below DISCORD_SHARDS",
  ),
  DISCORD_PUBLIC_KEY: setting(
    z.string().regex(/^[0-9a-f]{64}$/i, "is not 64 hexadecimal digits"),
    "the application's public key as Discord shows it; with it, interactions come by HTTP to /discord",
  ),
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
  STRIPE_WEBHOOK_SECRET: setting(
    z
      .string()
      .transform(list)
      .refine((secrets) => secrets.length <= 2, "holds more than two")
      .refine(
        (secrets) => secrets.every((one) => secret.safeParse(one).success),
        "holds characters that no secret has",
      ),
    "the endpoint's signing secret as Stripe shows it; two divided by a comma while it is changed",
  ),
  STRIPE_API_URL: setting(httpBase, address),
  PAYMENTS_DISCORD: setting(methods(["stripe"]), "stripe"),
  PAYMENTS_TELEGRAM: setting(methods(["stripe", "stars"]), "stripe, stars, or both divided by a comma"),
  OFFERS_FILE: setting(
    z.string().refine((text) => !text.includes("\0"), "is not a path"),
    "the path of a JSON file with packs and plans",
  ),
  MODERATION_FILE: setting(
    z.string().refine((text) => !text.includes("\0"), "is not a path"),
    "the path of a JSON file with the numbers of strikes, sanctions and refusals",
  ),
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
  SANDBOXES: setting(
    z.enum(["on", "off"], "is neither").transform((word) => word === "on"),
    "on or off",
  ),
  LOG_LEVEL: setting(z.enum(logLevels, "is not a level"), oneOf(logLevels)),
  NODE_ENV: setting(z.enum(environments, "is not an environment that Easel knows"), oneOf(environments)),
} satisfies Record<string, Setting<unknown>>;
