import { afterEach, expect, test } from "vitest";
import { planLimits } from "../../src/core/accounts/accounts.ts";
import { systemClock } from "../../src/system.ts";
import { startInstantFal } from "../servers/instant-fal.ts";
import { startTestApp, type TestApp, type TestAppOptions } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import { startFront } from "../support/process-tree.ts";
import { quickTimings } from "../support/quick-timings.ts";
import { expectGoodManners, startTelegramApp } from "../support/telegram-app.ts";

/** For a machine with nothing to spare. */
const PATIENCE = { timeout: 240_000 };

/** A machine that stands still for a moment, or a clock that jumps, must not look like a process that died. */
const NOBODY_DIES_MS = 600_000;

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

/** Processes in all but the operating system's sense, one for each of these roles, on one database. */
async function processes(
  roles: readonly ("web" | "worker")[],
  { config, ...options }: TestAppOptions,
): Promise<readonly TestApp[]> {
  const all: TestApp[] = [];
  for (const role of roles) {
    const [first] = all;
    const beside = first === undefined ? {} : { beside: first };
    const one = await startTestApp({
      ...{ ...options, ...beside, config: { ...config, roles: [role] } },
      timings: { deadAfter_ms: NOBODY_DIES_MS },
    });
    running.push(one);
    all.push(one);
  }
  return all;
}

test(
  "what the provider takes at once is for all processes together: all of it is used, and never more",
  PATIENCE,
  async () => {
    const CONCURRENCY = 5;
    const fal = await startInstantFal({ work_ms: 200 });
    running.push(fal);
    const plans = { free: { ...planLimits.free, inWorksMax: 8, atOnce: 8, commandsPerMinute: 1_000 } };
    const config = { fal, falConcurrency: CONCURRENCY };
    const [web, other] = await processes(["web", "web", "worker", "worker"], { config, plans, webhooks: false });
    if (web === undefined || other === undefined) throw new Error("there are no web processes");
    const people = await Promise.all([web, web, other, other].map((one, at) => one.person(`turn-${at}`)));
    // Until every process has seen every other one.
    await new Promise((resolve) => setTimeout(resolve, 6 * quickTimings.beatEvery_ms));
    const ids = await Promise.all(
      people.flatMap((person) =>
        Array.from({ length: 8 }, async (_, number) => {
          const id = await person.say(`/imagine ${person.name} ${number}`, { pane: "direct" });
          return person.final(id, PATIENCE.timeout);
        }),
      ),
    );
    expect(ids.filter(({ reply }) => reply?.images.length === 1)).toHaveLength(32);
    expect(fal.atOnceMax()).toBe(CONCURRENCY);
    await expectLaws(web.app.services);
  },
);

test("what an operator switches, and what they announce of prices, holds in all processes", PATIENCE, async () => {
  let ahead_ms = 0;
  const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + ahead_ms) };
  const [web, other] = await processes(["web", "web"], { clock, config: { operators: ["playground:root"] } });
  if (web === undefined || other === undefined) throw new Error("there are no web processes");
  const ada = await other.person("everywhere");
  const off = { name: "service", isOff: true, note: "We move house.", until: null, by: "playground:root" } as const;
  await web.app.services.switches.set(off);
  await expect.poll(() => other.app.services.switches.off("service")?.note, PATIENCE).toBe(off.note);
  expect((await ada.answerTo("/imagine a fox in between")).reply?.text).toContain("We move house.");
  await web.app.services.switches.set({ ...off, isOff: false });
  await expect.poll(() => other.app.services.switches.off("service"), PATIENCE).toBeNull();

  const amounts = await web.app.services.pricing.subject("z-image");
  const dearer = Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, amount * 10]));
  const change = { subject: "z-image", amounts: dearer, from: null, reason: "dearer" };
  await web.app.services.pricing.schedule(change, "playground:root");
  const known = async () => (await other.app.services.pricing.pending()).length;
  await expect.poll(known, PATIENCE).toBe(1);
  const before = await creditsOf(other.app.services, "everywhere");
  expect((await ada.answerTo("/imagine a fox at the old price")).reply?.images).toHaveLength(1);
  ahead_ms = 2 * 60_000;
  const here = await web.person("elsewhere");
  for (const person of [ada, here]) {
    expect((await person.answerTo("/imagine a fox at the new price")).reply?.images).toHaveLength(1);
  }
  const { available: newcomers } = await creditsOf(web.app.services, "elsewhere");
  const price = before.available - newcomers;
  expect(price).toBeGreaterThan(1);
  const left = { available: before.available - 1 - price, held: 0 };
  expect(await creditsOf(other.app.services, "everywhere")).toEqual(left);
});

test(
  "updates of Telegram that are posted to two processes, each of them twice, are one order each",
  PATIENCE,
  async () => {
    const targets: { readonly url: string }[] = [];
    const front = await startFront(targets);
    running.push(front);
    const config = { publicUrl: front.url };
    const timings = { deadAfter_ms: NOBODY_DIES_MS };
    const on = await startTelegramApp({ webhookSecret: "only-Telegram_knows-this", config, timings });
    running.push(on);
    const beside = await startTestApp({
      timings,
      beside: on.easel,
      config: { ...config, telegram: on.easel.config.telegram },
    });
    running.push(beside);
    targets.push({ url: on.easel.app.url }, { url: beside.app.url });

    on.telegram.updates.twice();
    const ada = await on.person("posted-twice");
    for (let number = 0; number < 4; number++) ada.says(`a posted fox ${number}`);
    const photos = () => ada.messages().filter(({ photo }) => photo !== undefined).length;
    await expect.poll(photos, PATIENCE).toBe(4);
    await expect.poll(() => on.telegram.updates.pending(), PATIENCE).toBe(0);
    for (let number = 0; number < 4; number++) expect(on.asked(`a posted fox ${number}`)).toHaveLength(1);
    expect(photos()).toBe(4);
    await expect.poll(() => on.creditsOf(ada), PATIENCE).toEqual({ available: 21, held: 0 });
    // Both had their part of it.
    const handled = [on.easel, beside].map(({ app }) => fetch(`${app.url}/metrics`).then((answer) => answer.text()));
    for (const figures of await Promise.all(handled)) {
      expect(figures).toMatch(/easel_acknowledgement_seconds_count\{platform="telegram"\} [1-9]/u);
    }
    await expectLaws(beside.app.services);
    await expectGoodManners(on);
  },
);
