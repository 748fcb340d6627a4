import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** One line of the threat model. */
interface Threat {
  readonly threat: string;
  readonly tests: readonly string[];
}

const PROOF = /^`(test\/[\w./-]+\.test\.ts)` › (.+)$/u;

/** Lines of the tables whose last column names tests. */
function threatsIn(page: string): Threat[] {
  const tables = page.split(/\n\n/u).filter((part) => part.startsWith("| threat | what stops it | tests |"));
  return tables.flatMap((table) =>
    table
      .trim()
      .split("\n")
      .slice(2)
      .map((line) => {
        const cells = line.replace(/^\| | \|$/gu, "").split(" | ");
        return { threat: cells[0] ?? "", tests: (cells[2] ?? "").split("<br>") };
      }),
  );
}

/** What is wrong with a proof; null: its test is there, and is run. */
function faultOf(proof: string, read: (file: string) => string | null): string | null {
  const [, file = "", name = ""] = PROOF.exec(proof) ?? [];
  if (file === "") return `no proof: ${proof}`;
  const source = read(file);
  if (source === null) return `no file: ${proof}`;
  return namesIn(source).has(name) ? null : `no test: ${proof}`;
}

/** Names of the tests that a file runs, as they are written: with their `%s`, and those of a table of cases. */
function namesIn(source: string): Set<string> {
  const text = String.raw`"((?:[^"\\]|\\.)*)"`;
  const called = new RegExp(String.raw`\b(?:test|it)(?:\.for|\.each)?\(\s*${text}`, "gu");
  const ofCases = new RegExp(String.raw`\)\(\s*${text}`, "gu");
  const cases = new RegExp(String.raw`^\s+(?:\[\s*)?${text},`, "gmu");
  const found = [called, ofCases, cases].flatMap((form) => [...source.matchAll(form)]);
  return new Set(found.map(([, name = ""]) => name.replace(/\\(.)/gu, "$1")));
}

const page = readFileSync("docs/security.md", "utf8");
const threats = threatsIn(page);

test("every line of the threat model names tests that there are", () => {
  const sources = new Map<string, string | null>();
  const read = (file: string) => {
    const known = sources.get(file) ?? (existsSync(file) ? readFileSync(file, "utf8") : null);
    sources.set(file, known);
    return known;
  };
  const faults = threats.flatMap(({ tests }) => tests.map((proof) => faultOf(proof, read)));
  expect(faults.filter((fault) => fault !== null)).toEqual([]);
  expect(threats.length).toBeGreaterThan(50);
});

test("no two lines are about the same, and each says what it is about", () => {
  const names = threats.map(({ threat }) => threat);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name.length < 10)).toEqual([]);
});

test("every test that stands here for security alone is in the model", () => {
  const own = readdirSync("test/security").filter((file) => file.endsWith(".test.ts") && file !== "threats.test.ts");
  expect(own.filter((file) => !page.includes(`\`test/security/${file}\``))).toEqual([]);
});

test("a name that is only nearly right, a missing file and a test that is left out are noticed", () => {
  const read = (file: string) =>
    file === "test/a.test.ts"
      ? 'test("one", () => {});\ntest.skip("two", f);\ntest.for([\n  ["three", 1],\n])("%s", f);'
      : null;
  const fault = (proof: string) => faultOf(proof, read);
  expect([fault("`test/a.test.ts` › one"), fault("`test/a.test.ts` › three"), fault("`test/a.test.ts` › %s")]).toEqual([
    null,
    null,
    null,
  ]);
  expect(fault("`test/a.test.ts` › on")).toContain("no test");
  expect(fault("`test/a.test.ts` › two")).toContain("no test");
  expect(fault("`test/b.test.ts` › one")).toContain("no file");
  expect(fault("trust us")).toContain("no proof");
  expect(threatsIn("| threat | what stops it | tests |\n|---|---|---|\n| a | b | c<br>d |\n")).toEqual([
    { threat: "a", tests: ["c", "d"] },
  ]);
});
