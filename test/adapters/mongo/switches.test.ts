import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoSwitches } from "../../../adapters/mongo/switches.ts";
import type { SwitchState, SwitchStore } from "../../../src/core/switches/switches.ts";
import { START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let store: SwitchStore;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  drop = database.drop;
  mongo = await connectMongo({ uri: database.uri, log: new TestLog() });
  store = mongoSwitches(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(async () => {
  await mongo.close();
  await drop();
});

const state = (name: SwitchState["name"], note: string | null): SwitchState => ({
  ...{ name, isOff: true, note, until: note === null ? null : new Date(START.getTime() + 1), by: "memory:operator" },
  at: START,
});
const named = async (name: string) => (await store.all()).filter((one) => one.name === name);

test("each name has one state, the latest one, whole", async () => {
  const first = state("model:z-image", "The maker has trouble");
  await store.put(first);
  expect(await named("model:z-image")).toEqual([first]);
  const second = { ...state("model:z-image", null), isOff: false, by: "memory:presser" };
  await store.put(second);
  expect(await named("model:z-image")).toEqual([second]);
});

test("what two processes switch at the same moment is one of both, and neither fails", async () => {
  const both = [state("plan:creator", "one"), state("plan:creator", "two")];
  await Promise.all([...both, ...both].map((one) => store.put(one)));
  const found = await named("plan:creator");
  expect(found).toHaveLength(1);
  expect(both).toContainEqual(found[0]);
});
