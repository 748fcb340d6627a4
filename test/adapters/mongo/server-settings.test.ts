import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoServers } from "../../../adapters/mongo/servers.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeAll(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
});
afterAll(() => mongo.close());

test("a server that nobody has set up is not there", async () => {
  expect(await mongoServers(mongo.connection).find("memory:none")).toBeNull();
});

test("what is set is kept beside what was set before, and a limit can be taken back", async () => {
  const store = mongoServers(mongo.connection);
  await store.change("memory:1", { channels: ["1", "2"], isPrivate: true });
  await store.change("memory:1", { models: ["seedream"], dailyCap_credits: 20 });
  expect(await store.find("memory:1")).toEqual({
    channels: ["1", "2"],
    models: ["seedream"],
    isPrivate: true,
    dailyCap_credits: 20,
  });
  await store.change("memory:1", { channels: null, models: null, dailyCap_credits: null });
  expect(await store.find("memory:1")).toEqual({
    channels: null,
    models: null,
    isPrivate: true,
    dailyCap_credits: null,
  });
});

test("a ban is kept beside the settings, and neither of them takes the other away", async () => {
  const store = mongoServers(mongo.connection);
  const ban = { bannedAt: new Date("2054-11-24T00:00:00Z"), banReason: "spam", banDecidedBy: "memory:operator" };
  await Promise.all([store.decide("memory:4", ban), store.change("memory:4", { dailyCap_credits: 5 })]);
  await store.change("memory:4", { channels: null, isPrivate: false });
  expect(await store.find("memory:4")).toMatchObject({ ...ban, dailyCap_credits: 5, channels: null });
  await store.decide("memory:4", { ...ban, bannedAt: null, banReason: "they moved" });
  expect(await store.find("memory:4")).toMatchObject({ bannedAt: null, banReason: "they moved", dailyCap_credits: 5 });
});

test("two changes at the first moment of a server are both kept", async () => {
  const store = mongoServers(mongo.connection);
  await Promise.all([store.change("memory:2", { isPrivate: true }), store.change("memory:2", { channels: ["5"] })]);
  expect(await store.find("memory:2")).toEqual({ isPrivate: true, channels: ["5"] });
});

test("what no server has is refused", async () => {
  const store = mongoServers(mongo.connection);
  await expect(store.change("memory:3", { colour: "red" } as never)).rejects.toThrow(/colour/u);
});
