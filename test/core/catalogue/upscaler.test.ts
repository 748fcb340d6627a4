import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { upscaler } from "../../../src/core/catalogue/upscaler.ts";
import { catalogue, offered, opening } from "./support.ts";

const of = { prompt: "a red fox", isPrivate: false };
const edge = fc.integer({ min: 1, max: 10_000 });

describe("enlarging", () => {
  test("doubles both edges, to what the upscaler makes", () => {
    expect(catalogue.upscale({ width: 1024, height: 768 }, of)).toMatchObject({
      model: "seedvr-upscale",
      width: 2048,
      height: 1536,
      n: 1,
      references: 1,
    });
  });

  test("keeps private what is private, and the words", () => {
    const request = catalogue.upscale({ width: 512, height: 512 }, { prompt: "hush", isPrivate: true });
    expect(request).toMatchObject({ prompt: "hush", isPrivate: true });
  });

  test("is offered for what is small, with a price, and never for what is large", () => {
    fc.assert(
      fc.property(edge, edge, (width, height) => {
        const request = catalogue.upscale({ width, height }, of);
        if (request === null)
          return width * height > upscaler.areaMax || Math.max(width, height) > 4096 || Math.min(width, height) < 8;
        const { total_credits } = catalogue.quote(request, opening);
        return width * height <= upscaler.areaMax && (total_credits === 1 || total_credits === 2);
      }),
    );
  });

  test("what comes of it is never offered to be enlarged beyond the largest that models make", () => {
    for (const { model, resolution, ratio, quality } of offered) {
      const size = catalogue.settle({ model: model.id, prompt: "x", ratio, resolution, quality, references: 0 });
      const once = catalogue.upscale(size, of);
      if (once !== null) expect(once.width * once.height).toBeLessThanOrEqual(4 * upscaler.areaMax);
    }
  });

  test("is one call with the picture's link, and asks for JPEG where a PNG would be too large for a chat", () => {
    const small = catalogue.upscale({ width: 1024, height: 1024 }, of);
    const large = catalogue.upscale({ width: 2048, height: 2048 }, of);
    if (small === null || large === null) throw new Error("both can be enlarged");
    expect(catalogue.submissions(small, ["https://fal/1.png"])).toEqual([
      {
        endpoint: "fal-ai/seedvr/upscale/image",
        input: { image_url: "https://fal/1.png", upscale_mode: "factor", upscale_factor: 2, output_format: "png" },
        images: 1,
        seed: null,
      },
    ]);
    expect(catalogue.submissions(large, ["https://fal/1.png"])[0]?.input["output_format"]).toBe("jpg");
    expect(() => catalogue.submissions(small, [])).toThrow("one picture is enlarged, 0 links were given");
  });

  test("is priced in the table as it is charged", () => {
    for (const { edge: square, price_credits } of catalogue.upscalePrices(opening)) {
      const request = catalogue.upscale({ width: square, height: square }, of);
      expect(request && catalogue.quote(request, opening).total_credits).toBe(price_credits);
    }
  });

  test("is nobody that paints", () => {
    expect(catalogue.models().map(({ id }) => id)).not.toContain(upscaler.id);
    expect(catalogue.model(upscaler.id)).toBeNull();
    expect(catalogue.maker(upscaler.id)).toMatchObject({ name: "SeedVR2", maker: "ByteDance" });
  });
});

describe("who makes an edit", () => {
  test.each([
    [undefined, 1, "nano-banana"],
    // It paints from a picture, but does not read words as an instruction.
    ["z-image", 1, "nano-banana"],
    ["seedream", 1, "seedream"],
    ["seedream", 12, "nano-banana"],
    ["gpt-image", 15, "gpt-image"],
    [undefined, 15, "gpt-image"],
    ["no-such-model", 1, "nano-banana"],
    [undefined, 17, undefined],
  ])("with %s set and %i references: %s", (own, references, model) => {
    expect(catalogue.editor(own, references)).toBe(model);
  });
});
