import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { systemClock } from "../../src/system.ts";

// The product as one process among several. Only its patience, and how wrong its clock goes, may differ from production.
const log = createLog({ level: "warn", destination: { write: (line) => process.stderr.write(line) } });
const timings = JSON.parse(process.env["TREE_TIMINGS"] ?? "{}");
const skew_ms = Number(process.env["TREE_CLOCK_SKEW_MS"] ?? "0");
const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + skew_ms) };
const app = await startApp(readConfig(process.env), { log, timings, clock });
process.on("SIGTERM", () => app.stop().then(() => process.exit(0)));
process.on("unhandledRejection", (error) => {
  log.error({ error }, "a promise was rejected and nobody was waiting for it");
  process.exit(1);
});
// A runner that was ended leaves nobody behind.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 2_000).unref();
process.stdout.write(`ready ${app.url}\n`);
