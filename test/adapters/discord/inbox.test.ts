import type { APIInteraction } from "discord.js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createInbox, type Inbox } from "../../../adapters/discord/inbox.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import type { EventBatches } from "../../../src/core/chat/event-batches.ts";
import { systemClock } from "../../../src/system.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let journal: EventBatches;
const running: Inbox[] = [];
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  journal = mongoEventJournal(mongo.connection);
  await mongo.ensureIndexes();
});
afterEach(async () => {
  for (const inbox of running.splice(0)) await inbox.stop();
  await events().deleteMany({});
});
afterAll(() => mongo.close());

const events = () => mongo.connection.collection<{ _id: string; body: string }>("chatEvents");
const interaction = (id: string) => ({ id, token: `token ${id}`, type: 2 }) as unknown as APIInteraction;

/** Another process; `quick` ones look often, and take for dead soon. */
function process(options: Partial<Parameters<typeof createInbox>[0]> = {}): Inbox {
  const log = new TestLog();
  const inbox = createInbox({ journal, clock: systemClock, log, lookEvery_ms: 50, orphaned_ms: 300, ...options });
  running.push(inbox);
  return inbox;
}

test("an interaction is written down before it is acknowledged, and nothing is left of it once it was answered", async () => {
  const inbox = process();
  await inbox.keep(interaction("1"));
  expect(await events().findOne({ _id: "discord:1" })).toMatchObject({
    open: true,
    body: expect.stringContaining("token 1"),
  });
  inbox.done(interaction("1"));
  await expect.poll(() => events().countDocuments()).toBe(0);
});

test("a crowd is written down in few writes", async () => {
  let writes = 0;
  const counted: EventBatches = { ...journal, keep: (...given) => journal.keep(...given).finally(() => writes++) };
  const inbox = process({ journal: counted });
  await Promise.all(Array.from({ length: 300 }, (_, id) => inbox.keep(interaction(String(id)))));
  expect(await events().countDocuments()).toBe(300);
  expect(writes).toBeLessThan(20);
});

test("what a dead process had is gone on with by one other, and what a living one has by nobody", async () => {
  // Without a look of its own nothing of it is touched again: as if it had died.
  const dead = process();
  await dead.keep(interaction("left"));
  const living = process();
  living.start(async () => true);
  await living.keep(interaction("held"));
  const resumed: string[] = [];
  const others = [process(), process()];
  for (const other of others) {
    other.start(async ({ id }) => {
      resumed.push(id);
      return true;
    });
  }
  await expect.poll(() => resumed).toEqual(["left"]);
  await expect.poll(() => events().countDocuments()).toBe(1);
  // Many times as long as is waited for one that is dead.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(resumed).toEqual(["left"]);
  living.done(interaction("held"));
});

test("what a process that stops did not take is left to the next one, and what always fails is given up", async () => {
  await process().keep(interaction("again"));
  const log = new TestLog();
  let attempts = 0;
  const other = process({ log });
  other.start(async () => {
    attempts += 1;
    return false;
  });
  await expect.poll(() => events().countDocuments(), { timeout: 20_000 }).toBe(0);
  expect(attempts).toBe(3);
  expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
});

test("a database that is away or slow costs no acknowledgement", async () => {
  const log = new TestLog();
  const away = process({ log, journal: { ...journal, keep: () => Promise.reject(new Error("away")) } });
  await away.keep(interaction("1"));
  expect(log.lines.map(({ level }) => level)).toEqual(["warn"]);
  const slow = process({ journal: { ...journal, keep: () => new Promise((resolve) => setTimeout(resolve, 2_500)) } });
  const began_ms = performance.now();
  await slow.keep(interaction("2"));
  expect(performance.now() - began_ms).toBeLessThan(2_400);
});
