import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { auditLock } from "./lock.ts";

const root = join(import.meta.dirname, "../..");
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), "utf8"));
const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Reads the lock file, and asks the registry for advisories where it can be reached. Ends with 1 when something is wrong. */
function main(): number {
  const { packages, faults } = auditLock(read("package-lock.json"), read("package.json"));
  for (const fault of faults) say(`  - ${fault}`);
  say(`${packages} packages in package-lock.json, ${faults.length} of them wrong.`);
  const asked = spawnSync("npm", ["audit", "--json", "--omit=dev"], { cwd: root, encoding: "utf8", timeout: 60_000 });
  const advisories = countOf(asked.stdout);
  if (advisories === null) say("Advisories of today: the registry could not be asked, so only the lock file was read.");
  else say(`Advisories of today: ${advisories} (npm audit tells which).`);
  return faults.length === 0 && (advisories ?? 0) === 0 ? 0 : 1;
}

function countOf(output: string): number | null {
  try {
    const { metadata } = JSON.parse(output) as { metadata?: { vulnerabilities?: { total?: unknown } } };
    const total = metadata?.vulnerabilities?.total;
    return typeof total === "number" ? total : null;
  } catch {
    return null;
  }
}

process.exitCode = main();
