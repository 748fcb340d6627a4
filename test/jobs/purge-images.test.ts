import { afterEach, beforeEach, expect, test } from "vitest";
import { purgeImages } from "../../jobs/purge-images.ts";
import { DAY_MS } from "../support/credits.ts";
import { finishedPicture } from "../support/generations.ts";
import { type TestServices, testServices } from "../support/services.ts";

let easel: TestServices;
beforeEach(async () => {
  easel = await testServices();
});
afterEach(() => easel.stop());

async function store(key: string, days: number | null): Promise<void> {
  const keepUntil = days === null ? null : new Date(easel.clock.now().getTime() + days * DAY_MS);
  const bytes = new Uint8Array(3);
  await easel.images.put({ key, account: "a", bytes, contentType: "image/png", width: 1, height: 1, keepUntil });
}

test("images are deleted when their time is over, and not before; those without an end stay", async () => {
  await store("reference:short", 1);
  await store("reference:long", 30);
  await store("picture:0", null);
  await purgeImages.run(undefined, easel);
  expect(await easel.images.read("reference:short")).not.toBeNull();
  easel.clock.move(DAY_MS);
  await Promise.all([purgeImages.run(undefined, easel), purgeImages.run(undefined, easel.again())]);
  expect(await easel.images.read("reference:short")).toBeNull();
  expect(await easel.images.read("reference:long")).not.toBeNull();
  expect(await easel.images.read("picture:0")).not.toBeNull();
});

test("a backlog of more than a page goes in one run, and the log tells how many", async () => {
  for (let index = 0; index < 205; index++) await store(`reference:${index}`, 1);
  easel.clock.move(2 * DAY_MS);
  await purgeImages.run(undefined, easel);
  expect(await easel.images.expired(easel.clock.now(), 10)).toEqual([]);
  expect(easel.log.lines).toMatchObject([{ level: "info", facts: { purged: 205 } }]);
});

test("a deletion that a crash has interrupted is finished, once", async () => {
  const { generations } = easel;
  const deleted = finishedPicture({ deletedAt: easel.clock.now() });
  await generations.insert(deleted);
  await store(deleted.images[0]?.key ?? "", null);
  await Promise.all([purgeImages.run(undefined, easel), purgeImages.run(undefined, easel.again())]);
  expect(await easel.images.read(deleted.images[0]?.key ?? "")).toBeNull();
  expect(await generations.toClear(10)).toEqual([]);
  expect((await generations.find(deleted.id))?.clearedAt).not.toBeNull();
});
