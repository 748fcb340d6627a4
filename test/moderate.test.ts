import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

/** Runs the command line with this input. */
async function moderate(
  input: string,
  ...options: readonly string[]
): Promise<{ code: unknown; answers: string[]; errors: string }> {
  const run = spawn(process.execPath, ["--import", "tsx", "src/moderate.ts", ...options]);
  let output = "";
  let errors = "";
  run.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  run.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  run.stdin.end(input);
  const [code] = await once(run, "close");
  return { code, answers: output.split("\n").slice(0, -1), errors };
}

const allowed = '{"allowed":true,"category":null,"matched":""}';

test("every line of the input is answered by one line of JSON, whatever its length or ending", async () => {
  const { code, answers, errors } = await moderate(
    ["a red fox\r", "", "nude woman", `${"a red fox ".repeat(100_000)}`, "голая женщина на пляже"].join("\n"),
  );
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(answers).toEqual([
    allowed,
    allowed,
    '{"allowed":false,"category":"sexual","matched":"nude"}',
    allowed,
    '{"allowed":false,"category":"sexual","matched":"голая"}',
  ]);
});

test("labelled prompts are answered with the filter's figures by category and language", async () => {
  const labelled = [
    { language: "en", category: "sexual", prompt: "nude woman" },
    { language: "en", category: "sexual", prompt: "a red fox" },
    { language: "ru", prompt: "a red fox" },
  ];
  const { code, answers } = await moderate(labelled.map((one) => JSON.stringify(one)).join("\n"), "--figures");
  expect(code).toBe(0);
  expect(answers.map((line) => line.split(/ {2,}/u))).toEqual([
    ["category", "recall", "precision"],
    ["sexual", "1 of 2 (50.0 %)", "1 of 1 (100.0 %)"],
    [""],
    ["language", "recall", "precision"],
    ["en", "1 of 2 (50.0 %)", "1 of 1 (100.0 %)"],
  ]);
});

test("no input is no answer", async () => {
  expect(await moderate("")).toEqual({ code: 0, answers: [], errors: "" });
});

test("a reader who leaves early is no fault", async () => {
  const run = spawn(process.execPath, ["--import", "tsx", "src/moderate.ts"]);
  let errors = "";
  run.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  // Our own writing meets a closed pipe as well, once the process is gone.
  run.stdin.on("error", () => {});
  const writing = setInterval(() => run.stdin.write("a red fox\n".repeat(1000)), 5);
  run.stdout.once("data", () => run.stdout.destroy());
  const [code] = await once(run, "exit");
  clearInterval(writing);
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
});
