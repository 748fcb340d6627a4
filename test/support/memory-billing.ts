import { type Order, openReviews } from "../../src/core/billing/order.ts";
import type { OrderStore } from "../../src/core/billing/order-store.ts";
import type { PaymentEventStore } from "../../src/core/billing/payment-events.ts";
import type { RefundRequest, RefundRequestStore } from "../../src/core/billing/refund-request.ts";
import { isCurrent, type Subscription, type SubscriptionStore } from "../../src/core/billing/subscription.ts";

/** Orders in memory, under the contract of `test/contracts/billing-stores.ts`, for tests that need no database. */
export function memoryOrders(): OrderStore & { all(): readonly Order[] } {
  const orders = new Map<string, Order>();
  const one = (found: (order: Order) => boolean) => [...orders.values()].find(found) ?? null;
  const page = (found: (order: Order) => boolean, limit: number, after: string | null) =>
    [...orders.values()]
      .filter((order) => found(order) && (after === null || order.id > after))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  const isTaken = ({ id, openChoice }: Order) =>
    openChoice !== null && one((other) => other.id !== id && other.openChoice === openChoice) !== null;
  return {
    all: () => [...orders.values()],
    async insert(order) {
      if (orders.has(order.id) || isTaken(order)) return "taken";
      orders.set(order.id, structuredClone(order));
      return "inserted";
    },
    find: async (id) => orders.get(id) ?? null,
    findByNumber: async (account, idStart) => one((order) => order.account === account && order.id.startsWith(idStart)),
    findOpen: async (choice) => one(({ openChoice }) => openChoice === choice),
    findByPayment: async (method, payment) => one((order) => order.method === method && order.payment === payment),
    findByInvoice: async (method, invoice) => one((order) => order.method === method && order.invoice === invoice),
    async write(before, after) {
      if (orders.get(before.id)?.version !== before.version || isTaken(after)) return false;
      orders.set(after.id, structuredClone(after));
      return true;
    },
    ofAccount: async (account, limit) =>
      [...orders.values()]
        .filter((order) => order.account === account)
        .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? -1 : 1))
        .slice(0, limit),
    ofSubscription: async (subscription) =>
      [...orders.values()]
        .filter((order) => order.subscription === subscription && order.period !== null)
        .toSorted((a, b) => Number(a.period?.start) - Number(b.period?.start)),
    due: async (at, limit, after) =>
      page(({ unsettled, nextGrantAt }) => unsettled || (nextGrantAt !== null && nextGrantAt <= at), limit, after).map(
        ({ id }) => id,
      ),
    createdBetween: async (from, to, limit, after) =>
      page(({ createdAt }) => createdAt >= from && createdAt < to, limit, after),
    changedBetween: async (from, to, limit, after) =>
      page(({ changedAt }) => changedAt >= from && changedAt <= to, limit, after),
    underReview: async (limit) =>
      [...orders.values()]
        .filter((order) => openReviews(order).length > 0)
        .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
        .slice(0, limit),
    async moveAccount(from, into) {
      for (const order of [...orders.values()].filter(({ account }) => account === from)) {
        const choice = order.openChoice === null ? null : `${into}${order.openChoice.slice(from.length)}`;
        const moved = { ...order, account: into, openChoice: choice, version: order.version + 1 };
        orders.set(order.id, isTaken(moved) ? { ...moved, openChoice: null } : moved);
      }
    },
  };
}

export function memorySubscriptions(): SubscriptionStore & { all(): readonly Subscription[] } {
  const subscriptions = new Map<string, Subscription>();
  return {
    all: () => [...subscriptions.values()],
    find: async (method, id) => subscriptions.get(`${method}:${id}`) ?? null,
    async write(before, subscription) {
      const key = `${subscription.method}:${subscription.id}`;
      if ((subscriptions.get(key)?.version ?? null) !== before) return false;
      subscriptions.set(key, structuredClone(subscription));
      return true;
    },
    ofAccount: async (account) =>
      [...subscriptions.values()]
        .filter((one) => one.account === account)
        .toSorted(
          (a, b) => Number(isCurrent(b)) - Number(isCurrent(a)) || b.period.start.getTime() - a.period.start.getTime(),
        ),
    current: async (limit, after) =>
      [...subscriptions.entries()]
        .filter(([key, one]) => isCurrent(one) && (after === null || key > after))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([, one]) => one),
    pastDueBetween: async (from, to, limit) =>
      [...subscriptions.values()]
        .filter(({ pastDueSince }) => pastDueSince !== null && pastDueSince > from && pastDueSince <= to)
        .toSorted((a, b) => Number(a.pastDueSince) - Number(b.pastDueSince))
        .slice(0, limit),
    async moveAccount(from, into) {
      for (const [key, one] of subscriptions) {
        if (one.account === from) subscriptions.set(key, { ...one, account: into, version: one.version + 1 });
      }
    },
  };
}

export function memoryRefunds(): RefundRequestStore & { all(): readonly RefundRequest[] } {
  const requests = new Map<string, RefundRequest>();
  const sorted = (found: (request: RefundRequest) => boolean) =>
    [...requests.values()].filter(found).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return {
    all: () => [...requests.values()],
    async insert(request) {
      if (requests.has(request.id)) return false;
      requests.set(request.id, structuredClone(request));
      return true;
    },
    find: async (id) => requests.get(id) ?? null,
    async write(before, after) {
      if (requests.get(before.id)?.version !== before.version) return false;
      requests.set(after.id, structuredClone(after));
      return true;
    },
    ofOrder: async (order) => sorted((request) => request.order === order).toReversed(),
    inState: async (state, limit) => sorted((request) => request.state === state).slice(0, limit),
    async moveAccount(from, into) {
      for (const [id, one] of requests) {
        if (one.account === from) requests.set(id, { ...one, account: into, version: one.version + 1 });
      }
    },
  };
}

export function memoryPaymentEvents(): PaymentEventStore {
  const handled = new Set<string>();
  return {
    isNew: async (id) => !handled.has(id),
    async markHandled(id) {
      handled.add(id);
    },
  };
}
