import { configDefaults, defineConfig } from "vitest/config";

/** What takes minutes: many processes, crowds, whole chats, browsers at work, pictures by the dozen. `npm run check` runs it. */
const long = [
  "test/journeys/{kill,processes,crowd,discord*,telegram*,money*,linking*,failures,after,servers}.test.ts",
  "test/journeys/{many-processes*,bad-bytes}.test.ts",
  "test/{faults,soak,data-safety,security}/**/*.test.ts",
  "test/bench/load.test.ts",
  "test/journeys/{clauses-*,takedown,suspension,operators-desk,terms-and-switches,support,appeals}.test.ts",
  "test/adapters/playground/*-in-the-page.test.ts",
  "test/adapters/fal/sandbox/painter.test.ts",
  "test/adapters/mongo/embedded/cli.test.ts",
  "test/deploy-discord.test.ts",
];
const isQuick = process.env["npm_lifecycle_event"] === "test";
// Beside what the reporters print, which programs may read.
if (isQuick)
  process.stderr.write(`Left out, because it takes minutes (npm run check runs it):\n  ${long.join("\n  ")}\n`);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...(isQuick ? long : [])],
    setupFiles: ["test/support/quiet.ts"],
    // Tests own their process: they start servers, move clocks and load native code.
    pool: "forks",
    maxWorkers: 3,
    // A worker reads the modules once for all its files: database drivers and images take longer to load than most tests run.
    isolate: false,
    // Wide, because machines are slow at times and a test that waits for a fact costs no more for it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    // Shuffled, so that no test leans on another, and always in the same way, so that a failure comes back. `--sequence.seed=…` tries others.
    sequence: { shuffle: true, seed: 1 },
  },
});
