import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MINUTE_MS } from "../../support/credits.ts";
import { expectLaws } from "../../support/laws.ts";
import { type ConductStage, conductStage, refusal } from "./conduct-stage.ts";

const PEOPLE = 50;

/** Settles a refused picture as its driver does. */
async function settle(stage: ConductStage, conduct: ConductStage["conduct"], word: ReturnType<typeof refusal>) {
  const { generation: hold, account } = word;
  if ((await conduct.judge(word)).credits === "kept") {
    const capture = await stage.ledger.capture(account, { hold, amount: 5, reason: "refused-by-provider" });
    if (capture.outcome === "captured") return;
    await conduct.judge(word);
  }
  await stage.ledger.release(account, { hold, reason: "policy-prompt" });
}

test("two hundred refusals of fifty people within a minute strike nobody, keep nothing, and are one alert", async () => {
  const stage = conductStage({ warnAt: 1 });
  const processes = [stage.conduct, stage.another(), stage.another()];
  // One of them has had three refusals before, so that the next one keeps its credits.
  for (const one of ["a", "b", "c"]) {
    await stage.conduct.judge(refusal(stage, one, { account: "person-0" }));
    stage.clock.move(MINUTE_MS);
  }
  stage.clock.move(20 * MINUTE_MS);
  for (let index = 0; index < 200; index++) await stage.hold(`person-${index % PEOPLE}`, `wave-${index}`);
  const judged: Promise<void>[] = [];
  for (let index = 0; index < 200; index++) {
    const word = refusal(stage, `wave-${index}`, { account: `person-${index % PEOPLE}` });
    const conduct = processes[index % processes.length] ?? stage.conduct;
    judged.push(settle(stage, conduct, word));
    // In bursts, as pictures end.
    if (index % 7 === 0) {
      await Promise.all(judged);
      stage.clock.move(2_000);
    }
  }
  await Promise.all(judged);

  for (let person = 0; person < PEOPLE; person++) {
    const account = `person-${person}`;
    expect(await stage.balance(account), account).toBe(20);
    expect((await stage.conduct.strikes(account)).sum, account).toBe(person === 0 ? 3 : 0);
    expect((await stage.ledger.wallet(account)).holds).toEqual([]);
  }
  expect(stage.inForce().filter(({ account }) => account !== "person-0")).toEqual([]);
  expect(stage.opened.map(({ kind, cause }) => `${kind} ${cause}`)).toEqual(["wave wave:z-image:1"]);
  expect(stage.audited.filter(({ action }) => action === "wave-opened")).toHaveLength(1);
  expect(await stage.conduct.tendWaves()).toBe(1);
  expect(stage.opened).toHaveLength(1);
  await expectLaws(stage);
});

/** Refusals of so many people, one each, of a model. */
async function refusedAtOnce(stage: ConductStage, count: number, model = "z-image", prefix = "p") {
  const words = Array.from({ length: count }, (_, index) =>
    refusal(stage, `${prefix}-${model}-${index}`, { account: `${prefix}-${index}`, model }),
  );
  return Promise.all(words.map((word) => stage.conduct.judge(word)));
}

describe("it is no wave", () => {
  test("where most pictures of the model come, in whichever process", async () => {
    const stage = conductStage();
    const other = stage.another();
    for (let count = 0; count < 20; count++) other.made("z-image");
    stage.clock.move(15_000);
    // Written seldom, so that a picture costs no write: this one is the occasion.
    other.made("z-image");
    await new Promise((resolve) => setImmediate(resolve));
    const judged = await refusedAtOnce(stage, 12);
    expect(new Set(judged.map(({ rule }) => rule))).toEqual(new Set(["refused-by-provider-returned"]));
    expect((await stage.conduct.strikes("p-3")).sum).toBe(1);
    expect(stage.opened).toEqual([]);
  });

  test("where one person asks for what is not allowed again and again", async () => {
    const stage = conductStage();
    for (let count = 0; count < 30; count++) await stage.conduct.judge(refusal(stage, `picture-${count}`));
    expect((await stage.conduct.strikes("ada")).sum).toBe(30);
  });
});

describe("an open wave", () => {
  test("is over once its refusals are no longer unusual; what is refused then counts, and the next one is told anew", async () => {
    const stage = conductStage();
    await refusedAtOnce(stage, 12);
    expect(await stage.conduct.tendWaves()).toBe(1);
    const within = await stage.conduct.judge(refusal(stage, "within"));
    expect(within).toMatchObject({ rule: "refused-in-a-wave-returned", refusals: null });
    stage.clock.move(11 * MINUTE_MS);
    expect(await stage.conduct.tendWaves()).toBe(0);
    const after = await stage.conduct.judge(refusal(stage, "after"));
    expect(after).toMatchObject({ rule: "refused-by-provider-returned", refusals: 1 });
    stage.clock.move(11 * MINUTE_MS);
    await refusedAtOnce(stage, 12, "z-image", "again");
    expect(stage.opened.map(({ cause }) => cause)).toEqual(["wave:z-image:1", "wave:z-image:2"]);
  });

  test("of one model excuses nobody at another, and a second model makes it one of the provider", async () => {
    const stage = conductStage();
    await refusedAtOnce(stage, 12, "z-image");
    const other = await stage.conduct.judge(refusal(stage, "other", { model: "flux" }));
    expect(other.rule).toBe("refused-by-provider-returned");
    await refusedAtOnce(stage, 12, "flux");
    expect(stage.opened.map(({ cause }) => cause)).toEqual(["wave:z-image:1", "wave:provider:1"]);
    const third = await stage.conduct.judge(refusal(stage, "third", { model: "seedream" }));
    expect(third.rule).toBe("refused-in-a-wave-returned");
    expect((await stage.conduct.strikes("ada")).sum).toBe(0);
  });

  test("also excuses pictures that the safety checker hides", async () => {
    const stage = conductStage();
    const hidden = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        stage.conduct.judge(refusal(stage, `hidden-${index}`, { account: `h-${index}`, stage: "provider-output" })),
      ),
    );
    expect(hidden.every(({ credits }) => credits === "returned")).toBe(true);
    expect((await stage.conduct.strikes("h-0")).sum).toBe(0);
  });

  test("whose process died at once is seen through by the job", async () => {
    const stage = conductStage({ warnAt: 1 });
    const since = stage.clock.now();
    for (let count = 0; count < 4; count++) {
      await stage.hold("ada", `picture-${count}`);
      await settle(stage, stage.conduct, refusal(stage, `picture-${count}`));
      stage.clock.move(1_000);
    }
    expect([await stage.balance("ada"), stage.inForce().length]).toEqual([15, 4]);
    await stage.waves.begin("z-image", since, stage.clock.now());
    await stage.another().tendWaves();
    expect([await stage.balance("ada"), stage.inForce().length]).toEqual([20, 0]);
    expect((await stage.conduct.strikes("ada")).sum).toBe(0);
    expect(stage.opened).toHaveLength(1);
    await stage.conduct.tendWaves();
    expect(await stage.balance("ada")).toBe(20);
  });
});

test("in whatever order the database answers, nobody is left with what the wave led to", async () => {
  const refused = fc.record({ person: fc.nat(6), process: fc.nat(2), before: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(refused, { minLength: 12, maxLength: 30 }),
      fc.array(fc.nat(5), { minLength: 20, maxLength: 60 }),
      async (all, pauses) => {
        let turn = 0;
        const pause = async () => {
          const rounds = pauses[turn++ % pauses.length] ?? 0;
          for (let round = 0; round <= rounds; round++) await new Promise((resolve) => setImmediate(resolve));
        };
        const stage = conductStage({ warnAt: 1, numbers: { refusalsReturned: 1 }, pause });
        const processes = [stage.conduct, stage.another(), stage.another()];
        for (const [index, { person }] of all.entries()) await stage.hold(`person-${person}`, `picture-${index}`);
        const settled: Promise<void>[] = [];
        for (const [index, { person, process, before }] of all.entries()) {
          const word = refusal(stage, `picture-${index}`, { account: `person-${person}` });
          settled.push(settle(stage, processes[process] ?? stage.conduct, word));
          stage.clock.move(1_000);
          if (before) await Promise.all(settled);
        }
        await Promise.all(settled);
        await stage.conduct.tendWaves();

        const isWave = stage.opened.length > 0;
        expect(isWave).toBe(new Set(all.map(({ person }) => person)).size >= 5);
        for (const account of new Set(all.map(({ person }) => `person-${person}`))) {
          const wallet = await stage.ledger.wallet(account);
          expect(wallet.holds, account).toEqual([]);
          const given = all.filter(({ person }) => account === `person-${person}`).length * 5;
          const kept = (await stage.conduct.strikes(account)).violations.filter(
            ({ rule }) => rule === "refused-by-provider-kept",
          );
          expect(isWave ? kept : [], account).toEqual([]);
          expect(await stage.balance(account), account).toBe(given - kept.length * 5);
        }
        if (isWave) expect(stage.inForce()).toEqual([]);
        await expectLaws(stage);
      },
    ),
    { numRuns: 20 },
  );
});

test("whatever comes between, credits add up by the laws", async () => {
  const stage = conductStage();
  for (let index = 0; index < 40; index++) await stage.hold(`person-${index % 8}`, `picture-${index}`);
  await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      settle(stage, stage.conduct, refusal(stage, `picture-${index}`, { account: `person-${index % 8}` })),
    ),
  );
  await Promise.all([stage.conduct.tendWaves(), stage.another().tendWaves()]);
  for (let person = 0; person < 8; person++) expect(await stage.balance(`person-${person}`)).toBe(25);
  await expectLaws(stage);
});
