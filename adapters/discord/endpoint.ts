import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { type APIInteraction, InteractionResponseType, InteractionType } from "discord.js";
import type { Clock, HttpRoute } from "../../src/core/services.ts";

export const ENDPOINT = "/discord";
/** Everything in an interaction is small; the files that come with it are links. */
const BODY_BYTES_MAX = 512 * 1024;
/** Older than what Discord would still wait for, with room for clocks that differ. */
const AGE_MS_MAX = 5 * 60_000;
/** What stands before the 32 bytes of an Ed25519 key in its usual form. @see https://www.rfc-editor.org/rfc/rfc8410 */
const KEY_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

export interface EndpointOptions {
  /** The application's public key, as 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly clock: Clock;
  /** Begins the work and returns; null while nothing can be taken yet. */
  receive(): ((interaction: APIInteraction, arrived_ms: number) => void) | null;
}

/**
 * Interactions as Discord posts them. Each is answered through the callback endpoint, as those of the gateway are, so the
 * post itself is answered at once with 202 and nothing in it.
 * @see https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint
 */
export function interactionsEndpoint({ publicKey, clock, receive }: EndpointOptions): HttpRoute {
  const key = createPublicKey({
    key: Buffer.concat([KEY_PREFIX, Buffer.from(publicKey, "hex")]),
    format: "der",
    type: "spki",
  });
  return {
    method: "POST",
    path: ENDPOINT,
    bodyBytesMax: BODY_BYTES_MAX,
    refuses: (headers) => (mayBeSigned(headers, clock) ? null : new Response(null, { status: 401 })),
    async handle(request) {
      const arrived_ms = performance.now();
      const body = Buffer.from(await request.arrayBuffer());
      if (!isSigned(request, body, key, clock)) return new Response(null, { status: 401 });
      const interaction = parse(body);
      if (interaction === null) return new Response(null, { status: 400 });
      if (interaction.type === InteractionType.Ping) return Response.json({ type: InteractionResponseType.Pong });
      const take = receive();
      if (take === null) return new Response(null, { status: 503 });
      take(interaction, arrived_ms);
      return new Response(null, { status: 202 });
    },
  };
}

/** Whether there is a signature of this moment, whoever made it. */
function mayBeSigned(headers: Headers, clock: Clock): boolean {
  const signature = headers.get("x-signature-ed25519") ?? "";
  const timestamp = headers.get("x-signature-timestamp") ?? "";
  if (!/^[0-9a-f]{128}$/iu.test(signature) || !/^\d{1,12}$/u.test(timestamp)) return false;
  return Math.abs(clock.now().getTime() - Number(timestamp) * 1000) <= AGE_MS_MAX;
}

function isSigned(request: Request, body: Buffer, key: KeyObject, clock: Clock): boolean {
  if (!mayBeSigned(request.headers, clock)) return false;
  const signature = request.headers.get("x-signature-ed25519") ?? "";
  const timestamp = request.headers.get("x-signature-timestamp") ?? "";
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, "hex"));
}

/** What is signed is Discord's; its form is checked only so far that nothing breaks here. */
function parse(body: Buffer): APIInteraction | null {
  try {
    const read: unknown = JSON.parse(body.toString("utf8"));
    const isInteraction = typeof read === "object" && read !== null && "type" in read && typeof read.type === "number";
    return isInteraction ? (read as APIInteraction) : null;
  } catch {
    return null;
  }
}
