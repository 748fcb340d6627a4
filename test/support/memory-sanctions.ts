import type { Account } from "../../src/core/accounts/account.ts";
import type { Bar, BarStore } from "../../src/core/moderation/barred.ts";
import type { CarriedSanction, Sanction } from "../../src/core/moderation/sanction.ts";
import type { SanctionStore } from "../../src/core/moderation/sanctions-store.ts";

/**
 * Sanctions and who is barred in memory, under the contract of `test/contracts/sanction-stores.ts`. Every call gives way once, so
 * that others come in between as they do with a database.
 */
export function memorySanctions(accounts: Map<string, Account>): SanctionStore & { all(): readonly Sanction[] } {
  const sanctions = new Map<string, Sanction>();
  const nextAt = new Map<string, Date>();
  const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
  const isAsRead = ({ id, liftedAt }: Pick<Sanction, "id" | "liftedAt">) =>
    sanctions.get(id)?.liftedAt?.getTime() === liftedAt?.getTime();

  function write(id: string, change: (carried: readonly CarriedSanction[]) => readonly CarriedSanction[]): void {
    const account = accounts.get(id);
    if (account === undefined) return;
    if (account.joinedInto === null) accounts.set(id, { ...account, sanctions: change(account.sanctions) });
    else write(account.joinedInto, change);
  }

  async function carry(account: string, carried: CarriedSanction): Promise<void> {
    await pause();
    write(account, (all) => (all.some(({ id }) => id === carried.id) ? all : [...all, carried]));
  }

  return {
    carry,
    all: () => [...sanctions.values()],
    async insert(sanction, at) {
      await pause();
      if (!sanctions.has(sanction.id)) {
        sanctions.set(sanction.id, sanction);
        nextAt.set(sanction.id, at);
      }
      return sanctions.get(sanction.id) ?? sanction;
    },
    async find(id) {
      await pause();
      return sanctions.get(id) ?? null;
    },
    async latest(account, limit) {
      await pause();
      return [...sanctions.values()]
        .filter((one) => one.account === account)
        .toSorted((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime() || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    async lift(id, by, at) {
      await pause();
      const known = sanctions.get(id);
      if (known === undefined || known.liftedAt !== null) return false;
      sanctions.set(id, { ...known, liftedAt: at, liftedBy: by });
      nextAt.set(id, at);
      return true;
    },
    async due(at, limit) {
      await pause();
      return [...nextAt]
        .filter(([, next]) => next <= at)
        .toSorted(([, a], [, b]) => a.getTime() - b.getTime())
        .slice(0, limit)
        .flatMap(([id]) => sanctions.get(id) ?? []);
    },
    async goOnAt(sanction, at) {
      await pause();
      if (!isAsRead(sanction)) return;
      if (at === null) nextAt.delete(sanction.id);
      else nextAt.set(sanction.id, at);
    },
    async carriedOut(sanction, at) {
      await pause();
      const known = sanctions.get(sanction.id);
      if (known === undefined || !isAsRead(sanction)) return;
      sanctions.set(sanction.id, { ...known, carriedOutAt: at });
      nextAt.delete(sanction.id);
    },
    async close(account, carried) {
      await pause();
      write(account, (all) => [...all.filter(({ id }) => id !== carried.id), carried]);
    },
    async drop(account, sanction) {
      await pause();
      write(account, (all) => all.filter(({ id }) => id !== sanction));
    },
    async moveAccount(from, into) {
      for (const [id, one] of sanctions) if (one.account === from) sanctions.set(id, { ...one, account: into });
      for (const carried of accounts.get(from)?.sanctions ?? []) await carry(into, carried);
      const gone = accounts.get(from);
      if (gone !== undefined) accounts.set(from, { ...gone, sanctions: [] });
    },
  };
}

export function memoryBars(): BarStore {
  const bars = new Map<string, Bar>();
  return {
    async insert(bar) {
      const key = `${bar.sanction}:${bar.hash}`;
      if (!bars.has(key)) bars.set(key, bar);
    },
    ofHash: async (hash) => [...bars.values()].filter((bar) => bar.hash === hash),
    async removeOfSanction(sanction) {
      for (const [key, bar] of bars) if (bar.sanction === sanction) bars.delete(key);
    },
  };
}
