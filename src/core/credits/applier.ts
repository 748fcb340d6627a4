import { KeyedQueue } from "../keyed-queue.ts";
import type { Clock, Ids, Log, Metrics } from "../services.ts";
import { RecentCopies } from "./copies.ts";
import { archivableEntries, archiveMayKnow, CLOCK_SKEW_MS, JOURNAL_LENGTH_MAX, withoutArchived } from "./journal.ts";
import { type Applied, apply, type RefusalOf } from "./operations.ts";
import { type Entry, type EntryOf, emptyWallet, type OperationKind, type OperationOf, type Wallet } from "./wallet.ts";
import type { WalletStore } from "./wallet-store.ts";

export interface ApplierTools {
  readonly store: WalletStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly metrics: Pick<Metrics, "creditsMoved">;
  readonly log: Log;
}

export interface Attempt<Kind extends OperationKind> {
  /** The operation, made for the wallet as it now is. */
  readonly operation: (wallet: Wallet) => OperationOf<Kind>;
  /** The earliest instant at which this cause can have been applied; unset: at any time. */
  readonly since?: Date | undefined;
  /** True when the wallet itself shows that the cause is new, so that nobody needs to look for it. */
  readonly isNew?: (wallet: Wallet) => boolean;
}
export type Answer<Kind extends OperationKind> = Applied<Kind> | Repeated<Kind> | RefusalOf<Kind>;
/** The wallet was joined into another one, which is the one to ask. */
interface Elsewhere {
  readonly joinedInto: string;
}
/** What the cause did when it came first, and the wallet as it is now. */
interface Repeated<Kind extends OperationKind> {
  readonly outcome: "repeated";
  readonly wallet: Wallet;
  readonly entry: EntryOf<Kind>;
}

/** A wallet as it is taken to be, with the causes of its journal: a busy one has many, and each new cause is looked for among them. */
interface Copy {
  readonly wallet: Wallet;
  readonly causes: Set<string>;
}

/** How often a write is tried when other processes keep writing first. */
const ATTEMPTS_MAX = 50;
const JITTER_MS_MAX = 64;
/** A wallet is some kilobytes: enough for the people who are active at once, and little memory. */
const COPIES_MAX = 1_000;

/**
 * Applies operations to stored wallets: once for each cause, whatever other processes do meanwhile. Operations on one
 * wallet queue behind each other here, so that only other processes can come between a read and its write.
 */
export class Applier {
  readonly #tools: ApplierTools;
  readonly #queue = new KeyedQueue();
  readonly #copies = new RecentCopies<Copy>(COPIES_MAX);

  constructor(tools: ApplierTools) {
    this.#tools = tools;
  }

  /**
   * Where the wallet was joined into another one, that one is asked. Rejects when the store fails, when the wallet stays
   * contended, or when the cause stands for another kind of operation.
   */
  async apply<Kind extends OperationKind>(account: string, attempt: Attempt<Kind>): Promise<Answer<Kind>> {
    const answer = await this.applyHere(account, attempt);
    if ("joinedInto" in answer) {
      await this.#arrive(account);
      return this.apply(answer.joinedInto, attempt);
    }
    if (answer.outcome !== "repeated" || (answer as Repeated<Kind>).wallet.joinedInto === null) return answer;
    return { ...(answer as Repeated<Kind>), wallet: await this.current(account) };
  }

  /** As `apply`, but only to this wallet. */
  applyHere<Kind extends OperationKind>(account: string, attempt: Attempt<Kind>): Promise<Answer<Kind> | Elsewhere> {
    return this.#queue.run(account, async () => {
      for (let tries = 1; tries <= ATTEMPTS_MAX; tries++) {
        const answer = await this.#applyOnce(account, attempt);
        if (answer !== "again") return answer;
        // The first conflict is most likely an old copy, which a fresh read settles at once.
        if (tries > 1) await this.#tools.clock.sleep(1 + this.#tools.ids.chance(Math.min(2 ** tries, JITTER_MS_MAX)));
      }
      throw new Error(`wallet ${account} stayed contended over ${ATTEMPTS_MAX} attempts`);
    });
  }

  /** The wallet that stands for this account now: its own, or the one into which that was joined. */
  async current(account: string): Promise<Wallet> {
    const wallet = await this.read(account);
    if (wallet.joinedInto === null) return wallet;
    await this.#arrive(account);
    return this.current(wallet.joinedInto);
  }

  /** The wallet as it is stored now. */
  async read(account: string): Promise<Wallet> {
    return (await this.#tools.store.read(account)) ?? emptyWallet(account);
  }

  /** The wallet as this process wrote it last, else as it is stored: right unless another process was there since. */
  async glance(account: string): Promise<Wallet> {
    return this.#copies.get(account)?.wallet ?? (await this.read(account));
  }

  /** What a cause did to this wallet, as far back as it was read; null when nothing. */
  async find(wallet: Wallet, cause: string, since?: Date): Promise<Entry | null> {
    // The journal first: an entry is in the archive before it leaves the journal, so it cannot be missed in between.
    const recent = wallet.journal.findLast((entry) => entry.cause === cause);
    return recent ?? this.#findOlder(wallet, cause, since);
  }

  async #findOlder(wallet: Wallet, cause: string, since?: Date): Promise<Entry | null> {
    const old = archiveMayKnow(wallet, since) ? await this.#tools.store.archived(wallet.account, cause) : null;
    return old ?? this.#findInJoined(wallet, cause, since);
  }

  /** What happened to a wallet before it was joined into this one must not happen again to this one. */
  async #findInJoined({ joined }: Wallet, cause: string, since?: Date): Promise<Entry | null> {
    for (const { account, at } of joined) {
      if (since !== undefined && since.getTime() > at.getTime() + CLOCK_SKEW_MS) continue;
      const found = await this.find(await this.read(account), cause, since);
      if (found !== null) return found;
    }
    return null;
  }

  /** Sees to it that what has left a joined wallet is in the other one, whoever began that. */
  async #arrive(account: string): Promise<void> {
    // Nothing comes after a wallet's leaving, and the newest entry is never archived.
    const out = (await this.read(account)).journal.at(-1);
    if (out?.kind !== "join-out") throw new Error(`wallet ${account} was joined and does not say how`);
    await this.arrive(account, out);
  }

  /** Brings what has left one wallet into the other, once. */
  arrive(from: string, { into, cause, reason, left }: EntryOf<"join-out">): Promise<Answer<"join-in">> {
    if (left === undefined) throw new Error(`wallet ${from} was joined and does not say what left`);
    return this.apply<"join-in">(into, { operation: () => ({ kind: "join-in", cause, reason, from, ...left }) });
  }

  /** Moves old entries into the archive; resolves how many. */
  archive(account: string): Promise<number> {
    return this.#queue.run(account, async () => this.#archive(await this.read(account)));
  }

  async #applyOnce<Kind extends OperationKind>(
    account: string,
    attempt: Attempt<Kind>,
  ): Promise<Answer<Kind> | Elsewhere | "again"> {
    const copy = this.#copies.get(account);
    const before = copy ?? copyOf(await this.read(account));
    const answer = await this.#decide(before, attempt);
    if ("joinedInto" in answer || answer.outcome !== "applied") {
      if (!copy) return answer;
      // Only a conditional write proves that a copy was still true, so whatever writes nothing is decided on a fresh read.
      this.#copies.delete(account);
      return "again";
    }
    const { wallet: after, entry } = answer as Applied<Kind>;
    if (!(await this.#write(before.wallet, after))) return "again";
    before.causes.add(entry.cause);
    this.#copies.put(account, { wallet: after, causes: before.causes });
    this.#tools.metrics.creditsMoved(entry.kind, entry.amount);
    await this.#keepShort(after);
    return answer;
  }

  async #decide<Kind extends OperationKind>(
    { wallet, causes }: Copy,
    attempt: Attempt<Kind>,
  ): Promise<Answer<Kind> | Elsewhere> {
    const operation = attempt.operation(wallet);
    const { cause } = operation;
    const find = () => (causes.has(cause) ? this.find(wallet, cause) : this.#findOlder(wallet, cause, attempt.since));
    const first = attempt.isNew?.(wallet) ? null : await find();
    if (first === null) {
      const { joinedInto } = wallet;
      return joinedInto === null ? apply(wallet, operation, this.#tools.clock.now()) : { joinedInto };
    }
    if (first.kind !== operation.kind) {
      throw new Error(`cause ${cause} stands for a ${first.kind} and was asked to ${operation.kind}`);
    }
    return { outcome: "repeated", wallet, entry: first as EntryOf<Kind> };
  }

  #write(before: Wallet, after: Wallet): Promise<boolean> {
    // Forgotten first: after a failure nobody knows what the store holds.
    this.#copies.delete(before.account);
    return this.#tools.store.write(before, after);
  }

  async #keepShort(wallet: Wallet): Promise<void> {
    if (wallet.journal.length < JOURNAL_LENGTH_MAX) return;
    try {
      await this.#archive(wallet);
    } catch (error) {
      // The operation itself stands; the job, or the next operation, archives it.
      this.#tools.log.error({ error, account: wallet.account }, "a long journal could not be archived");
    }
  }

  async #archive(wallet: Wallet): Promise<number> {
    const entries = archivableEntries(wallet, this.#tools.clock.now());
    if (entries.length === 0) return 0;
    await this.#tools.store.archive(wallet.account, entries);
    const after = withoutArchived(wallet, entries);
    if (!(await this.#write(wallet, after))) return 0;
    this.#copies.put(wallet.account, copyOf(after));
    return entries.length;
  }
}

function copyOf(wallet: Wallet): Copy {
  return { wallet, causes: new Set(wallet.journal.map(({ cause }) => cause)) };
}
