import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Clock, Log } from "../../../src/core/services.ts";

const ANSWER_MS_MAX = 15_000;
const USER_ID = "sandbox";

/** Signs news as fal does and sends them until they are taken. */
export function createWebhooks(options: {
  readonly clock: Clock;
  readonly pauses_ms: readonly number[];
  readonly log: Log | undefined;
}) {
  const { clock, pauses_ms, log } = options;
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const stopping = new AbortController();
  // All news that wait for their next attempt listen to it, however many there are.
  setMaxListeners(0, stopping.signal);

  async function send(url: string, news: { readonly request_id: string }): Promise<void> {
    const body = Buffer.from(JSON.stringify(news));
    for (const pause_ms of [0, ...pauses_ms]) {
      if (pause_ms > 0) await clock.sleep(pause_ms, stopping.signal);
      const taken = await post(url, body, news.request_id);
      if (taken || stopping.signal.aborted) return;
    }
    log?.warn({ requestId: news.request_id }, "the sandbox gave up sending its news");
  }

  async function post(url: string, body: Buffer, requestId: string): Promise<boolean> {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const hash = createHash("sha256").update(body).digest("hex");
    const message = Buffer.from([requestId, USER_ID, timestamp, hash].join("\n"));
    const headers = {
      "content-type": "application/json",
      "x-fal-webhook-request-id": requestId,
      "x-fal-webhook-user-id": USER_ID,
      "x-fal-webhook-timestamp": timestamp,
      "x-fal-webhook-signature": sign(null, message, privateKey).toString("hex"),
    };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(ANSWER_MS_MAX)]);
    try {
      const answer = await fetch(url, { method: "POST", body: new Uint8Array(body), headers, signal });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  return {
    /** What the keys' address serves. */
    keySet: { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "sandbox", use: "sig", alg: "EdDSA" }] },
    /** Goes on by itself; stopping ends it. */
    send(url: string, news: { readonly request_id: string }): void {
      send(url, news).catch(() => {});
    },
    stop: () => stopping.abort(),
  };
}
