import { afterAll, beforeAll, expect, test } from "vitest";
import { carryOutSanctions } from "../../jobs/carry-out-sanctions.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import type { Person } from "../support/person.ts";

const HOUR_MS = 60 * 60_000;

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

test("T18 · a suspension ends on time although the process was stopped meanwhile, and is told once by two processes", async () => {
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
