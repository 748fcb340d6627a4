import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mongoKeyedHash } from "../../../adapters/mongo/keyed-hash.ts";
import type { Account } from "../../../src/core/accounts/account.ts";
import { accountId } from "../../../src/core/accounts/accounts.ts";
import { identityKey } from "../../../src/core/chat/incoming.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { mongoStores } from "../../../src/stores.ts";
import { systemIds } from "../../../src/system.ts";
import { DAY_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

const ada = identityOf("ada");

describe("first contact", () => {
  test("makes one account of fifty messages that come at once, to several processes", async () => {
    const processes = [easel, easel.again(), easel.again(), easel.again(), easel.again()];
    const contacts = Array.from({ length: 50 }, (_, index) => processes[index % 5]?.accounts.of(ada));
    const ids = (await Promise.all(contacts)).map((account) => account?.id);
    expect(new Set(ids).size).toBe(1);
    const database = easel.mongo.connection.getClient().db();
    expect(await database.collection("accounts").countDocuments()).toBe(1);
    expect(await database.collection("identities").countDocuments()).toBe(1);
  });

  test("is made whole when a process died between the account and its identity", async () => {
    const database = easel.mongo.connection.getClient().db();
    const account = await easel.accounts.of(ada);
    await easel.accounts.accept(account, "memory");
    await database.collection("identities").deleteMany({});
    const next = easel.again();
    const found = await next.accounts.of(ada);
    expect(found.id).toBe(account.id);
    expect(found.consents).toHaveLength(1);
    expect(await database.collection("identities").countDocuments()).toBe(1);
  });

  test("of somebody whose account was erased is that of a new person, once", async () => {
    const database = easel.mongo.connection.getClient().db();
    const erased = await easel.accounts.of(ada);
    await database.collection("identities").deleteMany({});
    await database.collection("accounts").updateOne({ _id: erased.id as never }, { $set: { identities: [] } });
    const fresh = await Promise.all([easel.accounts.of(ada), easel.again().accounts.of(ada)]);
    expect(new Set(fresh.map(({ id }) => id)).size).toBe(1);
    expect(fresh[0]?.id).not.toBe(erased.id);
    expect(await easel.accounts.of(ada)).toEqual(fresh[0]);
  });

  test("knows nobody by another platform's user of the same number", async () => {
    const [here, there] = [await easel.accounts.of(ada), await easel.accounts.of({ ...ada, platform: "other" })];
    expect(here.id).not.toBe(there.id);
    // A colon in a user's id must not make one identity look like another's.
    const odd = await easel.accounts.of({ platform: "memory", user: "ada:1", name: "x" });
    expect(odd.id).not.toBe(here.id);
  });
});

test("an account's id tells nobody who does not have the service's key whose it is", async () => {
  const { id } = await easel.accounts.of(ada);
  const key = identityKey(ada);
  expect(id).toMatch(/^[a-z2-7]{20}$/u);
  const guesses = ["", "account:"].flatMap((prefix) => [`${prefix}${key}`, `${prefix}${key}:1`]);
  expect(guesses.map((cause) => systemIds.derived(cause))).not.toContain(id);
  // The key is the database's own unless one is given, which then makes other ids.
  const { connection } = easel.mongo;
  expect(await accountId(key, mongoStores(connection).keyedHash, systemIds)).toBe(id);
  const given = mongoKeyedHash(easel.mongo.connection, "a key that only the processes have");
  expect(await accountId(key, given, systemIds)).not.toBe(id);
});

describe("accepting the terms", () => {
  test("grants welcome credits for thirty days, once, and says how many came", async () => {
    const account = await easel.accounts.of(ada);
    expect(easel.accounts.hasAccepted(account)).toBe(false);
    expect(await easel.accounts.accept(account, "memory")).toEqual({ welcome_credits: 25 });
    expect(await easel.accounts.accept(account, "memory")).toEqual({ welcome_credits: 0 });
    const wallet = await easel.ledger.wallet(account.id);
    expect(wallet.lots).toMatchObject([{ kind: "promotional", available: 25 }]);
    expect(wallet.lots[0]?.expiresAt?.getTime()).toBe(easel.clock.now().getTime() + 30 * DAY_MS);
    easel.clock.move(31 * DAY_MS);
    expect(available(await easel.ledger.wallet(account.id), easel.clock.now())).toBe(0);
    const again = await easel.accounts.of(ada);
    expect(easel.accounts.hasAccepted(again)).toBe(true);
    expect(again.consents).toHaveLength(1);
  });

  test("goes through when the process died after the gift and before the signature", async () => {
    const account = await easel.accounts.of(ada);
    await easel.ledger.grant(account.id, {
      ...{ cause: `welcome:${account.id}`, amount: 25, kind: "promotional", expiresAt: null, reason: "welcome" },
    });
    await easel.accounts.accept(account, "memory");
    const accepted = (await easel.accounts.find(account.id)) as Account;
    expect(easel.accounts.hasAccepted(accepted)).toBe(true);
    expect(available(await easel.ledger.wallet(account.id), easel.clock.now())).toBe(25);
  });
});
