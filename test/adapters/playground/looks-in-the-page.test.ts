import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserFor, launchBrowser, withBrowser } from "../../support/browser.ts";
import { plainPicture, type Stage, setStage } from "./stage.ts";
import { phone, type Visit, visit } from "./visit.ts";

describe.skipIf(!browserFor("how replies look in the playground's page"))("a reply in the page", withBrowser, () => {
  let browser: Browser;
  let stage: Stage;
  const visits: Visit[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const pictures = await Promise.all([0, 1].map((index) => plainPicture(`g1:${index}`, 640, 480, "#c2533a")));
    stage = await setStage({ images: new Map(pictures.map((picture) => [picture.key, picture])) });
  });
  afterEach(async () => {
    await Promise.all(visits.splice(0).map((one) => one.leave()));
    await stage.stop();
  });
  async function come(viewport?: { width: number; height: number }): Promise<Visit> {
    const visiting = await visit(browser, stage.url, "ada", viewport);
    visits.push(visiting);
    return visiting;
  }
  const long = "Large, detailed pictures at one price: portraits, products, landscapes up to 4096 pixels.";
  const movements = ["24 Nov 2026 · −1 · picture", "24 Nov 2026 · +25 · welcome gift"].join("\n");

  test("gives long facts the whole width, each below the one before, and short ones a small table", async () => {
    const { page, say } = await come({ width: 1440, height: 900 });
    stage.dispatch.reply("balance", { fields: ["one", "two"].map((name) => ({ name, value: long })) });
    await say("/balance");
    const rows = page.locator(".fields.rows dd");
    await rows.last().waitFor();
    const boxes = await Promise.all([0, 1].map((index) => rows.nth(index).boundingBox()));
    expect(boxes[0]?.width).toBeGreaterThan(400);
    expect(boxes[1]?.x).toBe(boxes[0]?.x);
    expect(boxes[1]?.y).toBeGreaterThan(boxes[0]?.y ?? 0);
    stage.dispatch.reply("start", { fields: ["one", "two"].map((name) => ({ name, value: "short" })) });
    await say("/start");
    const cells = page.locator("article:last-of-type .fields:not(.rows) dd");
    await cells.last().waitFor();
    expect((await cells.nth(1).boundingBox())?.y).toBe((await cells.nth(0).boundingBox())?.y);
  });

  test("puts lines of the same parts below each other, and leaves them whole for those who read or copy them", async () => {
    const { page, say } = await come({ width: 1440, height: 900 });
    stage.dispatch.reply("balance", { fields: [{ name: "Lately", value: movements }] });
    await say("/balance");
    const lines = page.locator(".columns > span");
    await lines.last().waitFor();
    const third = await Promise.all([0, 1].map((index) => lines.nth(index).locator("> span").nth(2).boundingBox()));
    expect(third[0]?.x).toBe(third[1]?.x);
    expect((await page.locator(".columns").textContent())?.trim()).toBe(movements);
  });

  test("does not push the page sideways on a phone, nor breaks a flag in two", async () => {
    const { page, say } = await come(phone);
    stage.dispatch.reply("balance", {
      text: `1. ${"a very long prompt ".repeat(6)} · Z-Image Turbo · 24 Nov 2026 · 1 credit\n2. fox · Seedream · 24 Nov 2026 · 4 credits`,
      fields: [
        { name: "Lately", value: movements },
        { name: "Example", value: `${long} --model seedream` },
      ],
    });
    await say("/balance");
    await page.locator(".fields").last().waitFor();
    const log = page.locator("#channel .log");
    expect(await log.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    const flag = page.locator(".flag", { hasText: "--model" });
    expect(await flag.evaluate((element) => element.getClientRects().length)).toBe(1);
  });

  test("numbers small previews, as its lines and buttons call them", async () => {
    const { page, say } = await come();
    const images = [0, 1].map((index) => ({
      key: `g1:${index}`,
      alternative: "fox",
      width: 640,
      height: 480,
      thumbnail: true,
    }));
    stage.dispatch.reply("balance", { text: "1. fox\n2. fox", images });
    await say("/balance");
    const second = page.locator(".gallery.small .picture").nth(1);
    await second.waitFor();
    const number = "getComputedStyle(document.querySelectorAll('.gallery.small .picture')[1], '::after').content";
    expect(await page.evaluate(number)).toContain("counter(picture)");
  });
});
