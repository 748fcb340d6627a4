import { DiscordAPIError, type REST } from "discord.js";
import type { Command } from "../../src/core/chat/command.ts";
import type { Log } from "../../src/core/services.ts";
import { renderCommands } from "./commands.ts";
import { refusesToken } from "./errors.ts";
import { DiscordRefused, type Gateway, TOKEN_REFUSED } from "./gateway.ts";
import { registerCommands } from "./register.ts";

/** How long a start waits for Discord: what else there is must not stand still for it. */
const START_PATIENCE_MS = 10_000;
const PAUSE_FIRST_MS = 1_000;
const PAUSE_MAX_MS = 60_000;

export interface ConnectionOptions {
  readonly rest: REST;
  readonly commands: readonly Command[];
  readonly log: Log;
  /** A new one for each attempt; null: interactions come by HTTP. */
  createGateway(): Gateway | null;
}

export interface Connection {
  /** @throws DiscordRefused when trying again is no use. Where Discord is only away, it goes on trying and resolves. */
  start(): Promise<void>;
  stop(): Promise<void>;
  nameOf(guild: string): string | null;
}

/** Registers the commands and opens the gateway, again and again until Discord takes it. */
export function createConnection({ rest, commands, log, createGateway }: ConnectionOptions): Connection {
  const stopping = new AbortController();
  let gateway: Gateway | null = null;
  let isRegistered = false;

  async function register(): Promise<void> {
    if (isRegistered) return;
    try {
      const { outcome, commands: count } = await registerCommands(rest, renderCommands(commands));
      isRegistered = true;
      log.info({ outcome, commands: count }, "Discord knows the commands");
    } catch (error) {
      if (refusesToken(error)) throw new DiscordRefused(TOKEN_REFUSED, { cause: error });
      // The old commands still work, so this is no reason not to answer them.
      const isFinal = error instanceof DiscordAPIError && error.status < 500;
      if (!isFinal) throw error;
      isRegistered = true;
      log.error({ error }, "Discord did not take the commands; it keeps those that it has");
    }
  }

  async function attempt(): Promise<void> {
    await register();
    if (stopping.signal.aborted) return;
    gateway = createGateway();
    await gateway?.start();
    // It was stopped while it was opening.
    if (stopping.signal.aborted) await gateway?.stop();
  }

  async function keepTrying(): Promise<void> {
    for (let pause_ms = PAUSE_FIRST_MS; !stopping.signal.aborted; pause_ms = Math.min(PAUSE_MAX_MS, pause_ms * 2)) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof DiscordRefused) throw error;
        if (stopping.signal.aborted) return;
        log.warn({ error, pause_ms }, "Discord cannot be reached; trying again");
      }
      await pause(pause_ms, stopping.signal);
    }
  }

  return {
    async start() {
      let isWaitedFor = true;
      const connecting = keepTrying().catch((error: unknown) => {
        if (isWaitedFor) throw error;
        log.error({ error }, error instanceof DiscordRefused ? error.message : "Discord cannot be reached");
      });
      const patience = new AbortController();
      await Promise.race([connecting, pause(START_PATIENCE_MS, patience.signal)]).finally(() => patience.abort());
      isWaitedFor = false;
    },
    async stop() {
      stopping.abort();
      await gateway?.stop();
    },
    nameOf: (guild) => gateway?.nameOf(guild) ?? null,
  };
}

function pause(duration_ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, duration_ms);
    timer.unref();
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
