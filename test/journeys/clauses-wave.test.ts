import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

const PEOPLE = 50;
const REFUSALS_EACH = 4;
/** So that the machine is not asked for everything at one moment. */
const JOINING_AT_ONCE = 10;
/** A crowd of this size keeps a slow machine busy. */
const PATIENCE_MS = 300_000;
/** A minute of the product takes as many of the machine's, so that all of it falls into one however slow that is. */
const SLOWNESS = 6;

let easel: TestApp;
beforeAll(async () => {
  const began = Date.now();
  const clock = { ...systemClock, now: () => new Date(began + (Date.now() - began) / SLOWNESS) };
  easel = await startTestApp({ clock, config: { operators: ["playground:root"] } });
});
afterAll(() => easel.stop());

async function join(): Promise<Person[]> {
  const people: Person[] = [];
  for (let from = 0; from < PEOPLE; from += JOINING_AT_ONCE) {
    const names = Array.from({ length: JOINING_AT_ONCE }, (_, index) => `crowd-${from + index}`);
    people.push(...(await Promise.all(names.map((name) => easel.person(name)))));
  }
  return people;
}

test("T10, T24 · two hundred refusals of fifty people within a minute strike nobody, come back to everybody, and are one alert", {
  timeout: 600_000,
}, async () => {
  const root = await easel.person("root");
  const people = await join();
  const start_ms = easel.app.services.clock.now().getTime();
  const answers = await Promise.all(
    people.map(async (person) => {
      const texts: string[] = [];
      for (let round = 0; round < REFUSALS_EACH; round++) {
        const said = await person.say(`/imagine [refuse] a harbour ${round} --model seedream`);
        const { reply } = await person.final(said, PATIENCE_MS);
        texts.push(reply?.text ?? "");
      }
      return texts;
    }),
  );
  expect(easel.app.services.clock.now().getTime() - start_ms).toBeLessThan(60_000);
  const texts = answers.flat();
  expect(texts).toHaveLength(PEOPLE * REFUSALS_EACH);
  // Also of a fourth refusal, which alone would have been kept.
  expect(texts.filter((text) => !text.includes("Your 4 credits are back."))).toEqual([]);
  // Those before the wave was known as one read no more than that; nobody is told that the next one is kept.
  expect(texts.filter((text) => text.includes("does not count against you")).length).toBeGreaterThan(texts.length / 2);
  expect(texts.filter((text) => text.includes("From the next one on they are kept"))).toEqual([]);

  const { accounts, conduct, sanctions } = easel.app.services;
  for (const { name } of people) {
    const account = await accounts.of({ platform: "playground", user: name, name });
    expect(await creditsOf(easel.app.services, name), name).toEqual({ available: 25, held: 0 });
    expect((await conduct.strikes(account.id)).sum, name).toBe(0);
    expect(await sanctions.latest(account.id, 1), name).toEqual([]);
  }
  const alerts = () => root.messages().filter(({ pane, reply }) => pane === "direct" && reply?.title === "Cases wait");
  await root.until(() => alerts().length > 0);
  expect(alerts().map(({ reply }) => reply?.text)).toEqual([
    expect.stringContaining("Wave of refusals: one case waits."),
  ]);
  const shown = await root.answerTo("/admin cases", { pane: "direct" });
  expect(shown.reply?.title).toBe("Case: Wave of refusals");
  expect((await root.press("Next", shown)).reply?.text).toContain("That was the last one");
  await expectLaws(easel.app.services);
});
