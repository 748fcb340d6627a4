import { expect, test } from "vitest";
import { createLanes } from "../../../adapters/discord/lanes.ts";

/** Tasks that end when they are told to, with what has begun so far. */
function tasks() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const task = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.push(() => resolve(name)));
  };
  return { begun, ends, task };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("requests wait for room, urgent ones go first, and there is always room for some of them", async () => {
  const lanes = createLanes();
  const { begun, ends, task } = tasks();
  const others = Array.from({ length: 100 }, (_, index) => lanes.run(false, task(`other ${index}`)));
  await settled();
  const room = begun.length;
  const urgent = Array.from({ length: 100 }, (_, index) => lanes.run(true, task(`urgent ${index}`)));
  await settled();
  const limit = begun.length;
  expect(limit).toBeGreaterThan(room);
  expect(begun.slice(room)).toEqual(Array.from({ length: limit - room }, (_, index) => `urgent ${index}`));
  for (let at = 0; at < ends.length; at++) {
    ends[at]?.();
    await settled();
    expect(begun.length - at - 1).toBeLessThanOrEqual(limit);
  }
  expect(await Promise.all([...others, ...urgent])).toHaveLength(200);
  expect(begun.indexOf(`other ${room}`)).toBeGreaterThan(begun.indexOf("urgent 90"));
});

test("a request that fails makes room as well", async () => {
  const lanes = createLanes();
  const failing = Array.from({ length: 100 }, () => lanes.run(false, () => Promise.reject(new Error("broken"))));
  const outcomes = await Promise.allSettled(failing);
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  expect(await lanes.run(false, async () => "room")).toBe("room");
});
