import { afterAll, beforeAll, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEventJournal } from "../../../adapters/mongo/event-journal.ts";
import type { EventBatches } from "../../../src/core/chat/event-batches.ts";
import type { EventJournal } from "../../../src/core/chat/event-journal.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let journal: EventJournal & EventBatches;
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
  await journal.accept({ ...event("closed", 1), who: "closed:somebody", place: "closed/somewhere" }, later);
  await journal.close("closed/1");
  await journal.close("closed/1");
  const stored = await mongo.connection.collection("chatEvents").findOne({ platform: "closed" });
  expect(stored).toMatchObject({ body: null, open: false });
  expect(JSON.stringify(stored)).not.toMatch(/somebody|somewhere/u);
});

test("many are kept in one write, those that are known already as they are", async () => {
  await journal.accept({ ...event("batch", 1), body: "as it came first" }, later);
  await journal.keep([event("batch", 2), event("batch", 1), event("batch", 3)], later);
  const opened = await journal.opened("batch", null, 10);
  expect(opened).toEqual([1, 2, 3].map((id) => ({ key: `batch/${id}`, touchedAt: at(id), takeovers: 0 })));
  expect(await journal.opened("batch", null, 1)).toHaveLength(1);
  expect(await journal.claim(opened[0] ?? expect.fail(), at(9))).toEqual({ body: "as it came first" });
});

test("one that is claimed as it was seen goes to one claimer, and to none once somebody has touched it", async () => {
  await journal.keep([event("claim", 1), event("claim", 2)], later);
  const [first, second] = await journal.opened("claim", null, 10);
  const claims = await Promise.all([1, 2, 3].map(() => journal.claim(first ?? expect.fail(), at(20))));
  expect(claims.filter((claimed) => claimed?.body === "words 1")).toHaveLength(1);
  await journal.touch(["claim/2"], at(21));
  expect(await journal.claim(second ?? expect.fail(), at(22))).toBeNull();
  expect(await journal.opened("claim", null, 10)).toEqual([
    { key: "claim/1", touchedAt: at(20), takeovers: 1 },
    { key: "claim/2", touchedAt: at(21), takeovers: 0 },
  ]);
});

test("what is forgotten leaves nothing, and forgetting it again changes nothing", async () => {
  await journal.keep([event("forgotten", 1), event("forgotten", 2)], later);
  for (let times = 0; times < 2; times++) await journal.forget(["forgotten/1"]);
  expect((await journal.opened("forgotten", null, 10)).map(({ key }) => key)).toEqual(["forgotten/2"]);
  expect(await journal.stateOf("forgotten/1")).toBeNull();
});

test("open events are walked through page by page, and whoever claims one learns where its answer is shown", async () => {
  const place = "walked/somewhere";
  await journal.keep(
    [1, 2, 3, 4, 5].map((id) => ({ ...event("walked", id), place })),
    later,
  );
  await journal.accept(event("walked/not", 3), later);
  const pages: string[][] = [];
  for (let after: string | null = null; pages.length < 4; after = pages.at(-1)?.at(-1) ?? null) {
    pages.push((await journal.opened("walked", after, 2)).map(({ key }) => key));
    if ((pages.at(-1)?.length ?? 0) < 2) break;
  }
  expect(pages).toEqual([["walked/1", "walked/2"], ["walked/3", "walked/4"], ["walked/5"]]);
  const [first] = await journal.opened("walked", null, 1);
  expect(await journal.claim(first ?? expect.fail(), at(9))).toEqual({ body: "words 1", place });
});
