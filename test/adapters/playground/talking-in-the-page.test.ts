import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browserFor, launchBrowser, withBrowser } from "../../support/browser.ts";
import { SmallDisk } from "./small-disk.ts";
import { plainPicture, type Stage, setStage } from "./stage.ts";
import { phone, type Visit, visit } from "./visit.ts";

describe.skipIf(!browserFor("talking in the playground's page"))("in the page", withBrowser, () => {
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
    const complaints = visits.flatMap((one) => one.complaints);
    await Promise.all(visits.splice(0).map((one) => one.leave()));
    await stage.stop();
    expect(complaints).toEqual([]);
  });
  async function come(person = "ada", viewport?: { width: number; height: number }): Promise<Visit> {
    const visiting = await visit(browser, stage.url, person, viewport);
    visits.push(visiting);
    return visiting;
  }
  const images = [0, 1].map((index) => ({
    key: `g1:${index}`,
    alternative: `a red fox, ${index}`,
    width: 640,
    height: 480,
  }));

  test("a newcomer is told what to type, and what is typed is sent by keyboard", async () => {
    stage.dispatch.reply("start", { title: "Welcome", text: "Hello there." });
    const { page } = await come();
    const channel = page.getByRole("log", { name: "#easel" });
    await channel.getByRole("button", { name: "/start" }).click();
    await expect.poll(() => page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("/start");
    await page.keyboard.press("Enter");
    await channel.getByRole("heading", { name: "Welcome" }).waitFor();
    await channel.getByText("Hello there.").waitFor();
    await expect.poll(() => page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("");
    await channel.getByText("Say what you would like to see.").waitFor({ state: "detached" });
  });

  test("the button sends too, Shift and Enter begins a line, Up brings the last message back", async () => {
    const { page } = await come();
    const box = page.getByRole("textbox", { name: "Message" });
    await box.pressSequentially("one");
    await box.press("Shift+Enter");
    await box.pressSequentially("two");
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByRole("log", { name: "#easel" }).getByText("one\ntwo").waitFor();
    await box.press("ArrowUp");
    expect(await box.inputValue()).toBe("one\ntwo");
  });

  test("commands, their flags and choices are suggested and completed by keyboard", async () => {
    const { page } = await come();
    const box = page.getByRole("textbox", { name: "Message" });
    const list = page.getByRole("listbox", { name: "Suggestions" });
    await box.pressSequentially("/");
    await expect.poll(() => list.getByRole("option").count()).toBe(3);
    await box.press("ArrowDown");
    const chosen = await box.getAttribute("aria-activedescendant");
    expect(await page.locator(`#${chosen}`).textContent()).toContain("/imagine");
    await box.press("Tab");
    expect(await box.inputValue()).toBe("/imagine ");
    await page.getByText("--n 1 to 4").waitFor();
    await box.pressSequentially("a fox --a");
    await box.press("Enter");
    await box.pressSequentially("16");
    await box.press("Enter");
    expect(await box.inputValue()).toBe("/imagine a fox --ar 16:9 ");
    await box.press("Enter");
    await expect.poll(() => stage.dispatch.received[0]?.action).toMatchObject({ words: "a fox --ar 16:9" });
  });

  test("what is complete is sent by the first Enter, and Escape closes the list", async () => {
    const { page } = await come();
    const box = page.getByRole("textbox", { name: "Message" });
    await box.pressSequentially("/imagine a fox --model nano");
    await box.press("Enter");
    await expect.poll(() => stage.dispatch.received[0]?.action).toMatchObject({ words: "a fox --model nano" });
    await box.pressSequentially("/ba");
    await box.press("Escape");
    await page.getByRole("listbox").waitFor({ state: "hidden" });
    await box.press("Enter");
    await expect.poll(() => stage.dispatch.received[1]?.action).toMatchObject({ name: "ba" });
  });

  test("pictures have their prompt as alternative text and open large, the arrow keys going through them", async () => {
    stage.dispatch.reply("imagine", { images, files: [{ key: "g1:0", name: "fox.png" }] });
    const { page, say } = await come();
    await say("/imagine a red fox");
    const picture = page.getByRole("img", { name: "a red fox, 0" });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((one) => "naturalWidth" in one && one.naturalWidth)).toBeGreaterThan(0);
    expect(await page.getByRole("link", { name: "fox.png" }).getAttribute("href")).toBe(
      "/playground/files/g1%3A0?name=fox.png",
    );
    await picture.click();
    const dialog = page.getByRole("dialog", { name: "Picture" });
    await dialog.getByRole("img", { name: "a red fox, 0" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await dialog.getByRole("img", { name: "a red fox, 1" }).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("a pressed button reaches the command, and its form opens, is filled in and sent", async () => {
    stage.dispatch.reply("imagine", { text: "painted", buttons: [{ label: "Report", token: "report" }] });
    stage.dispatch.reply("report", {
      form: {
        title: "Report this picture",
        submit: "Send report",
        token: "report/send",
        fields: [
          {
            kind: "choice",
            name: "why",
            label: "Why?",
            choices: [
              { value: "x", label: "X" },
              { value: "real", label: "A real person" },
            ],
          },
          { kind: "text", name: "more", label: "More", lengthMax: 100, required: true },
        ],
      },
    });
    stage.dispatch.reply("report/send", { text: "Thank you.", replacesOrigin: true });
    const { page, say } = await come();
    await say("/imagine someone");
    await page.getByRole("button", { name: "Report" }).click();
    const dialog = page.getByRole("dialog", { name: "Report this picture" });
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Report this picture" }).click();
    await dialog.getByLabel("Why?").selectOption("real");
    await dialog.getByLabel("More").fill("my neighbour");
    await page.keyboard.press("Enter");
    await page.getByText("Thank you.").waitFor();
    await dialog.waitFor({ state: "detached" });
    expect(stage.dispatch.received.at(-1)?.action).toEqual({
      kind: "form",
      token: "report/send",
      values: { why: "real", more: "my neighbour" },
    });
  });

  test("two people side by side see the channel alike, and only their own direct messages", async () => {
    stage.dispatch.reply("imagine", { text: "painted" });
    stage.dispatch.reply("balance", { text: "21 credits" });
    const [ada, bob] = [await come("ada"), await come("bob")];
    await ada.say("/imagine a red fox");
    await ada.say("/balance");
    await ada.page.getByText("21 credits").waitFor();
    await ada.page.getByRole("button", { name: "Write to Easel" }).click();
    await ada.say("only between us");
    const direct = ada.page.getByRole("log", { name: "Direct" });
    await direct.getByText("painted").waitFor();
    const channel = bob.page.getByRole("log", { name: "#easel" });
    await channel.getByText("painted").waitFor();
    await channel.getByText("for ada").waitFor();
    await bob.say("nice fox");
    await ada.page.getByRole("log", { name: "#easel" }).getByText("nice fox").waitFor();
    expect(await bob.page.locator("body").innerText()).not.toMatch(/21 credits|only between us/u);
  });

  test("hostile words are only words", async () => {
    const hostile = `<img src=x onerror="document.title='owned'"><b>bold</b> **bold** \u202etxet`;
    stage.dispatch.reply("imagine", {
      title: hostile,
      text: hostile,
      fields: [{ name: hostile, value: hostile }],
      images: [{ key: "g1:0", alternative: hostile, width: 640, height: 480 }],
      buttons: [
        { label: hostile, token: "t" },
        { label: hostile, url: "https://pay.example/" },
      ],
    });
    const { page, say } = await come();
    await say(`/imagine ${hostile}`);
    await page.getByRole("button", { name: hostile }).last().waitFor();
    expect(await page.locator("article b, article img[src=x]").count()).toBe(0);
    expect(await page.getByRole("img", { name: hostile }).count()).toBe(1);
    expect(await page.title()).toBe("Easel");
  });

  test("files are attached, shown, taken out again and sent", async () => {
    const { page } = await come();
    const bytes = Buffer.from(stage.images.get("g1:0")?.bytes ?? []);
    await page.locator("input[type=file]").setInputFiles([
      { name: "fox.png", mimeType: "image/png", buffer: bytes },
      { name: "mistake.png", mimeType: "image/png", buffer: bytes },
    ]);
    await page.evaluate(`
      const dropped = new DataTransfer();
      dropped.items.add(new File(["snow"], "snow.png", { type: "text/plain" }));
      document.getElementById("panes").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, cancelable: true }));
    `);
    await page.getByRole("button", { name: "Remove snow.png" }).click();
    await page.getByRole("button", { name: "Remove mistake.png" }).click();
    const attached = page.getByRole("list", { name: "Attached files" });
    await expect.poll(() => attached.getByRole("listitem").count()).toBe(1);
    await page.getByRole("textbox", { name: "Message" }).fill("/edit make it snow");
    await page.keyboard.press("Enter");
    await page.getByRole("log", { name: "#easel" }).getByText("fox.png").waitFor();
    await expect
      .poll(() => stage.dispatch.received[0]?.action)
      .toMatchObject({ name: "edit", attachments: [{ name: "fox.png", bytes: bytes.length }] });
    await attached.waitFor({ state: "hidden" });
  });

  test("what the server has no room for yet is told, and sent by itself once there is", async () => {
    await stage.stop();
    const disk = new SmallDisk();
    const folder = await mkdtemp(join(tmpdir(), "easel-page-disk-"));
    stage = await setStage({ dataDir: folder, open: disk.open });
    const one = await come();
    disk.room_bytes = 10;
    await one.say("/imagine a red fox");
    await one.page.locator("#composer .note").getByText("cannot keep messages just now").waitFor();
    disk.room_bytes = 100_000;
    await expect.poll(() => stage.dispatch.received.length, { timeout: 30_000 }).toBe(1);
    await expect.poll(() => one.page.locator("#composer .note").textContent()).toBe("");
    // The browser itself notes each answer of 503.
    one.complaints.length = 0;
    await rm(folder, { recursive: true });
  });

  test("on a narrow screen there is one conversation at a time, with a dot on the other when something came", async () => {
    const { page } = await come("ada", phone);
    const direct = page.getByRole("button", { name: /^Direct/u });
    expect(await page.getByRole("log", { name: "Direct" }).isVisible()).toBe(false);
    await stage.playground.chat.direct("ada", { text: "A receipt" }, "receipt");
    await page.getByRole("button", { name: "Direct, 1 new" }).click();
    await page.getByRole("log", { name: "Direct" }).getByText("A receipt").waitFor();
    await expect.poll(() => direct.getAttribute("aria-current")).toBe("true");
    await page.getByRole("log", { name: "#easel" }).waitFor({ state: "hidden" });
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
