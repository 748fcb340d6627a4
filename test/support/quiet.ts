import { format } from "node:util";
import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, expect } from "vitest";

// The same cases at every run, so that a failure comes back; another seed looks elsewhere.
fc.configureGlobal({ seed: Number(process.env["PROPERTY_SEED"] ?? 1) });

/** What was printed since the last check. A run of Easel is quiet, so a test that prints is a test that fails. */
const printed: string[] = [];
const methods = ["debug", "error", "info", "log", "trace", "warn"] as const;
const original = methods.map((method) => [method, console[method]] as const);

function noteWarning(warning: Error): void {
  printed.push(`warning: ${warning.name}: ${warning.message}`);
}

function expectSilence(): void {
  expect(printed.splice(0), "nothing is printed to the console").toEqual([]);
}

beforeAll(() => {
  for (const method of methods) {
    console[method] = (...words: unknown[]) => {
      printed.push(`${method}: ${format(...words)}`);
    };
  }
  process.on("warning", noteWarning);
});
afterEach(expectSilence);
afterAll(() => {
  for (const [method, print] of original) console[method] = print;
  process.off("warning", noteWarning);
  expectSilence();
});
