import { expect, test } from "vitest";
import { injectionKinds, platforms, scheduleOf } from "./schedule.ts";

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
const DURATION_MS = 8_000;

test("a seed is always the same run, and another seed is another one", () => {
  expect(scheduleOf(7, DURATION_MS)).toEqual(scheduleOf(7, DURATION_MS));
  expect(scheduleOf(8, DURATION_MS).acts).not.toEqual(scheduleOf(7, DURATION_MS).acts);
});

test("two hundred seeds hold every kind of act and of fault, on every platform", () => {
  const all = seeds.map((seed) => scheduleOf(seed, DURATION_MS));
  const injected = new Set(all.flatMap(({ injections }) => injections.map(({ kind }) => kind)));
  expect(injected).toEqual(new Set(injectionKinds));
  expect(new Set(all.flatMap(({ people }) => people.map(({ platform }) => platform)))).toEqual(new Set(platforms));
  expect(new Set(all.flatMap(({ acts }) => acts.map(({ kind }) => kind))).size).toBe(6);
});

test("each run kills a process, and none so often that only starting is tested", () => {
  for (const seed of seeds) {
    const kills = scheduleOf(seed, DURATION_MS).injections.filter(({ kind }) => kind.startsWith("process-"));
    expect(kills.length, `seed ${seed}`).toBeGreaterThan(0);
    expect(kills.length, `seed ${seed}`).toBeLessThanOrEqual(2);
  }
});

test("nobody asks for more than a free person may, nor for more than their gift pays", () => {
  for (const seed of seeds) {
    const { people, acts } = scheduleOf(seed, 120_000);
    for (const [person] of people.entries()) {
      expect(acts.filter((act) => act.person === person).length).toBeLessThanOrEqual(14);
    }
  }
});
