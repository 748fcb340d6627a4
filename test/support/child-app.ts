import { startApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { quickTimings } from "./quick-timings.ts";

// The product in a process of its own, so that a test can kill it. Only its patience is shorter than in production.
const log = createLog({ level: "warn", destination: { write: (line) => process.stderr.write(line) } });
const app = await startApp(readConfig(process.env), { log, timings: { ...quickTimings, webhookGrace_ms: 4_000 } });
process.on("SIGTERM", () => app.stop().then(() => process.exit(0)));
process.stdout.write(`ready ${app.url}\n`);
