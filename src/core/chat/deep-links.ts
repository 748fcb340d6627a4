import type { Chat, Clock } from "../services.ts";
import type { ChatMemory } from "./chat-memory.ts";

/** How long a link is remembered after its platform was there last. */
const KEPT_MS = 60 * 24 * 60 * 60_000;
/** How often it is written again, so that it never gets that old. */
const KEEP_EVERY_MS = 24 * 60 * 60_000;
/** Stands for the payload in what is remembered. */
const PAYLOAD = "PAYLOAD";

/** Links into chats, also for processes that do not serve these chats themselves. */
export interface DeepLinks {
  /** Remembers how the links of this chat look, once it knows. Safe to repeat; writes once a day. */
  keep(chat: Pick<Chat, "platform" | "deepLink">): Promise<void>;
  /** As `Chat.deepLink`; null when no process has remembered it. */
  find(platform: string, payload: string): Promise<string | null>;
}

export function createDeepLinks({
  memory,
  clock,
}: {
  readonly memory: ChatMemory;
  readonly clock: Pick<Clock, "now">;
}): DeepLinks {
  const kept = new Map<string, { readonly link: string; readonly at: number }>();
  const keyOf = (platform: string) => `${platform}:deep-link`;
  return {
    async keep({ platform, deepLink }) {
      const link = deepLink?.(PAYLOAD) ?? null;
      const now = clock.now().getTime();
      const before = kept.get(platform);
      if (link === null || (before?.link === link && now - before.at < KEEP_EVERY_MS)) return;
      await memory.put(keyOf(platform), link, new Date(now + KEPT_MS));
      kept.set(platform, { link, at: now });
    },
    async find(platform, payload) {
      if (!/^[\w-]{1,64}$/u.test(payload)) return null;
      return (await memory.find(keyOf(platform)))?.replace(PAYLOAD, payload) ?? null;
    },
  };
}
