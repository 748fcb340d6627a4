import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BUTTON_TOKEN_BYTES_MAX, decodeButton, encodeButton, isOwner } from "../../../src/core/chat/button-token.ts";
import { Refusal } from "../../../src/core/refusal.ts";
import { systemIds } from "../../../src/system.ts";

const part = fc.stringMatching(/^[a-z0-9-]{1,12}$/u);

describe("a button's token", () => {
  test("comes back as what it was made of", () => {
    fc.assert(
      fc.property(part, part, part, fc.array(part, { maxLength: 2 }), (command, button, account, args) => {
        const token = decodeButton(encodeButton(command, button, account, ...args));
        expect(token).toEqual({ command, button, owner: account.slice(0, 8), args });
        expect(isOwner(token, { id: account, joinedFrom: [] })).toBe(true);
      }),
    );
  });

  test("belongs to nobody else", () => {
    const token = decodeButton(encodeButton("imagine", "delete", systemIds.derived("ada")));
    const bob = { id: systemIds.derived("bob"), joinedFrom: [] };
    expect(isOwner(token, bob)).toBe(false);
    expect(isOwner(token, { ...bob, joinedFrom: [systemIds.derived("ada")] })).toBe(true);
  });

  test("is never longer than a chat allows, counted in bytes", () => {
    const args = ["🦊".repeat(8), "🦊".repeat(8)];
    expect(() => encodeButton("imagine", "reroll", "account-id", ...args)).toThrow(/needs \d+ bytes/u);
    const rest = "x".repeat(BUTTON_TOKEN_BYTES_MAX - "a/b/account-/".length);
    expect(new TextEncoder().encode(encodeButton("a", "b", "account-id", rest))).toHaveLength(BUTTON_TOKEN_BYTES_MAX);
    expect(() => encodeButton("a", "b", "account-id", `${rest}x`)).toThrow(/64|65/u);
  });

  test("does not carry what would read back as two parts", () => {
    expect(() => encodeButton("history", "page", "account-id", "a/b")).toThrow(/slash/u);
  });

  test("that was made up is read or refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii", maxLength: 100 }), (token) => {
        try {
          decodeButton(token);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
    for (const token of ["", "/", "imagine", "imagine/details", "imagine//ada", "/details/ada"]) {
      expect(() => decodeButton(token)).toThrow(Refusal);
    }
  });
});
