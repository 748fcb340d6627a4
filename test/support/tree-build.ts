import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../..");
const cache = join(root, "node_modules/.cache/easel-tree");

/** What the processes of a tree run: it is compiled together with the product. */
export const entry = "test/support/tree-app.js";

const STALE_MS = 3_600_000;

let build: Promise<string> | undefined;

/** The product, compiled from the sources as they are; answers the directory. The sources of one state are compiled once, whoever asks. */
export function compiledProduct(): Promise<string> {
  build ??= compile();
  return build;
}

async function compile(): Promise<string> {
  const listed = await Promise.all(["src", "commands", "adapters", "jobs"].map(filesUnder));
  const sources = [...listed.flat(), "test/support/tree-app.ts", "tsconfig.json"];
  for (;;) {
    const state = await digestOf(sources);
    const home = join(cache, state);
    if (existsSync(home)) {
      const now = new Date();
      await utimes(home, now, now);
      return home;
    }
    const draft = join(cache, `draft-${process.pid}-${randomBytes(4).toString("hex")}`);
    await compileInto(draft, sources);
    // Whoever edits while we compile gets a build of one state or of the other, never of both.
    const isSame = (await digestOf(sources)) === state;
    if (!isSame || !(await takePlace(draft, home))) await rm(draft, { recursive: true, force: true });
    if (!isSame) continue;
    await removeOld();
    return home;
  }
}

/** Types are checked by `npm run types`; here they only cost time. */
async function compileInto(directory: string, sources: readonly string[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, "package.json"), '{ "type": "module" }\n');
  const config = join(directory, "tsconfig.json");
  await writeFile(
    config,
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: { noCheck: true, sourceMap: false, outDir: directory, rootDir: root },
      include: [],
      files: sources.filter((file) => file.endsWith(".ts")).map((file) => join(root, file)),
    }),
  );
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", config]).catch((error: unknown) => {
    if (!existsSync(join(directory, entry))) throw error;
  });
  for (const file of sources.filter((name) => !name.endsWith(".ts") && name !== "tsconfig.json")) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await cp(join(root, file), join(directory, file));
  }
}

async function filesUnder(house: string): Promise<string[]> {
  const entries = await readdir(join(root, house), { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => relative(root, join(one.parentPath, one.name)));
  return files.toSorted();
}

async function takePlace(draft: string, home: string): Promise<boolean> {
  try {
    await rename(draft, home);
    return true;
  } catch (error) {
    // Another worker was quicker, with the same sources.
    if (existsSync(home)) return false;
    throw error;
  }
}

async function digestOf(sources: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of sources)
    hash
      .update(file)
      .update("\0")
      .update(await readFile(join(root, file)).catch(() => "gone"));
  return hash.digest("hex").slice(0, 16);
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}
