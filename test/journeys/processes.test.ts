import { afterEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

const running: TestApp[] = [];
afterEach(async () => {
  for (const easel of running.splice(0).reverse()) await easel.stop();
});

/** Two processes, in all but the operating system's sense, on one database and one provider; each with a chat of its own. */
async function two(timings: Parameters<typeof startTestApp>[0] = {}): Promise<[TestApp, TestApp]> {
  const first = await startTestApp(timings);
  running.push(first);
  const second = await startTestApp({ ...timings, beside: first });
  running.push(second);
  return [first, second];
}

describe("a stop", () => {
  test("lets a picture finish that is nearly done", async () => {
    const easel = await startTestApp({ speed: { slow_ms: 700 } });
    running.push(easel);
    const ada = await easel.person("finishes");
    const id = await ada.say("/imagine [slow] fox");
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.text?.startsWith("Painting")));
    await easel.restart();
    const picture = await ada.final(id);
    expect(picture.reply?.tone).toBe("good");
    expect(easel.sandbox.requests()).toHaveLength(1);
  });

  test("that lasts longer than a picture may take loses no picture that was finished meanwhile", async () => {
    const timings = { finishWithin_ms: 0, pictureMax_ms: 1_500 };
    const easel = await startTestApp({ speed: { slow_ms: 800 }, timings });
    running.push(easel);
    const ada = await easel.person("outage");
    const id = await ada.say("/imagine [slow] fox");
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.text?.startsWith("Painting")));
    await easel.app.stop();
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await easel.restart();
    // The chat itself says at its start that it was interrupted; the picture takes the place of that.
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.images.length === 1));
    expect(await creditsOf(easel.app.services, "outage")).toEqual({ available: 24, held: 0 });
  });

  test("hands over what is not done, within ten seconds, and nothing is sent or charged twice", async () => {
    const [first, second] = await two({ speed: { slow_ms: 4_000 }, timings: { finishWithin_ms: 300 } });
    const ada = await first.person("handed");
    const id = await ada.say("/imagine [slow] fox");
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.text?.startsWith("Painting")));
    const asked = performance.now();
    await first.app.stop();
    expect(performance.now() - asked).toBeLessThan(20_000);

    const elsewhere = await second.person("handed", { accepted: false });
    const told = await elsewhere.until((all) => all.find((message) => message.pane === "direct" && message.reply));
    expect(told.reply?.text).toContain("/history");
    expect((await elsewhere.answerTo("/history")).reply?.images).toHaveLength(1);
    expect(first.sandbox.requests()).toHaveLength(1);
    expect(await creditsOf(second.app.services, "handed")).toEqual({ available: 24, held: 0 });
  });
});

describe("two processes side by side", () => {
  test("keep one person's balance exact, whichever they use", async () => {
    const [first, second] = await two();
    const here = await first.person("both");
    const there = await second.person("both", { accepted: false });
    for (let round = 0; round < 3; round++) {
      const ids = [await here.say(`/imagine fox ${round}`), await there.say(`/imagine owl ${round}`)];
      const answers = await Promise.all([here.final(ids[0] ?? ""), there.final(ids[1] ?? "")]);
      expect(answers.map(({ reply }) => reply?.tone)).toEqual(["good", "good"]);
    }
    expect(await creditsOf(first.app.services, "both")).toEqual({ available: 19, held: 0 });
    expect(first.sandbox.requests()).toHaveLength(6);
    await expectLaws(second.app.services);
  });

  test("resume an abandoned picture once, when both look for it at the same moment", async () => {
    // Without the scheduler, whose job would look for it as well.
    const web = { config: { roles: ["web"] } } as const;
    const [first, second] = await two({ speed: { slow_ms: 2_000 }, ...web });
    const third = await startTestApp({ beside: first, timings: { finishWithin_ms: 0 }, ...web });
    running.push(third);
    const ada = await third.person("abandoned");
    const id = await ada.say("/imagine [slow] fox");
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.text?.startsWith("Painting")));
    await third.app.stop();
    // Both look for it with their heartbeats, and here again and again at the same moment, as the job may.
    const both = [first, second];
    const taken = () => both.flatMap(({ logged }) => logged.filter((line) => line.includes("went on with pictures")));
    const look = async () => {
      await Promise.all(both.map(({ app }) => app.services.studio.resume(10)));
      return taken().length;
    };
    await expect.poll(look, { timeout: 40_000 }).toBe(1);
    const has = () => creditsOf(first.app.services, "abandoned");
    await expect.poll(has, { timeout: 40_000 }).toEqual({ available: 24, held: 0 });
    expect(taken()).toHaveLength(1);
    expect(JSON.parse(taken()[0] ?? "")).toMatchObject({ resumed: 1 });
    expect(first.sandbox.requests()).toHaveLength(1);
  });
});
