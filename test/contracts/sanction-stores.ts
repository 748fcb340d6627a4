import { beforeAll, describe, expect, test } from "vitest";
import type { Account } from "../../src/core/accounts/account.ts";
import { newAccount } from "../../src/core/accounts/accounts.ts";
import type { BarStore } from "../../src/core/moderation/barred.ts";
import type { CarriedSanction, Sanction } from "../../src/core/moderation/sanction.ts";
import type { SanctionStore } from "../../src/core/moderation/sanctions-store.ts";
import { HOUR_MS, START } from "../support/credits.ts";

export interface SanctionStores {
  readonly sanctions: SanctionStore;
  readonly bars: BarStore;
  /** Puts an account there. */
  add(account: Account): Promise<void>;
  /** The account that stands for this one now. */
  account(id: string): Promise<Account | null>;
}

const later = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);

/** What sanctions rely on in whatever keeps them. */
export function sanctionStoresContract(name: string, open: () => Promise<SanctionStores>): void {
  describe(`${name} keeps sanctions`, () => {
    let stores: SanctionStores;
    let count = 0;
    beforeAll(async () => {
      stores = await open();
    });

    async function somebody(changes: Partial<Account> = {}): Promise<Account> {
      const user = `user${++count}`;
      const account = { ...newAccount(`account-${user}`, { platform: "memory", user, name: user }, START), ...changes };
      await stores.add(account);
      return account;
    }
    function sanctionOf({ id: account }: Pick<Account, "id">, changes: Partial<Sanction> = {}): Sanction {
      return {
        ...{ id: `sanction${++count}`, account, kind: "suspension", reason: "terms", note: "Stop.", by: "memory:boss" },
        ...{ decidedAt: START, effectiveAt: START, until: later(24), freezes: true, forfeits: false },
        ...{ violations: ["v1", "v2"], liftedAt: null, liftedBy: null, carriedOutAt: null },
        ...changes,
      };
    }
    function carriedOf({ id, reason, effectiveAt, until }: Sanction): CarriedSanction {
      return { id, kind: "suspension", reason, effectiveAt, until };
    }
    const dueIds = async (at: Date) => (await stores.sanctions.due(at, 1_000)).map(({ id }) => id);

    test("they come back as they were stored, and the first of an id stands", async () => {
      const sanction = sanctionOf(await somebody());
      expect(await stores.sanctions.insert(sanction, later(1))).toEqual(sanction);
      const others = Array.from({ length: 5 }, (_, number) => ({ ...sanction, note: String(number) }));
      const answers = await Promise.all(others.map((one) => stores.sanctions.insert(one, later(2))));
      expect(answers).toEqual(others.map(() => sanction));
      expect(await stores.sanctions.find(sanction.id)).toEqual(sanction);
      expect(await stores.sanctions.find("nobody")).toBeNull();
      const endless = sanctionOf({ id: sanction.account }, { until: null, note: null, decidedAt: later(1) });
      await stores.sanctions.insert(endless, later(1));
      expect(await stores.sanctions.latest(sanction.account, 10)).toEqual([endless, sanction]);
      expect(await stores.sanctions.latest(sanction.account, 1)).toEqual([endless]);
    });

    test("they are due at their time, the longest due first, until nothing is left to do", async () => {
      const account = await somebody();
      const [late, early] = [sanctionOf(account), sanctionOf(account)];
      await stores.sanctions.insert(late, later(30));
      await stores.sanctions.insert(early, later(29));
      expect((await dueIds(later(29))).filter((id) => id === late.id)).toEqual([]);
      const due = (await dueIds(later(30))).filter((id) => id === late.id || id === early.id);
      expect(due).toEqual([early.id, late.id]);
      await stores.sanctions.goOnAt(early, later(31));
      expect(await dueIds(later(30))).not.toContain(early.id);
      expect(await dueIds(later(31))).toContain(early.id);
      await stores.sanctions.goOnAt(early, null);
      await stores.sanctions.carriedOut(late, later(30));
      const left = await dueIds(later(1_000));
      expect([left.includes(early.id), left.includes(late.id)]).toEqual([false, false]);
      expect(await stores.sanctions.find(late.id)).toEqual({ ...late, carriedOutAt: later(30) });
    });

    test("one is lifted once, is due at once, and whoever read it before changes nothing any more", async () => {
      const sanction = sanctionOf(await somebody());
      await stores.sanctions.insert(sanction, later(24));
      const answers = await Promise.all(
        ["one", "two", "three"].map((by) => stores.sanctions.lift(sanction.id, `memory:${by}`, later(2))),
      );
      expect(answers.filter((isFirst) => isFirst)).toHaveLength(1);
      await stores.sanctions.goOnAt(sanction, null);
      await stores.sanctions.carriedOut(sanction, later(2));
      expect(await dueIds(later(2))).toContain(sanction.id);
      const lifted = await stores.sanctions.find(sanction.id);
      expect(lifted).toMatchObject({ liftedAt: later(2), carriedOutAt: null });
      if (lifted !== null) await stores.sanctions.carriedOut(lifted, later(3));
      expect(await dueIds(later(1_000))).not.toContain(sanction.id);
    });

    test("the account carries each once, until it is dropped", async () => {
      const account = await somebody();
      const [one, other] = [carriedOf(sanctionOf(account)), carriedOf(sanctionOf(account, { until: null }))];
      await Promise.all([one, one, other, one].map((carried) => stores.sanctions.carry(account.id, carried)));
      const carried = (await stores.account(account.id))?.sanctions ?? [];
      expect(carried).toHaveLength(2);
      expect(carried).toEqual(expect.arrayContaining([one, other]));
      await stores.sanctions.drop(account.id, one.id);
      await stores.sanctions.drop(account.id, one.id);
      expect((await stores.account(account.id))?.sanctions).toEqual([other]);
    });

    test("one that was ended before its time is not brought back by whoever carries it too late", async () => {
      const account = await somebody();
      const one = carriedOf(sanctionOf(account, { until: null }));
      const other = carriedOf(sanctionOf(account, { until: null }));
      await stores.sanctions.carry(account.id, one);
      for (const carried of [one, other]) await stores.sanctions.close(account.id, { ...carried, until: later(2) });
      await stores.sanctions.carry(account.id, other);
      const ended = [one, other].map((carried) => ({ ...carried, until: later(2) }));
      expect((await stores.account(account.id))?.sanctions).toEqual(ended);
    });

    test("whoever takes another account in takes over its sanctions, and those that come late as well", async () => {
      const into = await somebody();
      const gone = await somebody({ joinedInto: into.id });
      const own = await somebody();
      const before = sanctionOf(own);
      await stores.sanctions.insert(before, later(1));
      await stores.sanctions.carry(own.id, carriedOf(before));
      await stores.sanctions.moveAccount(own.id, into.id);
      await stores.sanctions.moveAccount(own.id, into.id);
      const late = carriedOf(sanctionOf(gone));
      await stores.sanctions.carry(gone.id, late);
      expect((await stores.account(into.id))?.sanctions).toEqual([carriedOf(before), late]);
      expect(await stores.sanctions.latest(into.id, 5)).toEqual([{ ...before, account: into.id }]);
      await stores.sanctions.drop(gone.id, late.id);
      expect((await stores.account(into.id))?.sanctions).toEqual([carriedOf(before)]);
      // Swept once more, after it was lifted.
      await stores.sanctions.drop(into.id, before.id);
      await stores.sanctions.moveAccount(own.id, into.id);
      expect((await stores.account(into.id))?.sanctions).toEqual([]);
    });

    test("somebody is barred once for each sanction, and no longer with the last of them", async () => {
      const bar = { hash: "hash-of-ada", sanction: "s1", account: "ada", until: null, at: START };
      await Promise.all([bar, bar, { ...bar, sanction: "s2", until: later(5) }].map((one) => stores.bars.insert(one)));
      const found = await stores.bars.ofHash(bar.hash);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining([bar, { ...bar, sanction: "s2", until: later(5) }]));
      expect(await stores.bars.ofHash("hash-of-bob")).toEqual([]);
      await stores.bars.removeOfSanction("s1");
      await stores.bars.removeOfSanction("s2");
      expect(await stores.bars.ofHash(bar.hash)).toEqual([]);
    });
  });
}
