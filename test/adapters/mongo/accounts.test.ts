import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mongoAccountJoins } from "../../../adapters/mongo/account-joins.ts";
import { mongoAccounts } from "../../../adapters/mongo/accounts.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import type { Account } from "../../../src/core/accounts/account.ts";
import { initialSettings, noLook } from "../../../src/core/accounts/settings.ts";
import { START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeEach(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
});
afterEach(() => mongo.close());

const ada = { platform: "memory", user: "ada", name: "Ada" };
const account: Account = {
  id: "account-a",
  createdAt: START,
  identities: [ada],
  joinedInto: null,
  joinedFrom: [],
  plan: "free",
  consents: [],
  firstPicture: null,
  noticesWaiting: false,
  settings: initialSettings,
  language: null,
  lastLook: null,
  erasureDueAt: null,
  sanctions: [],
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
    expect(late?.id).toBe("account-a");
  });

  test("that were joined into another are found and written there, and a chain is followed once", async () => {
    const [store, joins] = [mongoAccounts(mongo.connection), mongoAccountJoins(mongo.connection)];
    const ids = ["account-a", "account-b", "account-c"];
    for (const id of ids) await store.create({ ...account, id, identities: [{ ...ada, user: id }] });
    const elsewhere = mongoAccounts(mongo.connection);
    expect((await elsewhere.findByIdentity("memory:account-a"))?.id).toBe("account-a");
    await joins.forward("account-a", "account-b");
    await joins.forward("account-b", "account-c");
    expect(await joins.read("account-a")).toMatchObject({ joinedInto: "account-b" });
    for (const id of ids) expect((await store.find(id))?.id).toBe("account-c");
    expect(await joins.read("account-a")).toMatchObject({ joinedInto: "account-c" });
    expect((await elsewhere.findByIdentity("memory:account-a"))?.id).toBe("account-c");

    await store.setLanguage("account-a", "de");
    await store.addConsent("account-a", consent);
    await store.addConsent("account-b", consent);
    expect(await store.setFirstPicture("account-b", "picture")).toBe("picture");
    expect(await store.setFirstPicture("account-c", "another")).toBe("picture");
    expect(await store.find("account-c")).toMatchObject({
      language: "de",
      consents: [consent],
      firstPicture: "picture",
    });
    expect(await joins.read("account-a")).toMatchObject({ language: null, consents: [], firstPicture: null });
    await joins.forward("account-a", "account-b");
    expect(await joins.read("account-a")).toMatchObject({ joinedInto: "account-c" });
  });

  test("that point to each other are a fault, not an endless search", async () => {
    const [store, joins] = [mongoAccounts(mongo.connection), mongoAccountJoins(mongo.connection)];
    for (const id of ["account-a", "account-b"])
      await store.create({ ...account, id, identities: [{ ...ada, user: id }] });
    await joins.forward("account-a", "account-b");
    await joins.forward("account-b", "account-a");
    await expect(store.find("account-a")).rejects.toThrow("joined in a circle");
  });

  test("are one link's at a time, and nobody's once they were joined", async () => {
    const [store, joins] = [mongoAccounts(mongo.connection), mongoAccountJoins(mongo.connection)];
    await store.create(account);
    const locks = await Promise.all(["one", "two", "three"].map((link) => joins.lock("account-a", link)));
    expect(locks.toSorted()).toEqual(["busy", "busy", "locked"]);
    const owner = ["one", "two", "three"][locks.indexOf("locked")] ?? "";
    expect(await joins.lock("account-a", owner)).toBe("locked");
    await joins.unlock("account-a", "somebody else");
    expect(await joins.lock("account-a", "four")).toBe("busy");
    await joins.unlock("account-a", owner);
    expect(await joins.lock("account-a", "four")).toBe("locked");
    await joins.forward("account-a", "account-b");
    expect(await joins.lock("account-a", "four")).toBe("gone");
    expect(await joins.lock("nobody", "four")).toBe("gone");
  });

  test("keep one acceptance for each version, however many come at once", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    await Promise.all(Array.from({ length: 20 }, () => store.addConsent("account-a", consent)));
    await store.addConsent("account-a", { ...consent, termsVersion: "v2" });
    expect((await store.find("account-a"))?.consents.map(({ termsVersion }) => termsVersion)).toEqual(["v1", "v2"]);
  });

  test("know one first picture, however many are the first at once, from whichever process", async () => {
    await mongoAccounts(mongo.connection).create(account);
    const pictures = Array.from({ length: 10 }, (_, number) => `picture-${number}`);
    const answers = await Promise.all(
      pictures.map((picture) => mongoAccounts(mongo.connection).setFirstPicture("account-a", picture)),
    );
    const [first] = answers;
    expect(new Set(answers).size).toBe(1);
    const store = mongoAccounts(mongo.connection);
    expect(await store.setFirstPicture("account-a", "a later one")).toBe(first);
    expect((await store.find("account-a"))?.firstPicture).toBe(first);
  });

  test("say whether a notice waits", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    await store.setNoticesWaiting("account-a", true);
    expect((await store.find("account-a"))?.noticesWaiting).toBe(true);
    await store.setNoticesWaiting("account-a", false);
    expect((await store.find("account-a"))?.noticesWaiting).toBe(false);
  });

  test("take single settings, and those of before there were any have the initial ones", async () => {
    const store = mongoAccounts(mongo.connection);
    await store.create(account);
    const stored = mongo.connection.collection<{ _id: string }>("accounts");
    await stored.updateOne({ _id: "account-a" }, { $unset: { settings: "", lastLook: "" } });
    expect(await store.find("account-a")).toEqual(account);
    await store.changeSettings("account-a", { isPrivate: true });
    await Promise.all([
      store.changeSettings("account-a", { model: "seedream" }),
      store.changeSettings("account-a", { reminders: false }),
      store.setLastLook("account-a", { ...noLook, ratio: "16:9" }),
    ]);
    expect(await store.find("account-a")).toEqual({
      ...account,
      settings: { ...initialSettings, isPrivate: true, model: "seedream", reminders: false },
      lastLook: { ...noLook, ratio: "16:9" },
    });
    await store.changeSettings("account-a", { model: null });
    await store.setLastLook("account-a", null);
    expect((await store.find("account-a"))?.settings.model).toBeNull();
    expect((await store.find("account-a"))?.lastLook).toBeNull();
  });
});
