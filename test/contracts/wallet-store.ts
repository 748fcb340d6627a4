import { beforeAll, describe, expect, test } from "vitest";
import { withoutArchived } from "../../src/core/credits/journal.ts";
import { apply } from "../../src/core/credits/operations.ts";
import { emptyWallet, type Operation, type Wallet } from "../../src/core/credits/wallet.ts";
import type { Due, HoldingWallet, WalletStore } from "../../src/core/credits/wallet-store.ts";
import { HOUR_MS, START } from "../support/credits.ts";

/** What the ledger relies on in whatever keeps its wallets. */
export function walletStoreContract(name: string, open: () => Promise<WalletStore>): void {
  describe(`${name} keeps wallets`, () => {
    let store: WalletStore;
    let accounts = 0;
    beforeAll(async () => {
      store = await open();
    });
    // Padded, since pages of wallets that expire together go by account, whatever order the tests run in.
    const newAccount = () => `store-${String(++accounts).padStart(4, "0")}`;

    async function written(operations: readonly Operation[], account = newAccount()): Promise<Wallet> {
      let wallet = emptyWallet(account);
      for (const operation of operations) {
        const after = applied(wallet, operation);
        expect(await store.write(wallet, after)).toBe(true);
        wallet = after;
      }
      return wallet;
    }

    test("a wallet reads back as it was written, every kind of entry included", async () => {
      const wallet = await written(everyKind());
      expect(await store.read(wallet.account)).toEqual(wallet);
      expect(await store.read("nobody")).toBeNull();
    });

    test("a write on an older wallet changes nothing", async () => {
      const wallet = await written([grant("g", 5)]);
      const first = applied(wallet, hold("h1"));
      expect(await store.write(wallet, first)).toBe(true);
      expect(await store.write(wallet, applied(wallet, hold("h2")))).toBe(false);
      expect(await store.read(wallet.account)).toEqual(first);
    });

    test("of many first writes one is the first", async () => {
      const account = newAccount();
      const before = emptyWallet(account);
      const writes = ["a", "b", "c", "d"].map((cause) => store.write(before, applied(before, grant(cause, 5))));
      expect((await Promise.all(writes)).filter(Boolean)).toHaveLength(1);
      expect((await store.read(account))?.lots).toHaveLength(1);
    });

    test("entries are archived once, and found by cause and by place", async () => {
      const wallet = await written(everyKind());
      const old = wallet.journal.slice(0, 3);
      await store.archive(wallet.account, old.slice(0, 2));
      await store.archive(wallet.account, old);
      expect(await store.archived(wallet.account, "g")).toEqual(old[0]);
      expect(await store.archived(wallet.account, "never")).toBeNull();
      expect(await store.archived("nobody", "g")).toBeNull();
      expect(await store.archivedBefore(wallet.account, 3, 5)).toEqual([old[1], old[0]]);
      expect(await store.archivedBefore(wallet.account, 9, 2)).toEqual([old[2], old[1]]);
      expect(await store.archivedAfter(wallet.account, 1, 5)).toEqual([old[1], old[2]]);
      expect(await store.archivedAfter(wallet.account, 0, 1)).toEqual([old[0]]);
    });

    test("a wallet that was archived takes no write from before that", async () => {
      const wallet = await written([grant("g", 5), hold("h1"), hold("h2")]);
      const archived = withoutArchived(wallet, wallet.journal.slice(0, 2));
      expect(await store.write(wallet, archived)).toBe(true);
      expect(await store.write(wallet, applied(wallet, hold("h3")))).toBe(false);
      expect(await store.write(wallet, archived)).toBe(false);
      expect(await store.read(wallet.account)).toEqual(archived);
      const after = applied(archived, hold("h3"));
      expect(await store.write(archived, after)).toBe(true);
      expect(await store.read(wallet.account)).toEqual(after);
    });

    test("wallets with expired credits are found soonest first, in pages", async () => {
      // Before everything else that these tests write, so that other wallets do not come in between.
      const at = (hours: number) => new Date(START.getTime() - 1_000 * HOUR_MS + hours * HOUR_MS);
      const late = await written([{ ...grant("g", 5), expiresAt: at(3) }]);
      const soon = await written([{ ...grant("g", 5), expiresAt: at(1) }]);
      const same = await written([{ ...grant("g", 5), expiresAt: at(1) }]);
      const spent = await written([
        { ...grant("g", 1), expiresAt: at(1) },
        { kind: "reclaim", ...base, cause: "r", order: "o" },
      ]);
      const first = await store.expired(at(3), 2, null);
      expect(first.map(({ account }) => account)).toEqual([soon.account, same.account]);
      const second = await store.expired(at(3), 2, first.at(-1) as Due);
      expect(second.map(({ account }) => account)).toEqual([late.account]);
      expect(await store.expired(at(3), 2, second.at(-1) as Due)).toEqual([]);
      expect(await store.expired(at(0.9), 2, null)).toEqual([]);
      expect(spent.lots).toEqual([]);
    });

    test("wallets with a long journal are found once their entries are old", async () => {
      const wallet = await written([grant("g", 500), ...Array.from({ length: 70 }, (_, index) => hold(`h${index}`))]);
      const later = (hours: number) => new Date(START.getTime() + hours * HOUR_MS);
      const found = async (hours: number) =>
        (await store.archivable(later(hours), 50, null)).map(({ account }) => account);
      expect(await found(0.5)).not.toContain(wallet.account);
      expect(await found(1.5)).toContain(wallet.account);
    });

    test("wallets with old holds are found by account, in pages, with their holds and not with lots", async () => {
      const made = [
        await written([grant("g", 5), hold("h1"), hold("h2")]),
        await written([grant("g", 5), hold("h1")]),
        await written([grant("g", 5), hold("h1"), hold("h2")]),
      ];
      const empty = await written([grant("g", 5)]);
      const walk = async (before: Date) => {
        const found: HoldingWallet[] = [];
        for (let after: string | null = null; ; ) {
          const page: HoldingWallet[] = await store.holding(before, 2, after);
          found.push(...page);
          if (page.length < 2) return found;
          after = page.at(-1)?.account ?? null;
        }
      };
      const found = await walk(new Date(START.getTime() + 1));
      const accounts = found.map(({ account }) => account);
      expect(accounts).toEqual([...new Set(accounts)].toSorted());
      expect(accounts).not.toContain(empty.account);
      for (const { account, holds } of made) {
        expect(found.find((one) => one.account === account)?.holds).toEqual(holds);
      }
      expect(await walk(START)).toEqual([]);
    });

    test("all wallets are listed by account, in pages", async () => {
      const listed: string[] = [];
      const made = [await written([grant("g", 5)]), await written([grant("g", 5)]), await written([grant("g", 5)])];
      let after: string | null = null;
      for (;;) {
        const page: Wallet[] = await store.list(2, after);
        listed.push(...page.map(({ account }) => account));
        if (page.length < 2) break;
        after = page.at(-1)?.account ?? null;
      }
      expect(listed).toEqual(expect.arrayContaining(made.map(({ account }) => account)));
      expect(listed).toEqual([...new Set(listed)].toSorted());
    });
  });
}

const base = { reason: "test" } as const;
function grant(cause: string, amount: number): Operation & { kind: "grant" } {
  return { kind: "grant", ...base, cause, amount, lotKind: "bought", order: "o", expiresAt: null };
}
function hold(cause: string): Operation {
  return { kind: "hold", ...base, cause, amount: 1 };
}

function everyKind(): readonly Operation[] {
  const lot = { id: "x", kind: "bought", order: null, available: 2, grantedAt: START, expiresAt: START } as const;
  return [
    { ...grant("g", 9), expiresAt: new Date(START.getTime() + HOUR_MS) },
    hold("h1"),
    hold("h2"),
    { kind: "capture", ...base, cause: "c", hold: "h1", amount: 1 },
    { kind: "freeze", ...base, cause: "f1", order: "o" },
    { kind: "thaw", ...base, cause: "t", freeze: "f1" },
    { kind: "join-in", ...base, cause: "j", from: "other", lots: [lot], holds: [], freezes: [] },
    { kind: "expire", ...base, cause: "e" },
    { kind: "reclaim", ...base, cause: "r", order: "o" },
    { kind: "release", ...base, cause: "rl", hold: "h2" },
    grant("g2", 3),
    hold("h3"),
    { kind: "freeze", ...base, cause: "f2", order: null },
    { kind: "forfeit", ...base, cause: "fo" },
    { kind: "join-out", ...base, cause: "jo", into: "other" },
  ];
}

function applied(wallet: Wallet, operation: Operation): Wallet {
  const answer = apply(wallet, operation, START);
  if (answer.outcome !== "applied") throw new Error(`${operation.kind} is refused: ${answer.outcome}`);
  return answer.wallet;
}
