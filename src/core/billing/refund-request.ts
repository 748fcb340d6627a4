import type { Money } from "./money.ts";
import type { Refund } from "./payments.ts";

/** Somebody asks for their money back; a person of ours decides (T20). */
export interface RefundRequest {
  /** From the order and how many requests came before: two at once are one. */
  readonly id: string;
  readonly order: string;
  readonly account: string;
  /** The person's own words. */
  readonly reason: string;
  readonly state: RefundRequestState;
  /** What was decided to give back; null before, and when declined. */
  readonly amount: Money | null;
  /** What the operator wrote, for the person to read. */
  readonly answer: string | null;
  /** Identity of the operator. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** The provider's refund, once it is known: then it is looked at, and never asked for again. */
  readonly refund: string | null;
  /** How often the provider was asked in vain; part of the next attempt's key. */
  readonly failures: number;
  /** The provider's word for why it could not. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** `declining`: it was decided so, and the person is about to be told. */
export type RefundRequestState = "open" | "approved" | "declining" | "declined" | "done" | "failed";

export interface RefundRequestStore {
  /** false when there is one with this id. */
  insert(request: RefundRequest): Promise<boolean>;
  find(id: string): Promise<RefundRequest | null>;
  /** Stores `after` if the stored one still has the version of `before`; resolves false when it has not. */
  write(before: RefundRequest, after: RefundRequest): Promise<boolean>;
  /** Newest first. */
  ofOrder(order: string): Promise<RefundRequest[]>;
  /** Oldest first. */
  inState(state: RefundRequest["state"], limit: number): Promise<RefundRequest[]>;
  /** All of one account's now belong to another. Safe to repeat. */
  moveAccount(from: string, into: string): Promise<void>;
}

/** Whether something is still to happen with it. */
export function isPending({ state }: Pick<RefundRequest, "state">): boolean {
  return state === "open" || state === "approved" || state === "failed";
}

/** What the provider knows one attempt by: after a failure it is asked for a new refund. */
export function attemptOf({ id, failures }: Pick<RefundRequest, "id" | "failures">): string {
  return failures === 0 ? id : `${id}-${failures}`;
}

/** The request, and how often it had failed before, that an attempt belongs to. */
export function readAttempt(attempt: string): { readonly id: string; readonly failures: number } {
  const [, id = attempt, failures = "0"] = /^(.+?)(?:-(\d+))?$/u.exec(attempt) ?? [];
  return { id, failures: Number(failures) };
}

/** Pure: the request with what became of one of its refunds; null when that is no news. One refund fails once. */
export function withRefund(
  request: RefundRequest,
  { id, state }: Pick<Refund, "id" | "state">,
  failures: number,
): RefundRequest | null {
  const isAwaited = request.state === "approved" && request.failures === failures;
  switch (state) {
    case "succeeded":
      // Money that is there after all ends also what was to be decided once more.
      if (request.state !== "approved" && request.state !== "failed") return null;
      return { ...request, state: "done", refund: id, failure: null };
    case "failed":
      // What had arrived can still come back from the payer's bank.
      if (!isAwaited && !(request.state === "done" && request.refund === id)) return null;
      return failed(request, "provider-failed");
    case "pending":
      return isAwaited && request.refund !== id ? { ...request, refund: id } : null;
  }
}

/** Pure: to be decided once more. */
export function failed(request: RefundRequest, failure: string): RefundRequest {
  return { ...request, state: "failed", refund: null, failures: request.failures + 1, failure };
}
