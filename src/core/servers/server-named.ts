import { decodeButton } from "../chat/button-token.ts";
import type { Action } from "../chat/incoming.ts";
import { Refusal } from "../refusal.ts";

/**
 * The server that a button or form of `/server` belongs to, as `ServerContext.key`: where its answer was shown in a private chat,
 * an adapter finds by this which group is meant, and asks its platform whether the person manages it. null: none is named.
 */
export function serverNamed(action: Action): string | null {
  if (action.kind === "command") return null;
  try {
    const { command, args } = decodeButton(action.token);
    return command === "server" ? (args[0] ?? null) : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
