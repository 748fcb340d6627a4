import { type Law, type LawId, laws } from "./invariants.ts";
import { apply } from "./operations.ts";
import { type Entry, emptyWallet, type Operation, type Wallet } from "./wallet.ts";

/** A law that does not hold, where, and how. */
export interface Violation {
  readonly account: string;
  readonly law: LawId;
  /** The entry that breaks it; null when the stored wallet does. */
  readonly seq: number | null;
  readonly problem: string;
}

/**
 * Replays a wallet's entries one by one and checks each against the laws, without keeping them: the history of a busy
 * account may be longer than memory allows.
 */
export class History {
  #wallet: Wallet;
  /** Set once replaying has failed: whatever follows would be compared with a wallet that never was. */
  #broken = false;

  constructor(account: string) {
    this.#wallet = emptyWallet(account);
  }

  /** The next entry, whose cause must be none of `causes`. */
  add(entry: Entry, causes: ReadonlySet<string>): Violation[] {
    if (this.#broken) return [];
    const before = this.#wallet;
    const after = this.#replayed(entry);
    if (typeof after === "string") {
      this.#broken = true;
      return [this.#violation("L12", entry.seq, after)];
    }
    const step = { before, entry, after, causes };
    const violations = laws.flatMap((law) => this.#told(law, entry.seq, law.step(step)));
    this.#broken = violations.some(({ law }) => law === "L12");
    this.#wallet = { ...after, journal: after.journal.slice(-1) };
    return violations;
  }

  /** Compares the stored wallet with what its entries gave. */
  end(stored: Wallet): Violation[] {
    if (this.#broken) return [];
    return laws.flatMap((law) => this.#told(law, null, law.wallet?.(stored, this.#wallet) ?? null));
  }

  #replayed(entry: Entry): Wallet | string {
    if (entry.seq !== this.#wallet.seq + 1) return `entry ${this.#wallet.seq + 1} is missing`;
    try {
      const answer = apply(this.#wallet, operationOf(entry), entry.at);
      return answer.outcome === "applied" ? answer.wallet : `${entry.kind} is refused: ${answer.outcome}`;
    } catch (error) {
      return `${entry.kind} fails: ${error instanceof Error ? error.message : "for no known reason"}`;
    }
  }

  #told(law: Law, seq: number | null, problem: string | null): Violation[] {
    return problem === null ? [] : [this.#violation(law.id, seq, problem)];
  }

  #violation(law: LawId, seq: number | null, problem: string): Violation {
    return { account: this.#wallet.account, law, seq, problem };
  }
}

function operationOf(entry: Entry): Operation {
  const { seq: _seq, at: _at, moved: _moved, available: _available, held: _held, left: _left, ...operation } = entry;
  return operation;
}
