import { generateKeyPairSync, sign } from "node:crypto";
import type { Answers } from "./answers.ts";
import { ApiError } from "./errors.ts";
import { isObject, type Json } from "./json.ts";
import { type Body, readForm } from "./multipart.ts";
import type { StoredInteraction, World } from "./world.ts";

/**
 * Interactions by HTTP: posted to the app and signed, instead of told through the gateway.
 * @see https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint
 */
export interface Signer {
  /** The app's key to check signatures with, in hex. */
  readonly publicKey: string;
  /** Where interactions are posted to; null: they come through the gateway. */
  url: string | null;
  /**
   * Sets the address as the developer portal does: it must answer a ping, and turn a wrong signature away.
   * @throws Error that says what it did wrong.
   */
  setUrl(url: string): Promise<void>;
  deliver(interaction: StoredInteraction): Promise<void>;
  /** How many are on their way: posted, and not answered yet. */
  pending(): number;
  /** Posts any payload; `tamper` changes the body after it was signed, `age_s` dates the signature back. */
  post(payload: Json, options?: { tamper?: (body: string) => string; age_s?: number }): Promise<Response>;
}

export function createSigner(world: World, answers: Answers): Signer {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex");

  let underWay = 0;
  const signer: Signer = {
    publicKey: key,
    pending: () => underWay,
    url: null,
    async setUrl(url) {
      signer.url = url;
      const ping = { id: world.newId(), application_id: world.application.id, type: 1, token: "ping", version: 1 };
      const answer = await signer.post(ping);
      const pong: unknown = answer.ok ? await answer.json() : null;
      const forged = await signer.post(ping, { tamper: (body) => `${body} ` });
      signer.url = answer.ok && isObject(pong) && pong["type"] === 1 && forged.status === 401 ? url : null;
      if (signer.url === null) {
        throw new Error(
          `the interactions endpoint could not be verified: a ping was answered ${answer.status}, a wrong signature ${forged.status}`,
        );
      }
    },
    async post(payload, { tamper = (body: string) => body, age_s = 0 } = {}) {
      if (signer.url === null) throw new Error("there is no address to post interactions to");
      const body = JSON.stringify(payload);
      const timestamp = String(Math.floor(world.clock.now() / 1_000) - age_s);
      const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString("hex");
      return fetch(signer.url, {
        method: "POST",
        body: tamper(body),
        headers: {
          "content-type": "application/json",
          "x-signature-ed25519": signature,
          "x-signature-timestamp": timestamp,
          "user-agent": "Discord-Interactions/1.0 (+https://discord.com)",
        },
        signal: AbortSignal.timeout(answers.times.acknowledgeWithin_ms),
      });
    },
    async deliver(interaction) {
      underWay += 1;
      try {
        const answer = await signer.post(interaction.payload);
        // 202: the app answers by the callback of the interaction.
        if (answer.status === 202 || answer.status === 204) return;
        if (!answer.ok) return;
        const { json, files } = await bodyOf(answer);
        if (isObject(json)) answers.acknowledge(interaction, json, files);
      } catch (error) {
        // To the person it is an app that did not respond; what it sent in vain is for the test to see.
        if (error instanceof ApiError)
          world.violations.push(`the answer to an interaction: ${JSON.stringify(error.body())}`);
      } finally {
        underWay -= 1;
      }
    },
  };
  return signer;
}

async function bodyOf(answer: Response): Promise<Body> {
  const contentType = answer.headers.get("content-type") ?? "";
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (contentType.startsWith("multipart/form-data")) return readForm(bytes, contentType);
  return { json: bytes.length === 0 ? null : (JSON.parse(new TextDecoder().decode(bytes)) as unknown), files: [] };
}
