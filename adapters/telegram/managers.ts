import type { Clock } from "../../src/core/services.ts";
import type { TelegramApi } from "./client.ts";

const KEPT_MS = 60_000;
const KNOWN_MAX = 2_000;

/** Tells whether somebody may change how a group is set up; an answer counts for a minute. */
export function createManagers({
  api,
  clock,
}: {
  readonly api: TelegramApi;
  readonly clock: Clock;
}): (chat: number, user: number) => Promise<boolean> {
  const known = new Map<string, { readonly may: boolean; readonly until_ms: number }>();
  return async (chat, user) => {
    const key = `${chat}/${user}`;
    const now_ms = clock.now().getTime();
    const before = known.get(key);
    if (before !== undefined && before.until_ms > now_ms) return before.may;
    try {
      const { status } = await api.getChatMember({ chat_id: chat, user_id: user });
      const may = status === "creator" || status === "administrator";
      known.set(key, { may, until_ms: now_ms + KEPT_MS });
      if (known.size > KNOWN_MAX) known.delete(known.keys().next().value ?? "");
      return may;
    } catch {
      // Who cannot be asked about may not.
      return false;
    }
  };
}
