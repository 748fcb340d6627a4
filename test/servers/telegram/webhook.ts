import { ApiError, violation } from "./errors.ts";
import { WEBHOOK_CONNECTIONS, WEBHOOK_CONNECTIONS_MAX, WEBHOOK_PORTS, WEBHOOK_SECRET } from "./limits.ts";
import type { Update } from "./types.ts";
import type { Updates } from "./updates.ts";

export interface WebhookSettings {
  readonly url: string;
  readonly secret: string | null;
  readonly connectionsMax: number;
}
/** One post of an update to the bot. */
export interface WebhookPost {
  readonly update: number;
  /** What it was answered; null: nothing in time, or the connection broke. */
  readonly status: number | null;
  readonly duration_ms: number;
}

/** How long Telegram waits for an answer. */
const PATIENCE_MS = 60_000;

/**
 * Posts updates to the bot: those of one chat one after the other, those of several side by side, again and again until they
 * are taken. @see https://core.telegram.org/bots/api#setwebhook
 */
export function createWebhook({ updates, retryFirst_ms }: { updates: Updates; retryFirst_ms: number }) {
  let settings: WebhookSettings | null = null;
  let lastError: string | null = null;
  const posts: WebhookPost[] = [];
  const busy = new Set<number>();
  const delivered = new Map<number, number>();
  let underWay = 0;
  let isStopped = false;
  const timers = new Set<NodeJS.Timeout>();

  updates.watch(() => serve());

  function serve(): void {
    if (settings === null || isStopped) return;
    for (const update of updates.peek()) {
      if (underWay >= settings.connectionsMax) return;
      const chat = chatOf(update);
      if (busy.has(chat)) continue;
      busy.add(chat);
      void deliver(update, chat, 0);
    }
  }

  async function deliver(update: Update, chat: number, attempt: number): Promise<void> {
    if (settings === null || isStopped) {
      busy.delete(chat);
      return;
    }
    underWay += 1;
    const taken = await post(update, settings);
    underWay -= 1;
    if (!taken) {
      const timer = setTimeout(
        () => {
          timers.delete(timer);
          void deliver(update, chat, attempt + 1);
        },
        Math.min(retryFirst_ms * 2 ** attempt, 60_000),
      );
      timers.add(timer);
      return;
    }
    const times = (delivered.get(update.update_id) ?? 0) + 1;
    delivered.set(update.update_id, times);
    // Twice: as if the answer of the first time had not reached Telegram.
    if (updates.isTwice() && times === 1) return deliver(update, chat, 0);
    updates.confirm(update);
    busy.delete(chat);
    serve();
  }

  async function post(update: Update, { url, secret }: WebhookSettings): Promise<boolean> {
    const begun_ms = performance.now();
    let status: number | null = null;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      status = response.status;
      await response.arrayBuffer();
    } catch {
      lastError = "Connection failed";
    }
    if (status !== null && (status < 200 || status > 299)) lastError = `Wrong response from the webhook: ${status}`;
    posts.push({ update: update.update_id, status, duration_ms: performance.now() - begun_ms });
    return status !== null && status >= 200 && status <= 299;
  }

  return {
    posts,
    isSet: () => settings !== null,
    settings: () => settings,
    lastError: () => lastError,
    /** @throws ApiError where Telegram would refuse the address or the secret */
    set(url: string, { secret, connectionsMax }: { secret: string | null; connectionsMax: number | undefined }): void {
      if (url === "") {
        settings = null;
        return;
      }
      const address = URL.canParse(url) ? new URL(url) : null;
      if (address === null) throw violation("invalid webhook URL specified");
      // A Bot API server of one's own posts to its own network without TLS and to any port.
      const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(address.hostname);
      if (address.protocol !== "https:" && !isLocal) {
        throw violation("bad webhook: An HTTPS URL must be provided for webhook");
      }
      if (!isLocal && !WEBHOOK_PORTS.includes(Number(address.port || 443))) {
        throw violation("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
      }
      if (secret !== null && !WEBHOOK_SECRET.test(secret)) {
        throw violation("secret token contains unallowed characters");
      }
      const most = connectionsMax ?? WEBHOOK_CONNECTIONS;
      if (most < 1 || most > WEBHOOK_CONNECTIONS_MAX) throw violation("max_connections is out of range");
      settings = { url, secret, connectionsMax: most };
      serve();
    },
    /** @throws ApiError when updates cannot be fetched because they are posted */
    refusePolling(): void {
      if (settings === null) return;
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    },
    stop(): void {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
export type Webhook = ReturnType<typeof createWebhook>;

function chatOf(update: Update): number {
  const message = update.message ?? update.edited_message ?? update.callback_query?.message;
  const user = update.callback_query?.from ?? update.pre_checkout_query?.from;
  return message?.chat.id ?? update.my_chat_member?.chat.id ?? user?.id ?? 0;
}
