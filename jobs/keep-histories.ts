import { z } from "zod";
import { defineJob } from "../src/core/job.ts";

/** Deletes pictures that are older than their owners' plans keep them (T15), a month after their owners were told. */
export const keepHistories = defineJob({
  name: "keep-histories",
  every: "15 3 * * *",
  payload: z.unknown(),
  lockSeconds: 3600,
  async run(_payload, { historyKeeping, log }) {
    const { told, deleted, failed } = await historyKeeping.run();
    if (told + deleted + failed > 0) log.info({ told, deleted, failed }, "histories were kept as plans say");
  },
});
