import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFal } from "../../../../adapters/fal/provider.ts";
import { testImages } from "../../../support/images.ts";
import { takeNotes } from "../raw-server.ts";
import { imaging, type Stage, startStage, until } from "./stage.ts";

const Z_IMAGE = "fal-ai/z-image/turbo";
const NANO = "fal-ai/nano-banana-2";
const GPT = "openai/gpt-image-2";
const SEEDREAM = "fal-ai/bytedance/seedream/v4.5";
const MEGABYTE = 1024 * 1024;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function factsOf(url: string) {
  return imaging.inspect(await stage.provider.download(url, 64 * MEGABYTE), 80_000_000);
}

test("a request waits, is painted and is done, and the others see how many are ahead", async () => {
  await using slow = await startStage({ concurrency: 1, speed: { painting_ms: 2_000 } });
  const [first, second, third] = [
    await slow.submit(Z_IMAGE, { prompt: "one", image_size: "square" }),
    await slow.submit(Z_IMAGE, { prompt: "two", image_size: "square" }),
    await slow.submit(Z_IMAGE, { prompt: "three", image_size: "square" }),
  ];
  const status = (requestId: string) => slow.provider.status({ endpoint: Z_IMAGE, requestId });
  expect(await status(first)).toEqual({ state: "running" });
  expect(await status(second)).toEqual({ state: "queued", ahead: 0 });
  expect(await status(third)).toEqual({ state: "queued", ahead: 1 });
  await expect(slow.provider.result({ endpoint: Z_IMAGE, requestId: third })).rejects.toMatchObject({
    code: "not_ready",
  });
  await until(async () => (await status(third)).state === "done");
  expect(slow.sandbox.requests().map(({ state, billed }) => [state, billed])).toEqual([
    ["done", 1],
    ["done", 1],
    ["done", 1],
  ]);
});

test("the usual pace lets progress be seen", async () => {
  await using usual = await startStage({ speed: { queue_ms: 300, painting_ms: 1000 } });
  const start_ms = performance.now();
  const requestId = await usual.submit(Z_IMAGE, { prompt: "a fox", image_size: "square" });
  const seen = new Set<string>();
  await until(async () => {
    const { state } = await usual.provider.status({ endpoint: Z_IMAGE, requestId });
    seen.add(state);
    return state === "done";
  });
  expect([...seen]).toEqual(["queued", "running", "done"]);
  expect(performance.now() - start_ms).toBeGreaterThan(1250);
});

test("a wrong key is let into nothing", async () => {
  const provider = createFal({ ...stage.sandbox, key: "wrong", webhookUrl: null, ...takeNotes() });
  await expect(provider.submit({ tag: "t", endpoint: Z_IMAGE, input: { prompt: "x" } })).rejects.toMatchObject({
    code: "unauthorized",
    taken: "no",
  });
  await expect(provider.upload(new Uint8Array(1), "image/png")).rejects.toMatchObject({ code: "unauthorized" });
});

test("what was submitted can be looked at: input, headers, webhook, and what it would cost", async () => {
  const requestId = await stage.submit(Z_IMAGE, { prompt: "seen", num_images: 2, image_size: "square" }, "gen.7");
  await until(() => stage.told.some(({ tag }) => tag === "gen.7"));
  const found = stage.sandbox.requests().find((request) => request.requestId === requestId);
  expect(found).toMatchObject({
    endpoint: Z_IMAGE,
    input: { prompt: "seen", num_images: 2 },
    webhook: `${stage.hook.url}/fal?tag=gen.7`,
    state: "done",
    billed: 2,
  });
  expect(found?.headers["x-fal-store-io"]).toBe("0");
});

test("a cancelled request is not painted, not billed and not told", async () => {
  await using slow = await startStage({ concurrency: 1, speed: { painting_ms: 150 } });
  const running = { endpoint: Z_IMAGE, requestId: await slow.submit(Z_IMAGE, { prompt: "one" }, "running") };
  const waiting = { endpoint: Z_IMAGE, requestId: await slow.submit(Z_IMAGE, { prompt: "two" }, "waiting") };
  expect(await slow.provider.cancel(waiting)).toBe(true);
  expect(await slow.provider.cancel(waiting)).toBe(false);
  await until(() => slow.told.length > 0);
  expect(await slow.provider.cancel(running)).toBe(false);
  await expect(slow.provider.result(waiting)).rejects.toMatchObject({ name: "ProviderRefused", policy: false });
  expect(await slow.provider.cancel({ endpoint: Z_IMAGE, requestId: "unknown" })).toBe(false);
  expect(slow.told.map(({ tag }) => tag)).toEqual(["running"]);
  expect(slow.sandbox.requests().map(({ state, billed }) => [state, billed])).toEqual([
    ["done", 1],
    ["cancelled", 0],
  ]);
});

test("what is being painted can be cancelled, and then ends as nothing", async () => {
  await using slow = await startStage({ speed: { painting_ms: 150 } });
  const request = { endpoint: Z_IMAGE, requestId: await slow.submit(Z_IMAGE, { prompt: "one", image_size: "square" }) };
  expect(await slow.provider.status(request)).toEqual({ state: "running" });
  expect(await slow.provider.cancel(request)).toBe(true);
  // Longer than the painting would have taken.
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(slow.told).toEqual([]);
  expect(slow.sandbox.requests()).toMatchObject([{ state: "cancelled", billed: 0 }]);
});

test("news is sent again until it is taken", async () => {
  await using busy = await startStage();
  busy.refusals = 2;
  const requestId = await busy.submit(Z_IMAGE, { prompt: "again", image_size: "square" });
  await until(() => busy.told.length > 0);
  expect(busy.told).toEqual([{ tag: "gen.0", requestId }]);
  expect(busy.hook.requests).toHaveLength(3);
});

describe("each model answers in its own shape and size", () => {
  const cases: readonly (readonly [string, string, Record<string, unknown>, number, number, string])[] = [
    ["z-image", Z_IMAGE, {}, 1024, 768, "image/png"],
    ["z-image", Z_IMAGE, { image_size: "portrait_16_9", output_format: "webp" }, 576, 1024, "image/webp"],
    ["z-image", Z_IMAGE, { image_size: { width: 640, height: 400 }, output_format: "jpeg" }, 640, 400, "image/jpeg"],
    ["nano banana", NANO, {}, 1024, 1024, "image/png"],
    ["nano banana", NANO, { aspect_ratio: "21:9" }, 1584, 672, "image/png"],
    ["nano banana", NANO, { aspect_ratio: "9:16", resolution: "2K" }, 1536, 2752, "image/png"],
    ["nano banana", NANO, { aspect_ratio: "1:8", resolution: "0.5K" }, 192, 1536, "image/png"],
    ["gpt image", GPT, {}, 1024, 768, "image/png"],
    ["gpt image", GPT, { image_size: { width: 1536, height: 512 } }, 1536, 512, "image/png"],
    ["seedream", `${SEEDREAM}/text-to-image`, {}, 2048, 2048, "image/png"],
    ["seedream", `${SEEDREAM}/text-to-image`, { image_size: { width: 2560, height: 1920 } }, 2560, 1920, "image/png"],
    ["seedream", `${SEEDREAM}/text-to-image`, { image_size: "landscape_16_9" }, 2736, 1536, "image/png"],
  ];
  test.each(cases)("%s", async (_, endpoint, input, width, height, contentType) => {
    const { images, seed } = await stage.result(endpoint, { prompt: "a lighthouse", ...input });
    expect(await factsOf(images[0]?.url ?? "")).toEqual({ contentType, width, height });
    expect(seed === null).toBe(endpoint.includes("nano") || endpoint.includes("gpt"));
  });

  test("4K is possible", async () => {
    const { images } = await stage.result(`${SEEDREAM}/text-to-image`, { prompt: "stars", image_size: "auto_4K" });
    expect(await factsOf(images[0]?.url ?? "")).toMatchObject({ width: 4096, height: 4096 });
  });

  test("a given seed is told, and the same seed gives the same picture", async () => {
    const paint = async () => {
      const { images, seed } = await stage.result(Z_IMAGE, {
        prompt: "a fox",
        seed: 5,
        num_images: 2,
        image_size: "square",
      });
      const files = await Promise.all(images.map(({ url }) => stage.provider.download(url, MEGABYTE)));
      return { seed, files: files.map((file) => Buffer.from(file).toString("base64")) };
    };
    const [once, again] = [await paint(), await paint()];
    expect(once.seed).toBe(5);
    expect(once).toEqual(again);
    expect(once.files[0]).not.toBe(once.files[1]);
  });

  test("Nano Banana makes one picture twice from one seed", async () => {
    const { images } = await stage.result(NANO, { prompt: "a fox", seed: 5, num_images: 2, resolution: "0.5K" });
    const [one, two] = await Promise.all(images.map(({ url }) => stage.provider.download(url, MEGABYTE)));
    expect(one).toEqual(two);
  });
});

describe("references", () => {
  const edits: readonly (readonly [string, string, string])[] = [
    ["z-image", `${Z_IMAGE}/image-to-image`, "image_url"],
    ["nano banana", `${NANO}/edit`, "image_urls"],
    ["gpt image", `${GPT}/edit`, "image_urls"],
  ];
  test.each(edits)("%s paints over an uploaded picture, in its shape", async (_, endpoint, field) => {
    const link = await stage.provider.upload(await testImages.jpeg(300, 200), "image/jpeg");
    const input = { prompt: "add a fox", [field]: field === "image_url" ? link : [link] };
    const { images } = await stage.result(endpoint, input);
    const facts = await factsOf(images[0]?.url ?? "");
    expect((facts?.width ?? 0) / (facts?.height ?? 1)).toBeCloseTo(1.5, 1);
  });

  test("an upscaler enlarges what it is given", async () => {
    const link = await stage.provider.upload(await testImages.png(60, 40), "image/png");
    const aura = await stage.result("fal-ai/aura-sr", { image_url: link });
    expect(await factsOf(aura.images[0]?.url ?? "")).toMatchObject({ width: 240, height: 160 });
    const clarity = await stage.result("fal-ai/clarity-upscaler", { image_url: link, upscale_factor: 3 });
    expect(await factsOf(clarity.images[0]?.url ?? "")).toMatchObject({ width: 180, height: 120 });
    const input = { image_url: link, upscale_mode: "factor", upscale_factor: 3, output_format: "jpg" };
    const seedvr = await stage.result("fal-ai/seedvr/upscale/image", input);
    // Edges come in steps of 16 pixels.
    expect(await factsOf(seedvr.images[0]?.url ?? "")).toMatchObject({
      contentType: "image/jpeg",
      width: 176,
      height: 128,
    });
  });

  test.each([
    ["a link that leads nowhere", async () => `${stage.sandbox.queueUrl}/files/nothing`, "file_download_error"],
    ["a link to somewhere else", async () => "http://127.0.0.1:9/a.png", "file_download_error"],
    [
      "a broken file",
      async () => stage.provider.upload(await testImages.brokenJpeg(), "image/jpeg"),
      "image_load_error",
    ],
    ["a web page", async () => stage.provider.upload(testImages.html(), "image/png"), "image_load_error"],
    ["a dot", async () => stage.provider.upload(await testImages.png(4, 4), "image/png"), "image_too_small"],
  ])("%s is refused, and it is about the reference", async (_, link, code) => {
    const input = { prompt: "x", image_url: await link() };
    await expect(stage.result(`${Z_IMAGE}/image-to-image`, input)).rejects.toMatchObject({
      code,
      policy: false,
      about: "reference",
    });
  });
});

describe("inputs are checked as the real models check theirs", () => {
  const cases: readonly (readonly [string, Record<string, unknown>, string])[] = [
    [Z_IMAGE, {}, "missing"],
    [Z_IMAGE, { prompt: "" }, "string_too_short"],
    [Z_IMAGE, { prompt: "x", num_images: 5 }, "less_than_equal"],
    [Z_IMAGE, { prompt: "x", num_images: 0 }, "greater_than_equal"],
    [Z_IMAGE, { prompt: "x", output_format: "gif" }, "one_of"],
    [Z_IMAGE, { prompt: "x", aspect_ratio: "1:1" }, "extra_forbidden"],
    [NANO, { prompt: "x", aspect_ratio: "7:3" }, "one_of"],
    [NANO, { prompt: "x", resolution: "8K" }, "one_of"],
    [`${NANO}/edit`, { prompt: "x", image_urls: [] }, "too_short"],
    [`${NANO}/edit`, { prompt: "x", image_urls: Array(15).fill("a") }, "too_long"],
    [`${SEEDREAM}/text-to-image`, { prompt: "x", output_format: "png" }, "extra_forbidden"],
    [`${SEEDREAM}/edit`, { prompt: "x" }, "missing"],
    ["fal-ai/aura-sr", {}, "missing"],
    ["fal-ai/seedvr/upscale/image", { image_url: "x", prompt: "x" }, "extra_forbidden"],
  ];
  test.each(cases)("%s %j", async (endpoint, input, code) => {
    await expect(stage.result(endpoint, input)).rejects.toMatchObject({ name: "ProviderRefused", code, policy: false });
  });

  test.each<[string, { width: number; height: number }]>([
    [Z_IMAGE, { width: 4096, height: 2048 }],
    [GPT, { width: 1000, height: 1000 }],
    [GPT, { width: 2048, height: 512 }],
    [GPT, { width: 4096, height: 2048 }],
    [`${SEEDREAM}/text-to-image`, { width: 1024, height: 1024 }],
    [`${SEEDREAM}/text-to-image`, { width: 4112, height: 2048 }],
  ])("%s does not make %j", async (endpoint, image_size) => {
    await expect(stage.result(endpoint, { prompt: "x", image_size })).rejects.toMatchObject({
      name: "ProviderRefused",
      policy: false,
    });
  });

  test("an endpoint that is not there", async () => {
    await expect(stage.submit("fal-ai/no-such-model", { prompt: "x" })).rejects.toMatchObject({ code: "not_found" });
  });
});
