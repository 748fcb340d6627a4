import type { Browser, Page } from "playwright-core";
import { newContext } from "../../support/browser.ts";

export interface Visit {
  readonly page: Page;
  /** What the page complained about: errors of scripts, of the content security policy, of what it could not load. */
  readonly complaints: string[];
  /** Types into the message box and sends it by keyboard. */
  say(text: string): Promise<void>;
  leave(): Promise<void>;
}

export const wide = { width: 1280, height: 800 };
export const phone = { width: 360, height: 640 };

/** One person at one browser, with storage of their own. */
export async function visit(browser: Browser, url: string, person: string, viewport = wide): Promise<Visit> {
  const context = await newContext(browser, { viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  await page.goto(`${url}/?person=${person}`);
  await page.locator(".log[aria-busy=false]").first().waitFor({ state: "attached" });
  return {
    page,
    complaints,
    async say(text) {
      const box = page.getByRole("textbox", { name: "Message" });
      await box.fill(text);
      await box.press("Enter");
    },
    leave: () => context.close(),
  };
}
