import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { browserFor, launchBrowser, newContext, withBrowser } from "../support/browser.ts";

describe.skipIf(!browserFor("the main job in a browser"))("a newcomer with a browser", withBrowser, () => {
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

  /** What was made is there still when a test is run once more: by somebody else, and under another name. */
  let attempts = 0;
  const once = (name: string) => `${name} ${attempts}`;
  beforeEach(() => {
    attempts += 1;
  });

  async function open(person: string): Promise<Page> {
    const page = await (await newContext(browser)).newPage();
    await page.goto(`${easel.app.url}/?person=${person}-${attempts}`);
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
    const lighthouse = once("a lighthouse in a storm");
    await say(page, `/imagine ${lighthouse} --ar 16:9`);
    await newest(page, /I am 13 or older/).click();
    await log(page).getByText("You are all set").last().waitFor();

    await say(page, `/imagine ${lighthouse} --ar 16:9`);
    const picture = log(page).getByRole("img", { name: lighthouse });
    await picture.first().waitFor();
    const shape = await picture.first().evaluate(async (image) => {
      const loaded = image as unknown as { decode(): Promise<void>; naturalWidth: number; naturalHeight: number };
      await loaded.decode();
      return loaded.naturalWidth / loaded.naturalHeight;
    });
    expect(shape).toBeCloseTo(16 / 9, 1);
    for (const name of [/^Reroll · 1 credit/, /^Edit prompt/, /^Details/, /^Delete/])
      await newest(page, name).waitFor();
    await say(page, "/balance");
    await log(page).getByText("You have 24 credits").waitFor();

    await newest(page, /^Reroll/).click();
    await expect.poll(() => picture.count()).toBe(2);
    await say(page, "/imagine [refuse] a lighthouse");
    await log(page).getByText("The model refused").waitFor();
    await say(page, "/balance");
    await log(page).getByText("You have 23 credits").waitFor();
    await page.context().close();
  });

  test("changes the words in a dialog, by keyboard alone", async () => {
    const page = await open("grace");
    await say(page, "/start");
    await newest(page, /I am 13 or older/).click();
    await log(page).getByText("You are all set").last().waitFor();
    const box = page.getByRole("textbox", { name: "Message" });
    const [green, golden] = [once("a green owl"), once("a golden owl")];
    await box.fill(`/imagine ${green}`);
    await box.press("Enter");
    // The channel shows other people's pictures too.
    await log(page).getByRole("img", { name: green }).waitFor();
    await newest(page, /^Edit prompt/).press("Enter");
    const dialog = page.getByRole("dialog");
    const words = dialog.getByRole("textbox");
    await words.waitFor();
    await expect.poll(() => words.inputValue()).toBe(green);
    await words.fill(golden);
    await words.press("Tab");
    await dialog.getByRole("button", { name: /1 credit/ }).press("Enter");
    await log(page).getByRole("img", { name: golden }).waitFor();
    await page.context().close();
  });

  test("comes back after a restart of the server and sees what was missed", async () => {
    const page = await open("joan");
    await say(page, "/start");
    await newest(page, /I am 13 or older/).click();
    await log(page).getByText("You are all set").last().waitFor();
    const boat = once("a paper boat");
    await say(page, `/imagine ${boat}`);
    await log(page).getByText(boat).last().waitFor();
    await easel.restart();
    await log(page).getByRole("img", { name: boat }).waitFor();
    await page.context().close();
  });
});
