import { expect, test } from "vitest";
import { leoProfanityWordList } from "../../../adapters/leo-profanity/word-list.ts";

const list = leoProfanityWordList();

test("it knows swear words, in lower case and whole", () => {
  expect(list.has("bullshit")).toBe(true);
  expect(list.has("shitake")).toBe(false);
  expect(list.has("fox")).toBe(false);
});

test("every word of the list is one it has", () => {
  expect(list.words.length).toBeGreaterThan(200);
  expect(list.words.filter((word) => !list.has(word) || word !== word.toLowerCase())).toEqual([]);
});
