import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latinReading } from "../../../src/core/moderation/look-alikes.ts";
import { fold } from "../../../src/core/moderation/normalise.ts";

describe("all ways to write a letter become one", () => {
  test.each([
    ["ＮＵＤＥ", "nude"],
    ["𝓷𝓾𝓭𝓮 𝕟𝕦𝕕𝕖 𝐧𝐮𝐝𝐞", "nude nude nude"],
    ["ⓝⓤⓓⓔ", "nude"],
    ["🅝🅤🅓🅔 🄽🅄🄳🄴 🅽🆄🅳🅴 🇳🇺🇩🇪", "nude nude nude nude"],
    ["ɴᴜᴅᴇ", "nude"],
    ["nüdé", "nude"],
    ["n\u0338u\u0338d\u0338e\u0338", "nude"],
    ["nu\u200bde n\u00adude \u202enude", "nude nude nude"],
    ["Straße", "strasse"],
    ["line\nbreak\tand\u00a0blank", "line break and blank"],
  ])("%j is %j", (written, read) => {
    expect(fold(written)).toBe(read);
  });

  test("letters of other scripts stay what they are", () => {
    expect(fold("чёрный чай")).toBe("черный чай");
    expect(fold("がぎぐ パン 裸眼 한국어")).toBe("がぎぐ パン 裸眼 한국어");
  });

  test("folding twice changes nothing more", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => fold(fold(text)) === fold(text)));
  });

  test("a text cannot be made to grow without bound", () => {
    expect(fold("\ufdfa".repeat(1000)).length).toBeLessThan(2200);
  });
});

describe("words that are Latin in disguise", () => {
  test("are read as Latin for sure when they mix scripts", () => {
    expect(latinReading("nudе")).toEqual({ text: "nude", surely: true });
  });

  test("are only a possibility when the whole word is of the other script", () => {
    expect(latinReading("сосна")).toEqual({ text: "cocha", surely: false });
  });

  test("are not made up from letters that look like none", () => {
    expect(latinReading("жук")).toBe(null);
    expect(latinReading("fox")).toBe(null);
  });
});
