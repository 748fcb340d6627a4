import fc from "fast-check";
import { expect, test } from "vitest";
import { newLinkCode, readLinkCode, shownLinkCode } from "../../../src/core/accounts/link-code.ts";
import { systemIds } from "../../../src/system.ts";

test("a code is read however it is spaced, cased and mistaken for its look-alikes", () => {
  const spelled = fc.record({
    gaps: fc.array(fc.constantFrom("", " ", "-", "–", "\u3000"), { minLength: 8, maxLength: 8 }),
    isSmall: fc.boolean(),
    isWide: fc.boolean(),
  });
  fc.assert(
    fc.property(spelled, ({ gaps, isSmall, isWide }) => {
      const code = newLinkCode(systemIds);
      const typed = [...code]
        .map((letter, index) => `${letter}${gaps[index]}`)
        .join("")
        .replaceAll("0", "O")
        .replaceAll("1", "l");
      const wide = [...typed].map((letter) =>
        /[!-~]/u.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0) : letter,
      );
      const text = isWide ? wide.join("") : typed;
      expect(readLinkCode(isSmall ? text.toLowerCase() : text)).toBe(code);
      expect(readLinkCode(shownLinkCode(code))).toBe(code);
    }),
  );
});

test("nothing else is a code", () => {
  for (const typed of ["", "ABC", "ABCDEFGHJ", "ABCDEFGU", "ABCD_FGH", "🦊🦊🦊🦊", "ABCDEFG\u0301H"]) {
    expect(readLinkCode(typed)).toBeNull();
  }
});

test("codes differ, and use no letter that reads like another", () => {
  const codes = Array.from({ length: 2_000 }, () => newLinkCode(systemIds));
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/u);
});
