import { expect, test } from "vitest";
import type { Keeping, KeepingStore } from "../../src/core/history/keeping.ts";
import { DAY_MS, START } from "../support/credits.ts";

/** What the keeping of histories relies on in whatever keeps its rules. */
export function keepingStoreContract(name: string, open: () => Promise<KeepingStore>): void {
  test(`${name} keeps one rule an account, replaced and told once, and forgets both rules of a join`, async () => {
    const store = await open();
    const rule = (account: string): Keeping => ({ account, days: 90, from: START, toldAt: null });
    expect(await store.find("ann")).toBeNull();
    const first = await Promise.all([1, 2, 3].map(() => store.replace(null, rule("ann"))));
    expect(first.filter(Boolean)).toHaveLength(1);
    expect(await store.find("ann")).toEqual(rule("ann"));
    await store.markTold(rule("ann"), START);
    expect(await store.find("ann")).toEqual({ ...rule("ann"), toldAt: START });
    const later = { ...rule("ann"), days: 180, from: new Date(START.getTime() + DAY_MS) };
    expect(await store.replace(rule("ann"), later)).toBe(true);
    expect(await store.replace(rule("ann"), rule("ann"))).toBe(false);
    // Who tells of the old one says nothing of the new one.
    await store.markTold(rule("ann"), START);
    expect(await store.find("ann")).toEqual(later);
    await store.replace(null, rule("bob"));
    await store.replace(null, rule("eve"));
    await store.moveAccount("ann", "bob");
    await store.moveAccount("ann", "bob");
    expect([await store.find("ann"), await store.find("bob")]).toEqual([null, null]);
    await store.forget("eve");
    await store.forget("eve");
    expect(await store.find("eve")).toBeNull();
  });
}
