import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** A test that says which clauses of the terms it proves. */
interface Proof {
  readonly clauses: string;
  readonly name: string;
  readonly file: string;
}

const CLAUSES = Array.from({ length: 28 }, (_, index) => `T${index + 1}`);

/** Tests whose names begin with the ids of clauses. */
function proofsIn(file: string, source: string): Proof[] {
  return [...source.matchAll(/\btest\(\s*"(T\d+(?:, T\d+)*) · ([^"]+)"/gu)].map(([, clauses = "", name = ""]) => {
    return { clauses, name, file };
  });
}

/** Rows of the table in the documentation. */
function rowsOf(document: string): Proof[] {
  const rows = document.matchAll(/^\| (T\d+(?:, T\d+)*) \| (.+) \| `([^`]+)` \|$/gmu);
  return [...rows].map(([, clauses = "", name = "", file = ""]) => ({ clauses, name, file }));
}

const lineOf = ({ clauses, name, file }: Proof) => `| ${clauses} | ${name} | \`${file}\` |`;
const clausesOf = (proofs: readonly Proof[]) => new Set(proofs.flatMap(({ clauses }) => clauses.split(", ")));

const documented = rowsOf(readFileSync("docs/terms.md", "utf8"));
const written = readdirSync("test/journeys")
  .filter((file) => file.endsWith(".test.ts"))
  .flatMap((file) => proofsIn(file, readFileSync(`test/journeys/${file}`, "utf8")));

test("every clause of the terms has a journey with its id in the name, and no journey names a clause that is none", () => {
  const proven = clausesOf(written);
  expect(CLAUSES.filter((clause) => !proven.has(clause))).toEqual([]);
  expect([...proven].filter((clause) => !CLAUSES.includes(clause))).toEqual([]);
});

test("the table in docs/terms.md has exactly these journeys", () => {
  expect(documented.map(lineOf).toSorted()).toEqual(written.map(lineOf).toSorted());
});

test("a journey counts only by an id at the beginning of its name, and a row only as a whole", () => {
  const source = `test("T7 · one", () => {});\n  test(\n    "T9, T22 · two",\n    () => {},\n  );\ntest("three (T8)", () => {});`;
  const found = proofsIn("some.test.ts", source);
  expect(found.map(lineOf)).toEqual(["| T7 | one | `some.test.ts` |", "| T9, T22 | two | `some.test.ts` |"]);
  expect([...clausesOf(found)]).toEqual(["T7", "T9", "T22"]);
  expect(rowsOf(`| clause | journey | file |\n${found.map(lineOf).join("\n")}\n| T8 | three |`)).toEqual(found);
});
