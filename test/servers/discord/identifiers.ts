import { randomBytes } from "node:crypto";

/** Discord's own time, which a test moves forward. */
export interface DiscordClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(duration_ms: number): void;
}

export function createClock(): DiscordClock {
  let ahead_ms = 0;
  return {
    now: () => Date.now() + ahead_ms,
    advance(duration_ms) {
      ahead_ms += duration_ms;
    },
  };
}

/** @see https://discord.com/developers/docs/reference#snowflakes */
const EPOCH_MS = 1_420_070_400_000n;

/** Ids that grow, never repeat, and carry the moment at which they were made. */
export function createSnowflakes(clock: DiscordClock): () => string {
  let last = 0n;
  return () => {
    const next = (BigInt(clock.now()) - EPOCH_MS) << 22n;
    last = next > last ? next : last + 1n;
    return String(last);
  };
}

export function createToken(): string {
  return randomBytes(48).toString("base64url");
}

/** @see https://discord.com/developers/docs/topics/gateway#sharding-sharding-formula */
export function shardOf(guild: string | null, shards: number): number {
  return guild === null ? 0 : Number((BigInt(guild) >> 22n) % BigInt(shards));
}
