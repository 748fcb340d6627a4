import { afterAll, beforeAll, expect, test } from "vitest";
import { startTreeDatabase, type TreeDatabase } from "../support/process-tree.ts";
import { bugs } from "./bugs.ts";
import { expectPlaces } from "./mutants.ts";
import { meet } from "./planted.ts";
import { proofs } from "./proofs.ts";

let database: TreeDatabase;
beforeAll(async () => {
  database = await startTreeDatabase();
}, 120_000);
afterAll(() => database.drop());

// All of them: `npm run test:faults -- --planted`. These are the quickest that break different proofs.
const quick = ["failure-charged", "submitted-again", "grant-forgotten"];

test.each(bugs.filter(({ name }) => quick.includes(name)))(
  "a planted bug is caught: $name",
  { timeout: 240_000 },
  async (bug) => {
    const broken = await meet(bug, { database });
    expect([...broken.keys()]).toContain(bug.breaks);
  },
);

test("without their bugs the same steps break nothing", { timeout: 240_000 }, async () => {
  const [first, ...others] = bugs.filter(({ name }) => quick.includes(name));
  if (first === undefined) throw new Error("there is no bug to do without");
  const steps = [first, ...others].flatMap((bug) => bug.steps);
  expect(await meet({ ...first, name: "none", steps }, { database, isPlanted: false })).toEqual(new Map());
});

test("every bug has its place in the product, exactly once", { timeout: 120_000 }, async () => {
  for (const { changes } of bugs) await expectPlaces(changes);
  await expect(
    expectPlaces([{ file: "src/core/generation/settle.js", from: "no such words", to: "" }]),
  ).rejects.toThrow("0 times");
});

test("every proof has a bug that it has to catch", () => {
  expect(new Set(bugs.map(({ breaks }) => breaks))).toEqual(new Set(proofs.map(({ name }) => name)));
});
