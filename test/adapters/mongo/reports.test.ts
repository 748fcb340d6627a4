import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoReports } from "../../../adapters/mongo/reports.ts";
import type { Report, ReportStore } from "../../../src/core/reports/report.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let reports: ReportStore;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  reports = mongoReports(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

const report: Report = {
  id: "rrrrrrrrrrrrrrrrrrrr",
  generation: "gggggggggggggggggggg",
  owner: "oooooooooooooooooooo",
  reporter: "pppppppppppppppppppp",
  reason: "intimate",
  note: "That is my sister.",
  notice: null,
  createdAt: new Date("2054-11-24T06:12:00Z"),
  case: null,
  toldAt: null,
};

describe("reports", () => {
  test("come back as they were stored", async () => {
    expect(await reports.insert(report)).toBe(true);
    expect(await reports.find(report.id)).toEqual(report);
    expect(await reports.find("nobody")).toBeNull();
  });

  test("the first of one person about one picture stands, also under many at once", async () => {
    const again = { ...report, id: "another", note: "" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) => reports.insert({ ...again, note: String(number) })),
    );
    expect(answers.filter((isNew) => isNew)).toHaveLength(1);
    const stored = await reports.find("another");
    expect(answers.indexOf(true)).toBe(Number(stored?.note));
  });

  test("a whole notice comes back as it was stored", async () => {
    const notice = {
      ...{ name: "Ada", contact: "ada@example.org", work: "The Fox", material: "abcd2345" },
      ...{ goodFaith: true, accuracy: true, signature: "Ada" },
    };
    const whole = { ...report, id: "notice-1", generation: "other", notice };
    await reports.insert(whole);
    expect(await reports.startingWith("notice-", 2)).toEqual([whole]);
  });

  test("cases are named once each, in pages, until everybody was told", async () => {
    const told = { ...report, toldAt: new Date("2054-11-25T00:00:00Z"), case: "case-0" };
    await reports.insert({ ...told, id: "t0", generation: "paged" });
    for (const [at, caseId] of ["case-1", "case-2", "case-2", "case-3"].entries()) {
      await reports.insert({ ...report, id: `t${at + 1}`, generation: "paged" });
      await reports.setCase(`t${at + 1}`, caseId);
    }
    expect(await reports.casesOf("paged")).toEqual(["case-0", "case-1", "case-2", "case-3"]);
    expect(await reports.untoldCases(null, 2)).toEqual(["case-1", "case-2"]);
    expect(await reports.untoldCases("case-2", 2)).toEqual(["case-3"]);
    expect((await reports.untold("case-2", 10)).map(({ id }) => id).toSorted()).toEqual(["t2", "t3"]);
    await reports.markTold(["t2", "t3"], new Date("2054-11-26T00:00:00Z"));
    expect(await reports.untold("case-2", 10)).toEqual([]);
    expect(await reports.untoldCases(null, 10)).toEqual(["case-1", "case-3"]);
  });

  test("are counted by reporter and time, and found without a case once they are old enough", async () => {
    const mine = { ...report, reporter: "counted", generation: "counted" };
    await reports.insert({ ...mine, id: "c1", createdAt: new Date(1_000) });
    await reports.insert({ ...mine, id: "c2", createdAt: new Date(2_000) });
    expect(await reports.countSince("counted", new Date(2_000))).toBe(1);
    expect(await reports.countSince("counted", new Date(0))).toBe(2);
    const found = await reports.withoutCase(new Date(2_000), 10);
    expect(found.map(({ id }) => id)).toEqual(["c1"]);
  });
});
