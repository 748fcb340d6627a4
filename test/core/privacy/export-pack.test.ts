import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { fflateArchive } from "../../../adapters/fflate/archive.ts";
import { packExport } from "../../../src/core/privacy/export-pack.ts";
import { createExportParts } from "../../../src/core/privacy/export-parts.ts";
import type { PersonalData, PersonalRecord } from "../../../src/core/privacy/personal-records.ts";
import { START } from "../../support/credits.ts";

const subject = { accounts: ["a"], identities: [], tags: [] };
const PART_BYTES_MAX = 200_000;

function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let from = 0; from < length; from += 65_536) crypto.getRandomValues(bytes.subarray(from, from + 65_536));
  return bytes;
}

/** Everything that a pack of these records and images makes: its parts, and the files in all of them. */
async function packed(
  records: Readonly<Record<string, readonly PersonalRecord[]>>,
  images: ReadonlyMap<string, Uint8Array>,
) {
  const stored: Uint8Array[] = [];
  const held = { now: 0, most: 0 };
  const data: PersonalData = {
    records: Object.entries(records).map(([name, all]) => ({
      name,
      async *about() {
        yield* all;
      },
      erase: async () => {},
    })),
    async *images() {
      for (const key of images.keys()) yield { key, contentType: "image/png" };
    },
  };
  const parts = createExportParts({
    ...{ archive: fflateArchive(), at: START, bytesMax: PART_BYTES_MAX },
    async put(index, bytes) {
      expect(index).toBe(stored.length);
      stored.push(bytes);
      held.now = 0;
    },
  });
  await packExport({
    ...{ subject, data, parts, readme: "What this is." },
    images: {
      async read(key) {
        const bytes = images.get(key);
        if (bytes === undefined || bytes.byteLength === 0) return null;
        held.now += bytes.byteLength;
        held.most = Math.max(held.most, held.now);
        return { key, account: "a", bytes, contentType: "image/png", width: 1, height: 1, keepUntil: null, hash: "" };
      },
    },
    imaging: {
      shrink: async () => ({ bytes: new Uint8Array([1, 2, 3]), contentType: "image/jpeg", width: 1, height: 1 }),
    },
  });
  expect(await parts.finish()).toBe(stored.length);
  const files = new Map<string, Uint8Array>();
  for (const part of stored) {
    for (const [name, bytes] of Object.entries(unzipSync(part))) {
      expect(files.has(name), `${name} is there twice`).toBe(false);
      files.set(name, bytes);
    }
  }
  return { stored, files, held };
}

const json = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes)) as PersonalRecord[];

test("what fits into one file is one, which says what it is", async () => {
  const { stored, files } = await packed({ account: [{ id: "a", since: START }], orders: [] }, new Map());
  expect(stored).toHaveLength(1);
  expect([...files.keys()]).toEqual(["README.txt", "account.json", "orders.json"]);
  expect(json(files.get("account.json"))).toEqual([{ id: "a", since: START.toISOString() }]);
  expect(json(files.get("orders.json"))).toEqual([]);
});

test("many pictures go into several files, none above the limit, and never more of them in memory than one file holds", async () => {
  const images = new Map(Array.from({ length: 30 }, (_, index) => [`gen:${index}`, noise(35_000)]));
  const { stored, files, held } = await packed({}, images);
  expect(stored.length).toBeGreaterThan(5);
  for (const part of stored) expect(part.byteLength).toBeLessThanOrEqual(PART_BYTES_MAX);
  for (const [key, bytes] of images) {
    const packedBytes = files.get(`pictures/${key.replace(":", "-")}.png`) ?? new Uint8Array();
    expect(Buffer.compare(packedBytes, bytes), key).toBe(0);
  }
  expect(held.most).toBeLessThan(PART_BYTES_MAX + 35_000);
});

test("a picture that no file can hold is cut into pieces, and a smaller copy lies beside it", async () => {
  const whole = noise(450_000);
  const { stored, files } = await packed({}, new Map([["reference:gen:0", whole]]));
  for (const part of stored) expect(part.byteLength).toBeLessThanOrEqual(PART_BYTES_MAX);
  const name = "references/gen-0.png";
  const pieces = [...files.keys()].filter((file) => /\.00\d$/u.test(file)).toSorted();
  expect(pieces).toEqual([`${name}.001`, `${name}.002`, `${name}.003`]);
  const joined = Buffer.concat(pieces.map((piece) => files.get(piece) ?? new Uint8Array()));
  expect(Buffer.compare(joined, whole)).toBe(0);
  expect(files.get(`${name}.smaller.jpg`)).toEqual(new Uint8Array([1, 2, 3]));
});

test("long lists are several files, and no record is lost or cut", async () => {
  const records = Array.from({ length: 600 }, (_, id) => ({ id, prompt: "a fox in the snow ".repeat(300) }));
  const { files } = await packed({ generations: records }, new Map());
  const names = [...files.keys()].filter((name) => name.startsWith("generations"));
  expect(names.slice(0, 3)).toEqual(["generations.json", "generations-2.json", "generations-3.json"]);
  expect(names.flatMap((name) => json(files.get(name)))).toEqual(records);
});

test("a picture that was deleted meanwhile is left out", async () => {
  const { files } = await packed({}, new Map([["gone:0", new Uint8Array()]]));
  expect([...files.keys()]).toEqual(["README.txt"]);
});
