import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Locator } from "playwright-core";

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

/**
 * How tests that drive a browser run. It is a program of its own that now and then fails by itself, a renderer that does not come up or a
 * target that is lost, and that must refuse nobody a release: once more, then it counts. The reporters name a test that needed it.
 */
export const withBrowser = { retry: 1, timeout: 120_000 };

/** How long a page may take for one thing. Only what never happens is late: on a busy machine a browser that is well takes seconds for a click. */
const PATIENCE_MS = 60_000;

/** A browser's own storage and windows, as of one person. */
export async function newContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/**
 * Presses what leads to another page, and resolves when that page is there. A click by itself returns while its navigation is still under
 * way: what is read next may be the old page, what is pressed next may be a button of it, and a reload meets a page that is being replaced.
 */
export async function pressAndArrive(target: Locator): Promise<void> {
  const page = target.page();
  const replaced = page.waitForEvent("framenavigated", (frame) => frame === page.mainFrame());
  await Promise.all([replaced, target.click()]);
  await page.waitForLoadState();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
