import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Money } from "../../src/core/billing/money.ts";
import type {
  Grant,
  MoneyReturn,
  Order,
  OrderCheckout,
  OrderDispute,
  OrderState,
  Review,
  ReviewReason,
} from "../../src/core/billing/order.ts";
import type { OrderStore } from "../../src/core/billing/order-store.ts";
import type { PaymentMethod, Period, PlannedChange } from "../../src/core/billing/payments.ts";
import type { RefundRequest, RefundRequestState, RefundRequestStore } from "../../src/core/billing/refund-request.ts";
import type { Subscription, SubscriptionStore } from "../../src/core/billing/subscription.ts";
import { START } from "../support/credits.ts";

/** Every field of `T`, optional ones included: a new field does not compile before it is here. */
type Fields<T> = { readonly [Key in keyof Required<T>]: fc.Arbitrary<Required<T>[Key]> };

/** Documents of every shape that the type allows: each optional field there or absent. */
function documentOf<T, Key extends keyof T & string>(fields: Fields<T>, ...optional: readonly Key[]): fc.Arbitrary<T> {
  const requiredKeys = Object.keys(fields).filter((key) => !optional.includes(key as Key));
  return fc.record(fields as never, { requiredKeys: requiredKeys as never }) as fc.Arbitrary<T>;
}

const text = fc.string({ minLength: 1, maxLength: 12 });
const id = fc.stringMatching(/^[a-z2-7]{20}$/u);
const date = fc.integer({ min: 0, max: 4e10 }).map((after_ms) => new Date(START.getTime() + after_ms));
const amount = fc.nat(1_000_000);
const method = fc.constantFrom<PaymentMethod>("stripe", "stars");
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });

const money = documentOf<Money, never>({ amount, currency: fc.constantFrom("usd", "eur", "jpy", "xtr") });
const period = documentOf<Period, never>({ start: date, end: date });
const checkout = documentOf<OrderCheckout, never>({ id: text, url: maybe(text), expiresAt: date });
const grant = documentOf<Grant, never>({ cause: text, credits: amount, expiresAt: date, done: fc.boolean() });
const moneyReturn = documentOf<MoneyReturn, "undoneAt" | "restoring" | "restored">(
  {
    ...{ id: text, amount, credits: maybe(amount), withheld: amount, at: date, reclaimed: maybe(amount) },
    ...{ undoneAt: date, restoring: amount, restored: amount },
  },
  "undoneAt",
  "restoring",
  "restored",
);
const dispute = documentOf<OrderDispute, never>({
  ...{ id: text, state: fc.constantFrom("open" as const, "won" as const, "lost" as const), done: fc.boolean() },
});
const reasons: readonly ReviewReason[] = ["amount-differs", "paid-twice", "second-plan", "disputed", "refund-undone"];
const review = documentOf<Review, "closedAt" | "payment" | "returnedAt">(
  { reason: fc.constantFrom(...reasons), at: date, closedAt: date, payment: text, returnedAt: date },
  "closedAt",
  "payment",
  "returnedAt",
);
const states: readonly OrderState[] = ["created", "open", "paid", "granted", "expired", "failed", "held"];

const anyOrder: fc.Arbitrary<Order> = documentOf<Order, "invoiceReason">(
  {
    ...{ id, account: id, method, kind: fc.constantFrom("pack" as const, "plan" as const), offer: text },
    ...{ price: money, paid: maybe(money), credits: amount, state: fc.constantFrom(...states) },
    ...{ openChoice: maybe(id), checkout: maybe(checkout), customer: maybe(text), payment: maybe(text) },
    ...{ subscription: maybe(text), invoice: maybe(text), period: maybe(period) },
    invoiceReason: fc.constantFrom("first" as const, "renewal" as const, "change" as const, "other" as const),
    ...{ createdAt: date, changedAt: date, paidAt: maybe(date), grants: few(grant), nextGrantAt: maybe(date) },
    ...{ returns: few(moneyReturn), disputes: few(dispute), reviews: few(review), unsettled: fc.boolean() },
    version: fc.integer({ min: 1, max: 1_000 }),
  },
  "invoiceReason",
);

const planned = documentOf<PlannedChange, never>({ offer: maybe(text), price: maybe(money), at: date });
const subscriptionStates: readonly Subscription["state"][] = [
  ...(["incomplete", "active", "past-due", "unpaid", "paused", "ended"] as const),
];
const anySubscription: fc.Arbitrary<Subscription> = documentOf<Subscription, never>({
  ...{ id, method, account: id, customer: text, state: fc.constantFrom(...subscriptionStates), offer: maybe(text) },
  ...{ price: money, period, cancelAtPeriodEnd: fc.boolean(), next: maybe(planned), startedAt: date },
  ...{ endedAt: maybe(date), pastDueSince: maybe(date), version: fc.integer({ min: 1, max: 1_000 }) },
});

const requestStates: readonly RefundRequestState[] = ["open", "approved", "declining", "declined", "done", "failed"];
const anyRequest: fc.Arbitrary<RefundRequest> = documentOf<RefundRequest, never>({
  ...{ id, order: id, account: id, reason: text, state: fc.constantFrom(...requestStates), amount: maybe(money) },
  ...{ answer: maybe(text), decidedBy: maybe(text), decidedAt: maybe(date), refund: maybe(text), failures: amount },
  ...{ failure: maybe(text), createdAt: date, version: fc.integer({ min: 1, max: 1_000 }) },
});

interface Stores {
  readonly orders: OrderStore;
  readonly subscriptions: SubscriptionStore;
  readonly refunds: RefundRequestStore;
}

/** That no field of a document is lost or changed on its way to a store and back, whatever stood there before. */
export function billingDocumentsContract(name: string, open: () => Promise<Stores>): void {
  describe(`${name} gives back whatever the types allow`, () => {
    let own: Stores;
    beforeAll(async () => {
      own = await open();
    });
    const numRuns = 40;

    test("of an order, also after it was written over another", async () => {
      await fc.assert(
        fc.asyncProperty(anyOrder, anyOrder, async (first, other) => {
          if ((await own.orders.insert(first)) === "taken") return;
          expect(await own.orders.find(first.id)).toEqual(first);
          const second = { ...other, id: first.id, version: first.version + 1 };
          expect(await own.orders.write(first, second)).toBe(true);
          expect(await own.orders.find(first.id)).toEqual(second);
        }),
        { numRuns },
      );
    });

    test("of a subscription, also after it was written over another", async () => {
      await fc.assert(
        fc.asyncProperty(anySubscription, anySubscription, async (first, other) => {
          if (!(await own.subscriptions.write(null, first))) return;
          expect(await own.subscriptions.find(first.method, first.id)).toEqual(first);
          const second = { ...other, id: first.id, method: first.method, version: first.version + 1 };
          expect(await own.subscriptions.write(first.version, second)).toBe(true);
          expect(await own.subscriptions.find(first.method, first.id)).toEqual(second);
        }),
        { numRuns },
      );
    });

    test("of a request for a refund, also after it was written over another", async () => {
      await fc.assert(
        fc.asyncProperty(anyRequest, anyRequest, async (first, other) => {
          if (!(await own.refunds.insert(first))) return;
          expect(await own.refunds.find(first.id)).toEqual(first);
          const second = { ...other, id: first.id, version: first.version + 1 };
          expect(await own.refunds.write(first, second)).toBe(true);
          expect(await own.refunds.find(first.id)).toEqual(second);
        }),
        { numRuns },
      );
    });
  });
}
