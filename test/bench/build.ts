import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const houses = ["src", "commands", "adapters", "jobs"];

/** Within the checkout, so that packages are found. */
const buildDirectory = join(root, `node_modules/.cache/easel-bench-${process.pid}`);

/**
 * Compiles the product with the parts that measure it from within, as `npm run build` does: what runs a source file as it is
 * keeps the names of all functions, and that is dear where functions are made in a hot path. Answers the file to run.
 */
export async function compileParts(): Promise<string> {
  await mkdir(buildDirectory, { recursive: true });
  await writeFile(join(buildDirectory, "package.json"), '{ "type": "module" }\n');
  const config = join(buildDirectory, "tsconfig.json");
  const entry = "test/bench/part-process";
  const compilerOptions = { noCheck: true, sourceMap: false, outDir: buildDirectory, rootDir: root };
  const files = [join(root, `${entry}.ts`)];
  await writeFile(
    config,
    JSON.stringify({ extends: join(root, "tsconfig.json"), compilerOptions, include: [], files }),
  );
  for (const house of houses) {
    const from = join(root, house);
    await cp(from, join(buildDirectory, house), { recursive: true, filter: (path) => !path.endsWith(".ts") });
  }
  const compiled = join(buildDirectory, `${entry}.js`);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", config]).catch((error: unknown) => {
    // A mistake in types elsewhere is none of ours, as long as there is something to run.
    if (!existsSync(compiled)) throw error;
  });
  return compiled;
}

export function removeCompiled(): Promise<void> {
  return rm(buildDirectory, { recursive: true, force: true });
}
