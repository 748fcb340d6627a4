import type { ServerContext } from "../chat/incoming.ts";
import { refuse } from "../refusal.ts";
import type { Clock } from "../services.ts";
import type { Allowance } from "./allowance.ts";
import { initialServerSettings, type ServerSettings, type ServerStore } from "./server.ts";

/** What is set in servers and groups, and who may change it. */
export interface Servers {
  /** What holds where something was asked. */
  settings(server: ServerContext): Promise<ServerSettings>;
  /** Whether results were private by default there when this process saw the server last: an answer without waiting. */
  wasPrivate(key: string): boolean;
  /** Credits that this account may still spend there today (UTC); null: without a limit. */
  leftToday(server: ServerContext, settings: ServerSettings, account: string): Promise<number | null>;
  /** Answers what holds then. Refuses who may not manage the server: `server-not-yours`. */
  change(server: ServerContext, changes: Partial<ServerSettings>): Promise<ServerSettings>;
}

/** How many servers with private results a process remembers, those seen last. */
const PRIVATES_MAX = 10_000;

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

  function seen(key: string, settings: ServerSettings): ServerSettings {
    privates.delete(key);
    if (settings.isPrivate) privates.add(key);
    if (privates.size > PRIVATES_MAX) privates.delete(privates.values().next().value ?? "");
    return settings;
  }

  async function settings({ key }: ServerContext): Promise<ServerSettings> {
    return seen(key, { ...initialServerSettings, ...(await store.find(key)) });
  }

  return {
    settings,
    wasPrivate: (key) => privates.has(key),
    leftToday: ({ key }, { dailyCap_credits }, account) =>
      allowance.left({ account, server: { key, dailyCap_credits }, acceptedAt: clock.now() }),
    async change(server, changes) {
      if (!server.mayManage) throw refuse("server-not-yours", {});
      if (Object.keys(changes).length > 0) await store.change(server.key, changes);
      return settings(server);
    },
  };
}
