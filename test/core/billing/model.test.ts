import fc from "fast-check";
import { expect, test } from "vitest";
import { monthsLater } from "../../../src/core/billing/grants.ts";
import { type Order, standing } from "../../../src/core/billing/order.ts";
import type { PaymentEvent } from "../../../src/core/billing/payments.ts";
import { planOf } from "../../../src/core/billing/subscription.ts";
import { creditsOf } from "../../../src/core/catalogue/offers.ts";
import { sum } from "../../../src/core/credits/wallet.ts";
import { Refusal } from "../../../src/core/refusal.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { HOUR_MS } from "../../support/credits.ts";

/** Something that happens around money. Numbers pick among what is there when it happens. */
type Move =
  | { readonly act: "buy"; readonly offer: string; readonly currency: string; readonly later: boolean }
  | { readonly act: "arrive"; readonly pick: number; readonly succeeds: boolean }
  | { readonly act: "hold"; readonly amount: number }
  | { readonly act: "capture" | "release"; readonly pick: number; readonly part: number }
  | { readonly act: "refund"; readonly pick: number; readonly percent: number; readonly byOperator: boolean }
  | { readonly act: "dispute" | "win" | "lose"; readonly pick: number }
  | { readonly act: "cancel"; readonly cancel: boolean; readonly inPortal: boolean }
  | { readonly act: "change"; readonly offer: string }
  | { readonly act: "card"; readonly declined: boolean }
  | { readonly act: "wait"; readonly hours: number }
  | { readonly act: "deliver"; readonly picks: readonly number[] }
  | { readonly act: "undo"; readonly pick: number }
  | { readonly act: "jobs" | "reconcile" };

const plans = ["starter-month", "creator-month", "studio-month", "starter-year", "creator-year", "studio-year"];
const pick = fc.nat(60);
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant("buy" as const),
      offer: fc.constantFrom("pack-small", "pack-medium", ...plans),
      currency: fc.constantFrom("usd", "eur", "jpy"),
      later: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("arrive" as const), pick, succeeds: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant("hold" as const), amount: fc.integer({ min: 1, max: 700 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constantFrom("capture" as const, "release" as const),
      pick,
      part: fc.integer({ min: 1, max: 100 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("refund" as const),
      pick,
      percent: fc.constantFrom(1, 30, 50, 100),
      byOperator: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom("dispute" as const, "win" as const, "lose" as const), pick }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant("cancel" as const), cancel: fc.boolean(), inPortal: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("change" as const), offer: fc.constantFrom(...plans) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("card" as const), declined: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("wait" as const),
      hours: fc.constantFrom(1, 30, 24 * 8, 24 * 32, 24 * 100),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ act: fc.constant("deliver" as const), picks: fc.array(pick, { maxLength: 6 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("undo" as const), pick }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom("jobs" as const, "jobs" as const, "reconcile" as const) }) },
);

/** One account's life with money: what it does, and a plain count of what was spent. */
class Life {
  readonly easel: TestBilling = testBilling();
  captured = 0;
  #clicks = 0;

  constructor() {
    this.easel.account("ann");
  }

  async make(move: Move): Promise<void> {
    try {
      await this.#make(move);
    } catch (error) {
      // What cannot be done now is refused, by us or by the provider, and changes nothing.
      const isRefused = error instanceof Refusal || (error instanceof Error && error.name === "PaymentRefused");
      if (!isRefused) throw error;
    }
  }

  async #make(move: Move): Promise<void> {
    const { billing, provider, ledger, clock } = this.easel;
    const cause = `click:${++this.#clicks}`;
    switch (move.act) {
      case "buy": {
        const offer = billing.offers.find(move.offer);
        if (offer === null) throw new Error("no offer");
        const account = this.easel.account("ann");
        const placed = await billing.buy({
          account,
          offer,
          currency: move.currency,
          method: "stripe",
          cause,
          language: "en",
        });
        if (placed.outcome === "open") provider.pay(placed.order.checkout?.id ?? "", { later: move.later });
        return;
      }
      case "arrive": {
        const slow = [...provider.checkouts.values()].filter(
          (one) => one.state === "complete" && one.payment === "unpaid",
        );
        const chosen = pickFrom(slow, move.pick);
        if (chosen) provider.arrive(chosen.id, move.succeeds);
        return;
      }
      case "hold":
        await ledger.hold("ann", { cause, amount: move.amount, reason: "picture" });
        return;
      case "capture":
      case "release": {
        const hold = pickFrom((await ledger.wallet("ann")).holds, move.pick);
        if (hold === undefined) return;
        if (move.act === "release") await ledger.release("ann", { hold: hold.id, reason: "failed" });
        else {
          const amount = Math.max(Math.ceil((hold.amount * move.part) / 100), 1);
          await ledger.capture("ann", { hold: hold.id, amount, reason: "picture" });
          this.captured += amount;
        }
        return;
      }
      case "refund": {
        const payment = pickFrom([...provider.payments.values()], move.pick);
        if (payment === undefined) return;
        const amount = Math.max(Math.floor((payment.amount.amount * move.percent) / 100), 1);
        if (!move.byOperator) {
          provider.refundInDashboard(payment.id, amount);
          return;
        }
        const order = this.easel.orders.all().find((one) => one.payment === payment.id);
        if (order === undefined) return;
        const { request } = await billing.requestRefund({ account: "ann", order: order.id, reason: "twice" });
        const part = { amount, currency: payment.amount.currency };
        await billing.decideRefund(
          request.id,
          move.percent === 100 ? { give: "all" } : { give: "part", amount: part },
          "op",
        );
        return;
      }
      case "dispute": {
        const payment = pickFrom([...provider.payments.values()], move.pick);
        if (payment) provider.dispute(payment.id);
        return;
      }
      case "win":
      case "lose": {
        const open = pickFrom(
          [...provider.disputes.values()].filter(({ state }) => state === "open"),
          move.pick,
        );
        if (open) provider.closeDispute(open.id, move.act === "win");
        return;
      }
      case "cancel": {
        const subscription = await billing.subscriptionOf("ann");
        if (subscription === null) return;
        if (move.inPortal) provider.cancelInPortal(subscription.id, move.cancel);
        else await billing.setCancel("ann", move.cancel);
        return;
      }
      case "change": {
        const offer = billing.offers.find(move.offer);
        if (offer?.kind === "plan") await billing.changeOffer("ann", offer, cause);
        return;
      }
      case "card":
        if (move.declined) provider.declined.add("cus_ann");
        else provider.declined.clear();
        return;
      case "wait":
        clock.move(move.hours * HOUR_MS);
        provider.tick();
        return;
      case "deliver":
        // Any event that ever was, in any order, some again and some never.
        for (const chosen of move.picks) {
          const event = pickFrom(provider.events, chosen);
          if (event) await this.#deliver(event);
        }
        return;
      case "undo": {
        // Money that was reported as given back and did not reach its person.
        const done = [...provider.refunds.values()].filter(({ state }) => state === "succeeded");
        const chosen = pickFrom(done, move.pick);
        if (chosen) provider.confirmRefund(chosen.id, false);
        return;
      }
      case "reconcile":
        await billing.reconcile();
        return;
      case "jobs":
        await billing.carryOutDue();
        await ledger.expire("ann");
    }
  }

  /** Everything arrives in the end: once more each, newest first, then the jobs. */
  async end(): Promise<void> {
    const { billing, provider, ledger } = this.easel;
    for (const event of provider.events.toReversed()) await this.#deliver(event);
    await billing.carryOutDue();
    await ledger.expire("ann");
  }

  /** Marked as handled or not, an event is taken in once more: its marking may have been lost in a crash. */
  async #deliver(event: PaymentEvent): Promise<void> {
    await this.easel.billing.events.received({ ...event, id: `${event.id}:${++this.#clicks}` });
  }
}

function pickFrom<T>(from: readonly T[], chosen: number): T | undefined {
  return from[chosen % Math.max(from.length, 1)];
}

/** What one payment should have brought by now, said as simply as it can be. */
interface Expected {
  readonly credits: number;
  /** How many months of it have begun; 1 for what is given at once. */
  readonly lots: number;
  readonly lotsAll: number;
  readonly paid: number;
  readonly returned: number;
}

/** From the provider's books alone: by payment, or by invoice where nothing was to be paid. */
function expected({ provider, clock, billing }: TestBilling): ReadonlyMap<string, Expected> {
  const all = new Map<string, Expected>();
  const returned = (payment: string | null) =>
    sum(
      [
        ...[...provider.refunds.values()].filter((one) => one.payment === payment && one.state === "succeeded"),
        ...[...provider.disputes.values()].filter((one) => one.payment === payment && one.state === "lost"),
      ].map(({ amount }) => amount.amount),
    );
  for (const checkout of provider.checkouts.values()) {
    const offer = billing.offers.find(checkout.offer);
    if (checkout.kind !== "pack" || checkout.payment !== "paid" || offer === null) continue;
    const back = Math.min(returned(checkout.paymentId), checkout.total.amount);
    all.set(checkout.paymentId ?? "", {
      credits: creditsOf(offer),
      lots: 1,
      lotsAll: 1,
      paid: checkout.total.amount,
      returned: back,
    });
  }
  const invoices = [...provider.invoices.values()];
  for (const invoice of invoices) {
    const offer = invoice.buys?.offer ? billing.offers.find(invoice.buys.offer) : null;
    if (invoice.state !== "paid" || offer?.kind !== "plan" || !invoice.buys) continue;
    const { start } = invoice.buys.period;
    const later = invoices.flatMap((other) =>
      other.state === "paid" &&
      other.subscription === invoice.subscription &&
      other.buys &&
      other.buys.period.start > start
        ? [other.buys.period.start.getTime()]
        : [],
    );
    const endedAt =
      provider.subscriptions.get(invoice.subscription ?? "")?.endedAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const end = Math.min(...later, endedAt);
    const lotsAll = offer.interval === "year" ? 12 : 1;
    let lots = 1;
    while (lots < lotsAll && monthsLater(start, lots) <= clock.now() && monthsLater(start, lots).getTime() < end)
      lots++;
    all.set(invoice.id, {
      ...{ credits: creditsOf(offer), lots, lotsAll, paid: invoice.total.amount },
      returned: Math.min(returned(invoice.paymentId), invoice.total.amount),
    });
  }
  return all;
}

async function check(life: Life): Promise<void> {
  const { easel } = life;
  const { provider, ledger, orders, clock, billing } = easel;
  const wanted = expected(easel);
  const paid = orders.all().filter(({ paidAt }) => paidAt !== null);
  const nameOf = (order: Order) => (order.kind === "pack" ? order.payment : order.invoice) ?? "";
  expect(paid.map(nameOf).toSorted(), "each payment has one order").toEqual([...wanted.keys()].toSorted());

  let spent = 0;
  for (const order of paid) {
    const want = wanted.get(nameOf(order));
    if (want === undefined) continue;
    const is = await billing.statement(order, clock.now());
    const name = `${order.offer} ${order.id}`;
    expect(is.granted, `${name} adds up`).toBe(is.spent + is.expired + is.reclaimed + is.left);
    expect(sum(standing(order).map(({ amount }) => amount)), `${name}: money back`).toBe(want.returned);
    const due = Math.min((want.credits / want.lotsAll) * want.lots, want.credits);
    const withheld = sum(order.returns.map((back) => back.withheld));
    const isAllBack = want.returned === want.paid && want.returned > 0;
    if (isAllBack) {
      expect(is.left, `${name}: nothing is left of what was refunded`).toBe(0);
      expect(is.granted).toBeLessThanOrEqual(due);
    } else {
      const share = want.paid === 0 ? 0 : Math.floor((want.credits * want.returned) / want.paid);
      expect(is.granted, `${name}: what is due is given`).toBe(Math.min(due, want.credits - withheld));
      const gone = withheld + is.reclaimed;
      expect(gone, `${name}: no more than the share is taken`).toBeLessThanOrEqual(share);
      if (gone < share) expect(is.left, `${name}: the whole share, or all that there was`).toBe(0);
    }
    expect(order.unsettled, `${name} is settled`).toBe(false);
    spent += is.spent;
  }

  const wallet = await ledger.wallet("ann");
  const voided = sum(wallet.journal.map((entry) => (entry.kind === "reclaim" ? entry.amount : 0)));
  expect(spent, "what was spent came out of orders").toBeLessThanOrEqual(life.captured);
  expect(spent + voided, "what was spent is in the orders, or was taken back while in flight").toBeGreaterThanOrEqual(
    life.captured,
  );
  const open = [...provider.disputes.values()]
    .filter(({ state }) => state === "open")
    .map(({ id }) => `freeze:dispute:${id}`);
  expect(wallet.freezes.map(({ cause }) => cause).toSorted(), "frozen is what is disputed").toEqual(open.toSorted());

  for (const one of provider.subscriptions.values()) {
    const seen = await easel.subscriptions.find("stripe", one.id);
    const { id, offer, state, period, next, cancelAtPeriodEnd } = one;
    expect(seen).toMatchObject({
      id,
      offer,
      state,
      period,
      next,
      cancelAtPeriodEnd: cancelAtPeriodEnd && state !== "ended",
    });
  }
  const plan = planOf(easel.subscriptions.all(), billing.offers, clock.now());
  expect(easel.accounts.get("ann")?.plan).toBe(plan);

  const told = [...easel.told.keys()].filter((key) => key.startsWith("credits:"));
  expect(told, "each lot is told once").toHaveLength(sum(orders.all().map(({ grants }) => grants.length)));
  const broken: unknown[] = [];
  await ledger.audit((violation) => broken.push(violation));
  expect(broken, "broken laws").toEqual([]);
  expect(easel.log.lines.filter(({ level }) => level === "error")).toEqual([]);
}

test("whatever happens, and however its news arrive, money and credits agree with the provider's books", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 40, size: "max" }), async (moves) => {
      const life = new Life();
      for (const one of moves) await life.make(one);
      await life.end();
      await check(life);
      const { seq } = await life.easel.ledger.wallet("ann");
      const versions = life.easel.orders.all().map(({ version }) => version);
      // Everything once more changes nothing.
      await life.end();
      await life.easel.billing.reconcile();
      expect((await life.easel.ledger.wallet("ann")).seq).toBe(seq);
      expect(life.easel.orders.all().map(({ version }) => version)).toEqual(versions);
    }),
    { numRuns: 500 },
  );
}, 60_000);
