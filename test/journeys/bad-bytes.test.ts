import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BadBytesFal, type Serve, startBadBytesFal, stream } from "../servers/bad-bytes-fal.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { testImages } from "../support/images.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

const MEGABYTE = 1024 * 1024;
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const page = "<!doctype html><title>502</title><h1>Bad gateway</h1>";
const png = { "content-type": "image/png" };

const bytesOf =
  (bytes: Uint8Array): Serve =>
  (response) => {
    response.writeHead(200, { ...png, "content-length": bytes.byteLength }).end(bytes);
  };
const whole = await testImages.png(64, 64);
const files: Readonly<Record<string, Serve>> = {
  "an endless picture": (response) => {
    response.writeHead(200, png);
    stream(response, 300 * MEGABYTE, Buffer.concat([PNG_HEAD, Buffer.alloc(64 * 1024)]));
  },
  "an announced picture": (response) => {
    response.writeHead(200, { ...png, "content-length": 300 * MEGABYTE });
    stream(response, 300 * MEGABYTE);
  },
  "a web page": (response) => void response.writeHead(200, { "content-type": "text/html" }).end(page),
  "a web page as a picture": (response) => void response.writeHead(200, png).end(page),
  "a bomb": bytesOf(testImages.bombPng(30_000, 30_000)),
  "half a picture": bytesOf(whole.subarray(0, Math.floor(whole.byteLength / 2))),
  "a packed picture": (response) =>
    void response.writeHead(200, { ...png, "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(8 * MEGABYTE))),
  "less than announced": (response) => {
    response.writeHead(200, { ...png, "content-length": whole.byteLength + 1_000 }).write(whole);
    response.socket?.end();
  },
  "somewhere else": (response) => void response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
  "a result that is a web page": (response) => void response.writeHead(200, { "content-type": "text/html" }).end(page),
  "a result without an end": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    stream(response, 300 * MEGABYTE, Buffer.from('{"images":["'));
  },
};
/** What the core reads of a file at most, and what may be on its way to it when it hangs up. */
const TAKEN_BYTES_MAX = 80 * MEGABYTE;

describe("what the provider sends instead of a picture", () => {
  let fal: BadBytesFal;
  let easel: TestApp;
  beforeAll(async () => {
    fal = await startBadBytesFal(files);
    easel = await startTestApp({
      // A file that breaks off is asked for again, and an answer that says nothing until the picture had its time.
      timings: { downloadPatience_ms: 400, pictureMax_ms: 5_000 },
      webhooks: false,
      config: { fal },
    });
  });
  afterAll(async () => {
    await easel.stop();
    await fal.stop();
  });

  test.each([
    ["an endless picture", "broken"],
    ["an announced picture", "broken"],
    ["a web page", "broken"],
    ["a web page as a picture", "broken"],
    ["a bomb", "broken"],
    ["half a picture", "broken"],
    ["a packed picture", "broken"],
    ["less than announced", "no longer there"],
    ["somewhere else", "broken"],
    ["a result that is a web page", "too long"],
    ["a result without an end", "too long"],
  ])("%s: the credits come back, a sentence says so, and nothing of it is kept", async (what, words) => {
    const name = what.replaceAll(" ", "-");
    const ada = await easel.person(name);
    const answer = await ada.answerTo(`/imagine ${what}`);
    expect(answer.reply?.tone).toBe("fault");
    expect(answer.reply?.text).toContain(words);
    expect(answer.reply?.text).toContain("Your credit is back");
    expect(answer.reply?.images).toEqual([]);
    expect(await creditsOf(easel.app.services, name)).toEqual({ available: 25, held: 0 });
    expect((await ada.answerTo("/history")).reply?.text).toContain("Nothing here yet");
    for (const [prompt, taken_bytes] of fal.taken_bytes) {
      if (prompt.includes("picture")) expect(taken_bytes, prompt).toBeLessThan(TAKEN_BYTES_MAX);
    }
  });

  test("and after all of it the process answers as before, and the laws hold", async () => {
    const ada = await easel.person("an-endless-picture");
    expect((await ada.answerTo("/balance")).reply?.title).toBe("You have 25 credits");
    await expectLaws(easel.app.services);
    expect(easel.logged.join("\n")).not.toContain("/file/");
  });
});
