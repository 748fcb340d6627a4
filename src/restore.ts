import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { DamagedBackup } from "../adapters/mongo/backup/format.ts";
import { restore } from "../adapters/mongo/backup/restore.ts";
import { refuse, withDatabase } from "./database-command.ts";

const USAGE = `Usage: npm run -s restore -- --from FILE [--replace]

Brings back what ${"`npm run backup`"} has written, into an empty database; with --replace whatever is in it is lost. Easel has to be stopped
meanwhile. Reads MONGODB_URI; without it DATA_DIR. Easel starts on it only once the restore is complete.
`;

function options(): { readonly path: string; readonly replace: boolean } {
  try {
    const { from, replace } = parseArgs({
      options: { from: { type: "string" }, replace: { type: "boolean", default: false } },
    }).values;
    if (from !== undefined && from !== "") return { path: from, replace };
  } catch {
    // Whatever was wrong, the usage says how it goes.
  }
  return refuse(USAGE);
}

const { path, replace } = options();
if (!existsSync(path)) refuse(`${path} is not there.`);
await withDatabase(async ({ connection, ensureIndexes }) => {
  const { takenAt, counts } = await restore(connection, { path, replace }).catch((error: unknown) => {
    throw error instanceof DamagedBackup ? new Error(`${path} cannot be restored: ${error.message}.`) : error;
  });
  await ensureIndexes();
  process.stdout.write(`of ${takenAt.toISOString()}\n`);
  for (const [collection, count] of Object.entries(counts)) process.stdout.write(`${collection} ${count}\n`);
});
