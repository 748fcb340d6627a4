import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openAppendFile, readRecords } from "../../../adapters/playground/append-file.ts";
import { SmallDisk } from "./small-disk.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "easel-append-"));
  path = join(folder, "records.jsonl");
});
afterEach(() => rm(folder, { recursive: true }));

async function records(): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const record of readRecords(path)) found.push(record);
  return found;
}

test.each([true, false])("what a full disk tore is not glued to what follows (it can be cut off: %s)", async (cuts) => {
  const disk = new SmallDisk();
  disk.cuts = cuts;
  const file = await openAppendFile(path, disk.open);
  await file.append({ word: "one" });
  disk.room_bytes = 9;
  await expect(file.append({ word: "torn" })).rejects.toThrow("ENOSPC");
  await expect(file.append({ word: "refused" })).rejects.toThrow("ENOSPC");
  disk.room_bytes = 1_000;
  await file.append({ word: "two" });
  await file.append({ word: "three" });
  await file.close();
  const whole = [{ word: "one" }, { word: "two" }, { word: "three" }];
  expect((await records()).filter((record) => record !== null)).toEqual(whole);
  if (cuts) expect(await records()).toEqual(whole);
});

test("what a kill tore is not glued to what follows", async () => {
  await writeFile(path, '{"word":"one"}\n{"wor');
  const file = await openAppendFile(path);
  await file.append({ word: "two" });
  await file.close();
  expect(await records()).toEqual([{ word: "one" }, null, { word: "two" }]);
});

test("however often the disk is full, what was promised is in the file, in order, and nothing else", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string({ maxLength: 30 }), fc.integer({ min: 0, max: 60 })), { maxLength: 12 }),
      fc.boolean(),
      async (writes, cuts) => {
        await rm(path, { force: true });
        const disk = new SmallDisk();
        disk.cuts = cuts;
        const file = await openAppendFile(path, disk.open);
        const promised: unknown[] = [];
        for (const [word, room_bytes] of writes) {
          disk.room_bytes = room_bytes;
          await file.append({ word }).then(
            () => promised.push({ word }),
            () => undefined,
          );
        }
        await file.close();
        // Where nothing can be cut off, a refused record may be whole but for its end; it is never another's harm.
        const kept = (await records()).filter((record) => record !== null);
        if (cuts) expect(kept).toEqual(promised);
        else expect(kept).toEqual(expect.arrayContaining(promised));
      },
    ),
    { numRuns: 60 },
  );
});

test("a rewrite takes the place of the whole file, and what comes during it follows", async () => {
  const file = await openAppendFile(path);
  await file.append({ word: "old" });
  await Promise.all([file.rewrite(() => [{ word: "new" }]), file.append({ word: "next" })]);
  expect(file.bytes()).toBe('{"word":"new"}\n{"word":"next"}\n'.length);
  await file.close();
  expect(await records()).toEqual([{ word: "new" }, { word: "next" }]);
});

test("a rewrite that the disk refuses leaves the old file, and nothing beside it", async () => {
  const disk = new SmallDisk();
  const file = await openAppendFile(path, disk.open);
  await file.append({ word: "old" });
  disk.room_bytes = 5;
  await expect(file.rewrite(() => [{ word: "new" }])).rejects.toThrow("ENOSPC");
  disk.room_bytes = 1_000;
  await file.append({ word: "next" });
  await file.close();
  expect(await records()).toEqual([{ word: "old" }, { word: "next" }]);
  expect(await readdir(folder)).toEqual(["records.jsonl"]);
});

test("records are read across the chunks of the file, whatever letters stand at their borders", async () => {
  const words = Array.from({ length: 40 }, (_, index) => "é\u2028🦊".repeat(4_000 + index));
  const file = await openAppendFile(path);
  await Promise.all(words.map((word) => file.append({ word })));
  await file.close();
  expect(await records()).toEqual(words.map((word) => ({ word })));
});

test("a line without end costs one record, and no more memory than a record may", async () => {
  await writeFile(path, `{"word":"one"}\n${"x".repeat(40 * 1024 * 1024)}\n{"word":"two"}\n`);
  expect(await records()).toEqual([{ word: "one" }, null, { word: "two" }]);
});

test("without a file there are no records", async () => {
  expect(await records()).toEqual([]);
});
