import { beforeAll, describe, expect, test } from "vitest";
import { choiceOf, type Order } from "../../src/core/billing/order.ts";
import type { OrderStore } from "../../src/core/billing/order-store.ts";
import type { PaymentEventStore } from "../../src/core/billing/payment-events.ts";
import type { RefundRequest, RefundRequestStore } from "../../src/core/billing/refund-request.ts";
import type { Subscription, SubscriptionStore } from "../../src/core/billing/subscription.ts";
import { orderOf } from "../core/billing/support.ts";
import { DAY_MS, START } from "../support/credits.ts";
import { billingDocumentsContract } from "./billing-documents.ts";

export interface BillingStores {
  readonly orders: OrderStore;
  readonly subscriptions: SubscriptionStore;
  readonly refunds: RefundRequestStore;
  readonly paymentEvents: PaymentEventStore;
}

const later = (days: number) => new Date(START.getTime() + days * DAY_MS);

/** What billing relies on in whatever keeps its orders, subscriptions, requests and events. */
export function billingStoresContract(name: string, open: () => Promise<BillingStores>): void {
  billingDocumentsContract(name, open);
  describe(`${name} keeps`, () => {
    let stores: BillingStores;
    let count = 0;
    beforeAll(async () => {
      stores = await open();
    });
    const next = () =>
      String(++count)
        .padStart(4, "0")
        .replaceAll(/[0189]/gu, (digit) => "abcd"["0189".indexOf(digit)] ?? "e");
    const newOrder = (changes: Partial<Order> = {}) =>
      orderOf("pack-small", { id: `order${next()}`, account: `acc${next()}`, ...changes });
    const stored = async (changes: Partial<Order> = {}) => {
      const order = newOrder(changes);
      expect(await stores.orders.insert(order)).toBe("inserted");
      return order;
    };

    describe("orders", () => {
      test("that come back as they were written, with everything in them or with nothing", async () => {
        const full = await stored({
          ...{ state: "open", openChoice: choiceOf("x", next(), "usd"), customer: "cus_1", nextGrantAt: later(30) },
          checkout: { id: "cs_1", url: "https://pay.test", expiresAt: later(1) },
          period: { start: START, end: later(30) },
          grants: [{ cause: "a", credits: 5, expiresAt: later(30), done: false }],
          returns: [{ id: "refund:1", amount: 5, credits: null, withheld: 0, at: START, reclaimed: null }],
          disputes: [{ id: "dispute:1", state: "open", done: false }],
          reviews: [{ reason: "disputed", at: START }],
        });
        const bare = await stored({ payment: null, customer: null, paidAt: null, state: "created" });
        for (const order of [full, bare]) expect(await stores.orders.find(order.id)).toEqual(order);
        expect(await stores.orders.find("nothing")).toBeNull();
      });

      test("of which one is open for each choice, also when many are begun at once", async () => {
        const openChoice = choiceOf("x", next(), "usd");
        const all = await Promise.all(
          Array.from({ length: 8 }, () => stores.orders.insert(newOrder({ state: "created", openChoice }))),
        );
        expect(all.filter((outcome) => outcome === "inserted")).toHaveLength(1);
        const open = await stores.orders.findOpen(openChoice);
        if (open === null) throw new Error("none is open");
        expect(await stores.orders.write(open, { ...open, openChoice: null, state: "paid", version: 2 })).toBe(true);
        expect(await stores.orders.findOpen(openChoice)).toBeNull();
        await stored({ state: "created", openChoice });
      });

      test("of which one with an id stands", async () => {
        const order = await stored();
        expect(await stores.orders.insert({ ...order, credits: 1 })).toBe("taken");
        expect(await stores.orders.find(order.id)).toEqual(order);
      });

      test("whose older version cannot be written over a newer one", async () => {
        const order = await stored();
        const outcomes = await Promise.all(
          Array.from({ length: 8 }, (_, credits) => stores.orders.write(order, { ...order, credits, version: 2 })),
        );
        expect(outcomes.filter(Boolean)).toHaveLength(1);
        expect(await stores.orders.write(order, { ...order, version: 2 })).toBe(false);
      });

      test("by number, payment, invoice and subscription", async () => {
        const account = `acc${next()}`;
        const own = { account, payment: `pi_${next()}`, invoice: `in_${next()}`, subscription: `sub_${next()}` };
        const second = await stored({ ...own, id: `bcdefghi${next()}`, period: { start: later(30), end: later(60) } });
        const { subscription } = own;
        const first = await stored({ subscription, period: { start: START, end: later(30) }, createdAt: later(40) });
        await stored({ subscription, period: null });
        expect(await stores.orders.findByNumber(account, "bcdefghi")).toEqual(second);
        expect(await stores.orders.findByNumber(account, "bcdefghj")).toBeNull();
        expect(await stores.orders.findByNumber("somebody", "bcdefghi")).toBeNull();
        expect(await stores.orders.findByPayment("stripe", own.payment)).toEqual(second);
        expect(await stores.orders.findByPayment("stars", own.payment)).toBeNull();
        expect(await stores.orders.findByInvoice("stripe", own.invoice)).toEqual(second);
        expect((await stores.orders.ofSubscription(subscription)).map(({ id }) => id)).toEqual([first.id, second.id]);
      });

      test("of an account, the newest first", async () => {
        const account = `acc${next()}`;
        for (const days of [1, 3, 2]) await stored({ account, createdAt: later(days) });
        const found = await stores.orders.ofAccount(account, 2);
        expect(found.map(({ createdAt }) => createdAt)).toEqual([later(3), later(2)]);
      });

      test("that are due: what is unsettled at once, a month when it begins, in pages", async () => {
        const due = async (days: number, after: string | null = null, limit = 100) => {
          const found = await stores.orders.due(later(days), limit, after);
          return found.filter((id) => id.startsWith("due"));
        };
        await stored({ id: "due-a", unsettled: true });
        await stored({ id: "due-b", nextGrantAt: later(10) });
        await stored({ id: "due-c", nextGrantAt: later(20), unsettled: true });
        await stored({ id: "due-d" });
        expect(await due(5)).toEqual(["due-a", "due-c"]);
        expect(await due(10)).toEqual(["due-a", "due-b", "due-c"]);
        expect(await due(10, "due-a", 1)).toEqual(["due-b"]);
        const order = await stores.orders.find("due-a");
        if (order === null) throw new Error("it is gone");
        await stores.orders.write(order, { ...order, unsettled: false, version: 2 });
        expect(await due(5)).toEqual(["due-c"]);
      });

      test("by the time when they were made, and those that a person should look at", async () => {
        const early = await stored({
          createdAt: new Date("2020-01-05T00:00:00Z"),
          reviews: [{ reason: "disputed", at: START }],
        });
        const [from, to] = [new Date("2020-01-05T00:00:00Z"), new Date("2020-01-06T00:00:00Z")];
        expect((await stores.orders.createdBetween(from, to, 10, null)).map(({ id }) => id)).toEqual([early.id]);
        expect(await stores.orders.createdBetween(from, to, 10, early.id)).toEqual([]);
        expect(await stores.orders.createdBetween(to, new Date("2020-02-01T00:00:00Z"), 10, null)).toEqual([]);
        const moved = { ...early, changedAt: new Date("2019-03-01T00:00:00Z"), version: early.version + 1 };
        expect(await stores.orders.write(early, moved)).toBe(true);
        const [spring, summer] = [new Date("2019-02-01T00:00:00Z"), new Date("2019-06-01T00:00:00Z")];
        expect((await stores.orders.changedBetween(spring, summer, 10, null)).map(({ id }) => id)).toEqual([early.id]);
        expect(await stores.orders.changedBetween(spring, summer, 10, early.id)).toEqual([]);
        expect((await stores.orders.underReview(1)).map(({ id }) => id)).toEqual([early.id]);
        const closed = early.reviews.map((review) => ({ ...review, closedAt: START }));
        await stores.orders.write(moved, { ...moved, reviews: closed, version: moved.version + 1 });
        expect((await stores.orders.underReview(5)).map(({ id }) => id)).not.toContain(early.id);
        expect((await stores.orders.find(early.id))?.reviews).toEqual(closed);
      });

      test("whose account is joined into another one: all move, and of two open ones for a choice one stays open", async () => {
        const [from, into] = [`acc${next()}`, `acc${next()}`];
        const paid = await stored({ account: from });
        const open = (account: string, offer: string) =>
          stored({ account, state: "open", openChoice: choiceOf(account, offer, "usd") });
        const only = await open(from, "pack-small");
        const [theirs, ours] = [await open(from, "pack-large"), await open(into, "pack-large")];
        await stores.orders.moveAccount(from, into);
        await stores.orders.moveAccount(from, into);
        expect(await stores.orders.ofAccount(from, 10)).toEqual([]);
        const ids = (await stores.orders.ofAccount(into, 10)).map(({ id }) => id);
        expect(ids.toSorted()).toEqual([paid.id, only.id, theirs.id, ours.id].toSorted());
        expect((await stores.orders.findOpen(choiceOf(into, "pack-small", "usd")))?.id).toBe(only.id);
        expect((await stores.orders.findOpen(choiceOf(into, "pack-large", "usd")))?.id).toBe(ours.id);
        expect(await stores.orders.find(theirs.id)).toMatchObject({ account: into, openChoice: null, version: 2 });
        expect(await stores.orders.write(paid, { ...paid, version: 2 })).toBe(false);
      });
    });

    describe("subscriptions", () => {
      const newSubscription = (changes: Partial<Subscription> = {}): Subscription => ({
        ...{ id: `sub_${next()}`, method: "stripe", account: `acc${next()}`, customer: "cus_1", state: "active" },
        ...{
          offer: "starter-month",
          price: { amount: 699, currency: "usd" },
          period: { start: START, end: later(30) },
        },
        ...{ cancelAtPeriodEnd: false, next: null, endedAt: null, pastDueSince: null, startedAt: START, version: 1 },
        ...changes,
      });

      test("that come back as they were written, each method's apart", async () => {
        const full = newSubscription({
          next: { offer: null, price: null, at: later(30) },
          endedAt: later(3),
          pastDueSince: START,
        });
        const bare = newSubscription({ offer: null });
        for (const one of [full, bare]) {
          expect(await stores.subscriptions.write(null, one)).toBe(true);
          expect(await stores.subscriptions.find("stripe", one.id)).toEqual(one);
          expect(await stores.subscriptions.find("stars", one.id)).toBeNull();
        }
      });

      test("that have not ended, of everybody, page by page and each once", async () => {
        const made = ["active", "past-due", "unpaid", "paused", "incomplete", "ended"].map((state) =>
          newSubscription({ state: state as Subscription["state"] }),
        );
        for (const one of made) await stores.subscriptions.write(null, one);
        const seen: string[] = [];
        let after: string | null = null;
        for (;;) {
          const page: Subscription[] = await stores.subscriptions.current(2, after);
          seen.push(...page.map(({ id }) => id));
          const last = page.at(-1);
          if (last === undefined) break;
          after = `${last.method}:${last.id}`;
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(made.map(({ id, state }) => [state, seen.includes(id)])).toEqual([
          ...[
            ["active", true],
            ["past-due", true],
            ["unpaid", true],
            ["paused", true],
          ],
          ...[
            ["incomplete", false],
            ["ended", false],
          ],
        ]);
      });

      test("of which an older state is never written over a newer one", async () => {
        const one = newSubscription();
        const first = await Promise.all([1, 2, 3].map(() => stores.subscriptions.write(null, one)));
        expect(first.filter(Boolean)).toHaveLength(1);
        expect(await stores.subscriptions.write(1, { ...one, version: 2 })).toBe(true);
        expect(await stores.subscriptions.write(1, { ...one, version: 2 })).toBe(false);
      });

      test("of an account, those that have not ended first; those past due; and joined ones", async () => {
        const [account, into] = [`acc${next()}`, `acc${next()}`];
        const at = new Date("2020-03-01T00:00:00Z");
        await stores.subscriptions.write(
          null,
          newSubscription({ id: "ended", account, state: "ended", period: { start: later(9), end: later(10) } }),
        );
        await stores.subscriptions.write(
          null,
          newSubscription({ id: "late", account, state: "past-due", pastDueSince: at }),
        );
        expect((await stores.subscriptions.ofAccount(account)).map(({ id }) => id)).toEqual(["late", "ended"]);
        const before = new Date("2020-02-29T00:00:00Z");
        expect((await stores.subscriptions.pastDueBetween(before, at, 5)).map(({ id }) => id)).toEqual(["late"]);
        expect(await stores.subscriptions.pastDueBetween(at, later(-1), 5)).toEqual([]);
        await stores.subscriptions.moveAccount(account, into);
        await stores.subscriptions.moveAccount(account, into);
        expect(await stores.subscriptions.ofAccount(account)).toEqual([]);
        expect(await stores.subscriptions.ofAccount(into)).toMatchObject([{ version: 2 }, { version: 2 }]);
      });
    });

    describe("requests for refunds", () => {
      const newRequest = (changes: Partial<RefundRequest> = {}): RefundRequest => ({
        ...{ id: `request${next()}`, order: `order${next()}`, account: `acc${next()}`, reason: "twice", state: "open" },
        ...{ amount: null, answer: null, decidedBy: null, decidedAt: null, refund: null, failures: 0, failure: null },
        ...{ createdAt: START, version: 1 },
        ...changes,
      });

      test("that come back as they were written, and are inserted and changed once", async () => {
        const request = newRequest();
        const inserted = await Promise.all([1, 2, 3].map(() => stores.refunds.insert(request)));
        expect(inserted.filter(Boolean)).toHaveLength(1);
        expect(await stores.refunds.find(request.id)).toEqual(request);
        const decided: RefundRequest = {
          ...{ ...request, state: "done", amount: { amount: 5, currency: "usd" }, answer: "yes", decidedBy: "op" },
          ...{ decidedAt: START, refund: "re_1", failures: 1, failure: "no", version: 2 },
        };
        expect(await stores.refunds.write(request, decided)).toBe(true);
        expect(await stores.refunds.write(request, decided)).toBe(false);
        expect(await stores.refunds.find(request.id)).toEqual(decided);
      });

      test("of an order the newest first, of a state the oldest first, and of a joined account", async () => {
        const order = `order${next()}`;
        const account = `acc${next()}`;
        for (const day of [2, 1])
          await stores.refunds.insert(newRequest({ order, account, state: "approved", createdAt: later(day) }));
        const days = (requests: readonly RefundRequest[]) => requests.map(({ createdAt }) => createdAt);
        expect(days(await stores.refunds.ofOrder(order))).toEqual([later(2), later(1)]);
        expect(days(await stores.refunds.inState("approved", 10))).toEqual([later(1), later(2)]);
        expect(days(await stores.refunds.inState("approved", 1))).toEqual([later(1)]);
        await stores.refunds.moveAccount(account, "another");
        expect((await stores.refunds.ofOrder(order)).map((one) => one.account)).toEqual(["another", "another"]);
      });
    });

    test("which events were taken in", async () => {
      expect(await stores.paymentEvents.isNew("stripe:evt_1")).toBe(true);
      await Promise.all([1, 2, 3].map(() => stores.paymentEvents.markHandled("stripe:evt_1", "refund", START)));
      expect(await stores.paymentEvents.isNew("stripe:evt_1")).toBe(false);
      expect(await stores.paymentEvents.isNew("stars:evt_1")).toBe(true);
    });
  });
}
