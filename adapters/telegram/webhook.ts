import { createHash, timingSafeEqual } from "node:crypto";
import type { Update } from "grammy/types";
import { z } from "zod";
import type { HttpRoute, Log } from "../../src/core/services.ts";
import type { Inbox } from "./inbox.ts";

const UPDATE_BYTES_MAX = 1024 * 1024;
const SECRET_HEADER = "x-telegram-bot-api-secret-token";

const update = z.looseObject({ update_id: z.number().int() });

/**
 * The route to which Telegram posts updates. An update is kept before it is answered, and handled after; 503 makes Telegram
 * send it again.
 * @see https://core.telegram.org/bots/api#setwebhook
 */
export function telegramWebhook({
  path,
  secret,
  inbox,
  log,
}: {
  readonly path: string;
  readonly secret: string;
  /** null while we are starting. */
  readonly inbox: () => Pick<Inbox, "accept" | "handle"> | null;
  readonly log: Log;
}): HttpRoute {
  const expected = digest(secret);

  function refuses(headers: Headers): Response | null {
    const given = digest(headers.get(SECRET_HEADER) ?? "");
    return timingSafeEqual(given, expected) ? null : new Response(null, { status: 401 });
  }

  return {
    method: "POST",
    path,
    bodyBytesMax: UPDATE_BYTES_MAX,
    refuses,
    async handle(request) {
      const refused = refuses(request.headers);
      if (refused !== null) return refused;
      const read = update.safeParse(await request.json().catch(() => null));
      if (!read.success) return new Response(null, { status: 400 });
      const to = inbox();
      if (to === null) return new Response(null, { status: 503 });
      // Telegram's own shape: what it means is read with care later.
      const received = read.data as unknown as Update;
      try {
        if (await to.accept(received)) void to.handle(received);
        return new Response(null, { status: 200 });
      } catch (error) {
        log.error({ error }, "an update of Telegram could not be kept; Telegram sends it again");
        return new Response(null, { status: 503 });
      }
    },
  };
}

/** Of one length, whatever was given, so that the comparison tells nothing. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
