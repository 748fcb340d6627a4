import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCatalogue } from "../../../src/core/catalogue/catalogue.ts";
import { CAP_MAX_CREDITS, CHANNELS_MAX, readCap, readChannels, readModels } from "../../../src/core/servers/reading.ts";

const catalogue = createCatalogue();

describe("channels", () => {
  test.each([
    ["here", ["7"]],
    ["HERE, <#12>", ["7", "12"]],
    ["<#12> <#12>,12", ["12"]],
    ["#12; -100123", ["12", "-100123"]],
    ["https://chat.example/channels/1/22", ["22"]],
    ["7", ["7"]],
    ["All", null],
    ["general", undefined],
    ["all here", undefined],
    ["<@12>", undefined],
    ["<#>", undefined],
    ["1".repeat(26), undefined],
    [" , ", undefined],
  ])("%j", (text, expected) => {
    expect(readChannels(text, "7")).toEqual(expected);
  });

  test("an id that no number makes is that of the channel they are in", () => {
    expect(readChannels("lobby", "lobby")).toEqual(["lobby"]);
  });

  test("are at most as many as a form can show again", () => {
    const ids = Array.from({ length: CHANNELS_MAX }, (_, index) => String(index));
    expect(readChannels(ids.join(" "), "7")).toEqual(ids);
    expect(readChannels([...ids, "9999"].join(" "), "7")).toBeUndefined();
  });

  test("that were read read the same when they are shown in the form again", () => {
    const id = fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String);
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: CHANNELS_MAX }), (ids) => {
        expect(readChannels(ids.map((one) => `<#${one}>`).join(" "), "x")).toEqual(ids);
        expect(readChannels(ids.join(", "), "x")).toEqual(ids);
      }),
    );
  });
});

describe("models", () => {
  test.each([
    ["all", null],
    ["seedream", ["seedream"]],
    ["Seedream 4.5, nano", ["seedream", "nano-banana"]],
    ["z-image seedream z-image", ["z-image", "seedream"]],
    ["Nano Banana 2; GPT Image 2", ["nano-banana", "gpt-image"]],
    ["seedream, midjourney", undefined],
    [",", undefined],
  ])("%j", (text, expected) => {
    expect(readModels(text, catalogue)).toEqual(expected);
  });
});

test.each([
  ["off", null],
  ["OFF", null],
  ["1", 1],
  [" 50 ", 50],
  [String(CAP_MAX_CREDITS), CAP_MAX_CREDITS],
  [String(CAP_MAX_CREDITS + 1), undefined],
  ["0", undefined],
  ["-5", undefined],
  ["1.5", undefined],
  ["1e3", undefined],
  ["much", undefined],
])("a limit of %j", (text, expected) => {
  expect(readCap(text)).toBe(expected);
});
