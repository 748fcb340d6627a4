import { describe, expect, test } from "vitest";
import { z } from "zod";
import { SEED_MAX } from "../../../src/core/catalogue/settle.ts";
import { byId, catalogue, offered } from "./support.ts";

/** The provider's limits, as its own pages and client state them. */
const prompt = z.string().min(1);
const links = (max: number) => z.array(z.url()).min(1).max(max);
const count = (max: number) => z.int().min(1).max(max);
const seed = z.int().min(0).max(SEED_MAX);
const outputFormat = z.enum(["jpeg", "png", "webp"]);
const multipleOf16 = z.int().multipleOf(16);

const zImage = {
  prompt,
  image_size: z
    .strictObject({ width: multipleOf16, height: multipleOf16 })
    .refine(({ width, height }) => width * height <= 4_000_000),
  num_images: count(4),
  seed: seed.optional(),
  enable_safety_checker: z.literal(true),
  output_format: outputFormat,
};
const nanoBanana = {
  prompt,
  aspect_ratio: z.enum([
    "21:9",
    "16:9",
    "3:2",
    "4:3",
    "5:4",
    "1:1",
    "4:5",
    "3:4",
    "2:3",
    "9:16",
    "4:1",
    "1:4",
    "8:1",
    "1:8",
  ]),
  resolution: z.enum(["0.5K", "1K", "2K", "4K"]),
  num_images: count(4),
  seed: seed.optional(),
  output_format: outputFormat,
  safety_tolerance: z.enum(["1", "2", "3", "4", "5", "6"]),
  limit_generations: z.literal(true),
};
const gptImage = {
  prompt,
  image_size: z
    .strictObject({ width: multipleOf16.max(3840), height: multipleOf16.max(3840) })
    .refine(({ width, height }) => Math.max(width / height, height / width) <= 3)
    .refine(({ width, height }) => width * height >= 655_360 && width * height <= 8_294_400),
  quality: z.enum(["low", "medium", "high"]),
  num_images: count(4),
  output_format: outputFormat,
};
const seedreamEdge = z.int().min(1920).max(4096);
const seedream = {
  prompt,
  image_size: z.strictObject({ width: seedreamEdge, height: seedreamEdge }),
  num_images: count(6),
  max_images: z.literal(1),
  seed: seed.optional(),
  enable_safety_checker: z.literal(true),
};

const endpoints: Record<string, z.ZodType> = {
  "fal-ai/z-image/turbo": z.strictObject(zImage),
  "fal-ai/z-image/turbo/image-to-image": z.strictObject({
    ...zImage,
    image_url: z.url(),
    strength: z.number().min(0.01).max(1),
  }),
  "fal-ai/nano-banana-2": z.strictObject(nanoBanana),
  "fal-ai/nano-banana-2/edit": z.strictObject({ ...nanoBanana, image_urls: links(14) }),
  "openai/gpt-image-2": z.strictObject(gptImage),
  "openai/gpt-image-2/edit": z.strictObject({ ...gptImage, image_urls: links(16) }),
  "fal-ai/bytedance/seedream/v4.5/text-to-image": z.strictObject(seedream),
  "fal-ai/bytedance/seedream/v4.5/edit": z.strictObject({ ...seedream, image_urls: links(10) }),
};

const linksFor = (references: number) => Array.from({ length: references }, (_, i) => `https://files.example/${i}.png`);

test.each(offered)("$model.id $ratio $resolution $quality is within the provider's limits", (mode) => {
  const { model, ratio, resolution, quality } = mode;
  for (const references of [0, 1, model.references.max]) {
    for (const n of [1, model.imagesMax]) {
      for (const chosen of model.seed ? [undefined, 0, SEED_MAX] : [undefined]) {
        const draft = { model: model.id, prompt: "a red fox", ratio, resolution, quality, n, seed: chosen, references };
        const calls = catalogue.submissions(catalogue.settle(draft), linksFor(references));
        expect(calls.reduce((sum, { images }) => sum + images, 0)).toBe(n);
        for (const { endpoint, input, images, seed: used } of calls) {
          endpoints[endpoint]?.parse(input);
          expect(Object.keys(endpoints)).toContain(endpoint);
          expect(input.num_images).toBe(images);
          expect(input.seed ?? null).toBe(used);
        }
      }
    }
  }
});

describe("Nano Banana 2 draws the same picture again for the same seed", () => {
  const settle = (n: number, chosen?: number) =>
    catalogue.settle({ model: "nano", prompt: "a red fox", references: 0, n, seed: chosen });

  test("so several pictures with a seed are several calls, each with its own", () => {
    const calls = catalogue.submissions(settle(3, 41), []);
    expect(calls.map(({ images, seed: used, input }) => [images, used, input.seed])).toEqual([
      [1, 41, 41],
      [1, 42, 42],
      [1, 43, 43],
    ]);
  });

  test("at the largest seed they go on from zero", () => {
    expect(catalogue.submissions(settle(2, SEED_MAX), []).map((call) => call.seed)).toEqual([SEED_MAX, 0]);
  });

  test("one picture, or none with a seed, is one call", () => {
    expect(catalogue.submissions(settle(1, 41), [])).toHaveLength(1);
    expect(catalogue.submissions(settle(4), [])).toHaveLength(1);
  });
});

test("other models make all pictures of a seed in one call", () => {
  const request = catalogue.settle({ model: "seedream", prompt: "x", references: 0, n: 4, seed: 1 });
  expect(catalogue.submissions(request, [])).toMatchObject([{ images: 4, seed: 1 }]);
});

test("references go to the endpoint for edits, with its own field", () => {
  const send = (model: string, references: number) =>
    catalogue.submissions(catalogue.settle({ model, prompt: "x", references }), linksFor(references))[0];
  expect(send("z", 1)).toMatchObject({
    endpoint: byId("z").provider.referenceEndpoint,
    input: { image_url: "https://files.example/0.png", strength: 0.6 },
  });
  expect(send("nano", 2)?.input).toMatchObject({
    image_urls: ["https://files.example/0.png", "https://files.example/1.png"],
  });
});

test("links that are not as many as were settled are a fault", () => {
  const request = catalogue.settle({ prompt: "x", references: 1 });
  expect(() => catalogue.submissions(request, [])).toThrow(/1 references were settled/);
});

test("pictures too large for a chat's attachment limit as PNG come as JPEG", () => {
  const format = (resolution: string) =>
    catalogue.submissions(catalogue.settle({ model: "nano", prompt: "x", references: 0, resolution }), [])[0]?.input
      .output_format;
  expect([format("0.5K"), format("1K"), format("2K"), format("4K")]).toEqual(["png", "png", "png", "jpeg"]);
});
