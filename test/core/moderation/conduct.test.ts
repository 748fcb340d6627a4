import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Judgement } from "../../../src/core/moderation/conduct.ts";
import { DAY_MS, MINUTE_MS } from "../../support/credits.ts";
import { type ConductStage, conductStage, refusal } from "./conduct-stage.ts";

/** One refusal after the other, each asked for after the one before was told. */
async function refusedInTurn(stage: ConductStage, count: number, prefix = "picture"): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (let index = 1; index <= count; index++) {
    stage.clock.move(MINUTE_MS);
    judgements.push(await stage.conduct.judge(refusal(stage, `${prefix}-${index}`)));
  }
  return judgements;
}
const inShort = ({ credits, refusals, isLastReturned }: Judgement) =>
  `${refusals} ${credits}${isLastReturned ? ", the last" : ""}`;

describe("refusals of the provider", () => {
  test("three come back, the third says that it is the last, and from the fourth on they are kept", async () => {
    const stage = conductStage();
    expect((await refusedInTurn(stage, 5)).map(inShort)).toEqual([
      "1 returned",
      "2 returned",
      "3 returned, the last",
      "4 kept",
      "5 kept",
    ]);
    expect((await stage.conduct.strikes("ada")).sum).toBe(5);
    expect(stage.audited.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      "refusal-kept ada",
      "refusal-kept ada",
    ]);
  });

  test("count as long as the window is, and then come back again", async () => {
    const stage = conductStage();
    await refusedInTurn(stage, 4);
    stage.clock.move(29 * DAY_MS);
    expect(inShort(await stage.conduct.judge(refusal(stage, "within")))).toBe("5 kept");
    stage.clock.move(2 * DAY_MS);
    expect(inShort(await stage.conduct.judge(refusal(stage, "after")))).toBe("2 returned");
    expect((await stage.conduct.strikes("ada")).sum).toBe(2);
  });

  test("of one picture are one, whoever asks again and however late", async () => {
    const stage = conductStage();
    await refusedInTurn(stage, 3);
    stage.clock.move(MINUTE_MS);
    const word = refusal(stage, "fourth");
    const other = stage.another();
    const answers = await Promise.all([stage.conduct.judge(word), other.judge(word), stage.conduct.judge(word)]);
    stage.clock.move(DAY_MS);
    answers.push(await other.judge(word));
    expect(answers.map(inShort)).toEqual(Array(4).fill("4 kept"));
    expect((await stage.conduct.strikes("ada")).violations).toHaveLength(4);
  });

  test("that weigh nothing by the operator's numbers are counted all the same", async () => {
    const stage = conductStage({ numbers: { strikesOfRefusal: 0 }, warnAt: 1 });
    expect((await refusedInTurn(stage, 4)).map(inShort).at(-1)).toBe("4 kept");
    expect((await stage.conduct.strikes("ada")).sum).toBe(0);
    expect([stage.inForce().length, stage.sealed.size]).toEqual([0, 0]);
    const crowd = Array.from({ length: 12 }, (_, index) =>
      stage.conduct.judge(refusal(stage, `crowd-${index}`, { account: `crowd-${index}` })),
    );
    await Promise.all(crowd);
    expect(stage.opened).toHaveLength(1);
    const again = await stage.conduct.judge(refusal(stage, "picture-4"));
    expect(again).toMatchObject({ credits: "returned", refusals: null });
  });

  test("of somebody else do not count", async () => {
    const stage = conductStage();
    await refusedInTurn(stage, 4);
    stage.clock.move(MINUTE_MS);
    expect(inShort(await stage.conduct.judge(refusal(stage, "bobs", { account: "bob" })))).toBe("1 returned");
  });

  test("keep nothing of a picture that was asked for before the person was warned", async () => {
    const stage = conductStage();
    const early = refusal(stage, "early");
    await refusedInTurn(stage, 3);
    expect(inShort(await stage.conduct.judge(early))).toBe("4 returned, the last");
    stage.clock.move(MINUTE_MS);
    expect(inShort(await stage.conduct.judge(refusal(stage, "late")))).toBe("5 kept");
  });

  test("are numbered exactly, however many come at once to however many processes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ process: fc.nat(2), picture: fc.nat(7) }), { minLength: 1, maxLength: 16 }),
        fc.nat(5),
        async (asked, before) => {
          const stage = conductStage();
          await refusedInTurn(stage, before, "before");
          stage.clock.move(MINUTE_MS);
          const processes = [stage.conduct, stage.another(), stage.another()];
          const answers = await Promise.all(
            asked.map(async ({ process, picture }) => {
              const judged = await processes[process]?.judge(refusal(stage, `at-once-${picture}`));
              return [picture, judged] as const;
            }),
          );
          const byPicture = new Map(answers);
          for (const [picture, judged] of answers) expect(judged).toEqual(byPicture.get(picture));
          const numbers = [...byPicture.values()].map((judged) => judged?.refusals ?? 0).toSorted((a, b) => a - b);
          expect(numbers).toEqual(Array.from(numbers, (_, index) => before + 1 + index));
          // Whoever was told before they asked pays; nobody else does.
          const kept = [...byPicture.values()].filter((judged) => judged?.credits === "kept");
          expect(kept).toHaveLength(before >= 3 ? byPicture.size : 0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("seal the words that somebody may have to read again", async () => {
    const stage = conductStage();
    const { violation } = await stage.conduct.judge(refusal(stage, "picture", { words: "secret words" }));
    const found = await stage.conduct.violation(violation);
    expect(stage.sealed.get(found?.evidence ?? "")).toMatchObject({ account: "ada", words: "secret words" });
  });
});

test("a hidden picture is half a strike each, and no refusal", async () => {
  const stage = conductStage();
  const word = (generation: string) => refusal(stage, generation, { stage: "provider-output" });
  const judged = await stage.conduct.judge(word("first"));
  expect(judged).toMatchObject({ rule: "flagged-share-returned", credits: "returned", refusals: null });
  await stage.conduct.judge(word("second"));
  await stage.conduct.judge(word("second"));
  expect((await stage.conduct.strikes("ada")).sum).toBe(1);
  expect(inShort(await stage.conduct.judge(refusal(stage, "third")))).toBe("1 returned");
});

describe("what our own checks find", () => {
  const finding = (cause: string, category: "profanity" | "sexual" | "minors", confidence = 0.95) => ({
    ...({ cause, account: "ada", stage: "prompt", category, confidence } as const),
    evidence: { words: "words that are not allowed" },
  });

  test("a bare swear word leaves no trace", async () => {
    const stage = conductStage();
    expect(await stage.conduct.found(finding("event", "profanity"))).toMatchObject({ strikes: 0, sanction: null });
    expect(await stage.conduct.latest("ada", 9)).toEqual([]);
    expect(stage.sealed.size).toBe(0);
  });

  test("is one violation for its event, with the words sealed, the rule and the terms", async () => {
    const stage = conductStage();
    const all = await Promise.all([1, 2, 3].map(() => stage.another().found(finding("event", "sexual"))));
    expect(new Set(all.map(({ violation }) => violation)).size).toBe(1);
    expect(await stage.conduct.latest("ada", 9)).toMatchObject([
      { stage: "prompt", category: "sexual", strikes: 0.5, rule: "prompt-blocked", termsVersion: "2026-05-21" },
    ]);
    expect([...stage.sealed.values()]).toMatchObject([{ words: "words that are not allowed", bytes: null }]);
    expect((await stage.conduct.strikes("ada")).sum).toBe(0.5);
  });

  test("adds up with what the provider refused, and tells what follows", async () => {
    const stage = conductStage({ warnAt: 2 });
    await stage.conduct.judge(refusal(stage, "picture"));
    await stage.conduct.found(finding("first", "sexual"));
    const { sanction } = await stage.conduct.found(finding("second", "sexual"));
    expect(sanction).toMatchObject({ kind: "warning" });
    expect(sanction?.violations).toHaveLength(3);
  });
});

describe("a violation that is taken back", () => {
  test("counts no more, gives back what it kept, once, and lifts what it led to", async () => {
    const stage = conductStage({ warnAt: 4 });
    await stage.hold("ada", "picture-4");
    const judgements = await refusedInTurn(stage, 4);
    const { violation } = judgements[3] ?? expect.fail();
    await stage.ledger.capture("ada", { hold: "picture-4", amount: 5, reason: "refused-by-provider" });
    expect([await stage.balance("ada"), stage.inForce().length]).toEqual([0, 1]);

    const reversals = await Promise.all(
      [stage.conduct, stage.another()].map((each) => each.reverse(violation, "memory:operator", "the model erred")),
    );
    expect(reversals.filter(Boolean)).toHaveLength(1);
    expect(await stage.conduct.reverse(violation, "memory:operator", "again")).toBe(false);
    expect([await stage.balance("ada"), stage.inForce().length]).toEqual([5, 0]);
    expect([...stage.told.values()]).toEqual([
      expect.stringContaining("ada: A model refused a picture of yours, and 5"),
    ]);
    expect((await stage.conduct.strikes("ada")).sum).toBe(3);
    expect(stage.audited.at(-1)).toMatchObject({ actor: "memory:operator", action: "violation-reversed" });
    stage.clock.move(MINUTE_MS);
    expect(inShort(await stage.conduct.judge(refusal(stage, "picture-5")))).toBe("4 kept");
  });

  test("is known as such by whoever settles the picture afterwards", async () => {
    const stage = conductStage();
    await stage.hold("ada", "picture-4");
    const { violation } = (await refusedInTurn(stage, 4))[3] ?? expect.fail();
    // Reversed before the credits were taken: the hold itself goes back.
    await stage.conduct.reverse(violation, "memory:operator", "the model erred");
    expect(await stage.balance("ada")).toBe(5);
    const capture = await stage.ledger.capture("ada", { hold: "picture-4", amount: 5, reason: "picture" });
    expect(capture.outcome).toBe("ended");
    const again = await stage.conduct.judge(refusal(stage, "picture-4"));
    expect(again).toMatchObject({ rule: "refused-by-provider-returned", credits: "returned", isLastReturned: false });
  });

  test("that there never was is answered so", async () => {
    expect(await conductStage().conduct.reverse("nothing", "memory:operator", "why not")).toBe(false);
  });
});
