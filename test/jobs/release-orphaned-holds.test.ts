import { afterEach, beforeEach, expect, test } from "vitest";
import { releaseOrphanedHolds } from "../../jobs/release-orphaned-holds.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { give, HOUR_MS, MINUTE_MS } from "../support/credits.ts";
import { finishedPicture, sampleGeneration } from "../support/generations.ts";
import { expectLaws } from "../support/laws.ts";
import { type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

const run = (services = easel) => releaseOrphanedHolds.run(null, services);
const held = async (account: string) => (await easel.ledger.wallet(account)).holds.map(({ id }) => id);

/** A wallet with a hold, and the picture that it is for, if there is one. */
async function hold(account: string, id: string, generation?: Partial<Generation>): Promise<void> {
  await give(easel.ledger, account, 10, `gift:${id}`);
  await easel.ledger.hold(account, { cause: id, amount: 4, reason: "picture" });
  if (generation !== undefined) {
    const { submissions: _submissions, ...changed } = generation;
    await easel.generations.insert(sampleGeneration({ ...changed, id, account }));
  }
}
const cancelled = () =>
  ({ state: "cancelled", closedAt: easel.clock.now(), ending: { reason: "cancelled", code: null } }) as const;

test("what is held for a picture that has ended, or that is not there, is given back once, and told", async () => {
  await hold("ada", "over", cancelled());
  await hold("bob", "never");
  easel.clock.move(HOUR_MS + 1);
  await Promise.all([run(), run(easel.again())]);
  await run();
  expect([await held("ada"), await held("bob")]).toEqual([[], []]);
  expect((await easel.ledger.movements("ada", { limit: 9 })).map(({ kind, reason }) => [kind, reason])).toEqual([
    ["release", "orphaned"],
    ["hold", "picture"],
    ["grant", expect.any(String)],
  ]);
  const told = easel.log.lines.map(({ level, facts }) => [level, facts["account"], facts["hold"], facts["credits"]]);
  expect(told.toSorted()).toEqual([
    ["warn", "ada", "over", 4],
    ["warn", "bob", "never", 4],
  ]);
  await expectLaws(easel);
});

test("what a running picture holds stays, however long it runs, in every state", async () => {
  const states = ["accepted", "held", "submitted", "made", "stored", "settled", "failed", "cancelled"] as const;
  for (const state of states) await hold(`account-${state}`, state, { state });
  easel.clock.move(300 * HOUR_MS);
  await run();
  for (const state of states) expect(await held(`account-${state}`)).toEqual([state]);
  expect(easel.log.lines).toEqual([]);
});

test("a young hold stays, also beside an old one in the same wallet: its picture may not be known everywhere yet", async () => {
  await hold("ada", "old");
  easel.clock.move(59 * MINUTE_MS);
  await hold("ada", "young");
  await run();
  expect(await held("ada")).toEqual(["old", "young"]);
  easel.clock.move(2 * MINUTE_MS);
  await run();
  expect(await held("ada")).toEqual(["young"]);
});

test("a hold that was captured meanwhile is left as it is", async () => {
  const done = finishedPicture();
  await hold("ada", done.id);
  await easel.ledger.capture("ada", { hold: done.id, amount: 1, reason: "picture" });
  await easel.generations.insert(done);
  easel.clock.move(2 * HOUR_MS);
  await run();
  expect((await easel.ledger.movements("ada", { limit: 1 }))[0]?.kind).toBe("capture");
});

test("many wallets are gone through a page at a time, and one that fails does not keep the others", async () => {
  const accounts = Array.from({ length: 203 }, (_, index) => `account-${index}`);
  for (const account of accounts) await hold(account, `hold-${account}`);
  easel.clock.move(2 * HOUR_MS);
  const ledger: TestServices["ledger"] = {
    ...easel.ledger,
    release: (account, release) =>
      account === "account-7" ? Promise.reject(new Error("away")) : easel.ledger.release(account, release),
  };
  await releaseOrphanedHolds.run(null, { ...easel, ledger });
  const left = [];
  for (const account of accounts) if ((await held(account)).length > 0) left.push(account);
  expect(left).toEqual(["account-7"]);
  expect(easel.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  await run();
  expect(await held("account-7")).toEqual([]);
});
