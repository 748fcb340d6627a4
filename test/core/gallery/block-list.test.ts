import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BlockOrder, createBlockList } from "../../../src/core/gallery/block-list.ts";
import { distance, type Look, lookOf } from "../../../src/core/gallery/blocked-image.ts";
import { systemIds } from "../../../src/system.ts";
import { TestClock } from "../../support/credits.ts";
import { memoryAudit, memoryBlockedImages } from "../../support/gallery.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Pictures that look as their text says: `fox ffff0000ffff0000`. */
function stage() {
  const [store, audit, clock] = [memoryBlockedImages(), memoryAudit(), new TestClock()];
  let looked = 0;
  const imaging = {
    hash: (bytes: Uint8Array) => systemIds.derived(new TextDecoder().decode(bytes)),
    async fingerprints(bytes: Uint8Array) {
      looked += 1;
      return new TextDecoder().decode(bytes).split(" ").slice(1);
    },
  };
  const list = () =>
    createBlockList({ store, imaging, audit, numbers: { lookAlikeBitsMax: 6 }, clock, ids: systemIds });
  return { store, audit, clock, list, looked: () => looked };
}

const order = (text: string): BlockOrder => ({
  ...{ bytes: bytesOf(text), category: "consent", reason: "court order 7", generation: null, by: "memory:operator" },
});
const fox = "fox ffff0000ffff0000";

describe("the list of blocked pictures", () => {
  test("knows a picture by its bytes, and what looks like it by few bits", async () => {
    const { list } = stage();
    const blocked = list();
    expect(await blocked.match({ bytes: bytesOf(fox) })).toBeNull();
    const entry = await blocked.block(order(fox));
    expect(await blocked.match({ bytes: bytesOf(fox) })).toEqual(entry);
    expect(await blocked.match({ bytes: bytesOf("saved-again ffff0000ffff003f") })).toEqual(entry);
    expect(await blocked.match({ bytes: bytesOf("another ffff0000ffff007f") })).toBeNull();
    expect(await blocked.match({ bytes: bytesOf("plain") })).toBeNull();
  });

  test("knows it by each of its own looks, but only by the whole of what is compared", async () => {
    const { list } = stage();
    const blocked = list();
    await blocked.block(order("fox ffff0000ffff0000 00000000ffffffff"));
    expect(await blocked.match({ bytes: bytesOf("cropped 00000000ffffffff") })).not.toBeNull();
    expect(await blocked.match({ bytes: bytesOf("other 0f0f0f0f0f0f0f0f 00000000ffffffff") })).toBeNull();
  });

  test("what has no look of its own is known by its bytes alone", async () => {
    const { list } = stage();
    const blocked = list();
    await blocked.block(order("white"));
    expect(await blocked.match({ bytes: bytesOf("white") })).not.toBeNull();
    expect(await blocked.match({ bytes: bytesOf("grey") })).toBeNull();
  });

  test("blocking the same twice is one entry and one act; unblocking and blocking again are acts of their own", async () => {
    const { list, audit, store, clock } = stage();
    const blocked = list();
    const first = await blocked.block(order(fox));
    expect(await blocked.block({ ...order(fox), reason: "again" })).toEqual(first);
    clock.move(1000);
    expect(await blocked.unblock(first.id, { by: "memory:operator", reason: "mistake" })).not.toBeNull();
    expect(await blocked.unblock(first.id, { by: "memory:operator", reason: "mistake" })).toBeNull();
    expect(await blocked.match({ bytes: bytesOf(fox) })).toBeNull();
    clock.move(1000);
    await blocked.block(order(fox));
    expect(await blocked.match({ bytes: bytesOf(fox) })).not.toBeNull();
    expect(audit.entries().map(({ action }) => action)).toEqual(["image-blocked", "image-unblocked", "image-blocked"]);
    expect(await store.count()).toBe(1);
  });

  test("another process knows it at once where that matters, and within seconds elsewhere", async () => {
    const { list, clock } = stage();
    const [here, there] = [list(), list()];
    expect(await there.match({ bytes: bytesOf(fox) })).toBeNull();
    const { id } = await here.block(order(fox));
    expect(await there.match({ bytes: bytesOf(fox) })).toBeNull();
    expect(await there.match({ bytes: bytesOf(fox) }, { fresh: true })).not.toBeNull();
    await here.unblock(id, { by: "memory:operator", reason: null });
    clock.move(30_000);
    expect(await there.match({ bytes: bytesOf(fox) })).toBeNull();
  });

  test("costs nothing while nothing is blocked: no picture is decoded, and the database is asked once in half a minute", async () => {
    const { list, looked, store } = stage();
    const blocked = list();
    for (let at = 0; at < 20; at++) await blocked.match({ bytes: bytesOf(`${at} ffff0000ffff0000`) });
    expect([looked(), store.reads()]).toEqual([0, 1]);
  });

  test("a hundred thousand entries are looked through in a moment", async () => {
    const { list, store } = stage();
    const at = new Date(0);
    const entry = { looks: [], category: "consent", reason: "", generation: null, by: "", unblockedAt: null } as const;
    for (let n = 0; n < 100_000; n++) {
      const look = (Math.imul(n, 2_654_435_761) >>> 0).toString(16).padStart(8, "0");
      const looks = [`${look}0123abcd`];
      await store.put({ ...entry, id: String(n), hash: String(n), looks, blockedAt: at, changedAt: at });
    }
    const blocked = list();
    await blocked.match({ bytes: bytesOf("warm fedcba9876543210") });
    const before = process.cpuUsage();
    expect(await blocked.match({ bytes: bytesOf("x fedcba9876543210") })).toBeNull();
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});

describe("how far two looks are apart", () => {
  const look = fc.stringMatching(/^[0-9a-f]{16}$/u).map(lookOf);
  const slowly = (first: Look, second: Look) =>
    first.reduce(
      (sum, word, at) => sum + [...((word ^ (second[at] ?? 0)) >>> 0).toString(2)].filter((bit) => bit === "1").length,
      0,
    );

  test("is the number of bits in which they differ: from 0 for the same to 64", () => {
    fc.assert(
      fc.property(look, look, (one, other) => {
        expect(distance(one, other)).toBe(slowly(one, other));
      }),
    );
    expect(distance(lookOf("0".repeat(16)), lookOf("f".repeat(16)))).toBe(64);
  });

  test("is the same from both sides, and no detour is shorter", () => {
    fc.assert(
      fc.property(look, look, look, (one, other, third) => {
        expect(distance(one, other)).toBe(distance(other, one));
        expect(distance(one, third)).toBeLessThanOrEqual(distance(one, other) + distance(other, third));
      }),
    );
  });
});
