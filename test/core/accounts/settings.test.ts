import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { initialSettings, type Look, noLook, withPreferences } from "../../../src/core/accounts/settings.ts";
import { createCatalogue, type Draft } from "../../../src/core/catalogue/catalogue.ts";
import { models } from "../../../src/core/catalogue/models.ts";
import { pictureOptions } from "../../../src/core/generation/picture-options.ts";

const catalogue = createCatalogue();
function settled(draft: Partial<Draft>, set: Partial<Look>, last: Partial<Look> | null = null, offered = catalogue) {
  const preferences = {
    settings: { ...initialSettings, ...set, remembersLast: last !== null },
    lastLook: last === null ? null : { ...noLook, ...last },
  };
  return offered.settle(withPreferences({ prompt: "a fox", references: 0, ...draft }, preferences, offered));
}

describe("a draft that is silent", () => {
  test("gets what is set, then what was used last, then the model's own", () => {
    expect(settled({}, {})).toMatchObject({ model: "z-image", ratio: "1:1", resolution: "1K" });
    expect(settled({}, {}, { model: "seedream" }).model).toBe("seedream");
    expect(settled({}, { model: "gpt-image" }, { model: "seedream", ratio: "16:9" })).toMatchObject({
      model: "gpt-image",
      ratio: "16:9",
      quality: "medium",
    });
    expect(settled({ model: "z" }, { model: "gpt-image", ratio: "2:3" }, { ratio: "16:9" })).toMatchObject({
      model: "z-image",
      ratio: "2:3",
    });
    expect(settled({ ratio: "wide" }, { ratio: "2:3" }).ratio).toBe("16:9");
  });

  test("gets nothing of what was used last while that is not wanted", () => {
    const preferences = { settings: initialSettings, lastLook: { ...noLook, model: "seedream" } };
    const draft = { prompt: "a fox", references: 0 };
    expect(catalogue.settle(withPreferences(draft, preferences, catalogue)).model).toBe("z-image");
  });

  test("gets the model's own where the model cannot do what is set", () => {
    expect(settled({}, { model: "seedream", ratio: "21:9" }).ratio).toBe("1:1");
    expect(settled({}, { model: "seedream", ratio: "21:9" }, { ratio: "16:9" }).ratio).toBe("16:9");
    expect(settled({ model: "z-image" }, { quality: "high", resolution: "4K" })).toMatchObject({
      quality: null,
      resolution: "1K",
    });
  });

  test("gets another model while the one that is set is switched off or no longer there", () => {
    const without = createCatalogue({ isOff: (model) => model === "seedream" });
    expect(settled({}, { model: "seedream" }, { model: "gpt-image" }, without).model).toBe("gpt-image");
    expect(settled({}, { model: "gone" }).model).toBe("z-image");
  });

  test("keeps the shape of its reference rather than the one that is set", () => {
    const shape = { width: 300, height: 400 };
    expect(settled({ references: 1, shape }, { ratio: "16:9" }).ratio).toBe("3:4");
  });
});

describe("what is asked for by a flag", () => {
  test("is refused where the model cannot do it, whatever is set", () => {
    expect(() => settled({ ratio: "21:9" }, { model: "seedream" })).toThrow("unsupported");
    expect(() => settled({ quality: "high" }, { model: "z-image", quality: "low" })).toThrow("unsupported");
    expect(() => settled({ model: "nobody" }, { model: "seedream" })).toThrow("bad-option");
  });

  test("is never changed by a setting, and no setting ever makes a possible order impossible", () => {
    const maybe = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const ratios = pictureOptions.ratio.suggestions;
    const resolutions = pictureOptions.resolution.suggestions;
    const ids = models.map(({ id }) => id);
    const wishes = fc.record({
      model: fc.option(fc.constantFrom(...ids)),
      ratio: fc.option(fc.constantFrom(...ratios)),
      resolution: fc.option(fc.constantFrom(...resolutions)),
      quality: fc.option(fc.constantFrom("low", "medium", "high")),
    });
    const asked = fc.record({ model: fc.constantFrom(...ids), ratio: maybe(ratios), resolution: maybe(resolutions) });
    fc.assert(
      fc.property(asked, wishes, wishes, (draft, set, last) => {
        const plain = attempt(() => settled(draft, {}));
        const wished = attempt(() => settled(draft, set, last));
        if (plain === null) return;
        expect(wished?.model).toBe(draft.model);
        if (draft.ratio !== undefined) expect(wished?.ratio).toBe(plain.ratio);
        if (draft.resolution !== undefined) expect(wished?.resolution).toBe(plain.resolution);
      }),
    );
  });
});

function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}
