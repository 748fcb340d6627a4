import { afterAll, beforeAll, expect, test } from "vitest";
import { carryOutSanctions } from "../../jobs/carry-out-sanctions.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { customerOf, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
let easel: TestApp;
let beside: TestApp;
beforeAll(async () => {
  const operators = ["playground:root", "playground:second"];
  easel = await startTestApp({ clock, config: { operators } });
  // Another process that does nothing but the jobs.
  beside = await startTestApp({ clock, beside: easel, config: { operators, roles: ["worker"] } });
}, 60_000);
afterAll(async () => {
  await beside.stop();
  await easel.stop();
});

const titled = (person: Person, title: string) => person.messages().filter(({ reply }) => reply?.title === title);
const toldOf = (person: Person, title: string) =>
  person.until((all) => all.find(({ reply }) => reply?.title === title));

test("a suspension ends on time although the process was stopped meanwhile, and is told once by two processes (T18)", async () => {
  const [root, ada] = await Promise.all([easel.person("root"), easel.person("ada")]);
  const shown = await root.answerTo("/admin suspend playground:ada 1h pattern --reason too many refusals");
  await root.press("Yes, do it", shown);
  const told = await toldOf(ada, "Your account is suspended");
  expect(told.reply?.text).toContain("too many refusals");
  expect((await ada.answerTo("/imagine a red fox")).reply?.text).toMatch(/^Your account is suspended until /u);
  expect((await ada.answerTo("/balance")).reply?.title).toBe("You have 25 credits");

  await easel.app.stop();
  ahead_ms += HOUR_MS;
  await easel.restart();
  // For every check it is over by the clock.
  const picture = await ada.answerTo("/imagine a red fox");
  expect(picture.reply?.images).toHaveLength(1);
  await toldOf(ada, "Welcome back");
  // Once more, by both at once.
  await Promise.all([easel, beside].map(({ app }) => carryOutSanctions.run(undefined, app.services)));
  expect(titled(ada, "Welcome back")).toHaveLength(1);
}, 90_000);

test("an account that is closed loses its subscription at the provider and its credits, and is told both times (T19, T23)", async () => {
  const [root, second] = await Promise.all([easel.person("root"), easel.person("second")]);
  const bob = await customerOf(easel, "bob");
  await bob.buys("Starter");
  const page = await bob.order("500 credits");
  const shown = await root.answerTo("/admin terminate playground:bob rights forfeit --reason three takedowns");
  await root.press("Ask a second person", shown);
  const question = await second.until((all) => all.find(({ reply }) => reply?.title === "A second person is asked"));
  await second.press("Agree, and do it", question);
  expect((await bob.told("Your account will be closed")).reply?.text).toContain("three takedowns");
  expect((await bob.answerTo("/settings")).reply?.tone).not.toBe("refusal");
  const buying = await bob.press("1200 credits", await bob.answerTo("/buy"));
  expect(buying.reply?.tone).toBe("refusal");
  // What was open is still theirs when it is paid: money in is credits.
  await submit(page.link, "pay");
  await bob.told("Your credits are here");

  ahead_ms += 7 * DAY_MS;
  await bob.told("Your account is closed");
  expect((await bob.answerTo("/imagine a red fox")).reply?.text).toMatch(/^Your account is closed\./u);
  const { tone } = (await bob.answerTo("/subscription")).reply ?? {};
  expect(tone).not.toBe("refusal");
  const ended = () =>
    easel.stripe
      .calls()
      .filter(({ method, path }) => method === "DELETE" && path.includes("/subscriptions/"))
      .map(({ status }) => status);
  await expect.poll(ended, { timeout: 20_000 }).toContain(200);
  expect(await creditsOf(easel.app.services, "bob")).toEqual({ available: 0, held: 0 });
  await expectLaws(easel.app.services);
}, 90_000);
