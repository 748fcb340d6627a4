import { Bot, GrammyError } from "grammy";
import { afterEach, beforeEach } from "vitest";
import type { TelegramPerson } from "../../support/telegram-person.ts";
import { startTelegramServer, type TelegramServer } from "./server.ts";

/** A server and the real client for each test of a file. */
export function stage() {
  const started: { telegram?: TelegramServer; bot?: Bot } = {};
  beforeEach(async () => {
    const telegram = await startTelegramServer({ callbackLifetime_ms: 500, webhookRetry_ms: 10 });
    Object.assign(started, { telegram, bot: botAt(telegram, telegram.token) });
  });
  afterEach(() => started.telegram?.stop());
  return {
    get telegram(): TelegramServer {
      if (started.telegram === undefined) throw new Error("not started yet");
      return started.telegram;
    },
    get bot(): Bot {
      if (started.bot === undefined) throw new Error("not started yet");
      return started.bot;
    },
    /** Somebody whom the bot may write to. */
    friend(name = "ada"): TelegramPerson {
      const person = this.telegram.person(name);
      person.starts();
      return person;
    },
  };
}

export function botAt(telegram: TelegramServer, token: string): Bot {
  return new Bot(token, { client: { apiRoot: telegram.url } });
}

/** What Telegram says to a call that it refuses. */
export async function refusal(call: Promise<unknown>): Promise<GrammyError> {
  const error = await call.then(() => null).catch((thrown: unknown) => thrown);
  if (!(error instanceof GrammyError)) throw new Error(`Telegram did not refuse: ${String(error)}`);
  return error;
}
