import type { Money } from "./money.ts";

/** Somebody asks for their money back; a person of ours decides (T20). */
export interface RefundRequest {
  /** From the order and how many requests came before: two at once are one. */
  readonly id: string;
  readonly order: string;
  readonly account: string;
  /** The person's own words. */
  readonly reason: string;
  readonly state: "open" | "approved" | "declined" | "done" | "failed";
  /** What was decided to give back; null before, and when declined. */
  readonly amount: Money | null;
  /** What the operator wrote, for the person to read. */
  readonly answer: string | null;
  /** Identity of the operator. */
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** The provider's refund, once asked for. */
  readonly refund: string | null;
  /** How often the provider was asked in vain; part of the next attempt's key. */
  readonly failures: number;
  /** The provider's word for why it could not. */
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly version: number;
}

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
