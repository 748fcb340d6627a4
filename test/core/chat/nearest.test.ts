import { expect, test } from "vitest";
import { nearest } from "../../../src/core/chat/nearest.ts";

const names = ["imagine", "history", "balance", "models", "pricing", "start", "terms", "help"];

test.each([
  ["imagin", "imagine"],
  ["imagien", "imagine"],
  ["IMAGINE", "imagine"],
  ["im", "imagine"],
  ["histroy", "history"],
  ["ballance", "balance"],
  ["model", "models"],
  ["price", "pricing"],
  ["hlep", "help"],
  ["xyzzy", null],
  ["q", null],
  ["", null],
  ["🦊🦊🦊", null],
])("%j means %j", (given, meant) => {
  expect(nearest(given, names)).toBe(meant);
});

test("with a bound only small slips count", () => {
  expect(nearest("modle", ["model"], 1)).toBe("model");
  expect(nearest("moedl", ["model"], 1)).toBe("model");
  expect(nearest("alone", ["model", "count"], 1)).toBeNull();
});

test("a flood of letters costs no more than a word", () => {
  expect(nearest("x".repeat(1_000_000), names)).toBeNull();
});
