import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import type { EventJournal } from "../../../src/core/chat/event-journal.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let journal: EventJournal;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  journal = mongoEventJournal(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

const at = (second: number) => new Date(Date.UTC(2054, 10, 24, 12, 0, second));
const later = new Date("2054-11-26T12:00:00Z");
const event = (platform: string, id: number) => ({
  key: `${platform}/${id}`,
  platform,
  body: `words ${id}`,
  at: at(id),
});

test("an event is accepted once, however many try at once", async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => journal.accept(event("once", 1), later)));
  expect(answers.filter((accepted) => accepted)).toHaveLength(1);
  await journal.close("once/1");
  expect(await journal.accept(event("once", 1), later)).toBe(false);
});

test("open events are taken over oldest first, by one only, and those that somebody touches by nobody", async () => {
  for (const id of [3, 1, 2, 4, 5]) await journal.accept(event("over", id), later);
  await journal.close("over/4");
  await journal.touch(["over/5", "over/4"], at(50));
  const [first, second] = await Promise.all([1, 2].map(() => journal.takeOver("over", at(30), at(40), 10)));
  const taken = [...(first ?? []), ...(second ?? [])];
  expect(taken.map(({ key }) => key).toSorted()).toEqual(["over/1", "over/2", "over/3"]);
  expect(taken.find(({ key }) => key === "over/1")).toEqual({ ...event("over", 1), takeovers: 1 });
  expect(await journal.takeOver("over", at(30), at(40), 10)).toEqual([]);
  expect(await journal.takeOver("other", at(59), at(59), 10)).toEqual([]);
  const again = await journal.takeOver("over", at(45), at(59), 2);
  expect(again.map(({ key, takeovers }) => [key, takeovers])).toEqual([
    ["over/1", 2],
    ["over/2", 2],
  ]);
});

test("a closed event keeps nothing of what it said, also when it is closed twice", async () => {
  await journal.accept(event("closed", 1), later);
  await journal.close("closed/1");
  await journal.close("closed/1");
  const stored = await mongo.connection.collection("chatEvents").findOne({ platform: "closed" });
  expect(stored).toMatchObject({ body: null, open: false });
});
