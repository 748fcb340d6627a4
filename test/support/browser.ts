import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Where Chromium is: `CHROMIUM_PATH` when that is set, else Debian's place or the search path; null when it is not there. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const onPath = (environment["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const chosen = environment["CHROMIUM_PATH"] ?? "";
  const candidates = chosen === "" ? ["/usr/bin/chromium", ...onPath] : [chosen];
  return candidates.find(isExecutable) ?? null;
}

/**
 * Whether tests can have a browser; when not, says so in one plain line, for a skipped test must not look like a passed one.
 * Used as `describe.skipIf(!browserFor("…"))`.
 */
export function browserFor(what: string): boolean {
  if (findChromium() !== null) return true;
  process.stdout.write(`skipped: ${what}: no Chromium on this machine (install it, or set CHROMIUM_PATH)\n`);
  return false;
}

/** A headless Chromium that talks to nobody but the pages it is sent to. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error("no Chromium on this machine: ask browserFor() first");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
