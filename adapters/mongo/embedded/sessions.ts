import { type Document, isDocument } from "./document.ts";
import { ServerError } from "./errors.ts";
import { keyOf } from "./order.ts";
import type { Store } from "./store.ts";
import type { Transaction } from "./transaction.ts";

const IDLE_MS = 30 * 60_000;
const TRANSACTION_LIFETIME_MS = 60_000;

interface Session {
  usedAt: number;
  number: bigint;
  state: "none" | "running" | "committed" | "aborted";
  transaction: Transaction | undefined;
  /** What the retryable write with `number` was or will be answered. */
  reply: Promise<Document> | undefined;
}

const noTransaction = (message: string): ServerError =>
  new ServerError(251, message, {}, ["TransientTransactionError"]);

/** Sessions tie together the commands of a transaction, and a write with its repetition. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  of(lsid: unknown): Session | undefined {
    if (!isDocument(lsid)) return undefined;
    const key = keyOf(lsid["id"]);
    let session = this.sessions.get(key);
    if (!session) {
      session = { usedAt: 0, number: -1n, state: "none", transaction: undefined, reply: undefined };
      this.sessions.set(key, session);
    }
    session.usedAt = performance.now();
    return session;
  }

  /** The transaction that a command with `autocommit: false` belongs to. */
  join(session: Session, command: Document): Transaction {
    const number = BigInt(String(command["txnNumber"]));
    if (number < session.number)
      throw new ServerError(225, `Cannot start transaction ${number}: a newer one has been started.`);
    if (command["startTransaction"] === true) {
      if (number === session.number && session.state !== "none")
        throw new ServerError(117, "a transaction with this number has already been started");
      this.abort(session);
      session.number = number;
      session.reply = undefined;
      session.state = "running";
      session.transaction = this.store.begin();
      return session.transaction;
    }
    if (number !== session.number || session.state === "none")
      throw noTransaction(`no transaction ${number} is running`);
    if (session.state === "committed") throw new ServerError(256, `Transaction ${number} has been committed.`);
    if (!session.transaction) throw noTransaction(`Transaction ${number} has been aborted.`);
    return session.transaction;
  }

  commit(session: Session, command: Document): void {
    const number = BigInt(String(command["txnNumber"]));
    if (number !== session.number || session.state === "none")
      throw noTransaction(`no transaction ${number} is running`);
    // Asked again because the answer was lost: it stays committed.
    if (session.state === "committed") return;
    const { transaction } = session;
    if (!transaction) throw noTransaction(`Transaction ${number} has been aborted.`);
    session.transaction = undefined;
    session.state = "aborted";
    this.store.commitTransaction(transaction);
    session.state = "committed";
  }

  abortNumbered(session: Session, command: Document): void {
    const number = BigInt(String(command["txnNumber"]));
    if (number !== session.number || session.state === "none")
      throw noTransaction(`no transaction ${number} is running`);
    if (session.state === "committed") throw new ServerError(256, `Transaction ${number} has been committed.`);
    if (!session.transaction) throw noTransaction(`Transaction ${number} has been aborted.`);
    this.abort(session);
  }

  abort(session: Session): void {
    const { transaction } = session;
    if (!transaction) return;
    session.transaction = undefined;
    session.state = "aborted";
    this.store.end(transaction);
  }

  /** Runs a write once, however often the client sends it. */
  once(session: Session, txnNumber: unknown, run: () => Promise<Document>): Promise<Document> {
    const number = BigInt(String(txnNumber));
    if (number < session.number) {
      throw new ServerError(
        225,
        `Retryable write with txnNumber ${number} is prohibited: a newer one has been started.`,
      );
    }
    if (number === session.number && session.reply) return session.reply;
    if (number === session.number && session.state !== "none")
      throw new ServerError(50911, "this number belongs to a transaction");
    this.abort(session);
    session.number = number;
    session.state = "none";
    const reply = run();
    session.reply = reply;
    // A write that failed as a whole did nothing, so its repetition may try again.
    reply.catch(() => {
      if (session.reply === reply) session.reply = undefined;
    });
    return reply;
  }

  finish(lsids: unknown): void {
    for (const lsid of Array.isArray(lsids) ? lsids : []) {
      const key = isDocument(lsid) ? keyOf(lsid["id"]) : "";
      const session = this.sessions.get(key);
      if (session) this.abort(session);
      this.sessions.delete(key);
    }
  }

  sweep(): void {
    const now = performance.now();
    for (const [key, session] of this.sessions) {
      if (session.transaction && now - session.transaction.startedAt > TRANSACTION_LIFETIME_MS) this.abort(session);
      if (now - session.usedAt > IDLE_MS && !session.transaction) this.sessions.delete(key);
    }
  }

  abortAll(): void {
    for (const session of this.sessions.values()) this.abort(session);
  }
}

export type { Session };
