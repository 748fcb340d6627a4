import type { Account } from "../accounts/account.ts";
import { refuse } from "../refusal.ts";

/** Telegram gives a button 64 bytes, Discord 100 characters; the smaller one is the limit for all. */
export const BUTTON_TOKEN_BYTES_MAX = 64;
const OWNER_LENGTH = 8;

/** What a button carries, so that it works after a restart: nothing about it is kept in memory. */
export interface ButtonToken {
  readonly command: string;
  readonly button: string;
  /** The start of the account's id whom the message answers. Who may press is decided by the whole id where it matters. */
  readonly owner: string;
  readonly args: readonly string[];
}

/** @throws when the token would not fit: that is a mistake of the command, not of a person. */
export function encodeButton(command: string, button: string, account: string, ...args: readonly string[]): string {
  const parts = [command, button, account.slice(0, OWNER_LENGTH), ...args];
  if (parts.some((part) => part.includes("/"))) throw new Error(`a button of /${command} carries a part with a slash`);
  const token = parts.join("/");
  const bytes = new TextEncoder().encode(token).length;
  if (bytes > BUTTON_TOKEN_BYTES_MAX)
    throw new Error(`a button of /${command} needs ${bytes} bytes, more than a chat gives`);
  return token;
}

/** Reads a token that came back from a chat: it may be old, or made up. */
export function decodeButton(token: string): ButtonToken {
  const [command, button, owner, ...args] = token.split("/");
  if (!command || !button || !owner) throw refuse("button-stale", {});
  return { command, button, owner, args };
}

/** Also of what was made for an account that was joined into this one since. */
export function isOwner(token: ButtonToken, { id, joinedFrom }: Pick<Account, "id" | "joinedFrom">): boolean {
  return [id, ...joinedFrom].some((one) => one.slice(0, OWNER_LENGTH) === token.owner);
}
