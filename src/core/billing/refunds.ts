import { refuse } from "../refusal.ts";
import { orderAbout } from "./about.ts";
import { changeOrder } from "./change-order.ts";
import type { Money } from "./money.ts";
import { tellAbout, tellOperatorsOfRequest } from "./notices.ts";
import { isPaid, kept, type Order, orderNumber, underReviewOnce } from "./order.ts";
import { type PaymentMethod, PaymentRefused, type Refund } from "./payments.ts";
import { isPending, type RefundRequest } from "./refund-request.ts";
import { withMoneyReturned } from "./returns.ts";
import { settleOrder } from "./settle-order.ts";
import { type BillingTools, currentAccount, providerOf } from "./tools.ts";

/** Opens a request on one's own order (T20). `repeated`: there is one already, which stands. */
export async function requestRefund(
  tools: BillingTools,
  { account, order: id, reason }: { readonly account: string; readonly order: string; readonly reason: string },
): Promise<{ readonly outcome: "requested" | "repeated"; readonly request: RefundRequest }> {
  const order = await tools.orders.find(id);
  const owner = order === null ? null : await currentAccount(tools, order.account);
  if (order === null || owner?.id !== account || !isPaid(order)) throw refuse("order-unknown", {});
  if (kept(order) === 0) throw refuse("order-refunded", { order: orderNumber(id) });
  const earlier = await tools.refunds.ofOrder(id);
  const pending = earlier.find(isPending);
  if (pending !== undefined) return { outcome: "repeated", request: pending };
  const request: RefundRequest = {
    // Numbered, so that of two at the same moment one is there and the other finds it.
    id: tools.ids.derived(`refund:${id}:${earlier.length + 1}`),
    ...{ order: id, account, reason, state: "open", amount: null, answer: null, decidedBy: null, decidedAt: null },
    ...{ refund: null, failures: 0, failure: null, createdAt: tools.clock.now(), version: 1 },
  };
  if (await tools.refunds.insert(request)) {
    tools.log.info({ order: id, request: request.id }, "a refund was requested");
    await tellOperatorsOfRequest(tools, request);
    return { outcome: "requested", request };
  }
  const known = await tools.refunds.find(request.id);
  if (known === null) throw new Error(`refund request ${request.id} is neither there nor new`);
  return { outcome: "repeated", request: known };
}

export type Decision =
  | { readonly give: "all" }
  | { readonly give: "part"; readonly amount: Money }
  | { readonly give: "nothing"; readonly answer: string };

/**
 * An operator's decision: once. Money goes back through the provider first; the credits follow when the provider confirms.
 * `failed`: the provider said no, so that it has to be decided once more.
 */
export async function decideRefund(
  tools: BillingTools,
  id: string,
  decision: Decision,
  operator: string,
): Promise<RefundRequest> {
  const request = await tools.refunds.find(id);
  if (request === null) throw refuse("request-unknown", {});
  const order = await tools.orders.find(request.order);
  if (order === null) throw refuse("order-unknown", {});
  if (request.state !== "open" && request.state !== "failed") throw refuse("request-decided", {});
  const decided = { decidedBy: operator, decidedAt: tools.clock.now() };
  if (decision.give === "nothing") {
    const declined: RefundRequest = { ...request, ...decided, state: "declined", answer: decision.answer };
    const written = await write(tools, request, declined);
    await tellDeclined(tools, written);
    return written;
  }
  const left: Money = { amount: kept(order), currency: order.price.currency };
  const amount = decision.give === "all" ? left : decision.amount;
  if (left.amount === 0) throw refuse("order-refunded", { order: orderNumber(order.id) });
  if (amount.currency !== left.currency || amount.amount > left.amount || amount.amount < 1) {
    throw refuse("refund-too-large", { left });
  }
  return sendRefund(
    tools,
    await write(tools, request, { ...request, ...decided, state: "approved", amount, answer: null }),
  );
}

/**
 * Asks the provider for the money of an approved request. Safe to repeat: the request is the key. Throws
 * `PaymentUnreachable`; then the daily reconciliation asks again.
 */
export async function sendRefund(tools: BillingTools, request: RefundRequest): Promise<RefundRequest> {
  const order = await tools.orders.find(request.order);
  if (request.state !== "approved" || request.amount === null || order === null) return request;
  if (order.payment === null) return failed(tools, request, "no-payment");
  const attempt = request.failures === 0 ? request.id : `${request.id}-${request.failures}`;
  let refund: Refund;
  try {
    refund = await providerOf(tools, order.method).refund({
      request: attempt,
      payment: order.payment,
      amount: request.amount,
    });
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    // The operator reads it in the answer, and in the list.
    tools.log.warn({ order: order.id, code: error.code }, "the payment provider refused a refund");
    return failed(tools, request, error.code);
  }
  await changeRequest(tools, request.id, (now) => (now.refund === refund.id ? null : { ...now, refund: refund.id }));
  await refundSeen(tools, order.method, refund);
  return (await tools.refunds.find(request.id)) ?? request;
}

/** Takes in how a refund is now, wherever it was asked for: confirmed money takes its share of the credits with it, once. */
export async function refundSeen(tools: BillingTools, method: PaymentMethod, refund: Refund): Promise<Order | null> {
  const order = await orderAbout(tools, method, refund);
  if (order === null) {
    tools.log.warn({ method, refund: refund.id }, "a refund belongs to no order of ours");
    return null;
  }
  const request = refund.request?.replace(/-\d+$/u, "") ?? null;
  const id = `refund:${refund.id}`;
  const now = tools.clock.now();
  if (refund.state === "failed") {
    await changeOrder(tools, order.id, (current) =>
      // The credits went with money that has come back to us: what is right now, a person decides.
      current.returns.some((back) => back.id === id) ? underReviewOnce(current, "refund-undone", now) : null,
    );
    if (request !== null) await changeRequest(tools, request, (one) => failure(one, refund.id, "provider-failed"));
  }
  if (refund.state === "succeeded") {
    await changeOrder(tools, order.id, (current) =>
      withMoneyReturned(current, { id, amount: refund.amount.amount, at: now }),
    );
    await settleOrder(tools, order.id);
    if (request !== null) {
      await changeRequest(tools, request, (one) => (one.state === "approved" ? { ...one, state: "done" } : null));
    }
  }
  return tools.orders.find(order.id);
}

async function failed(tools: BillingTools, request: RefundRequest, code: string): Promise<RefundRequest> {
  return (await changeRequest(tools, request.id, (now) => failure(now, now.refund, code))) ?? request;
}

/** One refund fails once, however often that is told. */
function failure(request: RefundRequest, refund: string | null, code: string): RefundRequest | null {
  if (request.state !== "approved" || request.refund !== refund) return null;
  return { ...request, state: "failed", refund: null, failures: request.failures + 1, failure: code };
}

async function changeRequest(
  tools: BillingTools,
  id: string,
  change: (request: RefundRequest) => RefundRequest | null,
): Promise<RefundRequest | null> {
  for (;;) {
    const before = await tools.refunds.find(id);
    const changed = before === null ? null : change(before);
    if (before === null || changed === null) return before;
    const after = { ...changed, version: before.version + 1 };
    if (await tools.refunds.write(before, after)) return after;
    await tools.clock.sleep(1 + tools.ids.chance(20));
  }
}

/** Of two operators one decides. */
async function write(tools: BillingTools, before: RefundRequest, changed: RefundRequest): Promise<RefundRequest> {
  const after = { ...changed, version: before.version + 1 };
  if (!(await tools.refunds.write(before, after))) throw refuse("request-decided", {});
  return after;
}

async function tellDeclined(tools: BillingTools, { id, account, order, answer }: RefundRequest): Promise<void> {
  await tellAbout(tools, account, `declined:${id}`, (words) => ({
    title: words.declinedTitle,
    text: words.declined(orderNumber(order), answer ?? ""),
  }));
}
