import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { available } from "../../../src/core/credits/wallet.ts";
import type { Stores } from "../../../src/stores.ts";
import { DAY_MS, give, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { finishedPicture } from "../../support/generations.ts";
import { expectLaws } from "../../support/laws.ts";
import { codeIn, type LinkingStage, linkingStage, type Person } from "../../support/linking.ts";

let stage: LinkingStage;
let ada: Person;
let lovelace: Person;
beforeEach(async () => {
  stage = await linkingStage();
  ada = stage.person("discord", "ada");
  lovelace = stage.person("telegram", "lovelace");
  await ada.account();
  stage.clock.move(HOUR_MS);
});
afterEach(() => stage.stop());

const idOf = async (person: Person) => (await person.account()).id;
const availableTo = async (person: Person) =>
  available(await stage.services.ledger.wallet(await idOf(person)), stage.clock.now());

describe("a join", () => {
  /** Stores of a process that dies at its n-th call of the database. */
  function dying(stores: Stores, calls: number): { stores: Stores; died(): boolean } {
    let left = calls;
    const wrap = (store: object): object =>
      Object.fromEntries(
        Object.entries(store).map(([name, method]) => [
          name,
          // Not everything is a method: what is kept about people is a list.
          typeof method !== "function"
            ? method
            : (...args: never[]) => {
                left -= 1;
                if (left < 0) return Promise.reject(new Error("killed"));
                return method(...args);
              },
        ]),
      );
    return {
      stores: Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, wrap(store)])) as Stores,
      died: () => left < 0,
    };
  }

  test("that a process leaves anywhere is finished by the job, and everything is there once", {
    timeout: 60_000,
  }, async () => {
    let rounds = 0;
    for (let calls = 1; ; calls++) {
      const [one, other] = [stage.person("discord", `one-${calls}`), stage.person("telegram", `other-${calls}`)];
      await one.accept();
      stage.clock.move(MINUTE_MS);
      await other.accept();
      const [survivor, gone] = [await idOf(one), await idOf(other)];
      await give(stage.services.ledger, gone, 40, `pack-${calls}`);
      await stage.services.ledger.hold(gone, { cause: `held-${calls}`, amount: 45, reason: "picture" });
      await stage.stores.generations.insert(finishedPicture({ id: `picture-${calls}`, account: gone }));
      await other.press(await other.say(`/link ${codeIn(await one.say("/link"))}`), "Yes");
      const asked = one.inbox().at(-1);

      const mortal = dying(stage.stores, calls);
      await stage
        .person(
          "discord",
          `one-${calls}`,
          stage.process(() => mortal.stores),
        )
        .press(asked, "Yes");
      const next = stage.process().services;
      // The picture that was in flight ends meanwhile, as if nothing had happened.
      await next.ledger.capture(gone, { hold: `held-${calls}`, amount: 45, reason: "picture" });
      await next.links.finishDue(10);
      const hasBegun = (await idOf(one)) === (await idOf(other));
      if (!hasBegun) await one.press(asked, "Yes");

      expect([await idOf(one), await idOf(other)]).toEqual([survivor, survivor]);
      // 25 of the one and 65 of the other, of which 45 are spent, the gift first; what was left of that is gone.
      const { outcome } = await next.ledger.capture(survivor, { hold: `held-${calls}`, amount: 45, reason: "picture" });
      expect(outcome).toBe("repeated");
      expect(await availableTo(one)).toBe(45);
      const account = await one.account();
      expect(account.identities).toHaveLength(2);
      expect(account.joinedFrom).toEqual([gone]);
      expect(account.consents).toHaveLength(1);
      expect(await stage.stores.generations.find(`picture-${calls}`)).toMatchObject({ account: survivor });
      rounds = calls;
      if (!mortal.died()) break;
    }
    expect(rounds).toBeGreaterThan(40);
    await expectLaws(stage.services);
    stage.clock.move(DAY_MS);
    await stage.services.links.finishDue(1_000);
    await expectLaws(stage.services);
  });

  test("and another one the other way round, at the same moment, make one account", async () => {
    await ada.accept();
    await lovelace.accept();
    await give(stage.services.ledger, await idOf(lovelace), 100, "pack");
    const codes = [codeIn(await ada.say("/link")), codeIn(await lovelace.say("/link"))];
    const first = await lovelace.say(`/link ${codes[0]}`);
    const second = await ada.say(`/link ${codes[1]}`);
    await lovelace.press(first, "Yes");
    await ada.press(second, "Yes");
    await Promise.all([
      ada.press(ada.inbox().at(-1), "Yes"),
      stage.person("telegram", "lovelace", stage.process()).press(lovelace.inbox().at(-1), "Yes"),
    ]);
    await stage.services.links.finishDue(10);
    expect(await idOf(ada)).toBe(await idOf(lovelace));
    expect((await ada.account()).identities).toHaveLength(2);
    expect(await availableTo(ada)).toBe(125);
    await expectLaws(stage.services);
  });

  test("of three at the same moment ends in accounts that are whole, and no two wait for each other", async () => {
    const third = stage.person("playground", "third");
    const people = [ada, lovelace, third] as const;
    for (const [index, person] of people.entries()) {
      await person.accept();
      await give(stage.services.ledger, await idOf(person), 10 * (index + 1), `pack-${index}`);
    }
    const pairs = [
      [ada, lovelace],
      [lovelace, third],
      [third, ada],
    ] as const;
    for (const [issuer, redeemer] of pairs) {
      await redeemer.press(await redeemer.say(`/link ${codeIn(await issuer.say("/link"))}`), "Yes");
    }
    await Promise.all(people.map((person) => person.press(person.inbox().at(-1), "Yes")));
    for (let runs = 0; runs < 3; runs++) await stage.services.links.finishDue(10);
    const accounts = new Map(
      await Promise.all(people.map(async (person) => [await idOf(person), await person.account()] as const)),
    );
    const total = await Promise.all([...accounts.keys()].map((id) => stage.services.ledger.wallet(id)));
    // Three gifts of 25, less one for each join.
    expect(total.reduce((sum, wallet) => sum + available(wallet, stage.clock.now()), 0)).toBe(60 + 25 * accounts.size);
    expect([...accounts.values()].flatMap(({ identities }) => identities)).toHaveLength(3);
    expect(await stage.stores.links.joining(10)).toEqual([]);
    await expectLaws(stage.services);
  });
});
