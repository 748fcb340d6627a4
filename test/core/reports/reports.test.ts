import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evidence } from "../../../adapters/mongo/personal/cases.ts";
import { type Kind, personalRecords } from "../../../adapters/mongo/personal/kind.ts";
import { reports } from "../../../adapters/mongo/personal/pictures.ts";
import { mongoReports } from "../../../adapters/mongo/reports.ts";
import type { Generation } from "../../../src/core/generation/generation.ts";
import { defaultModerationNumbers } from "../../../src/core/moderation/numbers.ts";
import { subjectOf } from "../../../src/core/privacy/subject.ts";
import { createReports } from "../../../src/core/reports/reports.ts";
import { mongoStores } from "../../../src/stores.ts";
import { systemIds } from "../../../src/system.ts";
import { finishedPicture } from "../../support/generations.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";
import { picture } from "../gallery/stage.ts";

const HOUR_MS = 3_600_000;

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const person = (user: string) => easel.accounts.of(identityOf(user));
async function pictureOf(user: string): Promise<Generation> {
  return finishedPicture({ id: systemIds.random(), account: (await person(user)).id });
}
const caseOf = async (report: string) => {
  const stored = await easel.reports.find(report);
  return easel.cases.find(stored?.case ?? "");
};

describe("a report", () => {
  test("names picture, owner, reporter, reason and moment, and is one for each person and picture", async () => {
    const reporter = await person("ada");
    const picture = await pictureOf("owner");
    const note = ` ${"é".repeat(600)}`;
    const filed = await easel.reports.file({ picture, reporter, reason: "rights", note });
    expect(filed.outcome).toBe("filed");
    const opened = await caseOf(filed.id);
    expect(await mongoReports(easel.mongo.connection).find(filed.id)).toEqual({
      ...{ id: filed.id, generation: picture.id, owner: picture.account, reporter: reporter.id, reason: "rights" },
      ...{ note: "é".repeat(500), notice: null, createdAt: easel.clock.now(), case: opened?.id, toldAt: null },
    });
    expect(opened).toMatchObject({ kind: "report", generation: picture.id, account: picture.account, dueAt: null });
    const again = await easel.reports.file({ picture, reporter, reason: "other", note: "" });
    expect(again).toEqual({ outcome: "repeated", id: filed.id });
    // What a person wrote is theirs: an operator hears that there is a report, and where.
    expect(JSON.stringify(easel.log.lines)).not.toContain("é");
  });

  test("of an intimate picture has a clock of 48 hours, beside other reports of the same picture", async () => {
    const picture = await pictureOf("owner");
    const reporters = await Promise.all(["bob", "cleo"].map(person));
    const [other, intimate] = await Promise.all(
      (["other", "intimate"] as const).map((reason, at) =>
        easel.reports.file({ picture, reporter: reporters[at] ?? expect.fail(), reason, note: "" }),
      ),
    );
    const dueAt = new Date(easel.clock.now().getTime() + 48 * HOUR_MS);
    expect(await caseOf(intimate?.id ?? "")).toMatchObject({ kind: "intimate", dueAt, count: 1 });
    expect(await caseOf(other?.id ?? "")).toMatchObject({ kind: "report", dueAt: null, count: 1 });
  });

  test("whose case went with the owner's account is looked for no more", async () => {
    const { reports: store } = mongoStores(easel.mongo.connection);
    const filed = await easel.reports.file({
      ...{ picture: await pictureOf("leaver"), reporter: await person("stayer"), reason: "other", note: "" },
    });
    const id = systemIds.derived("a case that was erased");
    await store.setCase(filed.id, id);
    expect(await store.untoldCases(null, 100)).toContain(id);
    expect(await easel.reports.tellOutcomes()).toBe(0);
    expect(await store.untoldCases(null, 100)).not.toContain(id);
    await easel.notices.sendDue(200);
    expect(easel.chat.directs("stayer")).toEqual([]);
  });

  test("by many people is one case that counts them, and each hears once what came of it", async () => {
    const picture = await pictureOf("owner");
    const many = Array.from({ length: 40 }, (_, at) => `crowd-${at}`);
    const filed = await Promise.all(
      many.map(async (user) =>
        easel.reports.file({ picture, reporter: await person(user), reason: "hateful", note: "" }),
      ),
    );
    const opened = await caseOf(filed[0]?.id ?? "");
    expect(opened?.count).toBe(40);
    expect(await easel.reports.casesOf(picture.id)).toEqual([opened?.id]);
    expect(await easel.reports.tellOutcomes()).toBe(0);
    const decision = { outcome: "dismissed", by: "memory:operator", note: "a joke" } as const;
    await easel.cases.decide(opened?.id ?? "", opened?.version ?? 0, decision);
    const told = await Promise.all([easel.reports.tellOutcomes(), easel.again().reports.tellOutcomes()]);
    expect(Math.max(...told)).toBe(40);
    await easel.notices.sendDue(200);
    for (const user of many) {
      const heard = easel.chat.directs(user).filter(({ title }) => title === "About the picture you reported");
      expect(heard.map(({ text }) => text)).toEqual([expect.stringContaining("does not break the terms")]);
    }
  });

  test("is one of at most twenty a day; another day there are more, and a repeated one counts for nothing", async () => {
    const reporter = await person("eager");
    const pictures = await Promise.all(Array.from({ length: 21 }, () => pictureOf("owner")));
    const file = (picture: Generation | undefined) =>
      easel.reports.file({ picture: picture ?? expect.fail(), reporter, reason: "other", note: "" });
    const { reportsPerDay } = defaultModerationNumbers;
    for (const picture of pictures.slice(0, reportsPerDay)) await file(picture);
    await expect(file(pictures[20])).rejects.toMatchObject({
      refusal: { code: "reports-too-many", data: { max: reportsPerDay } },
    });
    expect((await file(pictures[0])).outcome).toBe("repeated");
    easel.clock.move(24 * HOUR_MS + 1);
    expect((await file(pictures[20])).outcome).toBe("filed");
  });

  test("that was stored when a process died gets its case from whoever comes next, and counts once", async () => {
    const picture = await pictureOf("owner");
    const reporter = await person("dora");
    const { accounts, notices, clock, ids, log } = easel;
    const dying = createReports({
      ...{ store: mongoStores(easel.mongo.connection).reports, numbers: defaultModerationNumbers },
      ...{ accounts, notices, clock, ids, log, tellOperators: () => Promise.resolve() },
      ...{ generations: easel.generations, images: easel.images, imaging: easel.imaging, evidence: easel.evidence },
      cases: { ...easel.cases, open: () => Promise.reject(new Error("the process died")) },
    });
    const report = { picture, reporter, reason: "other", note: "" } as const;
    await expect(dying.file(report)).rejects.toThrow("the process died");
    const again = await easel.reports.file(report);
    expect(again.outcome).toBe("repeated");
    expect((await caseOf(again.id))?.count).toBe(1);
    const other = { ...report, picture: await pictureOf("owner") };
    await expect(dying.file(other)).rejects.toThrow("the process died");
    easel.clock.move(2 * 60_000);
    await easel.reports.tellOutcomes();
    const [opened] = await easel.reports.casesOf(other.picture.id);
    expect(opened).toBeDefined();
  });
});

describe("pictures that are reported as intimate or as of minors", () => {
  const erase = async (kind: Kind, user: string) => {
    const database = easel.mongo.connection.getClient().db();
    await personalRecords(database, kind).erase(subjectOf(await person(user), easel.ids));
  };

  test.each(["minors", "intimate"] as const)(
    "%s: are sealed before anybody can delete them, and once",
    async (reason) => {
      const fox = await picture(easel, "keeper");
      const key = `reported:${fox.id}:0`;
      const filed = await easel.reports.file({ picture: fox, reporter: await person("ida"), reason, note: "" });
      expect((await caseOf(filed.id))?.evidence).toEqual([key]);
      expect((await easel.reports.file({ picture: fox, reporter: await person("jo"), reason, note: "" })).outcome).toBe(
        "filed",
      );
      await easel.studio.delete(fox.id, await person("keeper"));
      expect(await easel.images.read(`${fox.id}:0`)).toBeNull();
      expect(await easel.evidence.open(key)).toMatchObject({ account: fox.account, contentType: "image/png" });
      const late = await easel.reports.file({ picture: fox, reporter: await person("kim"), reason, note: "" });
      expect(await caseOf(late.id)).toMatchObject({ evidence: [key], count: 3 });
    },
  );

  test("that are gone are a case all the same, and other reports seal nothing", async () => {
    const reporter = await person("lea");
    const gone = await easel.reports.file({
      picture: await pictureOf("owner"),
      reporter,
      reason: "intimate",
      note: "",
    });
    expect(await caseOf(gone.id)).toMatchObject({ kind: "intimate", evidence: [] });
    const fox = await picture(easel, "owner");
    const other = await easel.reports.file({ picture: fox, reporter, reason: "sexual", note: "" });
    expect((await caseOf(other.id))?.evidence).toEqual([]);
  });

  test.each([
    ["open", null, true],
    ["acted on", "acted", true],
    ["dismissed", "dismissed", false],
    ["upheld with no finding but the report", "upheld", false],
  ] as const)("stay sealed through an erasure only where something is owed: %s", async (name, outcome, isKept) => {
    const owner = `leaves-${name.length}`;
    const fox = await picture(easel, owner);
    const { id } = await easel.reports.file({ picture: fox, reporter: await person(name), reason: "minors", note: "" });
    const opened = (await caseOf(id)) ?? expect.fail();
    const decision = { outcome: outcome ?? "acted", by: "memory:operator", note: "looked at" } as const;
    if (outcome !== null) await easel.cases.decide(opened.id, opened.version, decision);
    await erase(evidence, owner);
    expect((await easel.evidence.open(`reported:${fox.id}:0`)) !== null).toBe(isKept);
    await easel.reports.tellOutcomes();
  });

  test("a notice about somebody’s work outlives the picture’s owner, and goes with whoever wrote it", async () => {
    const { id } = await easel.reports.fileNotice({
      ...{ picture: await pictureOf("infringer"), reporter: await person("author") },
      notice: {
        ...{ name: "Ada", contact: "a@example.org", work: "The Fox", material: "abcd2345", signature: "Ada" },
        ...{ goodFaith: true, accuracy: true },
      },
    });
    await erase(reports, "infringer");
    expect((await easel.reports.find(id))?.notice).toMatchObject({ work: "The Fox" });
    await erase(reports, "author");
    expect((await easel.reports.find(id))?.notice).toBeNull();
  });
});

test("a notice about somebody’s work is kept whole beside a report, and is a case of its own", async () => {
  const picture = await pictureOf("owner");
  const reporter = await person("grace");
  const notice = {
    ...{ name: "Grace Hopper", contact: "grace@example.org", work: "The Moth", material: "abcd2345" },
    ...{ goodFaith: true, accuracy: true, signature: "Grace Hopper" },
  };
  await easel.reports.file({ picture, reporter, reason: "rights", note: "" });
  const filed = await easel.reports.fileNotice({ picture, reporter, notice });
  expect((await easel.reports.named(filed.id.slice(0, 8)))?.notice).toEqual(notice);
  expect(await caseOf(filed.id)).toMatchObject({ kind: "infringement", report: filed.id });
  expect((await easel.reports.fileNotice({ picture, reporter, notice })).outcome).toBe("repeated");
  expect(await easel.reports.casesOf(picture.id)).toHaveLength(2);
});

test("a complaint whose time runs out is told to operators, once for each stage", async () => {
  const picture = await pictureOf("owner");
  const { id } = await easel.reports.file({ picture, reporter: await person("henry"), reason: "intimate", note: "" });
  const number = (await caseOf(id))?.id.slice(0, 8) ?? "";
  easel.clock.move(25 * HOUR_MS);
  for (let run = 0; run < 3; run++) await easel.reports.remindOfClocks();
  easel.clock.move(24 * HOUR_MS);
  for (let run = 0; run < 3; run++) await easel.reports.remindOfClocks();
  await easel.notices.sendDue(100);
  const told = easel.chat
    .directs("operator")
    .flatMap(({ title, text = "" }) => (title === "A complaint with a clock" && text.includes(number) ? [text] : []));
  expect(told).toEqual([expect.stringContaining("within 23 hours"), expect.stringMatching(/^OVERDUE/u)]);
});
