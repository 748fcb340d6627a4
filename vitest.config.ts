import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/quiet.ts"],
    // Tests own their process: they start servers, move clocks and load native code.
    pool: "forks",
    maxWorkers: 3,
    // A worker reads the modules once for all its files: database drivers and images take longer to load than most tests run.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Shuffled, so that no test leans on another, and always in the same way, so that a failure comes back. `--sequence.seed=…` tries others.
    sequence: { shuffle: true, seed: 1 },
  },
});
