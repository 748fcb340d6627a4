import type { Order } from "./order.ts";
import type { PaymentMethod } from "./payments.ts";

/** Where orders are kept. Implemented in `adapters/mongo/orders.ts`. */
export interface OrderStore {
  /** `taken`: there is one with this id, or an open one for the same choice. */
  insert(order: Order): Promise<"inserted" | "taken">;
  find(id: string): Promise<Order | null>;
  /** The one whose id begins so, of this account. */
  findByNumber(account: string, idStart: string): Promise<Order | null>;
  findOpen(choice: string): Promise<Order | null>;
  findByPayment(method: PaymentMethod, payment: string): Promise<Order | null>;
  findByInvoice(method: PaymentMethod, invoice: string): Promise<Order | null>;
  /** Stores `after` if the stored one still has the version of `before`, in one step; resolves false when it has not. */
  write(before: Order, after: Order): Promise<boolean>;
  /** Newest first. */
  ofAccount(account: string, limit: number): Promise<Order[]>;
  /** Paid ones of a subscription, oldest period first. */
  ofSubscription(subscription: string): Promise<Order[]>;
  /** Ids of those that have something to do by then: a month that is due, or what is unsettled. Oldest id first, from behind `after`. */
  due(at: Date, limit: number, after: string | null): Promise<string[]>;
  /** Those that were created in this time, by id, from behind `after`. */
  createdBetween(from: Date, to: Date, limit: number, after: string | null): Promise<Order[]>;
  /** Those that were written last in this time, by id, from behind `after`. */
  changedBetween(from: Date, to: Date, limit: number, after: string | null): Promise<Order[]>;
  /** Those that a person of ours should look at, oldest first. */
  underReview(limit: number): Promise<Order[]>;
  /** All of one account's now belong to another. Safe to repeat. */
  moveAccount(from: string, into: string): Promise<void>;
}
