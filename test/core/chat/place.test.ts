import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePlace, encodePlace } from "../../../src/core/chat/place.ts";

test("a place reads back as its parts, whatever characters they have", () => {
  const part = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(part, fc.array(part, { maxLength: 5 }), (platform, parts) => {
      const place = encodePlace(platform, ...parts);
      expect(decodePlace(place)).toEqual([platform, ...parts]);
      expect(place).toMatch(/^[\x21-\x7e]*$/u);
    }),
  );
});
