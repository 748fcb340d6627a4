import { afterAll, beforeAll, expect, test } from "vitest";
import { DAY_MS } from "../../support/credits.ts";
import { type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

test("what a button carries is given back to its own account, also in another process, under the same key each time", async () => {
  const key = await easel.buttonMemory.keep("ada", "a long search");
  expect(key).toMatch(/^[a-z2-7]{12}$/u);
  expect(await easel.again().buttonMemory.recall("ada", key)).toBe("a long search");
  expect(await easel.buttonMemory.keep("ada", "a long search")).toBe(key);
  expect(await easel.buttonMemory.keep("ada", "another")).not.toBe(key);
  await expect(easel.buttonMemory.recall("bob", key)).rejects.toThrow("button-stale");
  await expect(easel.buttonMemory.recall("ada", "")).rejects.toThrow("button-stale");
});

test("what nobody pressed for ninety days may be forgotten by the database", async () => {
  await easel.buttonMemory.keep("carol", "old");
  const stored = await easel.mongo.connection.collection("buttons").findOne({ value: "old" });
  expect(stored?.["keepUntil"]).toEqual(new Date(easel.clock.now().getTime() + 90 * DAY_MS));
  const indexes = await easel.mongo.connection.collection("buttons").indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { keepUntil: 1 }, expireAfterSeconds: 0 }));
});
