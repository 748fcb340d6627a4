import { expect } from "vitest";
import { available, sum } from "../../src/core/credits/wallet.ts";
import { startTelegramServer, type TelegramServer, type TelegramServerOptions } from "../servers/telegram/server.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "./app.ts";
import type { PersonOptions, TelegramPerson } from "./telegram-person.ts";

export interface TelegramApp {
  readonly easel: TestApp;
  readonly telegram: TelegramServer;
  /** Somebody with the terms behind them. */
  person(name: string, options?: PersonOptions): Promise<TelegramPerson>;
  creditsOf(person: TelegramPerson): Promise<{ available: number; held: number }>;
  /** What the provider was asked for in these words, or words that hold them. */
  asked(words: string): Readonly<Record<string, unknown>>[];
  stop(): Promise<void>;
}

/** The whole product with Telegram's own side beside it. */
export async function startTelegramApp({
  server,
  webhookSecret = null,
  config,
  ...options
}: TestAppOptions & {
  readonly server?: TelegramServerOptions;
  readonly webhookSecret?: string | null;
} = {}): Promise<TelegramApp> {
  const telegram = await startTelegramServer({ webhookRetry_ms: 20, ...server });
  const { token, url: apiUrl } = telegram;
  const easel = await startTestApp({ ...options, config: { ...config, telegram: { token, apiUrl, webhookSecret } } });
  const people = new Map<string, Promise<TelegramPerson>>();
  return {
    easel,
    telegram,
    person(name, personOptions) {
      const known = people.get(name) ?? accepted(telegram.person(name, personOptions));
      people.set(name, known);
      return known;
    },
    async creditsOf({ user, name }) {
      const { accounts, ledger, clock } = easel.app.services;
      const account = await accounts.of({ platform: "telegram", user: String(user.id), name });
      const wallet = await ledger.wallet(account.id);
      return { available: available(wallet, clock.now()), held: sum(wallet.holds.map((hold) => hold.amount)) };
    },
    asked: (words) =>
      easel.sandbox
        .requests()
        .map(({ input }) => input)
        .filter(({ prompt }) => String(prompt).includes(words)),
    async stop() {
      await easel.stop();
      await telegram.stop();
    },
  };
}

async function accepted(person: TelegramPerson): Promise<TelegramPerson> {
  const asked = await person.answerTo(person.starts());
  await person.press(asked.message, "I am 13");
  return person;
}

/** Nothing was sent that Telegram's documentation forbids, and no button was left with a clock on it. */
export async function expectGoodManners({ telegram }: Pick<TelegramApp, "telegram">): Promise<void> {
  expect(telegram.violations, "what Telegram forbids").toEqual([]);
  // Those of the last moment may be on their way.
  for (let waits = 0; waits < 40 && telegram.unansweredPresses().length > 0; waits++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(telegram.unansweredPresses(), "presses without an answer").toEqual([]);
}
