import { type StudioTimings, studioTimings } from "../../src/core/generation/timings.ts";

/** Waits of production are for people and vendors; tests have neither. */
export const quickTimings: StudioTimings = {
  ...studioTimings,
  beatEvery_ms: 200,
  deadAfter_ms: 1_500,
  pollFirst_ms: 30,
  pollMax_ms: 200,
};
