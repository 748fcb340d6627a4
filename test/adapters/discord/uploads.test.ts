import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { messagesFor } from "../../../src/core/messages.ts";
import type { DiscordPerson } from "../../support/discord-person.ts";
import { picture, type Stage, setStage, shownImage } from "./stage.ts";

const MEBIBYTE = 1024 * 1024;
const { smaller } = messagesFor("en").discord;

let stage: Stage;
let ada: DiscordPerson;
beforeEach(async () => {
  stage = await setStage();
  ada = stage.discord.person("ada");
});
afterEach(async () => {
  expect(stage.discord.violations).toEqual([]);
  await stage.stop();
});

describe("pictures that Discord takes only smaller", () => {
  test("are re-encoded to what the place allows, and the message says where the original is", async () => {
    stage.discord.interactions.fileBytesMax = MEBIBYTE;
    stage.images.set("g:0", await picture("g:0", { width: 800, height: 800, noise: true }));
    stage.dispatch.reply("imagine", { images: [shownImage("g:0")] });
    const { images, text } = await ada.answerTo("imagine", { prompt: "noise" });
    expect(images[0]?.name).toMatch(/\.jpg$/u);
    expect(images[0]?.size).toBeLessThanOrEqual(MEBIBYTE);
    expect(text).toContain(smaller);
  });

  test("share the 25 MiB of a request", async () => {
    stage.discord.interactions.fileBytesMax = 20 * MEBIBYTE;
    const images = ["g:0", "g:1", "g:2"].map(shownImage);
    const large = await picture("g", { width: 1900, height: 1900, noise: true });
    for (const { key } of images) stage.images.set(key, { ...large, key });
    expect(large.bytes.length * 3).toBeGreaterThan(25 * MEBIBYTE);
    stage.dispatch.reply("imagine", { images });
    const answer = await ada.answerTo("imagine", { prompt: "noise" });
    expect(answer.images).toHaveLength(3);
    expect(answer.images.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(25 * MEBIBYTE);
    expect(answer.text).toContain(smaller);
  });

  test("are made smaller still where Discord takes less than it said", async () => {
    stage.images.set("g:0", await picture("g:0", { width: 400, height: 400, noise: true }));
    const EDIT = "PATCH /webhooks/:application/:token/messages/:message";
    stage.discord.faults.add(EDIT, { kind: "status", status: 413 });
    stage.dispatch.reply("imagine", { images: [shownImage("g:0")] });
    expect((await ada.answerTo("imagine", { prompt: "noise" })).images).toHaveLength(1);
    expect(stage.discord.callsOf(EDIT)).toHaveLength(2);
  });
});

describe("files", () => {
  test("are ten at most, previews are small, and originals keep their names and bytes", async () => {
    const images = Array.from({ length: 12 }, (_, index) => ({ ...shownImage(`g:${index}`), thumbnail: true }));
    for (const { key } of images) stage.images.set(key, await picture(key, { width: 1000, height: 500 }));
    stage.dispatch.reply("balance", { images }, { files: [{ key: "g:0", name: "easel-abc-1.png" }] });
    const interaction = ada.slash("balance");
    const previews = await ada.until(() => ada.answers(interaction).find((one) => one.images.length > 0));
    expect(previews.images).toHaveLength(10);
    expect(previews.images[0]?.name).toMatch(/\.webp$/u);
    const { files } = await ada.until(() => ada.answers(interaction).find((one) => one.files.length > 0));
    expect(files.map(({ name }) => name)).toEqual(["easel-abc-1.png"]);
    expect(Buffer.from((await files[0]?.bytes()) ?? [])).toEqual(Buffer.from(stage.images.get("g:0")?.bytes ?? []));
  });

  test("that are too much for one request go on in the next message, whole, and stay there when the words change", async () => {
    stage.discord.interactions.fileBytesMax = 20 * MEBIBYTE;
    const large = await picture("g", { width: 1900, height: 1900, noise: true });
    const files = [0, 1, 2, 3].map((index) => ({ key: `g:${index}`, name: `easel-abc-${index + 1}.png` }));
    for (const { key } of files) stage.images.set(key, { ...large, key });
    stage.dispatch.reply("balance", { text: "Originals", files }, { text: "Originals, again", files });
    const channel = stage.discord.channel(stage.discord.guild());
    stage.dispatch.privately.add("balance");
    const interaction = ada.slash("balance", {}, { in: channel });
    await ada.until(() => ada.answers(interaction).some(({ text }) => text.includes("again")));
    await stage.dispatch.idle();
    const answers = ada.answers(interaction);
    expect(answers.flatMap((one) => one.files.map(({ name }) => name))).toEqual(files.map(({ name }) => name));
    expect(answers.map((one) => one.files.length)).toEqual([2, 2]);
    expect(answers.every(({ isPrivate }) => isPrivate)).toBe(true);
    expect(answers.flatMap((one) => one.files).every(({ size }) => size === large.bytes.length)).toBe(true);
    expect(answers.map(({ text }) => text).join()).not.toContain(smaller);
  });

  test("that are no longer stored are left out, and the words still come", async () => {
    stage.dispatch.reply("imagine", { text: "Here.", images: [shownImage("gone:0")] });
    const answer = await ada.answerTo("imagine", { prompt: "a fox" });
    expect(answer.text).toBe("Here.");
    expect(answer.images).toEqual([]);
  });
});

describe("attachments of a person", () => {
  async function read(file: Parameters<DiscordPerson["slash"]>[1] & object) {
    stage.dispatch.reply("edit", { text: "ok" });
    await ada.answerTo("edit", file);
    const action = stage.dispatch.received.at(-1)?.action;
    return action?.kind === "command" ? action.attachments : [];
  }
  const bytes = new Uint8Array(2_000).fill(7);

  test("are fetched at once, because their links expire", async () => {
    const [attachment] = await read({ reference: { name: "cat.png", bytes } });
    stage.discord.world.clock.advance(2 * stage.discord.cdn.lifetime_ms);
    expect(Buffer.from((await attachment?.read()) ?? [])).toEqual(Buffer.from(bytes));
  });

  test("are refused when read: a dead link, more bytes than said, far too many", async () => {
    const cases = [
      { name: "dead.png", bytes, isDead: true },
      { name: "longer.png", bytes, size: 100 },
      { name: "huge.png", bytes, size: 200 * MEBIBYTE },
    ];
    for (const file of cases) {
      const [attachment] = await read({ reference: file });
      expect(attachment).toMatchObject({ name: file.name, bytes: file.size ?? bytes.length });
      await expect(attachment?.read(), file.name).rejects.toThrow();
    }
  });

  test("of another type or without bytes are asked for only when somebody reads them", async () => {
    const [video, nothing] = [
      ...(await read({ reference: { name: "a.mp4", bytes, type: "video/mp4" } })),
      ...(await read({ reference: { name: "empty.png", bytes: new Uint8Array(0) } })),
    ];
    expect((await video?.read())?.byteLength).toBe(2_000);
    expect((await nothing?.read())?.byteLength).toBe(0);
  });

  test("come in order, up to four, whichever fields were filled in", async () => {
    const file = (name: string) => ({ name, bytes });
    const attachments = await read({ reference3: file("b.png"), reference: file("a.png") });
    expect(attachments.map(({ name }) => name).sort()).toEqual(["a.png", "b.png"]);
  });
});
