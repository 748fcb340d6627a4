import type { Ledger } from "../credits/ledger.ts";
import type { Account } from "./account.ts";
import type { Link } from "./link.ts";
import { welcomeOrder } from "./welcome.ts";

/** Two accounts that become one. */
export interface Join {
  /** From its id every effect takes its cause. */
  readonly link: Link;
  readonly survivor: string;
  readonly gone: string;
}

/** One part's share in joining two accounts. It is run at least once, perhaps again, and once more ten minutes later. */
export interface JoinStep {
  readonly name: string;
  run(join: Join): Promise<void>;
}

/** What keeps things by account, and can give those of one to another. Safe to repeat. */
export interface AccountMoves {
  moveAccount(from: string, into: string): Promise<void>;
}

/** The credits become one, and a second welcome gift goes as far as it is unspent. */
export function joinWallets(ledger: Pick<Ledger, "join" | "reclaim">): JoinStep {
  return {
    name: "wallets",
    async run({ link, survivor, gone }) {
      await ledger.join(gone, survivor, `link:${link.id}`);
      for (const account of link.welcomedAgain) {
        const cause = `welcome-again:${account}`;
        await ledger.reclaim(survivor, { cause, order: welcomeOrder(account), reason: "welcome-again" });
      }
    },
  };
}

/** Whose welcome gifts are one too many once these two are one: those of whoever came later. */
export function welcomedAgain(one: Account, other: Account): readonly string[] {
  const [first, second] = [one, other].map(({ consents }) => consents.map(({ at }) => at.getTime()).toSorted()[0]);
  if (first === undefined || second === undefined) return [];
  const later = first > second ? one : other;
  return [later.id, ...later.joinedFrom];
}

/** Everything that one of the stores keeps by account. */
export function moveBelongings(stores: Readonly<Record<string, AccountMoves>>): JoinStep[] {
  return Object.entries(stores).map(([name, store]) => ({
    name,
    run: ({ survivor, gone }) => store.moveAccount(gone, survivor),
  }));
}
