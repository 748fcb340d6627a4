import type { Update } from "grammy/types";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import { createInbox, type Inbox } from "../../../adapters/telegram/inbox.ts";
import { systemClock } from "../../../src/system.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let connections: readonly [Mongo, Mongo];
/** Each test is another bot, so that none finds the updates of another. */
let bot = 0;
let handled: string[][] = [];
let late: { readonly update: number; readonly wasMeant: boolean }[] = [];
beforeAll(async () => {
  const { uri } = await testDatabase();
  const connect = () => connectMongo({ uri, log: new TestLog() });
  connections = [await connect(), await connect()];
  await connections[0].ensureIndexes();
});
afterAll(() => Promise.all(connections.map((mongo) => mongo.close())));
beforeEach(() => {
  bot += 1;
  handled = [];
  late = [];
});

/** One of two processes of the same bot. */
function inbox(index: 0 | 1, { isMeant = true, fails = (): boolean => false, until = Promise.resolve() } = {}): Inbox {
  const own = bot;
  return createInbox({
    ...{ bot: () => own, concernsUs: () => true, keptOf: (one) => one, clock: systemClock, log: new TestLog() },
    journal: mongoEventJournal(connections[index].connection),
    async handle(updates) {
      if (fails()) throw new Error("broken");
      handled.push(updates.map(({ message }) => message?.caption ?? message?.text ?? ""));
      await until;
      return isMeant;
    },
    tellLate: async ({ update_id }, wasMeant) => void late.push({ update: update_id, wasMeant }),
  });
}
function update(id: number, content: object): Update {
  const from = { id: 7, is_bot: false, first_name: "Ada" };
  const message = { message_id: id, date: 1, from, chat: { id: 10, type: "private" }, ...content };
  return { update_id: id, message } as unknown as Update;
}
const part = (id: number, caption = String(id)) => update(id, { caption, photo: [{}], media_group_id: "9" });
const openOnes = () =>
  connections[0].connection.collection("chatEvents").countDocuments({ platform: `telegram:${bot}`, open: true });
async function give(to: Inbox, ...updates: readonly Update[]): Promise<void> {
  for (const one of updates) if (await to.accept(one)) void to.handle(one);
}
const patient = { timeout: 30_000 };

test("an album is handled once with all its parts, before what is said after it", async () => {
  const to = inbox(0);
  await give(to, part(1), part(2, "make it winter"), update(4, { text: "and then" }), part(3));
  await expect.poll(() => handled, patient).toEqual([["1", "make it winter", "3"], ["and then"]]);
  await expect.poll(openOnes).toBe(0);
  expect(late).toEqual([]);
  await to.stop();
});

test("parts that come to two processes, and come again, make one album", async () => {
  const both = [inbox(0), inbox(1)] as const;
  await Promise.all(both.map((one, index) => give(one, ...[1, 2, 3, 4].map((id) => part(id * 2 + index)))));
  await Promise.all(both.map((one) => give(one, part(2), part(3))));
  await expect.poll(openOnes, patient).toBe(0);
  expect(handled.map((words) => words.toSorted())).toEqual([["2", "3", "4", "5", "6", "7", "8", "9"]]);
  expect(late).toEqual([]);
  for (const one of both) await one.stop();
});

test("what comes after an album was read is told once, by whichever process gets it, and is not handled", async () => {
  const both = [inbox(0), inbox(1)] as const;
  await give(both[0], part(1), part(2));
  await expect.poll(openOnes, patient).toBe(0);
  await Promise.all([give(both[0], part(3)), give(both[1], part(4), part(4))]);
  await expect.poll(openOnes, patient).toBe(0);
  expect(handled).toEqual([["1", "2"]]);
  expect(late).toEqual([{ update: expect.any(Number), wasMeant: true }]);
  for (const one of both) await one.stop();
});

test("a part that comes while the album is handled is late as well, and that nobody meant Easel is known", async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const gathering = inbox(0, { isMeant: false, until: slow });
  const other = inbox(1);
  await give(gathering, part(1));
  await expect.poll(() => handled, patient).toEqual([["1"]]);
  await give(other, part(2));
  release();
  await expect.poll(openOnes, patient).toBe(0);
  expect(late).toEqual([{ update: 2, wasMeant: false }]);
  for (const one of [gathering, other]) await one.stop();
});

test("an album that a process has claimed, and one that it had only kept, are gathered by the next", async () => {
  const dying = inbox(0);
  await give(dying, part(1), part(2));
  // It ends while it still waits for more.
  await dying.stop();
  expect(handled).toEqual([]);
  await dying.accept(part(3));
  const next = inbox(1);
  await next.start({ alone: true });
  await expect.poll(() => handled, patient).toEqual([["1", "2", "3"]]);
  await expect.poll(openOnes, patient).toBe(0);
  expect(late).toEqual([]);
  await next.stop();
});

test("an album whose handling fails is handled again, whole", async () => {
  let attempts = 0;
  const fails = () => ++attempts === 1;
  const failing = inbox(0, { fails });
  await give(failing, part(1), part(2));
  await expect.poll(() => attempts, patient).toBe(1);
  await failing.stop();
  const next = inbox(1, { fails });
  await next.start({ alone: true });
  await expect.poll(() => handled, patient).toEqual([["1", "2"]]);
  await expect.poll(openOnes, patient).toBe(0);
  await next.stop();
});
