import { createHash, randomBytes } from "node:crypto";
import { mongo as driver } from "mongoose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoImages } from "../../../adapters/mongo/images.ts";
import type { NewImage } from "../../../src/core/services.ts";
import { DAY_MS, START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
let images: ReturnType<typeof mongoImages>;
beforeEach(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  images = mongoImages(mongo.connection);
  await mongo.ensureIndexes();
});
afterEach(() => mongo.close());

const MEGABYTE = 1024 * 1024;
const image = (changed: Partial<NewImage> = {}): NewImage => ({
  key: "generation:0",
  account: "a",
  bytes: randomBytes(1_000),
  contentType: "image/png",
  width: 10,
  height: 20,
  keepUntil: null,
  ...changed,
});
const chunks = () => mongo.connection.getClient().db().collection("images.chunks");

describe("pictures in the database", () => {
  test.each([0, 1, 1_000, 4 * MEGABYTE, 9 * MEGABYTE + 1])("%i bytes come back as they were stored", async (length) => {
    const stored = image({ bytes: randomBytes(length) });
    await images.put(stored);
    const read = await images.read(stored.key);
    expect(read && Buffer.compare(read.bytes, stored.bytes)).toBe(0);
    const hash = createHash("sha256").update(stored.bytes).digest("hex");
    expect({ ...read, bytes: null }).toEqual({ ...stored, bytes: null, hash });
  });

  test("a part of a larger buffer is stored as that part alone", async () => {
    const whole = randomBytes(100);
    await images.put(image({ bytes: whole.subarray(20, 30) }));
    expect(Buffer.from((await images.read("generation:0"))?.bytes ?? [])).toEqual(whole.subarray(20, 30));
  });

  test("one that many processes store at once is stored once and whole", async () => {
    const stored = image({ bytes: randomBytes(5 * MEGABYTE) });
    await Promise.all(Array.from({ length: 6 }, () => mongoImages(mongo.connection).put(stored)));
    const read = await images.read(stored.key);
    expect(read && Buffer.compare(read.bytes, stored.bytes)).toBe(0);
    expect(await chunks().countDocuments()).toBe(2);
  });

  test("what a process left half-written is written over", async () => {
    await chunks().insertOne({ files_id: "generation:0", n: 0, data: randomBytes(3) });
    await chunks().insertOne({ files_id: "generation:1", n: 1, data: randomBytes(3) });
    const [first, second] = [image(), image({ key: "generation:1", bytes: randomBytes(5 * MEGABYTE) })];
    await images.put(first);
    await images.put(second);
    for (const stored of [first, second]) {
      expect((await images.read(stored.key))?.bytes.byteLength).toBe(stored.bytes.byteLength);
    }
  });

  test("the same key with other bytes is the newer picture", async () => {
    await images.put(image({ bytes: randomBytes(5 * MEGABYTE) }));
    const newer = image({ bytes: randomBytes(10) });
    await images.put(newer);
    expect(Buffer.from((await images.read(newer.key))?.bytes ?? [])).toEqual(newer.bytes);
    expect(await chunks().countDocuments()).toBe(1);
  });

  test("can be read by anything that reads GridFS", async () => {
    const stored = image({ bytes: randomBytes(5 * MEGABYTE) });
    await images.put(stored);
    const bucket = new driver.GridFSBucket(mongo.connection.getClient().db(), { bucketName: "images" });
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStreamByName(stored.key)) parts.push(part as Buffer);
    expect(Buffer.compare(Buffer.concat(parts), stored.bytes)).toBe(0);
  });

  test("are gone once deleted, bytes and all, and deleting again does no harm", async () => {
    await images.put(image());
    await images.put(image({ key: "other" }));
    await images.delete(["generation:0", "never-there"]);
    await images.delete(["generation:0"]);
    expect(await images.read("generation:0")).toBeNull();
    expect(await images.read("other")).not.toBeNull();
    expect(await chunks().countDocuments()).toBe(1);
  });

  test("whose time is over are found, longest over first; those without an end never", async () => {
    const until = (days: number) => new Date(START.getTime() + days * DAY_MS);
    for (const days of [3, 1, 2, 5]) await images.put(image({ key: `day-${days}`, keepUntil: until(days) }));
    await images.put(image({ key: "forever" }));
    expect(await images.expired(until(3), 10)).toEqual(["day-1", "day-2", "day-3"]);
    expect(await images.expired(until(3), 2)).toEqual(["day-1", "day-2"]);
    expect(await images.expired(until(0), 10)).toEqual([]);
  });
});
