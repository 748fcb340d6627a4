import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

const PEOPLE = 50;
const REFUSALS_EACH = 4;

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:root"] } });
});
afterAll(() => easel.stop());

const accountOf = (name: string) => easel.app.services.accounts.of({ platform: "playground", user: name, name });

test("T10, T24 · two hundred refusals of fifty people within a minute strike nobody, come back to everybody, and are one alert", {
  timeout: 180_000,
}, async () => {
  const t0 = performance.now();
  const root = await easel.person("root");
  const people: Person[] = [];
  for (let from = 0; from < PEOPLE; from += 10) {
    const names = Array.from({ length: 10 }, (_, index) => `crowd-${from + index}`);
    people.push(...(await Promise.all(names.map((name) => easel.person(name)))));
  }
  const t1 = performance.now();
  const answers = await Promise.all(
    people.map(async (person) => {
      const answered: string[] = [];
      for (let round = 0; round < REFUSALS_EACH; round++) {
        const { reply } = await person.answerTo(`/imagine [refuse] a harbour ${round} --model seedream`);
        answered.push(`${reply?.tone}: ${reply?.text}`);
      }
      return answered;
    }),
  );
  const t2 = performance.now();
  process.stderr.write(`joining ${t1 - t0} refusals ${t2 - t1}\n`);
  const counts = new Map<string, number>();
  for (const text of answers.flat()) counts.set(text, (counts.get(text) ?? 0) + 1);
  process.stderr.write(JSON.stringify([...counts], null, 1));
  const { conduct, cases, sanctions } = easel.app.services;
  for (const { name } of people) {
    const account = await accountOf(name);
    expect(await creditsOf(easel.app.services, name), name).toEqual({ available: 25, held: 0 });
    expect((await conduct.strikes(account.id)).sum, name).toBe(0);
    expect(await sanctions.latest(account.id, 5), name).toEqual([]);
  }
  const waiting = await cases.waiting(50);
  process.stderr.write(JSON.stringify(waiting.map(({ kind, statement }) => [kind, statement])));
  process.stderr.write(JSON.stringify(root.messages().filter(({pane}) => pane === "direct").map(({ reply }) => [reply?.title, reply?.text])));
  await expectLaws(easel.app.services);
  process.stderr.write(`all ${performance.now() - t0}\n`);
});
