import { describe, expect, test } from "vitest";
import { endOf, readDay, readNumbers } from "../../../src/core/chat/written.ts";

const now = new Date("2026-11-24T23:59:59Z");

describe("a day", () => {
  test.each([
    ["2026-11-01", "2026-11-01"],
    ["2026/1/9", "2026-01-09"],
    ["2024-02-29", "2024-02-29"],
    ["２０２６-11-01", "2026-11-01"],
    ["today", "2026-11-24"],
    [" Yesterday ", "2026-11-23"],
  ])("%s is %s", (written, day) => {
    expect(readDay(written, now)?.toISOString()).toBe(`${day}T00:00:00.000Z`);
  });

  test.each([
    "2026-02-30",
    "2026-13-01",
    "2026-00-10",
    "2025-02-29",
    "24.11.2026",
    "soon",
    "",
    "0",
    "2026-11-24T10:00",
  ])("%j is none", (written) => {
    expect(readDay(written, now)).toBeNull();
  });

  test("ends where the next begins", () => {
    expect(endOf(new Date("2026-12-31T00:00:00Z")).toISOString()).toBe("2027-01-01T00:00:00.000Z");
  });
});

describe("numbers of a page", () => {
  test.each([
    ["1, 3", [1, 3]],
    ["3 1 1", [1, 3]],
    ["2-4", [2, 3, 4]],
    ["1 – 2, 5", [1, 2, 5]],
    ["1 and 2", [1, 2]],
    ["all", [1, 2, 3, 4, 5]],
    ["４", [4]],
    ["1、2", [1, 2]],
  ])("%s", (written, numbers) => {
    expect(readNumbers(written, 5)).toEqual(numbers);
  });

  test.each(["", "0", "6", "1,6", "-1", "4-2", "one", "1.5e3", "1;drop", "1-999"])(
    "%j is not one of them",
    (written) => {
      expect(readNumbers(written, 5)).toBeNull();
    },
  );
});
