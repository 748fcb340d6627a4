import { afterEach, beforeEach, expect, test } from "vitest";
import { startStage, until } from "./stage.ts";

const CROWD = 50;
const warnings: Error[] = [];
const take = (warning: Error) => warnings.push(warning);
beforeEach(() => {
  warnings.length = 0;
  process.on("warning", take);
});
afterEach(() => {
  process.off("warning", take);
});

test("many requests and much news that waits make no warning on the terminal", async () => {
  await using stage = await startStage({
    speed: { queue_ms: 400, painting_ms: 50, webhookPauses_ms: [2_000] },
    concurrency: CROWD,
  });
  stage.refusals = CROWD;
  const prompts = Array.from({ length: CROWD }, (_, index) => `a fox ${index}`);
  await Promise.all(
    prompts.map((prompt) => stage.submit("fal-ai/z-image/turbo", { prompt, image_size: { width: 64, height: 64 } })),
  );
  await until(() => stage.sandbox.requests().every(({ state }) => state === "done"));
  // All were turned away once, so now all wait to be sent again.
  await until(() => stage.refusals <= 0);
  expect(warnings).toEqual([]);
});
