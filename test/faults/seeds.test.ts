import { expect, test } from "vitest";
import { scheduleOf } from "./schedule.ts";
import { startStage } from "./stage.ts";

/** The long form runs two hundred of other lengths: `npm run test:faults`. */
const SEEDS = [2];
const DURATION_MS = 5_000;

test("while processes die and everybody's network fails, nothing is lost and nothing is done twice", {
  timeout: 600_000,
}, async () => {
  const stage = await startStage();
  try {
    for (const seed of SEEDS) {
      const { broken } = await stage.run(scheduleOf(seed, DURATION_MS));
      expect(Object.fromEntries(broken), `seed ${seed}`).toEqual({});
    }
  } finally {
    await stage.stop();
  }
});
