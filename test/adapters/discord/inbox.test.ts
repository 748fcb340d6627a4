import type { APIInteraction } from "discord.js";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createInbox, type Heir, type Inbox } from "../../../adapters/discord/inbox.ts";
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
const answered = { who: "discord:ada", place: "discord/somewhere" };
const never = () => new Promise<never>(() => undefined);
/** Nothing of what is resumed here may be given up. */
const heir = (resume: Heir["resume"]): Heir => ({ resume, giveUp: () => expect.fail("it was given up") });

/** Another process; `quick` ones look often, and take for dead soon. */
function process(options: Partial<Parameters<typeof createInbox>[0]> = {}): Inbox {
  const log = new TestLog();
  const inbox = createInbox({ journal, clock: systemClock, log, lookEvery_ms: 50, orphaned_ms: 300, ...options });
  running.push(inbox);
  return inbox;
}

test("an interaction is written down before it is acknowledged, and nothing is left of it once it was answered", async () => {
  const inbox = process();
  await inbox.keep(interaction("1"), answered);
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
  await Promise.all(Array.from({ length: 300 }, (_, id) => inbox.keep(interaction(String(id)), answered)));
  expect(await events().countDocuments()).toBe(300);
  expect(writes).toBeLessThan(20);
});

test("what a dead process had is gone on with by one other, and what a living one has by nobody", async () => {
  // Without a look of its own nothing of it is touched again: as if it had died.
  const dead = process();
  await dead.keep(interaction("left"), answered);
  const living = process({ orphaned_ms: 60_000 });
  living.start(heir(async () => true));
  await living.keep(interaction("held"), answered);
  const resumed: string[] = [];
  // Many times as long as the living one needs to show that it is there, on a machine with much else to do.
  const others = [1, 2].map(() => process({ orphaned_ms: 1_500 }));
  for (const other of others) {
    other.start(
      heir(async ({ id }, place) => {
        expect(place).toBe(answered.place);
        resumed.push(id);
        return true;
      }),
    );
  }
  await expect.poll(() => resumed).toEqual(["left"]);
  await expect.poll(() => events().countDocuments()).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(resumed).toEqual(["left"]);
  living.done(interaction("held"));
});

test("what a process that stops did not take is left to the next one, and what always fails is given up and told", async () => {
  await process().keep(interaction("again"), answered);
  const log = new TestLog();
  let attempts = 0;
  const told: string[] = [];
  process({ log }).start({
    async resume() {
      attempts += 1;
      return false;
    },
    async giveUp({ id }) {
      told.push(id);
      throw new Error("Discord is away");
    },
  });
  await expect.poll(() => events().countDocuments(), { timeout: 20_000 }).toBe(0);
  expect(attempts).toBe(3);
  expect(told).toEqual(["again"]);
  expect(log.lines.map(({ level }) => level)).toEqual(["error", "warn"]);
});

test("a process that is about to stop claims nothing more, and still forgets what it answers", async () => {
  await process().keep(interaction("left"), answered);
  const resting = process();
  await resting.keep(interaction("own"), answered);
  resting.start(heir(async () => expect.fail("it was taken")));
  resting.rest();
  // Many times as long as it would need.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await events().findOne({ _id: "discord:left" })).not.toHaveProperty("takeovers", 1);
  resting.done(interaction("own"));
  await expect.poll(() => events().countDocuments({ _id: "discord:own" })).toBe(0);
});

test("what was answered while the database was away is forgotten in parts", async () => {
  const parts: number[] = [];
  let isAway = true;
  const away: EventBatches = {
    ...journal,
    keep: async () => undefined,
    async forget(keys) {
      if (isAway) throw new Error("the database is away");
      parts.push(keys.length);
    },
  };
  const inbox = process({ journal: away });
  const all = Array.from({ length: 2_500 }, (_, id) => interaction(`many ${id}`));
  await Promise.all(all.map((one) => inbox.keep(one, answered)));
  for (const one of all) inbox.done(one);
  isAway = false;
  await inbox.stop();
  expect(parts).toEqual([1_000, 1_000, 500]);
});

test("what cannot be read any more is dropped, and stands in nobody's way", async () => {
  const dead = process();
  for (const id of ["1", "2", "3"]) await dead.keep(interaction(id), answered);
  for (const [id, body] of [
    ["discord:1", '{"id":'],
    ["discord:2", "null"],
  ] as const) {
    await events().updateOne({ _id: id }, { $set: { body } });
  }
  const log = new TestLog();
  const resumed: string[] = [];
  process({ log }).start(
    heir(async ({ id }) => {
      resumed.push(id);
      return true;
    }),
  );
  await expect.poll(() => events().countDocuments()).toBe(0);
  expect(resumed).toEqual(["3"]);
  expect(log.lines.map(({ level }) => level)).toEqual(["error", "error"]);
});

test("what a dead process had is found behind a crowd of one's own", async () => {
  const crowd = process();
  await Promise.all(Array.from({ length: 600 }, (_, id) => crowd.keep(interaction(String(id)), answered)));
  await process().keep(interaction("left"), answered);
  const resumed: string[] = [];
  crowd.start(
    heir(async ({ id }) => {
      resumed.push(id);
      return true;
    }),
  );
  await expect.poll(() => resumed).toEqual(["left"]);
});

test("a database that is away or slow costs no acknowledgement", async () => {
  const log = new TestLog();
  const away = process({ log, journal: { ...journal, keep: () => Promise.reject(new Error("away")) } });
  await away.keep(interaction("1"), answered);
  expect(log.lines.map(({ level }) => level)).toEqual(["warn"]);
  const slow = process({ journal: { ...journal, keep: () => new Promise((resolve) => setTimeout(resolve, 2_500)) } });
  const began_ms = performance.now();
  await slow.keep(interaction("2"), answered);
  expect(performance.now() - began_ms).toBeLessThan(2_400);
});

test("while the database is away, what was answered is not written down any more: nothing piles up", async () => {
  const written: string[] = [];
  let comesBack = () => {};
  const isBack = new Promise<void>((resolve) => {
    comesBack = resolve;
  });
  const inbox = process({
    journal: {
      ...journal,
      async keep(given, keepUntil) {
        written.push(...given.map(({ key }) => key));
        await isBack;
        await journal.keep(given, keepUntil);
      },
    },
  });
  const crowd = Array.from({ length: 300 }, (_, id) => interaction(String(id)));
  await Promise.all(crowd.map((one) => inbox.keep(one, answered, 10)));
  for (const one of crowd) inbox.done(one);
  comesBack();
  await inbox.stop();
  // Those of the writes that were under way.
  expect(written.length).toBeLessThan(150);
  expect(await events().countDocuments()).toBe(0);
});

test("a database that hangs holds no stop", { timeout: 60_000 }, async () => {
  const inbox = process({ journal: { keep: never, forget: never, touch: never, opened: never, claim: never } });
  inbox.start(heir(async () => true));
  await inbox.keep(interaction("1"), answered, 10);
  await inbox.keep(interaction("2"), answered, 10);
  inbox.done(interaction("2"));
  running.pop();
  await inbox.stop();
});
