import { Book, initModels, mongoTransaction, syncIndexes } from "medici";
import mongoose from "mongoose";

/** The same journal kept by medici, for comparison. */
export interface MediciBooks {
  /** As its documentation says for balances that never go below zero: a transaction, the balance after it, a lock at its end. */
  locked(account: string): Promise<void>;
  /** Balance first, then the entry. Two at once may both see enough and overspend. */
  unlocked(account: string): Promise<void>;
  close(): Promise<void>;
}

const HELD = 4;
const SPENT = 3;

/**
 * Opens medici on mongoose's own connection, as it wants it, with its indexes, and gives every account its credits. Its
 * snapshots of balances are off, as its documentation offers: here, summing an account's few entries by its index is quicker.
 */
export async function openMedici(uri: string, accounts: readonly string[], credits: number): Promise<MediciBooks> {
  await mongoose.connect(uri, { autoIndex: false, maxPoolSize: 50 });
  await initModels();
  await syncIndexes({ background: false });
  const book = new Book("easel", { precision: 0, balanceSnapshotSec: 0 });
  for (let from = 0; from < accounts.length; from += 50) {
    await Promise.all(
      accounts
        .slice(from, from + 50)
        .map((account) => book.entry("grant").debit("Sold", credits).credit(wallet(account), credits).commit()),
    );
  }
  const hold = (account: string) => book.entry("hold").debit(wallet(account), HELD).credit(held(account), HELD);
  const capture = (account: string) =>
    book
      .entry("capture")
      .debit(held(account), HELD)
      .credit("Income", SPENT)
      .credit(wallet(account), HELD - SPENT);
  type Journal = ReturnType<typeof hold>;

  async function lockedEntry(journal: Journal, account: string): Promise<void> {
    await mongoTransaction(async (session) => {
      await journal.commit({ session });
      const { balance } = await book.balance({ account }, { session });
      if (balance < 0) throw new Error("not enough credits");
      await book.writelockAccounts([account], { session });
    });
  }
  async function unlockedEntry(journal: Journal, account: string): Promise<void> {
    const { balance } = await book.balance({ account });
    if (balance < HELD) throw new Error("not enough credits");
    await journal.commit();
  }
  return {
    async locked(account) {
      await lockedEntry(hold(account), wallet(account));
      await lockedEntry(capture(account), held(account));
    },
    async unlocked(account) {
      await unlockedEntry(hold(account), wallet(account));
      await unlockedEntry(capture(account), held(account));
    },
    close: () => mongoose.disconnect(),
  };
}

function wallet(account: string): string {
  return `Wallet:${account}`;
}

function held(account: string): string {
  return `Held:${account}`;
}
