import { expect, test } from "vitest";
import { readUntil } from "../../../src/core/switches/read-until.ts";

const now = new Date("2026-11-24T12:00:00Z");

test.each([
  ["30m", "2026-11-24T12:30:00Z"],
  ["2h", "2026-11-24T14:00:00Z"],
  ["2 hours", "2026-11-24T14:00:00Z"],
  [" 3D ", "2026-11-27T12:00:00Z"],
  ["18:00", "2026-11-24T18:00:00Z"],
  ["9:30", "2026-11-25T09:30:00Z"],
  ["12:00", "2026-11-25T12:00:00Z"],
  ["2026-11-25", "2026-11-25T00:00:00Z"],
  ["2026-11-25 18:00", "2026-11-25T18:00:00Z"],
  ["2026-11-25T18:00Z", "2026-11-25T18:00:00Z"],
  ["2026-11-25 18:00 UTC", "2026-11-25T18:00:00Z"],
])("“%s” is %s", (written, expected) => {
  expect(readUntil(written, now)).toEqual(new Date(expected));
});

test.each([
  "",
  "soon",
  "0m",
  "2026-11-24",
  "2026-02-30",
  "2026-13-01",
  "25:00",
  "12:75",
  "-2h",
  "2h or so",
  "91d",
  "9999d",
])("“%s” is no time ahead", (written) => {
  expect(readUntil(written, now)).toBeNull();
});
