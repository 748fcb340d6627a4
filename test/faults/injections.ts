import { setMaxListeners } from "node:events";
import type { Fault as DiscordFault } from "../servers/discord/faults.ts";
import type { Fault as TelegramFault } from "../servers/telegram/faults.ts";
import type { TreeProcess } from "../support/process-tree.ts";
import type { DatabaseProxy } from "./database-proxy.ts";
import type { FalFault } from "./fal-front.ts";
import type { Injection, InjectionKind, ProcessName } from "./schedule.ts";
import type { World } from "./world.ts";

/** What goes wrong in a world, and how it is mended. */
export interface Injector {
  /** Begins one; resolves when its end has come. Never rejects. */
  inject(injection: Injection): Promise<void>;
  /** Ends everything that goes on, and starts whatever is dead. */
  heal(): Promise<void>;
  /** How many of each kind there were. */
  counts(): Readonly<Partial<Record<InjectionKind, number>>>;
}

const discordRoutes = [
  /^POST \/interactions\//u,
  /^PATCH \/webhooks\//u,
  /^POST \/webhooks\//u,
  /^POST \/channels\/[^/]+\/messages$/u,
  /^POST \/users\/@me\/channels$/u,
  /^(POST|PATCH) \/(webhooks|channels)\//u,
];
const telegramMethods = [
  "sendMessage",
  "sendPhoto",
  "editMessageText",
  "editMessageMedia",
  "answerCallbackQuery",
  "getUpdates",
];
const falCalls: readonly FalFault["call"][] = ["submit", "status", "result", "file", "submit", "result"];
const stripePaths = [/checkout\/sessions/u, /customers/u, /refunds/u, /payment_intents/u, /./u, /./u];

/** A process that finds no database at its start ends, and whoever runs it starts it again. */
const STARTS_MAX = 20;

async function startAgain(one: TreeProcess): Promise<void> {
  for (let starts = 1; ; starts++) {
    try {
      return await one.start();
    } catch (error) {
      if (starts === STARTS_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

export function createInjector(world: World, proxies: ReadonlyMap<string, DatabaseProxy>): Injector {
  const { discord, telegram, falFront, stripe, tree } = world;
  const counts: Partial<Record<InjectionKind, number>> = {};
  /** One life after the other: a process that is being started is not killed before it has begun. */
  const lives = new Map<ProcessName, Promise<void>>();
  const healing = new AbortController();
  setMaxListeners(0, healing.signal);

  /** How many injections hold Stripe's events back at this moment. */
  let holdingBack = 0;

  const pause = (duration_ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, duration_ms);
      healing.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });

  function inTurn(name: ProcessName, work: () => Promise<void>): Promise<void> {
    const next = (lives.get(name) ?? Promise.resolve()).then(work);
    lives.set(name, next);
    return next;
  }

  function onDiscord(fault: DiscordFault, { which, times }: Injection): void {
    discord.faults.add(discordRoutes[which] ?? /./u, fault, times);
  }
  function onTelegram(fault: Omit<TelegramFault, "method" | "times">, { which, times }: Injection): void {
    telegram.fault({ ...fault, method: telegramMethods[which] ?? "sendMessage", times });
  }
  function onFal(kind: FalFault["kind"], { which, times }: Injection): void {
    falFront.fault({ call: falCalls[which] ?? "submit", kind, times });
  }

  /** Stripe's events of the last while come once more, twice each and the newest first. */
  async function repeatEvents(count: number): Promise<void> {
    // What is held back comes twice once it comes.
    if (holdingBack > 0) return;
    const events = stripe.events().slice(-count).toReversed();
    await Promise.all([...events, ...events].map(({ id }) => stripe.deliver(id)));
  }

  async function carryOut(injection: Injection): Promise<void> {
    const { kind, process, for_ms, times, which } = injection;
    const proxy = proxies.get(process);
    switch (kind) {
      case "process-killed":
      case "process-restarted":
        return inTurn(process, async () => {
          const victim = tree.find(process);
          await (kind === "process-killed" ? victim.kill() : victim.terminate());
          await pause(for_ms / 2);
          await startAgain(victim);
        });
      case "database-cut":
        return proxy?.cut();
      case "database-stalled":
        proxy?.stall();
        await pause(for_ms);
        return proxy?.heal();
      case "database-late":
        proxy?.delay(40 + which * 30);
        await pause(for_ms);
        return proxy?.heal();
      case "provider-lost-answer":
        return onFal("lost", injection);
      case "provider-refused-connection":
        return onFal("refused", injection);
      case "provider-silent":
        return onFal("silent", { ...injection, times: 1 });
      case "provider-503":
        return onFal("failed", injection);
      case "provider-late":
        return onFal("late", injection);
      case "stripe-lost-call":
        return stripe.interrupt({ how: "lost-before", path: stripePaths[which] ?? /./u, times });
      case "stripe-lost-answer":
        return stripe.interrupt({ how: "lost-after", path: stripePaths[which] ?? /./u, times });
      case "stripe-500":
        return stripe.interrupt({ how: "fails", path: stripePaths[which] ?? /./u, times });
      case "stripe-events-repeated":
        return repeatEvents(20);
      case "stripe-events-held-back": {
        // What happens meanwhile is only listed; then all of it comes at once, in no good order.
        holdingBack += 1;
        stripe.sendEventsTo(null);
        await pause(for_ms);
        holdingBack -= 1;
        if (holdingBack > 0) return;
        stripe.sendEventsTo(`${world.origin}/stripe`);
        return repeatEvents(20);
      }
      case "discord-429":
        return onDiscord({ kind: "status", status: 429, retryAfter_s: 0.3 + which / 5 }, injection);
      case "discord-500":
        return onDiscord({ kind: "status", status: 500 + (which % 4) }, injection);
      case "discord-403":
        return onDiscord({ kind: "status", status: 403 }, injection);
      case "discord-lost-answer":
        return onDiscord({ kind: "lost" }, injection);
      case "discord-broken-connection":
        return onDiscord({ kind: "reset" }, injection);
      case "discord-silent":
        // Mostly the first sign, which is waited for three seconds; anything else is waited for half a minute.
        return onDiscord({ kind: "silent" }, { ...injection, which: which < 5 ? 0 : 1, times: 1 });
      case "discord-late":
        return onDiscord({ kind: "late", delay_ms: for_ms }, injection);
      case "telegram-429":
        return onTelegram({ kind: "429", retryAfter_s: 1 }, injection);
      case "telegram-502":
        return onTelegram({ kind: which % 2 === 0 ? "502" : "500" }, injection);
      case "telegram-blocked": {
        // Everybody of one chat: the bot is shut out for a while and let in again.
        const rooms = [...telegram.world.rooms.values()].filter(({ isStarted }) => isStarted);
        const room = rooms[which % Math.max(rooms.length, 1)];
        if (room === undefined) return;
        room.isBlocked = true;
        await pause(for_ms);
        room.isBlocked = false;
        return;
      }
      case "telegram-lost-answer":
        return onTelegram({ kind: "lost" }, injection);
      case "telegram-broken-connection":
        return onTelegram({ kind: "reset" }, injection);
      case "telegram-silent":
        return onTelegram({ kind: "silent" }, { ...injection, which: which < 4 ? 4 : 0, times: 1 });
      case "telegram-late":
        return onTelegram({ kind: "slow", delay_ms: for_ms }, injection);
    }
  }

  const running = new Set<Promise<void>>();
  return {
    async inject(injection) {
      counts[injection.kind] = (counts[injection.kind] ?? 0) + 1;
      const work = carryOut(injection);
      running.add(work);
      await work.finally(() => running.delete(work));
    },
    async heal() {
      healing.abort();
      await Promise.allSettled(running);
      await Promise.all(lives.values());
      discord.faults.clear();
      telegram.faults.clear();
      falFront.heal();
      for (const proxy of proxies.values()) proxy.heal();
      for (const one of tree.processes) if (one.pid === null) await startAgain(one);
    },
    counts: () => counts,
  };
}
