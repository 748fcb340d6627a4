import { expect, test } from "vitest";
import { createLog } from "../src/log.ts";

function logged(level: "info" | "warn" | "error" | "silent" = "info", pretty = false) {
  const lines: string[] = [];
  const log = createLog({ level, pretty, destination: { write: (line) => void lines.push(line) } });
  return { log, lines };
}

test("a line is one JSON object with time, level, facts and message", () => {
  const { log, lines } = logged();
  log.info({ generation: "abc", images: 2 }, "picture delivered");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  const { time, ...rest } = JSON.parse(lines[0] ?? "");
  expect(rest).toEqual({ level: "info", generation: "abc", images: 2, msg: "picture delivered" });
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test("lines below the level are not written", () => {
  const { log, lines } = logged("warn");
  log.info({}, "one");
  log.warn({}, "two");
  log.error({ error: new Error("x") }, "three");
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(["two", "three"]);
  const silent = logged("silent");
  silent.log.error({ error: new Error("x") }, "three");
  expect(silent.lines).toEqual([]);
});

test("a fact cannot take the place of the line's own time, level or message", () => {
  const { log, lines } = logged();
  log.warn({ level: "none", time: 1, msg: "other" }, "kept");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: "warn",
    level_: "none",
    time_: 1,
    msg: "kept",
    msg_: "other",
  });
});

test("withheld names are dropped at any depth, also where pino's redaction does not reach", () => {
  const { log, lines } = logged();
  const deep = { a: { b: { c: [{ prompt: "a red fox", seed: 7, TOKEN: "t0k", request_body: { words: "fox" } }] } } };
  log.info({ prompt: "a red fox", url: "https://x.example/y", ...deep }, "deep");
  expect(lines[0]).not.toMatch(/fox|t0k|example/);
  expect(JSON.parse(lines[0] ?? "").a).toEqual({ b: { c: [{ seed: 7 }] } });
});

test("an error keeps its name, code and stack, and says nothing else", () => {
  const { log, lines } = logged();
  const error = Object.assign(new TypeError("a red fox"), { code: "E_FOX", status: 422, fox: "red" });
  log.error({ error, reference: "r1" }, "picture failed");
  const line = JSON.parse(lines[0] ?? "");
  expect(line).toMatchObject({
    level: "error",
    reference: "r1",
    error: { name: "TypeError", code: "E_FOX", status: 422 },
  });
  expect(line.error.stack).toContain("log.test.ts");
  expect(lines[0]).not.toContain("red");
});

test("for a terminal a line reads as a sentence with its facts, and the stack below", () => {
  const { log, lines } = logged("info", true);
  log.info({ images: 2, model: "z-image", odd: "a=1\n\u001b[2J" }, "picture delivered");
  log.error({ error: Object.assign(new Error("red"), { code: "E1" }) }, "picture failed");
  expect(lines[0]?.slice(9)).toBe('INFO  picture delivered images=2 model=z-image odd="a=1\\n\\u001b[2J"\n');
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d ERROR picture failed name=Error code=E1\n +at .*log\.test\.ts/);
});
