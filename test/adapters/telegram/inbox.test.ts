import type { Update } from "grammy/types";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import { createInbox, type Inbox } from "../../../adapters/telegram/inbox.ts";
import type { EventJournal } from "../../../src/core/chat/event-journal.ts";
import { systemClock } from "../../../src/system.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let journal: EventJournal;
let log: TestLog;
/** Each test is another bot, so that none finds the updates of another. */
let bot = 0;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  journal = mongoEventJournal(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());
beforeEach(() => {
  bot += 1;
  log = new TestLog();
});

const from = { id: 7, is_bot: false, first_name: "Ada" };
function update(id: number, chat: number, text: string, more: object = {}): Update {
  const message = { message_id: id, date: 1, from, chat: { id: chat, type: "private" }, text, ...more };
  return { update_id: id, message } as unknown as Update;
}

function inbox(handle: (updates: readonly Update[]) => Promise<void>): Inbox {
  const own = bot;
  return createInbox({
    ...{ bot: () => own, concernsUs: () => true, keptOf: (one) => one, journal, clock: systemClock, log },
    async handle(updates) {
      await handle(updates);
      return true;
    },
    tellLate: async () => undefined,
  });
}
const textsOf = (updates: readonly Update[]) => updates.map(({ message }) => message?.text ?? message?.caption ?? "");
const openOnes = () =>
  mongo.connection.collection("chatEvents").countDocuments({ platform: `telegram:${bot}`, open: true });

async function give(to: Inbox, ...updates: readonly Update[]): Promise<void> {
  for (const one of updates) if (await to.accept(one)) void to.handle(one);
}

test("an update that comes again is known: while it is handled, afterwards, and to another process", async () => {
  const handled: string[] = [];
  const first = inbox(async (updates) => void handled.push(...textsOf(updates)));
  const fox = update(1, 10, "fox");
  await give(first, fox, fox);
  await expect.poll(openOnes).toBe(0);
  expect(await first.accept(fox)).toBe(false);
  expect(await inbox(async () => undefined).accept(fox)).toBe(false);
  expect(handled).toEqual(["fox"]);
});

test("what was handled leaves a mark without words", async () => {
  const to = inbox(async () => undefined);
  await give(to, update(1, 10, "a very private fox"));
  await expect.poll(openOnes).toBe(0);
  const kept = await mongo.connection
    .collection("chatEvents")
    .find({ platform: `telegram:${bot}` })
    .toArray();
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toContain("private fox");
  await to.stop();
});

test("until it was handled, an event stands under whoever sent it", async () => {
  const to = inbox(async () => undefined);
  const sent = update(1, 10, "fox");
  await to.accept(sent);
  const stored = () => mongo.connection.collection("chatEvents").findOne({ platform: `telegram:${bot}` });
  expect(await stored()).toMatchObject({ open: true, who: `telegram:${sent.message?.from.id}` });
  await to.handle(sent);
  expect(await stored()).not.toHaveProperty("who");
});

test("one chat is handled in order, and no chat waits for another", async () => {
  const begun: string[] = [];
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const to = inbox(async (updates) => {
    begun.push(...textsOf(updates));
    if (textsOf(updates)[0] === "a1") await slow;
  });
  await give(to, update(1, 10, "a1"), update(2, 10, "a2"), update(3, 11, "b1"), update(4, 11, "b2"));
  await expect.poll(() => begun).toEqual(["a1", "b1", "b2"]);
  release();
  await expect.poll(() => begun).toEqual(["a1", "b1", "b2", "a2"]);
});

describe("after a process has died", () => {
  test("the next one goes on with what it had accepted, in order and once", async () => {
    const dying = inbox(() => new Promise(() => {}));
    const updates = Array.from({ length: 230 }, (_, index) => update(index + 1, 10 + (index % 3), `${index + 1}`));
    await Promise.all(updates.map(dying.accept));
    const handled: string[] = [];
    const next = inbox(async (one) => void handled.push(...textsOf(one)));
    await next.start({ alone: true });
    await expect.poll(() => handled.length, { timeout: 30_000 }).toBe(230);
    await expect.poll(openOnes, { timeout: 30_000 }).toBe(0);
    expect(new Set(handled).size).toBe(230);
    await next.stop();
  });

  test("what cannot be read any more is dropped, and stands in nobody's way", async () => {
    const dying = inbox(() => new Promise(() => {}));
    for (const id of [1, 2, 3]) await dying.accept(update(id, 10, `${id}`));
    const events = mongo.connection.collection<{ _id: string }>("chatEvents");
    await events.updateOne({ _id: `telegram:${bot}/1` }, { $set: { body: '{"update_id":' } });
    await events.updateOne({ _id: `telegram:${bot}/2` }, { $set: { body: "null" } });
    const handled: string[] = [];
    const next = inbox(async (one) => void handled.push(...textsOf(one)));
    await next.start({ alone: true });
    await expect.poll(openOnes).toBe(0);
    expect(handled).toEqual(["3"]);
    expect(log.lines.map(({ level }) => level)).toEqual(["error", "error"]);
    await next.stop();
  });

  test("who is not alone leaves alone what somebody may be at", async () => {
    const busy = inbox(() => new Promise(() => {}));
    await give(busy, update(1, 10, "fox"));
    const handled: string[] = [];
    const other = inbox(async (one) => void handled.push(...textsOf(one)));
    await other.start({ alone: false });
    await other.stop();
    expect(handled).toEqual([]);
    expect(await openOnes()).toBe(1);
  });

  test("two that look at once share what they find", async () => {
    const dying = inbox(() => new Promise(() => {}));
    await Promise.all(Array.from({ length: 60 }, (_, index) => dying.accept(update(index + 1, index, `${index}`))));
    const handled: string[] = [];
    const both = [1, 2].map(() => inbox(async (one) => void handled.push(...textsOf(one))));
    await Promise.all(both.map((one) => one.start({ alone: true })));
    await expect.poll(() => new Set(handled).size, { timeout: 30_000 }).toBe(60);
    await expect.poll(openOnes, { timeout: 30_000 }).toBe(0);
    for (const one of both) await one.stop();
  });
});

test("what fails is told, kept and tried again, and given up when it always fails", async () => {
  let attempts = 0;
  const failing = () =>
    inbox(async () => {
      attempts += 1;
      throw new Error("broken");
    });
  await give(failing(), update(1, 10, "fox"));
  await expect.poll(() => log.lines.map(({ message }) => message)).toEqual([expect.stringContaining("tried again")]);
  for (let round = 1; round <= 4; round++) {
    const next = failing();
    await next.start({ alone: true });
    await next.stop();
  }
  await expect.poll(openOnes).toBe(0);
  expect(attempts).toBe(4);
  expect(log.lines.at(-1)?.message).toContain("given up");
});
