import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import type { Clock, Log } from "../../src/core/services.ts";

const KEEP_MS = 24 * 60 * 60_000;
const REFRESH_PAUSE_MS = 60_000;
/** After a failed fetch there may be no key at all, and real news waits. */
const FAILED_PAUSE_MS = 5_000;
const FETCH_TIMEOUT_MS = 5_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

export interface SigningKeys {
  /** Whether one of fal's keys passes `check`; null when the keys cannot be had now. */
  some(check: (key: KeyObject) => boolean): Promise<boolean | null>;
}

/**
 * fal's public keys, kept at most 24 hours. A signature by none of them may mean that fal has new keys, but also that
 * anybody can send us nonsense: so they are fetched again at most once a minute, by one request for all who wait.
 */
export function createSigningKeys(options: {
  readonly jwksUrl: string;
  readonly clock: Clock;
  readonly log: Log;
}): SigningKeys {
  const { jwksUrl, clock, log } = options;
  let keys: readonly KeyObject[] = [];
  let fetched_ms = Number.NEGATIVE_INFINITY;
  let nextFetch_ms = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | null = null;

  const now_ms = () => clock.now().getTime();
  const current = () => (now_ms() - fetched_ms < KEEP_MS ? keys : []);

  async function refresh(): Promise<void> {
    try {
      const response = await fetch(jwksUrl, { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS), redirect: "error" });
      if (!response.ok) throw new Error(`the signing keys were answered with ${response.status}`);
      keys = imported(await response.json());
      fetched_ms = now_ms();
      nextFetch_ms = now_ms() + REFRESH_PAUSE_MS;
    } catch (error) {
      nextFetch_ms = now_ms() + FAILED_PAUSE_MS;
      log.error({ error }, "the provider's signing keys could not be fetched");
    } finally {
      fetching = null;
    }
  }

  return {
    async some(check) {
      if (current().some(check)) return true;
      if (fetching === null && now_ms() >= nextFetch_ms) fetching = refresh();
      if (fetching !== null) await fetching;
      const known = current();
      return known.length === 0 ? null : known.some(check);
    },
  };
}

function imported(body: unknown): KeyObject[] {
  const usable = keySet.parse(body).keys.filter(({ kty, crv }) => kty === "OKP" && crv === "Ed25519");
  const keys = usable.map((key) => createPublicKey({ key, format: "jwk" }));
  if (keys.length === 0) throw new Error("the signing keys hold no Ed25519 key");
  return keys;
}
