import { createHash, randomBytes, randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock, Ids } from "./core/services.ts";

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (duration_ms, signal) => sleep(Math.max(0, duration_ms), undefined, signal === undefined ? {} : { signal }),
};

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const ID_LENGTH = 20;

/** Chance from the operating system; derived ids from SHA-256, of which 100 bits are kept. */
export const systemIds: Ids = {
  random: () => spell(randomBytes(ID_LENGTH)),
  derived: (cause) => spell(createHash("sha256").update(cause).digest().subarray(0, ID_LENGTH)),
  chance: (limit) => randomInt(limit),
};

/** Five bits of each byte. */
function spell(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join("");
}
