import { refuse } from "../refusal.ts";
import { orderAbout } from "./about.ts";
import { changeOrder } from "./change-order.ts";
import { grantDue } from "./grant-due.ts";
import type { Money } from "./money.ts";
import { tellAbout, tellOperatorsOfRequest } from "./notices.ts";
import { isPaid, kept, type Order, orderNumber, paidFor, underReview } from "./order.ts";
import { type PaymentMethod, PaymentRefused, PaymentUnreachable, type Refund } from "./payments.ts";
import { attemptOf, failed, isPending, type RefundRequest, readAttempt, withRefund } from "./refund-request.ts";
import { withReturnOf, withReturnUndone } from "./returns.ts";
import { settleOrder } from "./settle-order.ts";
import { type BillingTools, currentAccount, providerOf } from "./tools.ts";

/** Requests that are decided and not carried out are few: they wait for a minute, or for a provider that is away. */
const REQUESTS_AT_ONCE = 1_000;

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
  if (pending !== undefined) return repeated(tools, pending);
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
  return repeated(tools, known);
}

/** Whoever made it may have died before anybody was told. */
async function repeated(
  tools: BillingTools,
  request: RefundRequest,
): Promise<{ readonly outcome: "repeated"; readonly request: RefundRequest }> {
  if (request.state === "open") await tellOperatorsOfRequest(tools, request);
  return { outcome: "repeated", request };
}

export type Decision =
  | { readonly give: "all" }
  | { readonly give: "part"; readonly amount: Money }
  | { readonly give: "nothing"; readonly answer: string };

/**
 * An operator's decision: once. Money goes back through the provider first; the credits follow when the provider confirms.
 * `failed`: the provider said no, so that it has to be decided once more. `approved`: it is being sent, or under way.
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
    const declining: RefundRequest = { ...request, ...decided, state: "declining", answer: decision.answer };
    return finishDecline(tools, await write(tools, request, declining));
  }
  const left: Money = { amount: kept(order), currency: paidFor(order).currency };
  const amount = decision.give === "all" ? left : decision.amount;
  if (left.amount === 0) throw refuse("order-refunded", { order: orderNumber(order.id) });
  if (amount.currency !== left.currency || amount.amount > left.amount || amount.amount < 1) {
    throw refuse("refund-too-large", { left });
  }
  return sentUnlessAway(
    tools,
    await write(tools, request, { ...request, ...decided, state: "approved", amount, answer: null }),
  );
}

/**
 * Asks the provider for the money of an approved request, or how its refund is once there is one: so it is paid once, however
 * late this is repeated. Throws `PaymentUnreachable`; then it is tried again with the next minute's orders.
 */
export async function sendRefund(tools: BillingTools, request: RefundRequest): Promise<RefundRequest> {
  const order = await tools.orders.find(request.order);
  if (request.state !== "approved" || request.amount === null || order === null) return request;
  if (order.payment === null) return refused(tools, request, "no-payment");
  const provider = providerOf(tools, order.method);
  const { payment } = order;
  const { failures, amount } = request;
  let refund: Refund | null;
  try {
    refund =
      request.refund === null
        ? await provider.refund({ request: attemptOf(request), payment, amount })
        : await provider.findRefund(request.refund);
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error;
    // The operator reads it in the answer, and in the list.
    tools.log.warn({ order: order.id, code: error.code }, "the payment provider refused a refund");
    return refused(tools, request, error.code);
  }
  if (refund === null) return request;
  await refundSeen(tools, order.method, refund);
  const seen = refund;
  return (await changeRequest(tools, request.id, (now) => withRefund(now, seen, failures))) ?? request;
}

async function sentUnlessAway(tools: BillingTools, request: RefundRequest): Promise<RefundRequest> {
  try {
    return await sendRefund(tools, request);
  } catch (error) {
    if (!(error instanceof PaymentUnreachable)) throw error;
    tools.log.warn({ error, request: request.id }, "the payment provider could not be reached for a refund");
    return request;
  }
}

/** Finishes what was decided: sends what is not with the provider yet, and tells what was not told. Answers how many failed. */
export async function carryOutDecisions(tools: BillingTools): Promise<number> {
  let failures = 0;
  const each = async (requests: readonly RefundRequest[], work: (request: RefundRequest) => Promise<unknown>) => {
    for (const request of requests) {
      try {
        await work(request);
      } catch (error) {
        failures++;
        tools.log.error({ error, request: request.id }, "a decision about a refund could not be carried out");
      }
    }
  };
  const approved = await tools.refunds.inState("approved", REQUESTS_AT_ONCE);
  const unsent = approved.filter(({ refund }) => refund === null);
  await each(unsent, (request) => sentUnlessAway(tools, request));
  await each(await tools.refunds.inState("declining", REQUESTS_AT_ONCE), (request) => finishDecline(tools, request));
  return failures;
}

/** Takes in how a refund is now, wherever it was asked for: confirmed money takes its share of the credits with it, once. */
export async function refundSeen(tools: BillingTools, method: PaymentMethod, refund: Refund): Promise<Order | null> {
  const order = await orderAbout(tools, method, refund);
  if (order === null) {
    tools.log.warn({ method, refund: refund.id }, "a refund belongs to no order of ours");
    return null;
  }
  const back = { id: `refund:${refund.id}`, amount: refund.amount, at: tools.clock.now() };
  if (refund.state === "failed") {
    await changeOrder(tools, order.id, (current) => withRefundUndone(current, refund, back));
  }
  if (refund.state === "succeeded") {
    await changeOrder(tools, order.id, (current) => withReturnOf(current, refund, back));
  }
  await settleOrder(tools, order.id);
  if (refund.state === "failed") await grantDue(tools, order.id);
  if (refund.request !== null) {
    const { id, failures } = readAttempt(refund.request);
    await changeRequest(tools, id, (request) => withRefund(request, refund, failures));
  }
  return tools.orders.find(order.id);
}

/** Money that came back to us gives the credits back by itself; how to give it to its person after all is for a person of ours. */
function withRefundUndone(order: Order, { request }: Refund, { id, at }: { id: string; at: Date }): Order | null {
  const undone = withReturnUndone(order, id, at);
  if (undone === order) return null;
  // A request of ours waits in its own list then. Each refund is undone once, so another one is news also to who was done with the first.
  return request === null ? underReview(undone, "refund-undone", at) : undone;
}

async function refused(tools: BillingTools, request: RefundRequest, code: string): Promise<RefundRequest> {
  const isStill = (now: RefundRequest) => now.state === "approved" && now.failures === request.failures;
  return (await changeRequest(tools, request.id, (now) => (isStill(now) ? failed(now, code) : null))) ?? request;
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

/** Tells the person, once for the request, and only then calls it done: who dies in between leaves it to the next minute. */
async function finishDecline(tools: BillingTools, request: RefundRequest): Promise<RefundRequest> {
  const { id, account, order, answer } = request;
  await tellAbout(tools, account, `declined:${id}`, (words) => ({
    title: words.declinedTitle,
    text: words.declined(orderNumber(order), answer ?? ""),
  }));
  const end = (now: RefundRequest): RefundRequest | null =>
    now.state === "declining" ? { ...now, state: "declined" } : null;
  return (await changeRequest(tools, id, end)) ?? request;
}
