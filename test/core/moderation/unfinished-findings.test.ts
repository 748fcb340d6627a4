import { expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../support/credits.ts";
import { conductWith } from "./conduct-over-sanctions.ts";
import { sanctionsStage } from "./sanctions-stage.ts";

const finding = (account: string, confidence = 0.95) => ({
  ...({ cause: `event of ${account}`, account, stage: "prompt", category: "minors", confidence } as const),
  evidence: { words: "words that are not allowed" },
});
const frozen = async ({ ledger }: ReturnType<typeof sanctionsStage>) => (await ledger.wallet("ada")).freezes.length;

test("a finding of the gravest kind whose process dies before anything came of it is acted upon by the next run, once", async () => {
  const stage = sanctionsStage();
  const { conduct, failing } = conductWith(stage);
  failing.weigh = true;
  await expect(conduct.found(finding("ada"))).rejects.toThrow("away");
  expect([await stage.sanctions.standing("ada"), await frozen(stage)]).toMatchObject([{ state: "good" }, 0]);
  expect(await conduct.finishFindings()).toBe(0);
  expect(stage.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);

  failing.weigh = false;
  expect(await conduct.finishFindings()).toBe(1);
  expect([await stage.sanctions.standing("ada"), await frozen(stage)]).toMatchObject([
    { state: "suspended", until: null, reason: "gravest" },
    1,
  ]);
  expect((await stage.cases.waiting(9)).map(({ kind, account }) => `${kind} ${account}`)).toEqual(["gravest ada"]);
  const { length } = stage.log.lines;
  expect(await Promise.all([conduct.finishFindings(), conduct.finishFindings()])).toEqual([0, 0]);
  expect(stage.log.lines).toHaveLength(length);
});

test("a suspension whose case was not opened has one after the next run, and operators hear of it", async () => {
  const stage = sanctionsStage();
  const { conduct, failing } = conductWith(stage);
  failing.cases = true;
  await expect(conduct.found(finding("ada"))).rejects.toThrow("away");
  expect([await stage.sanctions.standing("ada"), stage.alerts()]).toMatchObject([{ state: "suspended" }, []]);
  failing.cases = false;
  stage.clock.move(MINUTE_MS);
  await conduct.finishFindings();
  const [one] = await stage.cases.waiting(9);
  expect(one).toMatchObject({ kind: "gravest", account: "ada", count: 1, evidence: [expect.any(String)] });
  expect(await stage.sanctions.latest("ada", 9)).toMatchObject([{ id: one?.sanction }]);
  expect(stage.alerts()).toHaveLength(1);
});

test("what was taken back, what is long ago and what somebody decided already is left alone", async () => {
  const stage = sanctionsStage();
  const { conduct, failing } = conductWith(stage);
  stage.add("bob");
  failing.weigh = true;
  await expect(conduct.found(finding("ada"))).rejects.toThrow("away");
  const [violation] = await conduct.latest("ada", 1);
  await conduct.reverse(violation?.id ?? "", "memory:boss", "a mistake");
  await expect(conduct.found(finding("bob", 0.6))).rejects.toThrow("away");
  failing.weigh = false;
  await conduct.finishFindings();
  expect((await stage.cases.waiting(9)).map(({ account }) => account)).toEqual(["bob"]);
  expect(await stage.sanctions.standing("bob")).toEqual({ state: "good" });
  const [one] = await stage.cases.waiting(1);
  await stage.cases.decide(one?.id ?? "", one?.version ?? 0, { outcome: "upheld", by: "memory:boss", note: "seen" });
  expect(await conduct.finishFindings()).toBe(0);
  stage.clock.move(4 * DAY_MS);
  expect(await conduct.finishFindings()).toBe(0);
});
