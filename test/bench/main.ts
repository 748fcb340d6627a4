import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { MongoClient } from "mongodb";
import { startTreeDatabase, type TreeDatabase } from "../support/process-tree.ts";
import { compileParts, removeCompiled } from "./build.ts";
import type { PartMessage, PartRequest } from "./part-process.ts";
import { parts } from "./parts.ts";
import { type BenchRow, renderTable } from "./table.ts";

interface Section {
  readonly title: string;
  readonly rows: readonly BenchRow[];
}

const HELP = `Usage: npm run bench -- [--only ${Object.keys(parts).join(",")}] [--million]

Prints one table: what was measured, its figure, the aim, whether it is met, and how it was measured.
The database is embedded, or the server that MONGODB_URI names.

  --only     these parts, in the order of the table
  --million  also with a million accounts and pictures: takes long, and a server that MONGODB_URI names
`;

const { values } = parseArgs({
  options: { only: { type: "string" }, million: { type: "boolean" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const wanted = values.only?.split(",") ?? Object.keys(parts);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(", ")}.\n${HELP}`);
  process.exit(2);
}

let build: Promise<string> | undefined;
let running: ChildProcess | null = null;
let isInterrupted = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // What was started is ended, and the table shows what there is so far.
  process.on(signal, () => {
    isInterrupted = true;
    running?.kill("SIGTERM");
  });
}
const started_ms = performance.now();
const sections: Section[] = [];
try {
  for (const name of Object.keys(parts).filter((part) => wanted.includes(part))) {
    if (!isInterrupted) sections.push(await run(name, values.million ? "million" : "usual"));
  }
} finally {
  await removeCompiled();
}
const took_s = (performance.now() - started_ms) / 1_000;
const database = process.env["MONGODB_URI"] ? "the server that MONGODB_URI names" : "embedded, in a process of its own";
const load = loadavg().map((average) => average.toFixed(1));
console.log(`${renderTable(sections)}\n`);
console.log(
  `Database: ${database}. Node ${process.version}, ${cpus().length} cores, load at the end ${load.join(" ")}.`,
);
console.log(`It took ${took_s.toFixed(0)} s. Ratios are of one run, in which what is compared took turns.`);

async function compiled(): Promise<string> {
  build ??= compileParts();
  return build;
}

/** Runs a part in a process of its own, on a database of its own. What fails is a line of the table, and the exit code. */
async function run(name: string, size: PartRequest["size"]): Promise<Section> {
  const since_ms = performance.now();
  const say = (text: string) =>
    process.stderr.write(`${name} ${((performance.now() - since_ms) / 1_000).toFixed(1)} s: ${text}\n`);
  const isWithin = parts[name]?.measures === "within";
  const file = isWithin ? await compiled() : fileURLToPath(new URL("part-process.ts", import.meta.url));
  const database = await startTreeDatabase();
  try {
    const { uri, kind } = database;
    const request: PartRequest = { part: name, database: { uri, kind }, size };
    const child = fork(file, [JSON.stringify(request)], {
      execArgv: isWithin ? ["--expose-gc"] : ["--import", "tsx"],
      stdio: ["ignore", 2, 2, "ipc"],
    });
    running = child;
    let section: Section | null = null;
    child.on("message", (message: PartMessage) => {
      if ("rows" in message) section = message;
      else say(message.note);
    });
    const [code] = await once(child, "exit");
    say(section === null ? `failed with ${code}` : "done");
    return section ?? { title: name, rows: failed(String(code)) };
  } finally {
    await dropWorlds(database);
    await database.drop();
  }
}

/** A part that was killed leaves what it had made beside its own database, under names that begin the same. */
async function dropWorlds({ uri, kind }: Pick<TreeDatabase, "uri" | "kind">): Promise<void> {
  if (kind === "embedded") return;
  const client = new MongoClient(uri);
  const { databases } = await client.db("admin").admin().listDatabases({ nameOnly: true });
  const own = `${client.db().databaseName}-`;
  for (const { name } of databases) if (name.startsWith(own)) await client.db(name).dropDatabase();
  await client.close();
}

function failed(code: string): readonly BenchRow[] {
  process.exitCode = 1;
  return [{ what: "this part failed", figure: code, aim: "0", met: false, how: "its exit code; see what it printed" }];
}
