import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Books } from "./books.ts";
import type { SandboxTime } from "./time.ts";

const FILE = "stripe-sandbox.json";
const FORMAT = 1;
/** What happens together is written together. */
const PAUSE_MS = 100;

type Saved = { readonly format: number; readonly offset_ms: number } & Readonly<
  Partial<Record<keyof Books, readonly { readonly id: string }[]>>
>;

export interface Keeper {
  changed(): void;
  /** Writes what is not written yet. */
  close(): void;
}

/** Keeps everything in one file, so that a restart still knows what was bought. A crash in between loses a moment at most. */
export function keepIn(dataDir: string | null, books: Books, time: SandboxTime): Keeper {
  if (dataDir === null) return { changed() {}, close() {} };
  const path = join(dataDir, FILE);
  load(path, books, time);
  let timer: NodeJS.Timeout | null = null;

  function write(): void {
    timer = null;
    const tables = Object.entries(books).map(([name, table]) => [name, table.all()] as const);
    const saved = { format: FORMAT, offset_ms: time.offset_ms, ...Object.fromEntries(tables) };
    mkdirSync(dataDir ?? ".", { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(saved), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  return {
    changed() {
      timer ??= setTimeout(write, PAUSE_MS);
    },
    close() {
      if (timer === null) return;
      clearTimeout(timer);
      write();
    },
  };
}

function load(path: string, books: Books, time: SandboxTime): void {
  if (!existsSync(path)) return;
  let saved: Saved;
  try {
    saved = JSON.parse(readFileSync(path, "utf8")) as Saved;
  } catch {
    throw new Error(`${FILE} in the data directory cannot be read: move it away, and the payments sandbox begins anew`);
  }
  if (saved.format !== FORMAT) return;
  time.offset_ms = saved.offset_ms;
  for (const name of Object.keys(books) as (keyof Books)[]) {
    const table = books[name] as { add(item: { readonly id: string }): unknown };
    for (const item of saved[name] ?? []) table.add(item);
  }
}
