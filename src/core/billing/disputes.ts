import { orderAbout } from "./about.ts";
import { changeOrder } from "./change-order.ts";
import { grantDue } from "./grant-due.ts";
import {
  type Order,
  type OrderDispute,
  type Review,
  type ReviewReason,
  underReview,
  underReviewOnce,
} from "./order.ts";
import type { About, Dispute, PaymentMethod } from "./payments.ts";
import { withReturnOf, withReturnUndone } from "./returns.ts";
import { settleOrder } from "./settle-order.ts";
import type { BillingTools } from "./tools.ts";

/**
 * Takes in how a dispute is now: while it is open nothing new is held of the order's credits; won gives them free again; lost
 * takes them back as a refund of the amount does.
 */
export async function disputeSeen(tools: BillingTools, method: PaymentMethod, dispute: Dispute): Promise<Order | null> {
  const order = await orderAbout(tools, method, dispute);
  if (order === null) {
    tools.log.warn({ method, dispute: dispute.id }, "a dispute belongs to no order of ours");
    return null;
  }
  const now = tools.clock.now();
  const after = await changeOrder(tools, order.id, (current) => withDispute(current, dispute, now));
  if (after !== null && after.reviews.length > order.reviews.length) {
    tools.log.warn({ order: order.id, dispute: dispute.id }, "a payment is disputed");
  }
  const settled = await settleOrder(tools, order.id);
  // What was withheld with money that is back is due again.
  return dispute.state === "won" && settled !== null && settled.nextGrantAt !== null
    ? grantDue(tools, order.id)
    : settled;
}

/** Pure. What is decided stays decided, also when older news comes late; only a bank that has lost us the money can give it back. */
export function withDispute(order: Order, dispute: Dispute, now: Date): Order {
  const id = `dispute:${dispute.id}`;
  const known = order.disputes.find((one) => one.id === id);
  const isOverturned = known?.state === "lost" && dispute.state === "won";
  if (known !== undefined && !isOverturned && (known.state === dispute.state || known.state !== "open")) return order;
  const next: OrderDispute = { id, state: dispute.state, done: false };
  const disputes = [...order.disputes.filter((one) => one.id !== id), next];
  const changed: Order = { ...order, disputes, unsettled: true };
  // How it ends is no question to anybody: who was done with it is not asked again.
  const disputed = known === undefined ? underReview(changed, "disputed", now) : changed;
  if (isOverturned) return withReturnUndone(withoutReview(disputed, "disputed", now), id, now);
  if (dispute.state !== "lost") return disputed;
  return withReturnOf(disputed, dispute, { id, amount: dispute.amount, at: now });
}

function withoutReview(order: Order, reason: ReviewReason, now: Date): Order {
  const isMeant = (review: Review) => review.reason === reason && review.closedAt === undefined;
  return { ...order, reviews: order.reviews.map((one) => (isMeant(one) ? { ...one, closedAt: now } : one)) };
}

/** The payer's bank suspects a fraud: a person of ours looks at it, and nothing else changes. */
export async function fraudWarned(tools: BillingTools, method: PaymentMethod, about: About): Promise<void> {
  const order = await orderAbout(tools, method, about);
  if (order === null) return;
  await changeOrder(tools, order.id, (current) => underReviewOnce(current, "fraud-warning", tools.clock.now()));
  tools.log.warn({ order: order.id }, "a payment may be a fraud");
}
