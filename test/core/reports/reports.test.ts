import { afterAll, beforeAll, expect, test } from "vitest";
import { mongoReports } from "../../../adapters/mongo/reports.ts";
import { finishedPicture } from "../../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

test("a report names picture, owner, reporter, reason and moment, and is one for each person and picture", async () => {
  const reporter = await easel.accounts.of(identityOf("ada"));
  const picture = finishedPicture();
  const note = ` ${"é".repeat(600)}`;
  const filed = await easel.reports.file({ picture, reporter, reason: "rights", note });
  expect(filed.outcome).toBe("filed");
  const stored = await mongoReports(easel.mongo.connection).find(filed.id);
  expect(stored).toEqual({
    id: filed.id,
    generation: picture.id,
    owner: picture.account,
    reporter: reporter.id,
    reason: "rights",
    note: "é".repeat(500),
    createdAt: easel.clock.now(),
  });
  expect(await easel.reports.file({ picture, reporter, reason: "other", note: "" })).toEqual({
    outcome: "repeated",
    id: filed.id,
  });
  const other = await easel.accounts.of(identityOf("bob"));
  expect((await easel.reports.file({ picture, reporter: other, reason: "other", note: "" })).outcome).toBe("filed");
  // What a person wrote is theirs: an operator hears that there is a report, and where.
  expect(JSON.stringify(easel.log.lines)).not.toContain("é");
  expect(easel.log.lines.filter(({ level }) => level === "warn")).toHaveLength(2);
});
