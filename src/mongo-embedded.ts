import { parseArgs } from "node:util";
import { startEmbeddedMongo } from "../adapters/mongo/embedded/start.ts";

const USAGE = "Usage: npm run -s mongo:embedded -- [--port 27017] [--data DIR]";
const HELP = `${USAGE}

Starts the embedded database for trying Easel out, prints the address that clients connect to, and runs until Ctrl+C.

  --port  the port on 127.0.0.1; 0 lets the system pick one (27017)
  --data  the directory that keeps the data; without it they are gone at the end
  --help  prints this
`;

/** Exit code 2: the command line was wrong, and trying again as it is will not help. */
function refuse(reason: string): never {
  process.stderr.write(`${reason}\n${USAGE}\n`);
  process.exit(2);
}

function parse(): { port: number; dataDir: string | null } {
  let values: { port?: string | undefined; data?: string | undefined; help?: boolean | undefined };
  try {
    ({ values } = parseArgs({
      options: { port: { type: "string" }, data: { type: "string" }, help: { type: "boolean", short: "h" } },
    }));
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const { port = "27017", data } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return refuse(`--port wants a number from 0 to 65535, not "${port}".`);
  if (data === "") return refuse("--data wants a directory.");
  return { port: Number(port), dataDir: data ?? null };
}

const { port, dataDir } = parse();
try {
  const production = process.env["NODE_ENV"] === "production";
  const embedded = await startEmbeddedMongo({ dataDir, dataDirSetting: "--data", port, production });
  process.stdout.write(`${embedded.uri}\n`);
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      embedded.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  const inUse = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${inUse ? `Port ${port} is in use: choose another with --port.` : message}\n`);
  process.exit(1);
}
