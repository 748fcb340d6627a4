import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

const PEOPLE = 50;
const REFUSALS_EACH = 4;
/** So that the machine is not asked for everything at one moment. */
const JOINING_AT_ONCE = 10;
const MINUTE_MS = 60_000;

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:root"] } });
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
  timeout: 180_000,
}, async () => {
  const root = await easel.person("root");
  const people = await join();
  const start_ms = performance.now();
  const answers = await Promise.all(
    people.map(async (person) => {
      const texts: string[] = [];
      for (let round = 0; round < REFUSALS_EACH; round++) {
        const { reply } = await person.answerTo(`/imagine [refuse] a harbour ${round} --model seedream`);
        texts.push(reply?.text ?? "");
      }
      return texts;
    }),
  );
  expect(performance.now() - start_ms).toBeLessThan(MINUTE_MS);
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
