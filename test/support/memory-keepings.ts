import type { Keeping, KeepingStore } from "../../src/core/history/keeping.ts";

/** Rules in memory, under the contract of `test/contracts/keeping-store.ts`. */
export function memoryKeepings(): KeepingStore {
  const rules = new Map<string, Keeping>();
  const isSame = (a: Keeping | null | undefined, b: Keeping | null) =>
    a?.days === b?.days && a?.from.getTime() === b?.from.getTime();
  return {
    find: async (account) => rules.get(account) ?? null,
    async replace(before, after) {
      if (!isSame(rules.get(after.account), before)) return false;
      rules.set(after.account, after);
      return true;
    },
    async markTold(keeping, at) {
      const known = rules.get(keeping.account);
      if (known !== undefined && isSame(known, keeping)) rules.set(keeping.account, { ...known, toldAt: at });
    },
    async forget(account) {
      rules.delete(account);
    },
    async moveAccount(from, into) {
      rules.delete(from);
      rules.delete(into);
    },
  };
}
