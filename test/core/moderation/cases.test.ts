import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenedCase } from "../../../src/core/moderation/case.ts";
import { caseId } from "../../../src/core/moderation/cases.ts";
import { HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { aSanction, aViolation, type CaseStage, caseStage } from "./case-stage.ts";

const by = "discord:1";
const opened = (changes: Partial<OpenedCase> = {}): OpenedCase => ({
  ...{ kind: "report", account: "ada", cause: "report:picture", generation: "picture" },
  ...changes,
});

describe("a case", () => {
  test("is one for the same thing, counts everybody who says so once, and is decided once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 20 }), async (reporters) => {
        const stage = caseStage();
        const [one, other] = [stage.process(), stage.process()];
        await Promise.all(
          reporters.map((reporter, index) =>
            (index % 2 === 0 ? one : other).cases.open(opened({ report: `r${reporter}` })),
          ),
        );
        expect(stage.stores.cases.all.size).toBe(1);
        const [only] = [...stage.stores.cases.all.values()];
        expect(only?.count).toBe(new Set(reporters).size);
        expect(only?.voices.toSorted()).toEqual([...new Set(reporters)].map((reporter) => `r${reporter}`).toSorted());
        expect(only?.version).toBe(1);
      }),
      { numRuns: 25 },
    );
  });

  test("that was decided stays decided for whoever repeats what is in it, and what is new opens the next one", async () => {
    const stage = caseStage();
    const { cases, decisions } = stage.process();
    const first = await cases.open(opened({ report: "r1" }));
    expect(first.id).toBe(caseId(stage.ids, "report:picture"));
    await cases.open(opened({ report: "r2" }));
    const dismissed = { id: first.id, seen: 1, outcome: "dismissed", by, note: "It is a statue." } as const;
    expect(await decisions.decide(dismissed)).toBe("decided");
    expect((await cases.open(opened({ report: "r2" }))).decision).toMatchObject({ outcome: "dismissed" });
    const second = await cases.open(opened({ report: "r3" }));
    expect(second).toMatchObject({ count: 1, decision: null, report: "r3" });
    expect(second.id).not.toBe(first.id);
    expect((await cases.open(opened({ report: "r3" }))).id).toBe(second.id);
  });

  test("keeps its evidence as long as it is open, and no longer than the rules say afterwards", async () => {
    const stage = caseStage();
    const { cases, evidence, decisions } = stage.process();
    const facts = { account: "ada", words: "words", bytes: null, contentType: null, at: stage.clock.now() };
    const keepUntil = new Date(stage.clock.now().getTime() + HOUR_MS);
    for (const key of ["needed", "not needed"]) await evidence.seal({ key, ...facts, keepUntil });
    const one = await cases.open(opened({ kind: "pattern", evidence: ["needed"], violations: ["v"] }));
    stage.clock.move(2 * HOUR_MS);
    expect(await evidence.open("not needed")).toBeNull();
    expect(await evidence.purge(10)).toBe(1);
    stage.clock.move(181 * 24 * HOUR_MS);
    expect(await evidence.purge(10)).toBe(0);
    expect(await evidence.open("needed")).not.toBeNull();
    await decisions.decide({ id: one.id, seen: 1, outcome: "dismissed", by, note: "Nothing." });
    stage.clock.move(31 * 24 * HOUR_MS);
    expect(await evidence.purge(10)).toBe(1);
    await expect(
      evidence.seal({ key: "k", ...facts, bytes: new Uint8Array(20 * 1024 * 1024 + 1), keepUntil }),
    ).rejects.toThrow(RangeError);
  });
});

describe("operators hear of cases", () => {
  test("once in ten minutes for each kind, however many come, and of the rest in the next ten", async () => {
    const stage = caseStage();
    const [one, other] = [stage.process(), stage.process()];
    for (let number = 0; number < 500; number++) {
      const process = number % 2 === 0 ? one : other;
      await process.cases.open(opened({ kind: "appeal", account: `a${number}`, cause: `appeal:${number}` }));
    }
    expect([...stage.alerts.values()].map(({ text }) => text)).toEqual([
      "Appeal: one case waits. /admin cases shows the next one.",
    ]);
    stage.clock.move(10 * MINUTE_MS);
    for (const process of [one, other, one]) await process.caseAlerts.remind();
    expect([...stage.alerts.values()].at(-1)?.text).toContain("500 cases wait");
    expect(stage.alerts.size).toBe(2);
    await one.cases.open(opened({ kind: "appeal", cause: "appeal:more" }));
    expect(stage.alerts.size).toBe(2);
    stage.clock.move(10 * MINUTE_MS);
    await one.cases.open(opened({ kind: "appeal", cause: "appeal:even more" }));
    expect(stage.alerts.size).toBe(3);
  });

  test("one case is told of once, however often somebody looks", async () => {
    const stage = caseStage();
    const { cases, caseAlerts } = stage.process();
    await cases.open(opened({ kind: "wave", cause: "wave:one" }));
    for (let minute = 0; minute < 25; minute++) {
      await caseAlerts.remind();
      stage.clock.move(MINUTE_MS);
    }
    expect(stage.alerts.size).toBe(1);
  });

  test("of the gravest kinds each one, also of one whose process died before it could tell", async () => {
    const stage = caseStage();
    const { cases, caseAlerts } = stage.process();
    for (const kind of ["gravest", "intimate"] as const) {
      for (const number of [1, 2]) await cases.open(opened({ kind, cause: `${kind}:${number}` }));
    }
    expect(stage.alerts.size).toBe(4);
    const [lost = ""] = stage.alerts.keys();
    stage.alerts.delete(lost);
    await caseAlerts.remind();
    await caseAlerts.remind();
    expect(stage.alerts.size).toBe(4);
    expect(stage.alerts.get(lost)?.text).toContain("/admin cases ");
  });
});

test("a flood of an urgent kind is ten messages and one that counts, whatever is decided meanwhile", async () => {
  const stage = caseStage();
  const [one, other] = [stage.process(), stage.process()];
  for (let number = 0; number < 60; number++) {
    const process = number % 2 === 0 ? one : other;
    await process.cases.open(opened({ kind: "intimate", account: `a${number}`, cause: `intimate:${number}` }));
    if (number % 5 === 0) await process.caseAlerts.remind();
  }
  for (const { id, version } of await one.cases.waiting(55)) {
    await one.decisions.decide({ id, seen: version, outcome: "dismissed", by, note: "A flood." });
  }
  for (const process of [one, other, stage.process()]) await process.caseAlerts.remind();
  expect(stage.alerts.size).toBe(11);
  expect([...stage.alerts.values()].at(-1)?.text).toContain("11 cases came within ten minutes");
  await one.cases.open(opened({ kind: "gravest", cause: "gravest:other" }));
  stage.clock.move(10 * MINUTE_MS);
  await one.cases.open(opened({ kind: "intimate", cause: "intimate:later" }));
  expect(stage.alerts.size).toBe(13);
});

describe("a decision", () => {
  /** A suspension by rule over two violations, an appeal against the first, and the review that they opened. */
  async function suspended(stage: CaseStage) {
    const process = stage.process();
    for (const id of ["v1", "v2"]) stage.violations.set(id, aViolation(id, { evidence: `e:${id}` }));
    stage.sanctions.set("s1", aSanction("s1", { violations: ["v1", "v2"] }));
    const review = await process.cases.open(
      opened({ kind: "pattern", cause: "pattern:ada", violations: ["v1", "v2"] }),
    );
    await process.appeals.file("ada", "s1", "  It was a statue.  ");
    const appeal = await process.appeals.of("s1");
    if (appeal === null) throw new Error("it was filed");
    return { ...process, review, appeal };
  }

  test("to reverse gives everything back, closes the review, and tells the person once", async () => {
    const stage = caseStage();
    const { decisions, appeal, review, cases } = await suspended(stage);
    expect(appeal).toMatchObject({ statement: "It was a statue.", evidence: ["e:v1", "e:v2"], sanction: "s1" });
    const order = { id: appeal.id, seen: appeal.version, outcome: "reversed", by, note: "You were right." } as const;
    expect(await decisions.decide(order)).toBe("decided");
    expect(stage.done.toSorted()).toEqual(["lifted s1", "reversed v1", "reversed v2"]);
    expect((await cases.find(review.id))?.decision).toMatchObject({ outcome: "reversed", by });
    const texts = [...stage.told.values()].map(({ reply }) => reply.text);
    expect(texts).toHaveLength(1);
    expect(
      texts.filter((text) => text?.includes("you were right") && text.includes("They wrote: You were right.")),
    ).toHaveLength(1);
    expect([...stage.audited.values()].map(({ actor, action, reason }) => [actor, action, reason])).toEqual([
      [by, "case-reversed", "You were right."],
      [by, "case-reversed", "You were right."],
    ]);
    // A second press, and whoever comes later.
    expect(await decisions.decide(order)).toBe("repeated");
    expect(await decisions.decide({ ...order, by: "telegram:2" })).toBe("changed");
    expect(await decisions.finish(10)).toBe(0);
    expect(stage.done).toHaveLength(3);
  });

  test("to reverse one of several violations leaves what an operator decided because of all of them", async () => {
    const stage = caseStage();
    const { decisions, appeals } = await suspended(stage);
    stage.sanctions.set("s2", aSanction("s2", { violations: ["v1", "v2"], by: "discord:9" }));
    await appeals.file("ada", "v1", "It was a statue.");
    const appeal = await appeals.of("v1");
    stage.dies("reverse");
    const order = { id: appeal?.id ?? "", seen: 1, outcome: "reversed", by, note: "Right." } as const;
    await expect(decisions.decide(order)).rejects.toThrow("the process died");
    await stage.process().decisions.finish(10);
    expect(stage.done).toEqual(["reversed v1"]);
    expect(stage.sanctions.get("s2")?.liftedAt).toBeNull();
  });

  test("of one of two operators counts, and nothing of the other's happens", async () => {
    const stage = caseStage();
    const { appeal } = await suspended(stage);
    const seen = appeal.version;
    const answers = await Promise.all([
      stage.process().decisions.decide({ id: appeal.id, seen, outcome: "reversed", by, note: "Right." }),
      stage.process().decisions.decide({ id: appeal.id, seen, outcome: "upheld", by: "telegram:2", note: "Wrong." }),
    ]);
    expect(answers.toSorted()).toEqual(["changed", "decided"]);
    const isReversed = answers[0] === "decided";
    expect(stage.done.length > 0).toBe(isReversed);
    const outcome = stage.told.get(`case:${appeal.id}:outcome`)?.reply.text ?? "";
    expect(outcome.includes("it stands")).toBe(!isReversed);
  });

  test.each(["audit", "reverse", "lift", "tell"])(
    "is finished by the next process when this one dies at: %s",
    async (call) => {
      const stage = caseStage();
      const { decisions, appeal } = await suspended(stage);
      const order = { id: appeal.id, seen: appeal.version, outcome: "reversed", by, note: "Right." } as const;
      stage.dies(call);
      await expect(decisions.decide(order)).rejects.toThrow("the process died");
      const next = stage.process();
      expect(await next.decisions.finish(10)).toBeGreaterThan(0);
      expect(await next.decisions.finish(10)).toBe(0);
      expect(stage.done.toSorted()).toEqual(["lifted s1", "reversed v1", "reversed v2"]);
      expect(stage.told.has(`case:${appeal.id}:outcome`)).toBe(true);
      expect(stage.audited.size).toBe(2);
    },
  );

  test("on what nobody has seen is not taken, but one more who says the same changes nothing to be seen", async () => {
    const stage = caseStage();
    const { cases, decisions } = stage.process();
    const one = await cases.open(opened({ report: "r1" }));
    await cases.open(opened({ report: "r2" }));
    const order = { id: one.id, seen: one.version, outcome: "dismissed", by, note: "Nothing." } as const;
    await cases.open(opened({ report: "r3", violations: ["v9"] }));
    expect(await decisions.decide(order)).toBe("changed");
    await cases.open(opened({ report: "r4" }));
    expect(await decisions.decide({ ...order, seen: 2 })).toBe("decided");
    // Nobody who was reported for nothing is written to.
    expect(stage.told.size).toBe(0);
  });

  test("to suspend suspends once, for as long as was decided", async () => {
    const stage = caseStage();
    const { cases, decisions } = stage.process();
    const one = await cases.open(opened({ kind: "pattern", violations: ["v1"] }));
    const decision = { id: one.id, seen: 1, outcome: "acted", by, note: "Enough." } as const;
    stage.dies("tell");
    stage.dies("impose");
    await expect(decisions.decide({ ...decision, order: { suspend_hours: 48 } })).rejects.toThrow();
    await stage.process().decisions.finish(5);
    await stage.process().decisions.finish(5);
    expect(stage.imposed).toEqual([
      expect.objectContaining({ account: "ada", kind: "suspension", duration_hours: 48, by, note: "Enough." }),
    ]);
  });
});

describe("appeals", () => {
  test("are one for each violation or sanction of one's own, and a few a day", async () => {
    const stage = caseStage();
    const { appeals } = stage.process();
    for (const id of ["v1", "v2", "v3", "v4"]) stage.violations.set(id, aViolation(id));
    stage.violations.set("bob's", aViolation("bob's", { account: "bob" }));
    stage.violations.set("back", aViolation("back", { reversedAt: stage.clock.now() }));
    stage.sanctions.set("s1", aSanction("s1", { liftedAt: stage.clock.now() }));
    stage.sanctions.set("s2", aSanction("s2", { until: new Date(stage.clock.now().getTime() + HOUR_MS) }));
    expect((await appeals.open("ada")).map(({ id }) => id).toSorted()).toEqual(["s2", "v1", "v2", "v3", "v4"]);
    for (const id of ["bob's", "nothing"]) {
      await expect(appeals.file("ada", id, "Please.")).rejects.toMatchObject({ refusal: { code: "appeal-unknown" } });
    }
    for (const id of ["back", "s1"]) {
      await expect(appeals.file("ada", id, "Please.")).rejects.toMatchObject({ refusal: { code: "appeal-settled" } });
    }
    const pressedTwice = await Promise.all([appeals.file("ada", "v1", "A"), appeals.file("ada", "v1", "B")]);
    expect(pressedTwice).toEqual(["filed", "waiting"]);
    expect(await appeals.of("v1")).toMatchObject({ statement: "A", count: 1 });
    const limited = { refusal: { code: "appeal-limit", data: { max: 3 } } };
    const answers = await Promise.allSettled(["v2", "v3", "v4"].map((id) => appeals.file("ada", id, "C")));
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    await expect(appeals.file("ada", "v4", "C")).rejects.toMatchObject(limited);
    expect(await appeals.file("ada", "v1", "again")).toBe("waiting");
    stage.clock.move(24 * HOUR_MS);
    expect(await appeals.file("ada", "v4", "C")).toBe("filed");
    expect((await appeals.open("ada")).map(({ id }) => id)).not.toContain("s2");
  });

  test("that meet a decision in the same moment are either in it or told of it", async () => {
    const stage = caseStage();
    const { appeals, decisions } = stage.process();
    stage.violations.set("v1", aViolation("v1"));
    await appeals.file("ada", "v1", "A");
    const appeal = await appeals.of("v1");
    const [, again] = await Promise.all([
      decisions.decide({ id: appeal?.id ?? "", seen: 1, outcome: "upheld", by, note: "It stands." }),
      stage.process().appeals.file("ada", "v1", "B"),
    ]);
    expect(["waiting", "decided"]).toContain(again);
    expect(await appeals.file("ada", "v1", "C")).toBe("decided");
    expect(stage.stores.cases.all.size).toBe(1);
  });
});
