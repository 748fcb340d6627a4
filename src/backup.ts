import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { backUp } from "../adapters/mongo/backup/backup.ts";
import { refuse, withDatabase } from "./database-command.ts";

const USAGE = `Usage: npm run -s backup -- --out FILE

Writes everything that is kept into one file, which only its owner may read and which ${"`npm run restore`"} brings back. Easel has to be
stopped meanwhile. Reads MONGODB_URI; without it DATA_DIR. HASH_KEY, where one is set, is not in the file: keep it apart.
`;

function fileOf(): string {
  try {
    const { out } = parseArgs({ options: { out: { type: "string" } } }).values;
    if (out !== undefined && out !== "") return out;
  } catch {
    // Whatever was wrong, the usage says how it goes.
  }
  return refuse(USAGE);
}

const path = fileOf();
if (existsSync(path)) refuse(`${path} is there already: choose another name.`);
await withDatabase(async ({ connection }) => {
  const counts = await backUp(connection, { path });
  for (const [collection, count] of Object.entries(counts)) process.stdout.write(`${collection} ${count}\n`);
});
