import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoViolations } from "../../../adapters/mongo/violations.ts";
import { mongoWaves } from "../../../adapters/mongo/waves.ts";
import { sampleViolation, violationStoreContract, waveStoreContract } from "../../contracts/conduct-stores.ts";
import { START, TestLog } from "../../support/credits.ts";
import { memoryViolations, memoryWaves } from "../../support/memory-conduct.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await testDatabase();
  drop = database.drop;
  mongo = await connectMongo({ uri: database.uri, log: new TestLog() });
  mongoViolations(mongo.connection);
  mongoWaves(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(async () => {
  await mongo.close();
  await drop();
});

violationStoreContract("the database", async () => mongoViolations(mongo.connection));
waveStoreContract("the database", async () => mongoWaves(mongo.connection));
violationStoreContract("the memory of tests", async () => memoryViolations());
waveStoreContract("the memory of tests", async () => memoryWaves());

test("two accounts that become one have one row of violations, also when it is moved again", async () => {
  const store = mongoViolations(mongo.connection);
  const since = new Date(START.getTime() - 1);
  for (const id of ["kept-1", "kept-2"]) {
    await store.add({ id, account: "kept", since }, () => sampleViolation({ id, account: "kept" }));
  }
  for (const id of ["gone-1", "gone-2"]) {
    await store.add({ id, account: "gone", since }, () => sampleViolation({ id, account: "gone" }));
  }
  await Promise.all([store.moveAccount("gone", "kept"), store.moveAccount("gone", "kept")]);
  await store.moveAccount("gone", "kept");
  expect((await store.latest("kept", 9)).map(({ id }) => id)).toEqual(["gone-2", "gone-1", "kept-2", "kept-1"]);
  expect(await store.latest("gone", 9)).toEqual([]);
});
