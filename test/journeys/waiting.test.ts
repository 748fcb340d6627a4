import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ speed: { slow_ms: 3_000 }, config: { falConcurrency: 1 } });
});
afterAll(() => easel.stop());

describe("a picture that has to wait", () => {
  test("tells its place in line, and moves up", async () => {
    const ada = await easel.person("line-ada");
    const bob = await easel.person("line-bob");
    const first = await ada.say("/imagine [slow] fox");
    await ada.until((all) => all.find(({ id, reply }) => id === first && reply?.text?.startsWith("Painting")));
    const second = await ada.say("/imagine second fox");
    await ada.until((all) => all.find(({ id, reply }) => id === second && reply?.text?.startsWith("Next in line")));
    const third = await ada.say("/imagine third fox");
    await ada.until((all) => all.find(({ id, reply }) => id === third && reply?.text?.startsWith("1 ahead in line")));
    // One person's backlog does not stand before another person's first picture.
    const other = await bob.say("/imagine an owl");
    await bob.until((all) =>
      all.find(({ id, reply }) => id === other && /^(?:Next|1 ahead) in line/u.test(reply?.text ?? "")),
    );
    const done = await Promise.all([ada.final(first), ada.final(second), ada.final(third), bob.final(other)]);
    expect(done.map(({ reply }) => reply?.tone)).toEqual(["good", "good", "good", "good"]);
    const asked = easel.sandbox.requests().map(({ input }) => input["prompt"]);
    expect(asked.indexOf("an owl")).toBeLessThan(asked.indexOf("third fox"));
  });

  test("can be cancelled in line and costs nothing, and the provider never hears of it", async () => {
    const ada = await easel.person("cancel-line");
    const first = await ada.say("/imagine [slow] fox");
    const second = await ada.say("/imagine a cancelled fox");
    const waiting = await ada.until((all) => all.find(({ id, reply }) => id === second && reply?.buttons.length));
    await ada.click("Cancel", { on: waiting });
    const answer = await ada.final(second);
    expect(answer.reply?.text).toContain("Stopped");
    expect((await ada.final(first)).reply?.tone).toBe("good");
    expect(easel.sandbox.requests().some(({ input }) => input["prompt"] === "a cancelled fox")).toBe(false);
    expect(await creditsOf(easel.app.services, "cancel-line")).toEqual({ available: 24, held: 0 });
  });

  test("can be cancelled at the provider, which is told, and the credits are back", async () => {
    const ada = await easel.person("cancel-running");
    const id = await ada.say("/imagine [slow] running fox");
    await ada.until((all) => all.find((message) => message.id === id && message.reply?.text?.startsWith("Painting")));
    expect((await ada.answerTo("/cancel")).reply?.text).toContain("Stopped one picture");
    expect((await ada.final(id)).reply?.text).toContain("Stopped");
    await expect
      .poll(() => easel.sandbox.requests().find(({ input }) => input["prompt"] === "[slow] running fox")?.state)
      .toBe("cancelled");
    expect(await creditsOf(easel.app.services, "cancel-running")).toEqual({ available: 25, held: 0 });
    expect((await ada.answerTo("/cancel")).reply?.text).toContain("Nothing of yours");
  });

  test("races with its cancellation: one of them wins, never both, never neither", async () => {
    const ada = await easel.person("cancel-race");
    let spent = 0;
    for (let round = 0; round < 8; round++) {
      const id = await ada.say(`/imagine racing fox ${round}`);
      await new Promise((resolve) => setTimeout(resolve, round * 18));
      const cancelled = await ada.answerTo("/cancel");
      const answer = await ada.final(id);
      const gotIt = answer.reply?.images.length === 1;
      if (gotIt) spent += 1;
      expect(gotIt).toBe(!cancelled.reply?.text?.startsWith("Stopped"));
      expect(await creditsOf(easel.app.services, "cancel-race")).toEqual({ available: 25 - spent, held: 0 });
    }
    await expectLaws(easel.app.services);
  });
});
