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

test("two changes at the first moment of a server are both kept", async () => {
  const store = mongoServers(mongo.connection);
  await Promise.all([store.change("memory:2", { isPrivate: true }), store.change("memory:2", { channels: ["5"] })]);
  expect(await store.find("memory:2")).toEqual({ isPrivate: true, channels: ["5"] });
});

test("what no server has is refused", async () => {
  const store = mongoServers(mongo.connection);
  await expect(store.change("memory:3", { colour: "red" } as never)).rejects.toThrow(/colour/u);
});
