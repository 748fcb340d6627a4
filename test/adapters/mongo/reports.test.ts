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
  createdAt: new Date("2026-11-24T06:12:00Z"),
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
});
