import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

test("/pricing shows what packs and plans cost today, beside what pictures cost", async () => {
  const reply = await easel.say("ada", "/pricing");
  const offers = reply.fields?.find(({ name }) => name === "Packs and plans")?.value ?? "";
  expect(offers).toContain("$8.99");
  expect(offers).toMatch(/paid monthly: \$/u);
  expect(offers).toMatch(/paid yearly: \$/u);
  expect(offers).toContain("/buy");
  expect(reply.text).not.toContain("US cent");
  const one = await easel.say("ada", "/pricing --model seedream");
  expect(one.fields?.map(({ name }) => name)).not.toContain("Packs and plans");
});
