import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import type { Person } from "../support/person.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ config: { operators: ["playground:operator"] } });
});
afterAll(() => easel.stop());

const textOf = async (person: Person, words: string) => (await person.answerTo(words)).reply?.text ?? "";
const accountOf = (name: string) => easel.app.services.accounts.of({ platform: "playground", user: name, name });

describe("T22 · what a model refuses again and again", () => {
  test("T22 · comes back three times, the third says so, and the fourth is charged and can be appealed", async () => {
    const ada = await easel.person("again");
    const texts: string[] = [];
    for (const words of ["one", "two", "three"]) texts.push(await textOf(ada, `/imagine [refuse] ${words}`));
    expect(texts.map((text) => text.includes("Your credit is back"))).toEqual([true, true, true]);
    expect(texts.map((text) => text.includes("From the next one on they are kept"))).toEqual([false, false, true]);
    expect(await creditsOf(easel.app.services, "again")).toEqual({ available: 25, held: 0 });

    const fourth = await ada.answerTo("/imagine [refuse] four");
    expect(fourth.reply?.tone).toBe("refusal");
    expect(fourth.reply?.text).toContain("1 credit was kept, as you were told before (T22)");
    expect(fourth.reply?.buttons.map(({ label }) => label)).toHaveLength(1);
    expect(await creditsOf(easel.app.services, "again")).toEqual({ available: 24, held: 0 });
    expect((await ada.answerTo("/balance")).reply?.fields?.at(-1)?.value).toContain("refused by the model’s rules");

    // Taken back, the credit comes back with it.
    const { conduct } = easel.app.services;
    const account = await accountOf("again");
    const [latest] = await conduct.latest(account.id, 1);
    expect(latest).toMatchObject({ rule: "refused-by-provider-kept", refusals: 4, strikes: 1 });
    expect(await conduct.reverse(latest?.id ?? "", "playground:operator", "the model erred")).toBe(true);
    expect(await creditsOf(easel.app.services, "again")).toEqual({ available: 25, held: 0 });
    expect((await ada.answerTo("/balance")).reply?.fields?.at(-1)?.value).toContain("a refusal that was taken back");
  });
});

describe("what our own filter finds", () => {
  test("T8, T9 · what our own filter finds takes nothing, is a strike by its kind, and leads to an appeal; a swear word is told and no more", async () => {
    const ada = await easel.person("filtered");
    const { conduct } = easel.app.services;
    const account = await accountOf("filtered");
    const swearing = await ada.answerTo("/imagine fuck");
    expect(swearing.reply).toMatchObject({ tone: "refusal", buttons: [] });
    expect(await conduct.latest(account.id, 9)).toEqual([]);

    const event = "the-same-event";
    const first = await ada.say("/imagine a nude woman", { event });
    await ada.say("/imagine a nude woman", { event });
    const blocked = await ada.final(first);
    expect(blocked.reply?.text).toContain("half a strike");
    expect(blocked.reply?.buttons).toHaveLength(1);
    expect(await conduct.strikes(account.id)).toMatchObject({ sum: 0.5 });
    expect(await creditsOf(easel.app.services, "filtered")).toEqual({ available: 25, held: 0 });
    expect(easel.logged.join("\n")).not.toContain("nude");
  });
});

test("T24 · a model that refuses everybody is an outage: credits back, no strikes, one alert", async () => {
  const operator = await easel.person("operator");
  const people = await Promise.all(Array.from({ length: 10 }, (_, index) => easel.person(`crowd-${index}`)));
  const rounds = 2;
  for (let round = 0; round < rounds; round++) {
    await Promise.all(people.map((person) => person.answerTo(`/imagine [refuse] picture ${round} --model seedream`)));
  }
  for (let index = 0; index < people.length; index++) {
    const name = `crowd-${index}`;
    expect(await creditsOf(easel.app.services, name), name).toEqual({ available: 25, held: 0 });
    expect((await easel.app.services.conduct.strikes((await accountOf(name)).id)).sum, name).toBe(0);
  }
  const last = await people[0]?.answerTo("/imagine [refuse] one more --model seedream");
  expect(last?.reply?.text).toContain("does not count against you");
  const cases = (await easel.app.services.cases.waiting(20)).filter(({ kind }) => kind === "wave");
  expect(cases).toMatchObject([{ kind: "wave", statement: expect.stringContaining("refuses far more than usual") }]);
  const alerts = () =>
    operator.messages().filter(({ reply }) => `${reply?.title} ${reply?.text}`.toLowerCase().includes("wave"));
  await operator.until(() => alerts().length > 0);
  expect(alerts()).toHaveLength(1);
  await expectLaws(easel.app.services);
});
