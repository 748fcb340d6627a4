import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPace } from "../../../src/core/chat/pace.ts";
import { MINUTE_MS, TestClock } from "../../support/credits.ts";

describe("the pace", () => {
  test("lets a minute's commands pass and tells how long the next one waits", () => {
    const clock = new TestClock();
    const pace = createPace(clock);
    expect([pace.wait_ms("a", 2), pace.wait_ms("a", 2)]).toEqual([0, 0]);
    clock.move(10_000);
    expect(pace.wait_ms("a", 2)).toBe(50_000);
    expect(pace.wait_ms("b", 2)).toBe(0);
    expect(pace.wait_ms("a", 3)).toBe(0);
  });

  test("slides: each command makes room a minute after itself", () => {
    const clock = new TestClock();
    const pace = createPace(clock);
    pace.wait_ms("a", 2);
    clock.move(30_000);
    pace.wait_ms("a", 2);
    clock.move(30_000);
    expect(pace.wait_ms("a", 2)).toBe(0);
    expect(pace.wait_ms("a", 2)).toBe(30_000);
  });

  test("a clock that is set back locks nobody out", () => {
    const clock = new TestClock();
    const pace = createPace(clock);
    clock.move(2 * 60 * MINUTE_MS);
    expect([pace.wait_ms("a", 2), pace.wait_ms("a", 2)]).toEqual([0, 0]);
    clock.move(-2 * 60 * MINUTE_MS);
    expect([pace.wait_ms("a", 2), pace.wait_ms("a", 2)]).toEqual([0, 0]);
    expect(pace.wait_ms("a", 2)).toBeLessThanOrEqual(MINUTE_MS);
  });

  test("does not count what it refused, so that knocking does not keep the door shut", () => {
    const clock = new TestClock();
    const pace = createPace(clock);
    pace.wait_ms("a", 1);
    for (let knock = 0; knock < 59; knock++) {
      clock.move(1_000);
      expect(pace.wait_ms("a", 1)).toBeGreaterThan(0);
    }
    clock.move(1_000);
    expect(pace.wait_ms("a", 1)).toBe(0);
  });

  test("lets no more than the limit through in any minute, and never makes anyone wait for longer than one", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (pauses, limit) => {
        const clock = new TestClock();
        const pace = createPace(clock);
        const passed: number[] = [];
        for (const pause of pauses) {
          clock.move(pause);
          const now = clock.now().getTime();
          const wait = pace.wait_ms("a", limit);
          expect(wait).toBeLessThanOrEqual(MINUTE_MS);
          if (wait === 0) passed.push(now);
          expect(passed.filter((time) => time > now - MINUTE_MS).length).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  test("keeps its count right when it forgets accounts that have gone quiet", () => {
    const clock = new TestClock();
    const pace = createPace(clock);
    pace.wait_ms("quiet", 1);
    clock.move(2 * MINUTE_MS);
    for (let account = 0; account < 6_000; account++) pace.wait_ms(`account-${account}`, 1);
    expect(pace.wait_ms("account-0", 1)).toBe(MINUTE_MS);
    expect(pace.wait_ms("quiet", 1)).toBe(0);
  });
});
