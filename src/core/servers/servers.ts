import type { ServerContext } from "../chat/incoming.ts";
import { refuse } from "../refusal.ts";
import type { Clock } from "../services.ts";
import type { Allowance } from "./allowance.ts";
import {
  initialServerSettings,
  neverBanned,
  type ServerSettings,
  type ServerState,
  type ServerStore,
} from "./server.ts";

/** What is set in servers and groups, and who may change it. */
export interface Servers {
  /** What holds where something was asked. */
  settings(server: Pick<ServerContext, "key">): Promise<ServerState>;
  /** Whether results were private by default there when this process saw the server last: an answer without waiting. */
  wasPrivate(key: string): boolean;
  /** Whether the server was banned then, likewise. */
  wasBanned(key: string): boolean;
  /** Credits that this member may still spend there today (UTC); null: without a limit. */
  leftToday(
    server: ServerContext,
    settings: ServerSettings,
    who: { readonly account: string; readonly member: string },
  ): Promise<number | null>;
  /** Answers what holds then. Refuses who may not manage the server: `server-not-yours`. */
  change(server: ServerContext, changes: Partial<ServerSettings>): Promise<ServerState>;
  /**
   * Bans a server, or takes that back: from then on every process refuses what is asked there, `server-banned`. What its
   * people have asked for before is made and delivered as usual. Who may decide is asked before. Safe to repeat.
   */
  decide(key: string, decision: BanDecision): Promise<ServerState>;
}
export interface BanDecision {
  readonly isBanned: boolean;
  readonly reason: string;
  /** The operator, as `identityKey` writes it. */
  readonly operator: string;
}

/** How many servers with private results, and how many banned ones, a process remembers, those seen last. */
const REMEMBERED_MAX = 10_000;

export function createServers({
  store,
  allowance,
  clock,
}: {
  store: ServerStore;
  allowance: Pick<Allowance, "left">;
  clock: Clock;
}): Servers {
  const privates = new Set<string>();
  const banned = new Set<string>();

  function remember(keys: Set<string>, key: string, holds: boolean): void {
    keys.delete(key);
    if (holds) keys.add(key);
    if (keys.size > REMEMBERED_MAX) keys.delete(keys.values().next().value ?? "");
  }

  async function settings({ key }: Pick<ServerContext, "key">): Promise<ServerState> {
    const state = { ...initialServerSettings, ...neverBanned, ...(await store.find(key)) };
    remember(privates, key, state.isPrivate);
    remember(banned, key, state.bannedAt !== null);
    return state;
  }

  return {
    settings,
    wasPrivate: (key) => privates.has(key),
    wasBanned: (key) => banned.has(key),
    leftToday: ({ key }, { dailyCap_credits }, { account, member }) =>
      allowance.left({ account, server: { key, dailyCap_credits, member }, acceptedAt: clock.now() }),
    async change(server, changes) {
      if (!server.mayManage) throw refuse("server-not-yours", {});
      if (Object.keys(changes).length > 0) await store.change(server.key, changes);
      return settings(server);
    },
    async decide(key, { isBanned, reason, operator }) {
      const before = await settings({ key });
      const bannedAt = isBanned ? (before.bannedAt ?? clock.now()) : null;
      await store.decide(key, { bannedAt, banReason: reason, banDecidedBy: operator });
      return settings({ key });
    },
  };
}
