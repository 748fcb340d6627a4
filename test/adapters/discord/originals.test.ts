import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createOriginals, type Originals } from "../../../adapters/discord/originals.ts";
import { startHttp } from "../../../adapters/http/server.ts";
import { messagesFor } from "../../../src/core/messages.ts";
import type { StoredImage } from "../../../src/core/services.ts";
import { HandClock, picture, type Stage, setStage, shownImage } from "./stage.ts";

const HOUR_MS = 60 * 60_000;
const words = messagesFor("en").discord;
const keyed = (secret: string) => ({
  of: async (text: string) => createHmac("sha256", secret).update(text).digest("base64url"),
});

const images = new Map<string, StoredImage>();
let clock: HandClock;
let originals: Originals;
let http: Awaited<ReturnType<typeof startHttp>>;
let stage: Stage | null;
const logged: string[] = [];
beforeEach(async () => {
  stage = null;
  clock = new HandClock();
  const store = { read: async (key: string) => images.get(key) ?? null };
  const parts = { hash: keyed("secret"), images: store, clock };
  const write = (facts: object, message: string) => logged.push(`${message} ${JSON.stringify(facts)}`);
  const log = { info: write, warn: write, error: write };
  // Another process serves what the first one has linked to.
  const { routes } = createOriginals({ ...parts, origin: "http://other.test" });
  http = await startHttp({ port: 0, host: "127.0.0.1", routes: [...routes], log });
  originals = createOriginals({ ...parts, origin: `${http.url}/` });
  images.set("g:0", await picture("g:0", { width: 400, height: 400, noise: true }));
});
afterEach(async () => {
  await http.stop();
  await stage?.stop();
});

describe("a link to an original", () => {
  test("gives every byte, as a file, until its day is over", async () => {
    const link = await originals.linkTo("g:0");
    const answer = await fetch(link);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(images.get("g:0")?.bytes ?? []));
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="easel-g-0.png"');
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    clock.move(24 * HOUR_MS + 1);
    expect((await fetch(link)).status).toBe(410);
    expect(logged.join("\n")).not.toContain(new URL(link).pathname);
  });

  test("is worth nothing for another picture, for longer, with another key, or once the picture is deleted", async () => {
    images.set("g:1", await picture("g:1"));
    const link = await originals.linkTo("g:0");
    const [until = ""] = link.split("/").slice(-2);
    const forged = createOriginals({
      ...{ origin: http.url, hash: keyed("guessed"), clock, images: { read: async () => null } },
    });
    const tampered = [
      link.replace("g%3A0", "g%3A1"),
      link.replace(until, `${until}0`),
      link.slice(0, -1),
      `${link}x`,
      await forged.linkTo("g:0"),
    ];
    for (const one of tampered) expect((await fetch(one)).status, one).toBe(404);
    expect((await fetch(link)).status).toBe(200);
    images.delete("g:0");
    expect((await fetch(link)).status).toBe(404);
  });
});

describe("a file that is larger than Discord takes", () => {
  async function asked(withLinks: boolean) {
    stage = await setStage({ originals: withLinks ? originals : null });
    for (const [key, image] of images) stage.images.set(key, image);
    stage.discord.interactions.fileBytesMax = 100_000;
    stage.dispatch.reply("balance", { files: [{ key: "g:0", name: "easel-fox.png" }] });
    stage.dispatch.reply("imagine", { images: [shownImage("g:0")] });
    const ada = stage.discord.person("ada");
    const answer = await ada.answerTo("balance");
    const shown = await ada.answerTo("imagine", { prompt: "noise" });
    expect(stage.discord.violations).toEqual([]);
    return { answer, shown };
  }

  test("comes smaller, with a link to all of it; a picture that is only shown says how to ask", async () => {
    const { answer, shown } = await asked(true);
    expect(answer.files[0]?.size).toBeLessThanOrEqual(100_000);
    expect(answer.text).toContain(words.smallerLinked);
    const link = /\(<(http[^>]+)>\)/u.exec(answer.markup)?.[1] ?? "";
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
    expect(bytes).toEqual(Buffer.from(images.get("g:0")?.bytes ?? []));
    expect(shown.text).toContain(words.smaller);
    expect(shown.markup).not.toContain(http.url);
  });

  test("says the truth where there is no link", async () => {
    const { answer } = await asked(false);
    expect(answer.text).toContain(words.smallerFile);
    expect(answer.markup).not.toContain("http");
  });
});
