import { expect, test } from "vitest";
import { planLimits } from "../../src/core/accounts/accounts.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import type { SeenCall } from "../servers/telegram/server.ts";
import { expectLaws } from "../support/laws.ts";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

/** `TELEGRAM_CROWD=60` makes it 300 updates in 60 chats, and prints what was measured. */
const CHATS = Number(process.env["TELEGRAM_CROWD"] ?? "16");
const PICTURES = 3;
const plans = { free: { ...planLimits.free, inWorksMax: PICTURES, atOnce: PICTURES, commandsPerMinute: 1_000 } };

const wordsOf = ({ parameters }: SeenCall) => String(parameters["text"] ?? parameters["caption"] ?? "");
const of = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

async function people(on: TelegramApp, count: number) {
  const names = Array.from({ length: count }, (_, number) => `crowd-${number}`);
  return Promise.all(names.map((name) => on.person(name)));
}

test(`${CHATS * 5} updates in ${CHATS} chats at once: each chat is answered in its order, and pays for what it got`, {
  timeout: 180_000,
}, async () => {
  const fal = await startInstantFal({ work_ms: 20 });
  const on = await startTelegramApp({
    config: { fal, falConcurrency: 10, roles: ["telegram", "web"] },
    webhooks: false,
    plans,
  });
  try {
    const crowd = await people(on, CHATS);
    const before = on.telegram.calls.length;
    const begun_ms = performance.now();
    on.telegram.updates.hold();
    for (const person of crowd) {
      for (const words of ["fox 1", "/balance", "fox 2", "/styles", "fox 3"]) {
        person.says(words.startsWith("/") ? words : `${person.name} ${words}`);
      }
    }
    on.telegram.updates.release();
    await Promise.all(
      crowd.map((person) =>
        person.until((all) => all.filter(({ photo }) => photo !== undefined).length === PICTURES, 150_000),
      ),
    );
    const took_ms = performance.now() - begun_ms;
    const sent = on.telegram.calls.slice(before);
    const firstSigns_ms: number[] = [];
    for (const person of crowd) {
      const mine = sent.filter(({ parameters }) => String(parameters["chat_id"]) === String(person.chat));
      // A picture's own sign may be overtaken by the picture; what is answered in words shows the order.
      const shown = mine.map(wordsOf);
      const first = (part: string) => shown.findIndex((words) => words.includes(part));
      expect(first("fox 1"), `what ${person.name} saw`).toBeGreaterThanOrEqual(0);
      expect(first("You have")).toBeGreaterThanOrEqual(0);
      expect(first("Styles")).toBeGreaterThan(first("You have"));
      expect(fal.prompts.filter((prompt) => prompt.startsWith(`${person.name} `))).toEqual(
        [1, 2, 3].map((number) => `${person.name} fox ${number}`),
      );
      firstSigns_ms.push((mine[0]?.at_ms ?? Number.POSITIVE_INFINITY) - begun_ms);
      expect(await on.creditsOf(person)).toEqual({ available: 25 - PICTURES, held: 0 });
    }
    if (process.env["TELEGRAM_CROWD"] !== undefined) {
      const figures = `first sign p50 ${of(firstSigns_ms, 0.5).toFixed(0)} ms, p99 ${of(firstSigns_ms, 0.99).toFixed(0)} ms`;
      process.stdout.write(
        `${CHATS * 5} updates: ${figures}, all ${CHATS * PICTURES} pictures after ${took_ms.toFixed(0)} ms\n`,
      );
    }
    await expectLaws(on.easel.app.services);
    await expectGoodManners(on);
  } finally {
    await on.stop();
    await fal.stop();
  }
});

test("no chat waits for a picture, neither for another's nor for its own", { timeout: 120_000 }, async () => {
  const on = await startTelegramApp({ plans });
  try {
    const crowd = await people(on, 6);
    for (const person of crowd) person.says("[stuck] a fox that never comes");
    await expect.poll(() => on.asked("never comes").length, { timeout: 20_000 }).toBeGreaterThan(0);
    await Promise.all(
      crowd.map(async (person) => {
        const said = person.says("/balance");
        await person.until((all) =>
          all.some(({ message_id, text }) => message_id > said.message_id && /You have \d+/u.test(text ?? "")),
        );
        person.says("/cancel --all");
      }),
    );
    for (const person of crowd) {
      await expect.poll(() => on.creditsOf(person), { timeout: 20_000 }).toEqual({ available: 25, held: 0 });
    }
    await expectGoodManners(on);
  } finally {
    await on.stop();
  }
});
