import { expect, test } from "vitest";
import { RecentCopies } from "../../../src/core/credits/copies.ts";

test("what was put longest ago is forgotten first", () => {
  const copies = new RecentCopies<number>(2);
  copies.put("a", 1);
  copies.put("b", 2);
  copies.put("a", 3);
  copies.put("c", 4);
  expect(["a", "b", "c"].map((key) => copies.get(key))).toEqual([3, undefined, 4]);
});

test("what was deleted is gone", () => {
  const copies = new RecentCopies<number>(2);
  copies.put("a", 1);
  copies.delete("a");
  copies.delete("never");
  expect(copies.get("a")).toBeUndefined();
});
