import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html, lengthOf, type Span, split, withoutMentions } from "../../../adapters/telegram/texts.ts";

const span: fc.Arbitrary<Span> = fc.record(
  {
    text: fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.string({ unit: fc.constantFrom("a", " ", "\n", "🦊", "&", "<"), maxLength: 60 }),
    ),
    look: fc.constantFrom("bold" as const, "code" as const),
  },
  { requiredKeys: ["text"] },
);
const spans = fc.array(span, { maxLength: 8 });
const plain = (pieces: readonly Span[]) => pieces.map(({ text }) => text).join("");
const visible = (text: string) => text.replace(/\s/gu, "");

describe("a text that is cut", () => {
  test("has no piece that is longer than a message takes, and none that is empty", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 40 }), fc.integer({ min: 2, max: 90 }), (given, first, rest) => {
        const pieces = split(given, first, rest);
        pieces.forEach((piece, index) => {
          expect(lengthOf(piece)).toBeLessThanOrEqual(index === 0 ? first : rest);
          expect(plain(piece).trim()).not.toBe("");
        });
      }),
    );
  });

  test("loses nothing but space, and cuts no character in two", () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 40 }), (given, max) => {
        const joined = split(given, max, max).map(plain).join("");
        expect(visible(joined)).toBe(visible(plain(given)));
        expect(/\p{Cs}/u.test(joined)).toBe(/\p{Cs}/u.test(plain(given)));
      }),
    );
  });

  test("is cut where a paragraph, a line or a word ends", () => {
    const words = [{ text: "one two three\nfour five\n\nsix seven" }];
    expect(split(words, 26, 26).map(plain)).toEqual(["one two three\nfour five", "six seven"]);
    expect(split(words, 16, 26).map(plain)).toEqual(["one two three", "four five\n\nsix seven"]);
    expect(split(words, 9, 26).map(plain)).toEqual(["one two", "three\nfour five\n\nsix seven"]);
  });
});

test("markup of a person is words: what Telegram reads is what they wrote", () => {
  const read = (markup: string) =>
    markup
      .replace(/<\/?(b|code|a)( href="tg:\/\/user\?id=\d+")?>/gu, "")
      .replace(/&lt;/gu, "<")
      .replace(/&gt;/gu, ">")
      .replace(/&amp;/gu, "&");
  fc.assert(
    fc.property(spans, (given) => {
      expect(read(html(given))).toBe(plain(given));
    }),
  );
  expect(html([{ text: "<b>&amp;", look: "bold" }])).toBe("<b>&lt;b&gt;&amp;amp;</b>");
  expect(html([{ text: "Ada", person: 7 }])).toBe('<a href="tg://user?id=7">Ada</a>');
});

test("a name behind an at sign calls nobody; an address stays what it is", () => {
  expect(withoutMentions("@somebody and (@other)")).toBe("@\u2060somebody and (@\u2060other)");
  expect(withoutMentions("write to help@easel.example @ noon")).toBe("write to help@easel.example @ noon");
});
