import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mongoBlockedImages } from "../../../adapters/mongo/blocked-images.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoPostings } from "../../../adapters/mongo/postings.ts";
import { mongoTakedowns } from "../../../adapters/mongo/takedowns.ts";
import type { BlockedImage } from "../../../src/core/gallery/blocked-image.ts";
import type { Takedown } from "../../../src/core/gallery/takedown.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let takedowns: ReturnType<typeof mongoTakedowns>;
let postings: ReturnType<typeof mongoPostings>;
let blocked: ReturnType<typeof mongoBlockedImages>;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  takedowns = mongoTakedowns(mongo.connection);
  postings = mongoPostings(mongo.connection);
  blocked = mongoBlockedImages(mongo.connection);
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

const at = new Date("2054-11-24T06:12:00Z");
const later = new Date("2054-12-08T06:12:00Z");
const takedown: Takedown = {
  ...{ id: "tttttttttttttttttttt", generation: "gggggggggggggggggggg", account: "oooooooooooooooooooo" },
  ...{ ground: "rights", note: null, by: "memory:operator", at, sealed: [], done: [], covered: [], lost: [] },
  ...{ nextStepAt: at, objectUntil: later, objection: null, objectionDecidedAt: null, restoring: null },
  ...{ restoredAt: null, version: 1 },
};
const objection = { name: "Ada", contact: "a@example.org", statement: "Mine.", signature: "Ada", at, case: "case-1" };

describe("takedowns", () => {
  test("come back as they were stored, whole or empty, and the first one of an id stands", async () => {
    const whole: Takedown = {
      ...{ ...takedown, id: "whole", generation: "whole-picture", account: "whole-owner", note: "a word" },
      sealed: [{ key: "whole:0", evidence: "takedown:whole:0", width: 64, height: 48 }],
      ...{ done: ["hidden", "sealed"], covered: ["p1"], lost: ["p2"], nextStepAt: null, objection },
      ...{ objectionDecidedAt: later, restoring: { by: "memory:operator", reason: null }, restoredAt: later },
    };
    for (const one of [takedown, whole]) {
      expect(await takedowns.insert(one)).toEqual(one);
      expect(await takedowns.find(one.id)).toEqual(one);
      expect(await takedowns.insert({ ...one, note: "another" })).toEqual(one);
    }
    expect(await takedowns.find("nobody")).toBeNull();
  });

  test("are written only on the version before", async () => {
    await takedowns.insert({ ...takedown, id: "versioned", generation: "versioned" });
    const next: Takedown = { ...takedown, id: "versioned", generation: "versioned", done: ["hidden"], version: 2 };
    const answers = await Promise.all(Array.from({ length: 6 }, () => takedowns.update(next)));
    expect(answers.filter((isWritten) => isWritten)).toHaveLength(1);
    expect(await takedowns.find("versioned")).toEqual(next);
  });

  test("are found by picture, by account and name, by what is due and by open objections", async () => {
    const base = { ...takedown, account: "found-owner", nextStepAt: null };
    await takedowns.insert({ ...base, id: "found-a", generation: "pic-x", restoredAt: later });
    await takedowns.insert({ ...base, id: "found-b", generation: "pic-x", at: later, nextStepAt: later, objection });
    await takedowns.insert({ ...base, id: "found-c", generation: "pic-y", ground: "terms" });
    expect((await takedowns.ofGeneration("pic-x"))?.id).toBe("found-b");
    expect(await takedowns.countOf("pic-x")).toBe(2);
    expect(await takedowns.countStanding("found-owner", "rights")).toBe(1);
    expect((await takedowns.ofAccount("found-owner", "pic-y", 5)).map(({ id }) => id)).toEqual(["found-c"]);
    expect((await takedowns.ofAccount("found-owner", "found-", 5)).map(({ id }) => id)).toHaveLength(3);
    expect(await takedowns.ofAccount("somebody", "found-", 5)).toEqual([]);
    expect((await takedowns.due(later, 50)).map(({ id }) => id)).toContain("found-b");
    expect((await takedowns.due(at, 50)).map(({ id }) => id)).not.toContain("found-b");
    expect((await takedowns.objected(null, 50)).map(({ id }) => id)).toEqual(["found-b"]);
    expect(await takedowns.objected("found-b", 50)).toEqual([]);
    const known = await takedowns.find("found-b");
    await takedowns.update({ ...(known ?? takedown), objectionDecidedAt: later, version: 2 });
    expect(await takedowns.objected(null, 50)).toEqual([]);
  });

  test("go with their account, and whoever works on an old version reads again", async () => {
    await takedowns.insert({ ...takedown, id: "moving", generation: "moving", account: "from" });
    await takedowns.moveAccount("from", "into");
    expect(await takedowns.find("moving")).toMatchObject({ account: "into", version: 2 });
    expect(await takedowns.update({ ...takedown, id: "moving", version: 2 })).toBe(false);
  });
});

// The database forgets by its own clock.
const keepUntil = new Date("2126-12-08T06:12:00Z");

test("a posting is the newest of its place, found by each picture that it shows, and goes with its account", async () => {
  const posting = {
    place: "memory/1",
    account: "from",
    language: "en",
    generations: ["one", "two"],
    at,
    keepUntil,
  };
  await postings.put({ ...posting, generations: ["old"] });
  await postings.put(posting);
  await postings.put({ ...posting, place: "memory/2", generations: ["two"], at: later });
  expect(await postings.showing("old", 5, null)).toEqual([]);
  expect(await postings.showing("one", 5, null)).toEqual([posting]);
  expect((await postings.showing("two", 5, null)).map(({ place }) => place)).toEqual(["memory/1", "memory/2"]);
  expect(await postings.showing("two", 1, null)).toHaveLength(1);
  const behind = async (place: string, at: Date) =>
    (await postings.showing("two", 5, { place, at })).map((found) => found.place);
  expect(await behind("memory/1", at)).toEqual(["memory/2"]);
  expect(await behind("memory/0", at)).toEqual(["memory/1", "memory/2"]);
  expect(await behind("memory/2", later)).toEqual([]);
  await postings.moveAccount("from", "into");
  expect((await postings.showing("one", 5, null))[0]?.account).toBe("into");
});

test("a blocked picture is found by name and by change, and an unblocked one only by change", async () => {
  const image: BlockedImage = {
    ...{ id: "bbbb", hash: "ab".repeat(32), looks: ["0123456789abcdef"], category: "consent", reason: "why" },
    ...{ generation: null, by: "memory:operator", blockedAt: at, unblockedAt: null, changedAt: at },
  };
  await blocked.put(image);
  expect(await blocked.find("bbbb")).toEqual(image);
  expect([await blocked.count(), (await blocked.latest(5)).length]).toEqual([1, 1]);
  expect(await blocked.startingWith("bb", 2)).toEqual([image]);
  const undone = { ...image, unblockedAt: later, changedAt: later };
  await blocked.put(undone);
  expect([await blocked.count(), await blocked.latest(5), await blocked.startingWith("bb", 2)]).toEqual([0, [], []]);
  expect(await blocked.changedSince(later)).toEqual([undone]);
  expect(await blocked.changedSince(new Date(later.getTime() + 1))).toEqual([]);
});
