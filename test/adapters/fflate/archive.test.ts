import fc from "fast-check";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { fflateArchive } from "../../../adapters/fflate/archive.ts";

const at = new Date("2026-11-24T12:00:00Z");
const archive = fflateArchive();

const entries = fc.uniqueArray(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }).filter((name) => !name.includes("\u0000")),
    // Long runs compress; what is random does not, and grows a little.
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.nat(100_000).map((length) => new Uint8Array(length).fill(7)),
    ),
    how: fc.constantFrom("compressed" as const, "as it is" as const),
  }),
  { maxLength: 8, selector: ({ name }) => name },
);

test("what goes in comes out, and the size that was told is the size that it has", () => {
  fc.assert(
    fc.property(entries, (all) => {
      const file = archive.begin(at);
      for (const { name, bytes, how } of all) {
        const before = file.size();
        const room = file.room(name, bytes.byteLength, how);
        file.add(name, bytes, how);
        expect(file.size() - before).toBeLessThanOrEqual(room);
      }
      const size = file.size();
      const finished = file.finish();
      expect(finished.byteLength).toBe(size);
      const found = unzipSync(finished);
      expect(Object.keys(found).toSorted()).toEqual(all.map(({ name }) => name).toSorted());
      for (const { name, bytes } of all) expect(Buffer.compare(found[name] ?? Buffer.alloc(0), bytes)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("bytes that cannot be made smaller take no more room than was told", () => {
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  const file = archive.begin(at);
  const big = Buffer.concat(Array.from({ length: 32 }, (_, index) => noise.map((byte) => byte ^ (index * 37))));
  const [before, room] = [file.size(), file.room("noise.bin", big.byteLength, "compressed")];
  file.add("noise.bin", big, "compressed");
  expect(file.size() - before).toBeLessThanOrEqual(room);
  expect(room - big.byteLength).toBeLessThan(3_000);
});

test("a clock that is off by decades keeps nobody from their data", () => {
  for (const year of [1970, 2250]) {
    const file = archive.begin(new Date(Date.UTC(year, 0, 1)));
    file.add("a.txt", new Uint8Array([1]), "as it is");
    expect(unzipSync(file.finish())).toEqual({ "a.txt": new Uint8Array([1]) });
  }
});
