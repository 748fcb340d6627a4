import { changeOrder } from "./change-order.ts";
import { LIFE_MIN_MS } from "./grants.ts";
import { tellCreditsArrived, tellMoneyReturned, tellReturnUndone } from "./notices.ts";
import type { Grant, MoneyReturn, Order, OrderDispute } from "./order.ts";
import { withRestorings } from "./returns.ts";
import { restoringCause } from "./statement.ts";
import type { BillingTools } from "./tools.ts";

/** So many rounds settle whatever others write meanwhile; more would be a loop. */
const ROUNDS_MAX = 10;

/**
 * Brings the ledger in line with what is written in the order: credits are given, frozen, thawed and taken back, each once for
 * its cause, and the person is told. Safe to repeat, to race and to stop anywhere: what was not marked as done is done again.
 */
export async function settleOrder(tools: BillingTools, id: string): Promise<Order | null> {
  for (let round = 1; round <= ROUNDS_MAX; round++) {
    const order = await tools.orders.find(id);
    if (order === null || !order.unsettled) return order;
    const done = await carryOut(tools, order);
    await changeOrder(tools, id, (now) => marked(now, done));
  }
  throw new Error(`order ${id} does not settle`);
}

interface Done {
  readonly grants: ReadonlySet<string>;
  /** By dispute, the state that the ledger follows now. */
  readonly disputes: ReadonlyMap<string, OrderDispute["state"]>;
  /** By return, what was taken. */
  readonly returns: ReadonlyMap<string, number>;
  /** By return that was undone, what was given back. */
  readonly restored: ReadonlyMap<string, number>;
}

/** Grants come first, so that a refund which was faster finds what it is about. */
async function carryOut(tools: BillingTools, order: Order): Promise<Done> {
  const grants = new Set<string>();
  for (const grant of order.grants.filter(({ done }) => !done)) {
    await give(tools, order, grant);
    await tellCreditsArrived(tools, order, grant);
    grants.add(grant.cause);
  }
  const disputes = new Map<string, OrderDispute["state"]>();
  for (const dispute of order.disputes.filter(({ done, state }) => !done && state === "open")) {
    await freeze(tools, order, dispute);
    disputes.set(dispute.id, dispute.state);
  }
  const restored = new Map<string, number>();
  for (const back of order.returns) {
    const { id, undoneAt, restoring } = back;
    // Weighed in a round before, once everything was taken; and before what went since is taken, which must find it.
    if (undoneAt === undefined || restoring === undefined || back.restored !== undefined) continue;
    if (restoring > 0) await giveBack(tools, order, id, { amount: restoring, at: undoneAt });
    await tellReturnUndone(tools, order, back, restoring);
    restored.set(id, restoring);
  }
  const returns = new Map<string, number>();
  for (const back of order.returns.filter(({ reclaimed }) => reclaimed === null)) {
    const taken = await takeBack(tools, order, back);
    if (back.undoneAt === undefined) await tellMoneyReturned(tools, order, back, taken);
    returns.set(back.id, taken);
  }
  // Thawed last: what a lost dispute takes cannot be spent before it is taken.
  for (const dispute of order.disputes.filter(({ done, state }) => !done && state !== "open")) {
    await thaw(tools, order, dispute);
    disputes.set(dispute.id, dispute.state);
  }
  return { grants, disputes, returns, restored };
}

function marked(order: Order, done: Done): Order {
  const grants = order.grants.map((grant) => (done.grants.has(grant.cause) ? { ...grant, done: true } : grant));
  // Decided otherwise meanwhile: then it has yet to be done.
  const disputes = order.disputes.map((dispute) =>
    done.disputes.has(dispute.id) ? { ...dispute, done: done.disputes.get(dispute.id) === dispute.state } : dispute,
  );
  const returns = order.returns.map((back) => {
    const restored = back.restored ?? done.restored.get(back.id);
    return {
      ...back,
      reclaimed: back.reclaimed ?? done.returns.get(back.id) ?? null,
      ...(restored === undefined ? {} : { restored }),
    };
  });
  const unsettled =
    grants.some((grant) => !grant.done) ||
    disputes.some((dispute) => !dispute.done) ||
    returns.some(({ reclaimed, undoneAt, restored }) => reclaimed === null || (undoneAt && restored === undefined));
  const state = order.state === "paid" && grants.some((grant) => grant.done) ? "granted" : order.state;
  return withRestorings({ ...order, grants, disputes, returns, unsettled, state });
}

async function give({ ledger }: BillingTools, order: Order, grant: Grant): Promise<void> {
  await ledger.grant(order.account, {
    cause: grant.cause,
    amount: grant.credits,
    kind: order.kind === "pack" ? "bought" : "subscription",
    order: order.id,
    expiresAt: grant.expiresAt,
    reason: order.kind,
  });
}

async function takeBack({ ledger }: BillingTools, order: Order, back: MoneyReturn): Promise<number> {
  if (back.credits === 0) return 0;
  const limit = back.credits === null ? {} : { amountMax: back.credits };
  const reclaim = { cause: back.id, reason: "refund", order: order.id, ...limit };
  const answer = await ledger.reclaim(order.account, reclaim);
  return answer.outcome === "nothing" ? 0 : answer.entry.amount;
}

/** Under the cause of the return, as lots of the same order: they live as long as its others, or a few days at least. */
async function giveBack(
  { ledger }: BillingTools,
  order: Order,
  back: string,
  { amount, at }: { readonly amount: number; readonly at: Date },
): Promise<void> {
  const ends = order.grants.map(({ expiresAt }) => expiresAt.getTime());
  await ledger.grant(order.account, {
    cause: restoringCause(back),
    amount,
    kind: order.kind === "pack" ? "bought" : "subscription",
    order: order.id,
    expiresAt: new Date(Math.max(at.getTime() + LIFE_MIN_MS, ...ends)),
    reason: order.kind,
  });
}

async function freeze({ ledger }: BillingTools, order: Order, dispute: OrderDispute): Promise<void> {
  await ledger.freeze(order.account, { cause: freezeCause(dispute), reason: "dispute", order: order.id });
}

async function thaw(tools: BillingTools, order: Order, dispute: OrderDispute): Promise<void> {
  const { ledger } = tools;
  // Whoever is about to freeze for the beginning of a dispute that has ended comes too late for its cause then, and may die at once.
  await freeze(tools, order, dispute);
  await ledger.thaw(order.account, { freeze: freezeCause(dispute), reason: "dispute" });
}

function freezeCause({ id }: OrderDispute): string {
  return `freeze:${id}`;
}
