import { expect, test } from "vitest";
import { createLane } from "../../../src/core/notices/lane.ts";
import type { Clock } from "../../../src/core/services.ts";
import { START } from "../../support/credits.ts";

test("messages to one platform keep a distance, and those to another do not wait for them", async () => {
  let now = START.getTime();
  const slept: number[] = [];
  const clock: Clock = {
    now: () => new Date(now),
    async sleep(duration_ms) {
      slept.push(duration_ms);
      now += duration_ms;
    },
  };
  const lane = createLane(clock);
  const { signal } = new AbortController();
  for (const platform of ["discord", "discord", "playground", "telegram", "discord"]) await lane.turn(platform, signal);
  expect(slept).toEqual([200, 200]);
  now += 10_000;
  await lane.turn("discord", signal);
  expect(slept).toHaveLength(2);
});
