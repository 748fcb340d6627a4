import { describe, expect, test } from "vitest";
import { billing } from "../../../src/core/messages/english/billing.ts";

const number = "E-ABCD-EFGH";
const at = new Date("2026-11-24T06:12:00Z");

describe("every sentence about money", () => {
  test("reads well for one credit and for many", () => {
    expect(billing.arrived(1, at, number)).toContain("1 credit from order E-ABCD-EFGH is yours");
    expect(billing.arrived(5, at, number)).toContain("5 credits from order E-ABCD-EFGH are yours");
    expect(billing.returned("$1.00", number, 1)).toContain("1 credit that you had not spent is gone");
    expect(billing.returned("$1.00", number, 0)).toContain("your balance stays as it is");
  });
});
