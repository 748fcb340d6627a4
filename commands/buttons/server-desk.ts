import type { Caller } from "../../src/core/chat/command.ts";
import { type Incoming, identityKey } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { plainWords } from "../../src/core/messages/plain-words.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { ServerState } from "../../src/core/servers/server.ts";
import type { Services } from "../../src/core/services.ts";
import { inTrail } from "../desk/in-trail.ts";

const REASON_LENGTH_MAX = 300;
/** `ban discord:1 and why`, or only `discord:1`; groups of Telegram have numbers below zero. */
const WORDS = /^(?:(ban|unban)\s+)?([a-z]+:-?\d{1,25})(?:\s+([\s\S]+))?$/iu;

export interface ServerWords {
  /** What was typed behind `server`. */
  readonly words: string;
  readonly reason: string | undefined;
}

/** `/admin server`: whether a server is banned, or the decision about it. */
export async function serverDesk(
  given: ServerWords,
  { caller, incoming }: { readonly caller: Caller; readonly incoming: Incoming },
  services: Services,
): Promise<Reply> {
  const { servers, log } = services;
  const { servers: words } = caller.messages;
  const [, verb, key, more] = WORDS.exec(given.words.trim()) ?? [];
  const reason = [more, given.reason].flatMap((part) => part?.trim() || []).join(" ");
  if (key === undefined || (verb === undefined && reason !== "") || (verb !== undefined && reason === "")) {
    throw refuse("bad-option", { option: "server", given: shortened(given.words, 60), allowed: words.allowedBan });
  }
  const server = key.toLowerCase();
  if (verb === undefined) return shown(server, await servers.settings({ key: server }), caller);
  const isBanned = verb.toLowerCase() === "ban";
  const operator = identityKey(incoming.identity);
  const why = plainWords(reason, REASON_LENGTH_MAX);
  const { bannedAt } = await servers.settings({ key: server });
  const entry = {
    ...{ cause: `server:${incoming.id}`, actor: operator, action: isBanned ? "server-banned" : "server-unbanned" },
    ...{ subject: server, reason: why, before: bannedAt === null ? "admitted" : "banned" },
    after: isBanned ? "banned" : "admitted",
  };
  const state = await inTrail(entry, services, () => servers.decide(server, { isBanned, reason: why, operator }));
  log.info({ server, isBanned, operator }, "a ban of a server was decided");
  return { ...shown(server, state, caller), tone: "good" };
}

function shown(
  key: string,
  { bannedAt, banReason, banDecidedBy }: ServerState,
  { messages: { servers: words } }: Caller,
): Reply {
  const [reason, operator] = [banReason ?? "", banDecidedBy ?? ""];
  const title = words.banTitle(key);
  if (bannedAt !== null) return { title, text: words.banned(bannedAt, reason, operator) };
  return { title, text: banDecidedBy === null ? words.neverBanned : words.unbanned(reason, operator) };
}
