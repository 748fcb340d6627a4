import { randomBytes } from "node:crypto";
import { link, mkdir, readdir, readFile, rm, unlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { compiledProduct } from "../support/tree-build.ts";

/** One place of the compiled product, as it is and as the bug has it. */
export interface Change {
  /** Of the build: `src/core/generation/settle.js`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export interface Mutant {
  /** The directory of its build. */
  readonly build: string;
  remove(): Promise<void>;
}

/** Rejects where the product does not have each place exactly once. */
export async function expectPlaces(changes: readonly Change[]): Promise<void> {
  const original = await compiledProduct();
  for (const change of changes) await replaced(original, change);
}

/** The file's text with the change in it. */
async function replaced(build: string, { file, from, to }: Change): Promise<string> {
  const text = await readFile(join(build, file), "utf8");
  const found = text.split(from).length - 1;
  if (found !== 1) throw new Error(`${file} has the place of this bug ${found} times: ${from}`);
  return text.replace(from, () => to);
}

/** A build with a planted bug. Rejects where the product does not have the place exactly once: a bug that is not there proves nothing. */
export async function plant(changes: readonly Change[]): Promise<Mutant> {
  const original = await compiledProduct();
  const build = join(dirname(original), `mutant-${process.pid}-${randomBytes(4).toString("hex")}`);
  const entries = await readdir(original, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const from = join(entry.parentPath, entry.name);
    const to = join(build, relative(original, from));
    await mkdir(dirname(to), { recursive: true });
    await link(from, to);
  }
  const remove = () => rm(build, { recursive: true, force: true });
  for (const change of changes) {
    const text = await replaced(build, change).catch(async (error: unknown) => {
      await remove();
      throw error;
    });
    // The file is shared with the original until it is written anew.
    const path = join(build, change.file);
    await unlink(path);
    await writeFile(path, text);
  }
  return { build, remove };
}
