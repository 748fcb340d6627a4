import { afterAll, beforeAll, expect, test } from "vitest";
import { available } from "../../../src/core/credits/wallet.ts";
import { expectLaws } from "../../support/laws.ts";
import { type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

const PEOPLE = 50;
const PRICE = 4;

test("two hundred refusals of fifty people in a minute: nobody is struck, all credits are back, one alert", async () => {
  const { ledger, conduct, sanctions, accounts, clock, chat } = easel;
  await easel.accept("operator");
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, index) => {
      const name = `wave-${index}`;
      const account = await accounts.of({ platform: "memory", user: name, name });
      await ledger.grant(account.id, { cause: "gift", amount: 20, kind: "bought", expiresAt: null, reason: "pack" });
      return account.id;
    }),
  );
  async function refused(account: string, generation: string): Promise<void> {
    await ledger.hold(account, { cause: generation, amount: PRICE, reason: "picture" });
    const word = { generation, account, model: "z-image", stage: "provider-input", words: "a red fox" } as const;
    const judgement = await conduct.judge({ ...word, orderedAt: clock.now() });
    expect(judgement.credits).toBe("returned");
    await ledger.release(account, { hold: generation, reason: "policy-prompt" });
  }
  for (let round = 0; round < 4; round++) {
    await Promise.all(people.map((account, index) => refused(account, `picture-${round}-${index}`)));
    clock.move(14_000);
  }

  for (const account of people) {
    expect(available(await ledger.wallet(account), clock.now())).toBe(20);
    expect((await conduct.strikes(account)).sum).toBe(0);
    expect((await sanctions.standing(account)).state).toBe("good");
    expect((await sanctions.latest(account, 9)).filter(({ liftedAt }) => liftedAt === null)).toEqual([]);
  }
  await conduct.tendWaves();
  await easel.notices.sendDue(100);
  expect((await easel.cases.waiting(100)).map(({ kind }) => kind)).toEqual(["wave"]);
  expect(chat.directs("operator").filter(({ text = "" }) => /wave/iu.test(text))).toHaveLength(1);
  await expectLaws(easel);
});
