import { MongoClient } from "mongodb";
import { afterEach, expect, test } from "vitest";
import { startTree, startTreeDatabase } from "../support/process-tree.ts";
import { compiledProduct } from "../support/tree-build.ts";
import { lastingPort, treeProcess } from "../support/tree-process.ts";
import { startWireProxy } from "../support/wire-proxy.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;
const TICKETS = 70;
const ID = "0002-words-without-turns";
const RLO = "\u202E";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const number = (index: number) => String(index).padStart(4, "0");

/** A database that an earlier version has used, with words in it that the second migration cleans. */
async function usedDatabase() {
  const database = await startTreeDatabase();
  open.push(() => database.drop());
  const client = new MongoClient(database.uri);
  open.push(() => client.close());
  const tickets = client.db().collection<{ _id: string; messages: readonly object[]; version: number }>("tickets");
  const message = { id: "1", by: "person", at: new Date(0), words: `a ${RLO}fox`, images: [] };
  await tickets.insertMany(
    Array.from({ length: TICKETS }, (_, index) => ({ _id: number(index), messages: [message], version: 1 })),
  );
  const records = client.db().collection<{ _id: string; state: string; reached: string | null }>("schema");
  const before = { kind: "contract", breaksOlder: false, state: "done", holder: null, beat: 0, reached: null };
  await records.insertOne({ _id: "0001-indexes-left-behind", ...before });
  return { uri: database.uri, tickets, record: () => records.findOne({ _id: ID }) };
}

test("a process that is killed in the middle of a migration is carried on by the next, which does nothing twice", {
  timeout: PATIENCE_MS,
}, async () => {
  const { uri, tickets, record } = await usedDatabase();
  const proxy = await startWireProxy(uri);
  open.push(() => proxy.close());
  const port = await lastingPort();
  const killed = treeProcess({
    ...{ name: "killed", build: await compiledProduct(), port },
    environment: { MONGODB_URI: proxy.uri, ROLES: "worker", PUBLIC_URL: `http://127.0.0.1:${port}`, SANDBOXES: "on" },
  });
  open.push(() => killed.kill());
  // In the middle of a batch: its beginning is cleaned, and nothing says so yet.
  const frozen = proxy.freezeAfter(
    ({ name, collection, body }) =>
      name === "update" && collection === "tickets" && JSON.stringify(body).includes(`"_id":"${number(33)}"`),
  );
  const starting = killed.start().catch(() => undefined);
  await frozen;
  await killed.kill();
  await starting;
  const left = await record();
  expect(left).toMatchObject({ state: "running", reached: `tickets:${number(19)}` });
  expect(await tickets.countDocuments({ version: 2 })).toBe(34);

  const tree = await startTree({ databaseUri: uri, plans: [{ name: "next", roles: ["worker"] }] });
  open.push(() => tree.stop());
  // Not before the dead one's heartbeat has stood still for long enough.
  await expect.poll(async () => (await record())?.state, { timeout: 120_000, interval: 500 }).toBe("done");
  const all = await tickets.find().toArray();
  expect(all.filter(({ messages }) => JSON.stringify(messages).includes(RLO))).toEqual([]);
  expect(new Set(all.map(({ version }) => version))).toEqual(new Set([2]));
  expect(tree.find("next").errors()).toBe("");
});
