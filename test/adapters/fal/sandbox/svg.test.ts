import fc from "fast-check";
import { expect, test } from "vitest";
import { caption } from "../../../../adapters/fal/sandbox/painter/caption.ts";
import { escapeXml } from "../../../../adapters/fal/sandbox/painter/svg.ts";

const units = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes));

test("no text keeps markup or what XML may not hold", () => {
  expect(escapeXml("<a href=\"x\" id='y'>&</a>")).toBe("&#60;a href=&#34;x&#34; id=&#39;y&#39;&#62;&#38;&#60;/a&#62;");
  expect(escapeXml("a\u0000b\u001fc\ufffed\ud800e")).toBe("a\ufffdb\ufffdc\ufffdd\ufffde");
  expect(escapeXml("мир 世界 👩‍👩‍👧 \t\n")).toBe("мир 世界 👩‍👩‍👧 \t\n");
  fc.assert(
    fc.property(units, (text) => {
      const escaped = escapeXml(text);
      expect(escaped).not.toMatch(/\p{Surrogate}/u);
      expect(escaped.replace(/&#\d+;/g, "")).not.toMatch(/[&<>"']/);
    }),
  );
});

test("a caption is one short line, whatever the prompt", () => {
  fc.assert(
    fc.property(fc.oneof(units, fc.string({ unit: "grapheme" })), fc.integer({ min: 0, max: 300 }), (text, times) => {
      const line = caption(text.repeat(times), 0, 0, 900, { fill: "#000", family: "serif", size: 20 });
      const words = line.replace(/^<text[^>]*>|<\/text>$/g, "");
      expect(words).not.toMatch(/[\n\r\t<]/);
      expect(words.length).toBeLessThan(5000);
    }),
  );
});

test("a long prompt ends in an ellipsis, a short one stays as it is", () => {
  const style = { fill: "#000", family: "serif", size: 20 };
  expect(caption("a red fox", 0, 0, 900, style)).toContain(">a red fox<");
  expect(caption("a red fox ".repeat(50), 0, 0, 900, style)).toMatch(/^[^…]*…<\/text>$/);
});
