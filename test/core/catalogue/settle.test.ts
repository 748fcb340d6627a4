import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import { models } from "../../../src/core/catalogue/models.ts";
import { SEED_MAX } from "../../../src/core/catalogue/settle.ts";
import { byId, catalogue, offered, refusalOf } from "./support.ts";

const fox = { prompt: "a red fox", references: 0 };

describe("what a draft leaves open", () => {
  test("is filled with the first model's defaults", () => {
    expect(catalogue.settle({ prompt: "  a red fox ", references: 0 })).toEqual({
      model: "z-image",
      prompt: "a red fox",
      ratio: "1:1",
      resolution: "1K",
      quality: null,
      n: 1,
      seed: null,
      references: 0,
      strength: null,
      style: null,
      isPrivate: false,
      width: 1024,
      height: 1024,
    });
  });

  test("a model with qualities gets a stated one, never auto", () => {
    expect(catalogue.settle({ ...fox, model: "gpt" }).quality).toBe("medium");
  });

  test("an edit without a ratio keeps the shape of its first reference as nearly as the model can", () => {
    const ratio = (width: number, height: number, model = "seedream") =>
      catalogue.settle({ prompt: "at night", references: 1, model, shape: { width, height } }).ratio;
    expect(ratio(1920, 1080)).toBe("16:9");
    expect(ratio(3024, 4032)).toBe("3:4");
    expect(ratio(1000, 1010)).toBe("1:1");
    expect(ratio(9000, 1000)).toBe("2:1");
    expect(ratio(9000, 1000, "nano")).toBe("8:1");
  });

  test("a shape without references changes nothing", () => {
    expect(catalogue.settle({ ...fox, shape: { width: 1920, height: 1080 } }).ratio).toBe("1:1");
  });

  test("the result is plain data", () => {
    const request = catalogue.settle({ prompt: "x", references: 1, seed: 7, n: 2 });
    expect(JSON.parse(JSON.stringify(request))).toEqual(request);
  });
});

test.each(offered)("$model.id makes $ratio at $resolution $quality", ({ model, ratio, resolution, quality }) => {
  const request = catalogue.settle({ ...fox, model: model.id, ratio, resolution, quality });
  expect(request).toMatchObject({ model: model.id, ratio, resolution, quality: quality ?? null });
  const [width = 0, height = 0] = ratio.split(":").map(Number);
  expect(Math.abs(Math.log(request.width / request.height / (width / height)))).toBeLessThan(0.05);
});

describe("models are found", () => {
  test.each([
    ["z-image", "Z-Image Turbo"],
    ["zimage", "Z-Image Turbo"],
    ["Z Image Turbo", "Z-Image Turbo"],
    ["nano", "Nano Banana 2"],
    ["banana", "Nano Banana 2"],
    ["gpt", "GPT Image 2"],
    ["OpenAI", "GPT Image 2"],
    ["seed-dream", "Seedream 4.5"],
    ["Seedream 4.5", "Seedream 4.5"],
  ])("%s is %s", (typed, name) => {
    expect(catalogue.model(typed)?.name).toBe(name);
  });

  test("by names that no two models share", () => {
    const names = models.flatMap(({ id, name, aliases }) => [
      ...new Set([id, name, ...aliases].map((word) => word.toLowerCase().replaceAll(/[\s_.-]/g, ""))),
    ]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("an unknown one is refused with those there are", () => {
    expect(refusalOf(() => catalogue.settle({ ...fox, model: "midjourney" }))).toEqual({
      code: "bad-option",
      data: { option: "model", given: "midjourney", allowed: "z-image, nano-banana, gpt-image, seedream" },
    });
  });

  test("one that is switched off is refused, and works again once it is on", () => {
    const off = new Set(["seedream"]);
    const switched = createCatalogue({ isOff: (model) => off.has(model) });
    expect(refusalOf(() => switched.settle({ ...fox, model: "seed" }))).toEqual({
      code: "model-off",
      data: { model: "Seedream 4.5" },
    });
    expect(switched.settle(fox).model).toBe("z-image");
    off.clear();
    expect(switched.settle({ ...fox, model: "seed" }).model).toBe("seedream");
  });
});

describe("ratios are read as people write them", () => {
  test.each([
    ["16:9", "16:9"],
    ["16x9", "16:9"],
    ["16/9", "16:9"],
    ["16 × 9", "16:9"],
    ["1920x1080", "16:9"],
    ["32:18", "16:9"],
    ["SQUARE", "1:1"],
    ["portrait", "3:4"],
    ["landscape", "4:3"],
    ["wide", "16:9"],
    ["tall", "9:16"],
    ["ultra-wide", "21:9"],
    ["7:3", "21:9"],
  ])("%s is %s", (typed, ratio) => {
    expect(catalogue.settle({ ...fox, ratio: typed }).ratio).toBe(ratio);
  });

  test.each(["", "0:1", "1:0", "big", "16:9:4", "-1:1", "1e9:1", "999999:1"])("%j is none", (typed) => {
    expect(refusalOf(() => catalogue.settle({ ...fox, ratio: typed })).code).toBe("bad-option");
  });

  test("a ratio that the model cannot make is refused with those it can, never replaced by the nearest", () => {
    expect(refusalOf(() => catalogue.settle({ ...fox, model: "seedream", ratio: "21:9" }))).toEqual({
      code: "unsupported",
      data: {
        model: "Seedream 4.5",
        option: "ratio",
        given: "21:9",
        supported: { kind: "values", values: byId("seedream").ratios },
      },
    });
  });
});

describe("what a model does not offer is refused, never clamped", () => {
  const ratios = [...new Set(models.flatMap((model) => model.ratios))];
  const resolutions = ["0.5K", "1K", "2K", "4K", "8K"];
  const qualities = [undefined, "low", "medium", "high", "auto", "ultra"];

  test("every combination of the options that any model knows settles exactly as asked, or is refused", () => {
    for (const model of models) {
      for (const ratio of ratios) {
        for (const resolution of resolutions) {
          for (const quality of qualities) {
            const settle = () => catalogue.settle({ ...fox, model: model.id, ratio, resolution, quality });
            const possible =
              model.ratios.includes(ratio) &&
              model.resolutions.some(({ name }) => name === resolution) &&
              (quality === undefined || model.qualities.includes(quality));
            if (possible) expect(settle()).toMatchObject({ ratio, resolution });
            else expect(refusalOf(settle)).toMatchObject({ code: "unsupported", data: { model: model.name } });
          }
        }
      }
    }
  });

  test.each(models)("$id makes up to $imagesMax pictures and not one more", ({ id, imagesMax, name }) => {
    expect(catalogue.settle({ ...fox, model: id, n: imagesMax }).n).toBe(imagesMax);
    expect(refusalOf(() => catalogue.settle({ ...fox, model: id, n: imagesMax + 1 }))).toEqual({
      code: "unsupported",
      data: {
        model: name,
        option: "n",
        given: String(imagesMax + 1),
        supported: { kind: "pictures-at-once", max: imagesMax },
      },
    });
  });

  test.each([0, -1, 1.5, Number.NaN])("%d pictures are no number of pictures", (n) => {
    expect(refusalOf(() => catalogue.settle({ ...fox, n })).code).toBe("bad-option");
  });

  test.each([-1, 0.5, SEED_MAX + 1, Number.NaN])("%d is no seed", (seed) => {
    expect(refusalOf(() => catalogue.settle({ ...fox, seed })).code).toBe("bad-option");
  });

  test("a seed for a model without seeds is refused with the models that have them", () => {
    expect(refusalOf(() => catalogue.settle({ ...fox, model: "gpt", seed: 1 }))).toEqual({
      code: "unsupported",
      data: {
        model: "GPT Image 2",
        option: "seed",
        given: "1",
        supported: { kind: "only-of", models: ["Z-Image Turbo", "Nano Banana 2", "Seedream 4.5"] },
      },
    });
  });

  test.each(models)("$id takes $references.max references and not one more", ({ id, references, name }) => {
    expect(catalogue.settle({ ...fox, model: id, references: references.max }).references).toBe(references.max);
    expect(refusalOf(() => catalogue.settle({ ...fox, model: id, references: references.max + 1 }))).toEqual({
      code: "references-too-many",
      data: { model: name, given: references.max + 1, max: references.max },
    });
  });

  test("a strength needs a reference, a model that has the setting, and a number from 0.01 to 1", () => {
    const edit = { prompt: "at night", references: 1 };
    expect(catalogue.settle(edit).strength).toBe(0.6);
    expect(catalogue.settle({ ...edit, strength: 0.3 }).strength).toBe(0.3);
    expect(catalogue.settle({ ...edit, model: "nano" }).strength).toBe(null);
    expect(refusalOf(() => catalogue.settle({ ...fox, strength: 0.3 })).code).toBe("references-needed");
    expect(refusalOf(() => catalogue.settle({ ...edit, model: "nano", strength: 0.3 })).code).toBe("unsupported");
    for (const strength of [0, 1.1, 60, Number.NaN]) {
      expect(refusalOf(() => catalogue.settle({ ...edit, strength })).code).toBe("bad-option");
    }
  });
});

describe("prompts", () => {
  test.each(["", "   ", "\n\t"])("%j is empty", (prompt) => {
    expect(refusalOf(() => catalogue.settle({ prompt, references: 0 })).code).toBe("prompt-empty");
  });

  test.each(models)("of $id may have $promptLengthMax characters, however many bytes each takes", (model) => {
    const prompt = "🦊".repeat(model.promptLengthMax);
    expect(catalogue.settle({ ...fox, model: model.id, prompt }).prompt).toBe(prompt);
    expect(refusalOf(() => catalogue.settle({ ...fox, model: model.id, prompt: `${prompt}x` }))).toEqual({
      code: "prompt-too-long",
      data: { length: model.promptLengthMax + 1, lengthMax: model.promptLengthMax, model: model.name },
    });
  });
});

test("whatever is drafted, it is settled or refused; nothing else is thrown", () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  fc.assert(
    fc.property(
      fc.record({
        model: maybe(fc.oneof(fc.string(), fc.constantFrom("z", "nano", "gpt", "seed", "__proto__"))),
        prompt: fc.string(),
        ratio: maybe(
          fc.oneof(
            fc.string(),
            fc.tuple(fc.nat(), fc.nat()).map(([a, b]) => `${a}:${b}`),
          ),
        ),
        resolution: maybe(fc.oneof(fc.string(), fc.constantFrom("1k", "2K", " 4k "))),
        quality: maybe(fc.string()),
        n: maybe(fc.double()),
        seed: maybe(fc.double()),
        references: fc.nat(20),
        strength: maybe(fc.double()),
      }),
      (draft) => {
        try {
          const request = catalogue.settle(draft);
          return request.width > 0 && request.height > 0;
        } catch (error) {
          return error instanceof Error && error.name === "Refusal";
        }
      },
    ),
  );
});
