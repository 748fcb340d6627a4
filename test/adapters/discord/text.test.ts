import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cut, cutEscaped, escapeMarkdown, oneLine, plain } from "../../../adapters/discord/text.ts";

/** What Discord shows of escaped text: a mark behind a backslash is itself. */
function shown(escaped: string): string {
  const links: string[] = [];
  return escaped
    .replaceAll(/<(https?:\/\/[^\s<>]+)>/gu, (_, link: string) => `\uE000${links.push(link) - 1}\uE001`)
    .replaceAll(/\\([^0-9A-Za-z\s])/gu, "$1")
    .replaceAll("\u200B", "")
    .replaceAll(/\uE000(\d+)\uE001/gu, (_, index: string) => links[Number(index)] ?? "");
}

describe("a person's words", () => {
  test.each([
    [
      "**bold** _it_ ~~no~~ `code` ||spoiler||",
      "\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\`code\\` \\|\\|spoiler\\|\\|",
    ],
    ["<@123> <#4> <@&5> </imagine:6> <:fox:7> <t:8>", "\\<@123> \\<#4> \\<@&5> \\</imagine:6> \\<:fox:7> \\<t:8>"],
    ["@everyone and @here", "@\u200Beveryone and @\u200Bhere"],
    ["[click](https://evil.example)", "\\[click\\](<https://evil.example>)"],
    ["# not a heading\n## nor this\n-# nor small", "\\# not a heading\n\\## nor this\n\\-# nor small"],
    ["> no quote\n- no list\n+ no list\n12. no list", "\\> no quote\n\\- no list\n\\+ no list\n12\\. no list"],
    ["C# and #foxes, a-b, 3.5", "C# and #foxes, a-b, 3.5"],
    ["back\\slash", "back\\\\slash"],
    [
      "see https://easel.example/a_b*c, https://x.example/_<@1>.",
      "see <https://easel.example/a_b*c>, <https://x.example/_>\\<@1>.",
    ],
    ["https://a.example # not at the start", "<https://a.example> # not at the start"],
  ])("%s reads as it was typed", (typed, escaped) => {
    expect(escapeMarkdown(typed)).toBe(escaped);
    expect(shown(escapeMarkdown(typed))).toBe(typed);
  });

  test("lose what turns a line around and what nobody sees, and keep what letters and emoji are made of", () => {
    expect(plain("a\u202Eb\u2066c\u200Fd\u0000e\u0007f\uD800g")).toBe("abcdef\uFFFDg");
    const family = "👨‍👩‍👧 نمی‌خواهم ❤️";
    expect(plain(family)).toBe(family);
  });

  test("never become markup or a mention, and always read as they were, whatever they are", () => {
    const mark = fc.constantFrom(
      ..."\\*_~`|[]()<>#-+.@:! \n1a",
      "@everyone",
      "@here",
      "<@1>",
      "-# ",
      "https://a.example/_",
      "\u202E",
    );
    fc.assert(
      fc.property(
        fc.array(mark, { maxLength: 40 }).map((parts) => parts.join("")),
        (typed) => {
          const escaped = escapeMarkdown(typed);
          expect(shown(escaped)).toBe(plain(typed));
          const words = escaped.replace(/<https?:\/\/[^\s<>]+>/gu, "x");
          expect(words).not.toMatch(/@everyone|@here/u);
          expect(words.replaceAll(/\\[^0-9A-Za-z\s]/gu, "")).not.toMatch(/[*_~`|[\]<\\]/u);
          expect(words).not.toMatch(/^[ \t]*(#{1,3}\s|>|-[#\s]|\+\s|\d+[.)]\s)/mu);
        },
      ),
    );
  });
});

describe("cutting", () => {
  test("keeps within the length, in whole characters, with a sign that something is missing", () => {
    expect(cut("a red fox", 9)).toBe("a red fox");
    expect(cut("a red fox", 8)).toBe("a red f…");
    expect(cut("ab👨‍👩‍👧", 5)).toBe("ab👨…");
    expect(cut("ab👨‍👩‍👧", 4)).toBe("ab…");
    expect(oneLine("  a\n\tred   fox ")).toBe("a red fox");
  });

  test("counts what escaping adds", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("*", "a", "<", " ", "\n", "🦊") }),
        fc.integer({ min: 0, max: 60 }),
        (text, max) => {
          const fitted = cutEscaped(text, max);
          expect(fitted.length).toBeLessThanOrEqual(max);
          if (escapeMarkdown(text).length <= max) expect(fitted).toBe(escapeMarkdown(text));
          expect(fitted).not.toMatch(/\p{Cs}/u);
        },
      ),
    );
  });
});
