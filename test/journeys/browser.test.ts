import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { browserFor, launchBrowser } from "../support/browser.ts";

describe.skipIf(!browserFor("the main job in a browser"))("a newcomer with a browser", () => {
  let easel: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    easel = await startTestApp({ speed: { painting_ms: 300 } });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await easel.stop();
  });

  async function open(person: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${easel.app.url}/?person=${person}`);
    return page;
  }
  async function say(page: Page, text: string): Promise<void> {
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill(text);
    await box.press("Escape");
    await page.getByRole("button", { name: "Send" }).click();
  }
  const log = (page: Page) => page.getByRole("log").first();
  const newest = (page: Page, name: RegExp) => log(page).getByRole("button", { name }).last();

  test("accepts the terms, sees a lighthouse, pays exactly its price, rerolls, and is not charged for a refusal", async () => {
    const page = await open("ada");
    await say(page, "/imagine a lighthouse in a storm --ar 16:9");
    await newest(page, /I am 13 or older/).click();
    await log(page).getByText("You are all set").last().waitFor();

    await say(page, "/imagine a lighthouse in a storm --ar 16:9");
    const picture = log(page).getByRole("img", { name: "a lighthouse in a storm" });
    await picture.first().waitFor();
    const shape = await picture.first().evaluate(async (image) => {
      const loaded = image as unknown as { decode(): Promise<void>; naturalWidth: number; naturalHeight: number };
      await loaded.decode();
      return loaded.naturalWidth / loaded.naturalHeight;
    });
    expect(shape).toBeCloseTo(16 / 9, 1);
    for (const name of [/^Reroll · 1 credit/, /^Edit prompt/, /^Details/, /^Delete/]) {
      expect(await newest(page, name).isVisible()).toBe(true);
    }
    await say(page, "/balance");
    await log(page).getByText("You have 24 credits").waitFor();

    await newest(page, /^Reroll/).click();
    await expect.poll(() => picture.count()).toBe(2);
    await say(page, "/imagine [refuse] a lighthouse");
    await log(page).getByText("The model refused").waitFor();
    await say(page, "/balance");
    await log(page).getByText("You have 23 credits").waitFor();
    await page.close();
  });

  test("changes the words in a dialog, by keyboard alone", async () => {
    const page = await open("grace");
    await say(page, "/start");
    await newest(page, /I am 13 or older/).click();
    await log(page).getByText("You are all set").last().waitFor();
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill("/imagine a green owl");
    await box.press("Enter");
    // The channel shows other people's pictures too.
    await log(page).getByRole("img", { name: "a green owl" }).waitFor();
    await newest(page, /^Edit prompt/).press("Enter");
    const dialog = page.getByRole("dialog");
    const words = dialog.getByRole("textbox");
    await words.waitFor();
    expect(await words.inputValue()).toBe("a green owl");
    await words.fill("a golden owl");
    await words.press("Tab");
    await dialog.getByRole("button", { name: /1 credit/ }).press("Enter");
    await log(page).getByRole("img", { name: "a golden owl" }).waitFor();
    await page.close();
  });

  test("comes back after a restart of the server and sees what was missed", async () => {
    const page = await open("joan");
    await say(page, "/start");
    await newest(page, /I am 13 or older/).click();
    await log(page).getByText("You are all set").last().waitFor();
    await say(page, "/imagine a paper boat");
    await log(page)
      .getByText(/paper boat/)
      .last()
      .waitFor();
    await easel.restart();
    await log(page).getByRole("img", { name: "a paper boat" }).waitFor();
    await page.close();
  });
});
