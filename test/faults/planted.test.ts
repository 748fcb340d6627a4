import { afterAll, beforeAll, expect, test } from "vitest";
import { startTreeDatabase, type TreeDatabase } from "../support/process-tree.ts";
import { bugs } from "./bugs.ts";
import { expectPlaces } from "./mutants.ts";
import { meet } from "./planted.ts";

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

test("every bug has its place in the product, exactly once", { timeout: 120_000 }, async () => {
  for (const { changes } of bugs) await expectPlaces(changes);
  await expect(
    expectPlaces([{ file: "src/core/generation/settle.js", from: "no such words", to: "" }]),
  ).rejects.toThrow("0 times");
});

test("at least five bugs break at least five different proofs", () => {
  expect(new Set(bugs.map(({ breaks }) => breaks)).size).toBeGreaterThanOrEqual(5);
});
