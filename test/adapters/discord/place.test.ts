import fc from "fast-check";
import { expect, test } from "vitest";
import { readPlace, writePlace } from "../../../adapters/discord/place.ts";

const id = fc.stringMatching(/^\d{17,19}$/u);
const maybe = fc.option(id, { nil: null });

test("a place reads back to what it was written from, whatever its token holds", () => {
  const place = fc.record({
    ...{ application: id, interaction: id, user: id, channel: maybe, origin: maybe },
    token: fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom(..."aZ09-_./%=+ ") }),
    ...{ isPrivate: fc.boolean(), canPost: fc.boolean() },
    sign: fc.constantFrom("message" as const, "update" as const),
    createdAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    fileBytesMax: fc.integer({ min: 1, max: 500 * 1024 * 1024 }),
    language: fc.constantFrom("", "de", "pt-BR"),
  });
  fc.assert(
    fc.property(place, (given) => {
      const written = writePlace(given);
      expect(written.startsWith("discord/")).toBe(true);
      expect(readPlace(written)).toEqual(given);
    }),
  );
});

test("what another platform or nobody has written is no place of Discord's", () => {
  for (const written of ["", "discord", "discord/1/2", "telegram/1/2/3/4/5/6/7/8/9/a", "memory/1"]) {
    expect(readPlace(written)).toBeNull();
  }
});
