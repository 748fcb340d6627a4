import type { Clock } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";
import { ALLOWED_UPDATES, type Self } from "./incoming.ts";
import { refusedFor, TelegramUnreachable } from "./refusals.ts";

const ATTEMPTS = 5;
const PAUSE_MS = 1_000;
const WEBHOOK_CONNECTIONS_MAX = 40;

export const CONFLICT =
  "Another process is taking this bot's updates from Telegram. Stop it, or give it a bot of its own: of one bot, one process polls (with TELEGRAM_WEBHOOK_SECRET and PUBLIC_URL, many may share the work).";
export const UNAUTHORIZED =
  "Telegram does not know this bot: TELEGRAM_TOKEN is wrong or was revoked. @BotFather shows the one that is valid.";
const AWAY = "Telegram could not be reached. Look at the network, and at TELEGRAM_API_URL if it is set.";

/** Nobody answers for Telegram, which may pass. */
export class TelegramAway extends Error {
  override readonly name = "TelegramAway";
}

/** Only the operator can change it: the token is wrong, or another process takes the updates. */
export class LoginRefused extends Error {
  override readonly name = "LoginRefused";
}

/**
 * Finds out who the bot is, and has its updates come the way they are to come: posted to `webhook`, or, when that is null, to
 * be fetched.
 * @throws LoginRefused with a sentence for the operator; TelegramAway when trying again may help; at once when `signal` aborts.
 */
export async function logIn(
  api: TelegramApi,
  webhook: { readonly url: string; readonly secret: string } | null,
  clock: Clock,
  stop: AbortSignal,
): Promise<Self> {
  const signal = stop as Parameters<TelegramApi["getMe"]>[0];
  for (let attempt = 1; ; attempt++) {
    try {
      const { id, username } = await api.getMe(signal);
      if (webhook === null) await beginFetching(api, signal);
      else {
        const settings = { url: webhook.url, secret_token: webhook.secret, max_connections: WEBHOOK_CONNECTIONS_MAX };
        await api.setWebhook({ ...settings, allowed_updates: ALLOWED_UPDATES }, signal);
      }
      return { id, username };
    } catch (error) {
      stop.throwIfAborted();
      if (refusedFor(error, "unauthorized")) throw new LoginRefused(UNAUTHORIZED);
      const isConflict = refusedFor(error, "conflict");
      const mayPass = isConflict || refusedFor(error, "too-many") || error instanceof TelegramUnreachable;
      if (!mayPass) throw error;
      if (attempt === ATTEMPTS) throw isConflict ? new LoginRefused(CONFLICT) : new TelegramAway(AWAY);
      await clock.sleep(PAUSE_MS, stop);
    }
  }
}

/** Another process that polls shows at once, and may be one that is just ending. */
async function beginFetching(api: TelegramApi, signal: Parameters<TelegramApi["getMe"]>[0]): Promise<void> {
  await api.deleteWebhook({ drop_pending_updates: false }, signal);
  await api.getUpdates({ timeout: 0, limit: 1, allowed_updates: ALLOWED_UPDATES }, signal);
}
