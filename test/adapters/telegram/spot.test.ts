import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeSpot, encodeSpot, isPrivateChat, type Spot } from "../../../adapters/telegram/spot.ts";

const id = fc.integer({ min: 1, max: 2 ** 50 });
const spot: fc.Arbitrary<Spot> = fc.record({
  chat: fc.oneof(
    id,
    id.map((one) => -one),
  ),
  user: id,
  topic: fc.option(id),
  event: fc.oneof(
    id.map((one) => `m${one}`),
    fc.string({ minLength: 1, maxLength: 20 }).map((one) => `c${one}`),
  ),
  asked: fc.option(id),
  origin: fc.option(fc.record({ id, shows: fc.constantFrom("text" as const, "media" as const) })),
  audience: fc.constantFrom("everyone" as const, "caller" as const),
  command: fc.option(fc.constantFrom("imagine", "balance", "a/b")),
  language: fc.constantFrom("en", "de", "pt"),
});

test("what a place says is read from it again", () => {
  fc.assert(
    fc.property(spot, (given) => {
      expect(decodeSpot(encodeSpot(given))).toEqual(given);
    }),
  );
});

test("a place of another platform, or one that is damaged, is none", () => {
  expect(decodeSpot("discord/1/2")).toBeNull();
  expect(decodeSpot("telegram/abc/2")).toBeNull();
  expect(decodeSpot("telegram")).toBeNull();
});

test("groups have negative numbers", () => {
  expect(isPrivateChat({ chat: 7_000_000_001 })).toBe(true);
  expect(isPrivateChat({ chat: -1_002_000_000_001 })).toBe(false);
});
