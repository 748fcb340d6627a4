import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../support/app.ts";
import { browserFor, launchBrowser, withBrowser } from "../../support/browser.ts";
import { setStage } from "./stage.ts";
import { visit } from "./visit.ts";

describe.skipIf(!browserFor("the playground's page across restarts"))("when the server goes away", withBrowser, () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    folder = await mkdtemp(join(tmpdir(), "easel-page-"));
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  test("the page says so, comes back by itself, shows what it missed and sends what waited, once", async () => {
    const first = await setStage({ dataDir: folder, port: await freePort() });
    first.dispatch.reply("imagine", { text: "painted" });
    const { page, say, leave } = await visit(browser, first.url, "ada");
    const channel = page.getByRole("log", { name: "#easel" });
    await say("/imagine a red fox");
    await channel.getByText("painted").waitFor();
    await first.stop();
    await page.getByRole("status").getByText("Reconnecting…").waitFor();
    await say("/imagine written while away");
    await channel.getByText("written while away").waitFor();

    const second = await setStage({ dataDir: folder, port: first.port });
    await second.playground.chat.direct("ada", { text: "missed this" }, "missed");
    await page.getByRole("log", { name: "Direct" }).getByText("missed this").waitFor();
    await expect
      .poll(() => second.dispatch.received.map(({ action }) => action))
      .toMatchObject([{ name: "imagine", words: "written while away" }]);
    await expect.poll(() => page.getByText("Reconnecting…").count()).toBe(0);
    expect(await channel.getByText("written while away").count()).toBe(1);
    expect(await channel.getByText("painted").count()).toBe(1);
    await second.stop();
    await leave();
  });

  test("a conversation that the server has forgotten is forgotten by the page", async () => {
    const first = await setStage({ port: await freePort() });
    const { page, say, leave } = await visit(browser, first.url, "ada");
    const channel = page.getByRole("log", { name: "#easel" });
    await say("before");
    await channel.getByText("before").waitFor();
    await first.stop();
    const second = await setStage({ port: first.port });
    await channel.getByText("Say what you would like to see.").waitFor();
    await channel.getByText("before").waitFor({ state: "detached" });
    await say("after");
    await channel.getByText("after", { exact: true }).waitFor();
    await second.stop();
    await leave();
  });
});
