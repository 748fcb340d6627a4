import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mongoAccounts } from "../../../adapters/mongo/accounts.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import type { Account } from "../../../src/core/accounts/account.ts";
import { START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeEach(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
});
afterEach(() => mongo.close());

const account: Account = {
  id: "account-a",
  createdAt: START,
  identities: [{ platform: "memory", user: "ada", name: "Ada" }],
  plan: "free",
  consents: [],
  noticesWaiting: false,
};
const consent = { termsVersion: "v1", ageConfirmed_years: 13, platform: "memory", at: START };

describe("accounts in the database", () => {
  test("come back as they were stored", async () => {
    const store = mongoAccounts(mongo.connection);
    expect(await store.create(account)).toEqual(account);
    expect(await store.find("account-a")).toEqual(account);
    expect(await store.findByIdentity("memory:ada")).toEqual(account);
    expect(await store.find("nobody")).toBeNull();
    expect(await store.findByIdentity("memory:nobody")).toBeNull();
  });

  test("stay as they are when they are created again", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    await store.addConsent("account-a", consent);
    const again = await mongoAccounts(mongo.connection).create({ ...account, createdAt: new Date(0) });
    expect(again).toEqual({ ...account, consents: [consent] });
  });

  test("an identity that belongs to another account by now answers that account", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    const late = await mongoAccounts(mongo.connection).create({ ...account, id: "account-b" });
    expect(late.id).toBe("account-a");
  });

  test("keep one acceptance for each version, however many come at once", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    await Promise.all(Array.from({ length: 20 }, () => store.addConsent("account-a", consent)));
    await store.addConsent("account-a", { ...consent, termsVersion: "v2" });
    expect((await store.find("account-a"))?.consents.map(({ termsVersion }) => termsVersion)).toEqual(["v1", "v2"]);
  });

  test("say whether a notice waits", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    await store.setNoticesWaiting("account-a", true);
    expect((await store.find("account-a"))?.noticesWaiting).toBe(true);
    await store.setNoticesWaiting("account-a", false);
    expect((await store.find("account-a"))?.noticesWaiting).toBe(false);
  });
});
