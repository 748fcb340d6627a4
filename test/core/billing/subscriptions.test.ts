import { describe, expect, test } from "vitest";
import { PaymentRefused } from "../../../src/core/billing/payments.ts";
import { GRACE_MS } from "../../../src/core/billing/subscription.ts";
import type { PlanOffer } from "../../../src/core/catalogue/offers.ts";
import { available } from "../../../src/core/credits/wallet.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS, MINUTE_MS } from "../../support/credits.ts";

const plan = (easel: TestBilling, key: string): PlanOffer => {
  const offer = easel.billing.offers.find(key);
  if (offer?.kind !== "plan") throw new Error(`no plan ${key}`);
  return offer;
};
const credits = async (easel: TestBilling, account = "ann") =>
  available(await easel.ledger.wallet(account), easel.clock.now());
const current = async (easel: TestBilling) => {
  const found = await easel.billing.subscriptionOf("ann");
  if (found === null) throw new Error("no subscription");
  return found;
};
/** Lets days pass, with what the provider and our own clock bring in them. */
async function pass(easel: TestBilling, days: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    easel.clock.move(DAY_MS);
    easel.provider.tick();
    await easel.deliver();
    await easel.billing.carryOutDue();
  }
}

describe("a plan", () => {
  test("that is paid gives its period's credits once, until the period's end, and the account its limits", async () => {
    const easel = testBilling();
    const id = await easel.bought("ann", "creator-month");
    for (const event of easel.provider.events.toReversed()) await easel.again().events.received(event);
    await easel.billing.reconcile();
    expect(await credits(easel)).toBe(1_500);
    expect(easel.accounts.get("ann")?.plan).toBe("creator");
    const order = await easel.billing.order(id);
    expect(order).toMatchObject({ state: "granted", invoice: expect.any(String), payment: expect.any(String) });
    expect(order?.grants).toMatchObject([{ cause: `stripe:${order?.invoice}`, expiresAt: order?.period?.end }]);
    expect(easel.orders.all()).toHaveLength(1);
  });

  test("renews with new credits, while what was left has expired", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await pass(easel, 31);
    expect(await credits(easel)).toBe(500);
    expect(easel.orders.all().map(({ state, account, kind }) => ({ state, account, kind }))).toEqual([
      { state: "granted", account: "ann", kind: "plan" },
      { state: "granted", account: "ann", kind: "plan" },
    ]);
  });

  test("by the year brings credits every month, and the job that is repeated or late brings no more", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-year");
    await pass(easel, 62);
    await Promise.all([easel.billing.carryOutDue(), easel.again().carryOutDue()]);
    const [order] = easel.orders.all();
    expect(order?.grants).toHaveLength(3);
    expect(await credits(easel)).toBe(500);
    easel.clock.move(120 * DAY_MS);
    await easel.billing.carryOutDue();
    expect(easel.orders.all()[0]?.grants).toHaveLength(7);
  });

  test("is sold once: whoever has one is led to /subscription", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await expect(easel.bought("ann", "studio-month")).rejects.toThrow("already-subscribed");
    await easel.bought("ann", "pack-small");
  });

  test("is paid once: the pages of other plans are closed, and who paid two at once is looked at", async () => {
    const easel = testBilling();
    const page = async (key: string) => {
      const { order } = await easel.billing.buy({
        ...{ account: easel.account("ann"), offer: plan(easel, key), currency: "usd", method: "stripe" },
        ...{ cause: `click:${key}`, language: "en" },
      });
      return { id: order.id, checkout: order.checkout?.id ?? "" };
    };
    const [starter, creator, studio] = [
      await page("starter-month"),
      await page("creator-month"),
      await page("studio-month"),
    ];
    for (const { checkout } of [starter, creator]) easel.provider.pay(checkout);
    await easel.deliver();
    expect(easel.provider.checkouts.get(studio.checkout)?.state).toBe("expired");
    expect(await easel.billing.order(studio.id)).toMatchObject({ state: "expired", openChoice: null });
    const reviews = easel.orders.all().flatMap((order) => order.reviews.map(({ reason }) => reason));
    expect(reviews).toEqual(["second-plan", "second-plan"]);
    expect(await credits(easel)).toBe(2_000);
  });

  test("whose slow payment is on its way keeps a second one from being sold", async () => {
    const easel = testBilling();
    const order = (key: string) =>
      easel.billing.buy({
        ...{ account: easel.account("ann"), offer: plan(easel, key), currency: "usd", method: "stripe" },
        ...{ cause: `click:${key}`, language: "en" },
      });
    const first = await order("starter-month");
    easel.provider.pay(first.order.checkout?.id ?? "", { later: true });
    await easel.deliver();
    expect(await order("studio-month")).toMatchObject({ outcome: "under-way", order: { id: first.order.id } });
    easel.provider.arrive(first.order.checkout?.id ?? "", false);
    await easel.deliver();
    expect((await order("studio-month")).outcome).toBe("open");
  });

  test("of which one payment page after the other is paid is granted, whatever event comes first", async () => {
    for (const kinds of [["invoice"], ["checkout"], ["subscription", "invoice"], ["invoice", "checkout"]] as const) {
      const easel = testBilling();
      const placed = await easel.billing.buy({
        ...{ account: easel.account("ann"), offer: plan(easel, "starter-month"), currency: "eur", method: "stripe" },
        ...{ cause: "click", language: "de" },
      });
      easel.provider.pay(placed.order.checkout?.id ?? "");
      for (const kind of kinds) {
        for (const event of easel.provider.events.filter((one) => one.kind === kind)) {
          await easel.billing.events.received(event);
        }
      }
      expect(await credits(easel), kinds.join()).toBe(500);
      await easel.deliver();
      expect(await credits(easel)).toBe(500);
      expect(easel.accounts.get("ann")?.plan).toBe("starter");
      expect(easel.orders.all()).toHaveLength(1);
    }
  });
});

test("a plan that was paid in another amount than agreed is held, whichever news comes first", async () => {
  for (const kind of ["invoice", "checkout"] as const) {
    const easel = testBilling();
    const { order } = await easel.billing.buy({
      ...{ account: easel.account("ann"), offer: plan(easel, "starter-month"), currency: "usd", method: "stripe" },
      ...{ cause: "click", language: "en" },
    });
    easel.provider.pay(order.checkout?.id ?? "", { total: { amount: 1, currency: "usd" } });
    for (const event of easel.provider.events.filter((one) => one.kind === kind))
      await easel.billing.events.received(event);
    await easel.deliver();
    expect(await easel.billing.order(order.id)).toMatchObject({
      state: "held",
      reviews: [{ reason: "amount-differs" }],
    });
    expect(await credits(easel)).toBe(0);
    const seen = (await easel.billing.order(order.id))?.version ?? 0;
    await easel.billing.releaseHeld({ order: order.id, seen, by: "memory:operator" });
    expect(await credits(easel)).toBe(500);
  }
});

describe("cancelling (T17)", () => {
  test("in the chat and in the portal end in the same state, and so does taking it back", async () => {
    const ends = [];
    for (const where of ["chat", "portal"] as const) {
      const easel = testBilling();
      await easel.bought("ann", "starter-month");
      const { id } = await current(easel);
      const set = async (cancel: boolean) => {
        if (where === "chat") await easel.billing.setCancel("ann", cancel);
        else easel.provider.cancelInPortal(id, cancel);
        await easel.deliver();
        const { version: _version, ...seen } = await current(easel);
        return seen;
      };
      const states = [await set(true), await set(false), await set(true)];
      await pass(easel, 31);
      ends.push({ states, plan: easel.accounts.get("ann")?.plan, told: [...easel.told.keys()].length });
      expect(await easel.billing.subscriptionOf("ann")).toBeNull();
    }
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]?.states.map(({ cancelAtPeriodEnd }) => cancelAtPeriodEnd)).toEqual([true, false, true]);
    expect(ends[0]?.plan).toBe("free");
  });

  test("leaves the credits of the period until they expire, and charges nothing more", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await easel.billing.setCancel("ann", true);
    await pass(easel, 20);
    expect(await credits(easel)).toBe(500);
    await pass(easel, 20);
    expect(await credits(easel)).toBe(0);
    expect(easel.provider.payments.size).toBe(1);
    const { text } = [...easel.told.values()].at(-1)?.reply ?? {};
    expect(text).toMatch(/^Starter has ended/u);
  });

  test("is told once, although it comes by the chat and by an event", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await easel.billing.setCancel("ann", true);
    await easel.deliver();
    const told = [...easel.told.values()].filter(({ reply }) => reply.title === "Your plan ends with its period");
    expect(told.map(({ reply }) => reply.text)).toEqual([expect.stringMatching(/^Starter ends on 24 Dec 2054/u)]);
  });

  test("needs a plan", async () => {
    const easel = testBilling();
    await expect(easel.billing.setCancel("ann", true)).rejects.toThrow("no-subscription");
    await expect(easel.billing.portal("ann")).rejects.toThrow("no-subscription");
  });
});

describe("another plan", () => {
  test("that is better begins at once: a new period, a new lot, and the old lot keeps its expiry", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await pass(easel, 10);
    const { subscription, when } = await easel.billing.changeOffer("ann", plan(easel, "creator-month"), "click:1");
    await easel.deliver();
    expect(when).toBe("now");
    expect(subscription.period.start).toEqual(easel.clock.now());
    expect(easel.accounts.get("ann")?.plan).toBe("creator");
    const { lots } = await easel.ledger.wallet("ann");
    expect(lots.map(({ available: left, expiresAt }) => [left, expiresAt?.toISOString().slice(0, 10)])).toEqual([
      [500, "2054-12-24"],
      [1_500, "2055-01-04"],
    ]);
    // Starter's 20 unused days of 30 are deducted.
    expect([...easel.provider.invoices.values()].at(-1)?.total.amount).toBe(1_999 - 466);
  });

  test("that is smaller begins with the next period, and can be taken back until then", async () => {
    const easel = testBilling();
    await easel.bought("ann", "creator-month");
    const starter = plan(easel, "starter-month");
    expect((await easel.billing.changeOffer("ann", starter, "click:1")).when).toBe("period-end");
    expect((await current(easel)).next?.offer).toBe("starter-month");
    await easel.billing.changeOffer("ann", plan(easel, "creator-month"), "click:2");
    expect((await current(easel)).next).toBeNull();
    await easel.billing.changeOffer("ann", starter, "click:3");
    expect(easel.accounts.get("ann")?.plan).toBe("creator");
    await pass(easel, 31);
    expect(easel.accounts.get("ann")?.plan).toBe("starter");
    expect(await credits(easel)).toBe(500);
  });

  test("in the midst of a paid year ends the old year's months", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-year");
    await pass(easel, 40);
    await easel.billing.changeOffer("ann", plan(easel, "studio-year"), "click:1");
    await easel.deliver();
    await pass(easel, 100);
    const [old, next] = easel.orders.all();
    expect(old?.grants).toHaveLength(2);
    expect(old?.nextGrantAt).toBeNull();
    expect(next?.grants).toHaveLength(4);
  });

  test("that we have heard nothing of yet gives no further month of the old one", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-year");
    const { id } = await current(easel);
    const change = {
      subscription: id,
      offer: "studio-year",
      price: { amount: 59_990, currency: "usd" },
      when: "now",
      key: "portal",
    } as const;
    easel.clock.move(DAY_MS);
    await easel.provider.changeOffer(change);
    easel.clock.move(40 * DAY_MS);
    await easel.billing.carryOutDue();
    expect(await credits(easel)).toBe(0);
    await easel.deliver();
    expect(easel.orders.all().map(({ grants }) => grants.length)).toEqual([1, 2]);
  });

  test("asked for twice by one click is changed and paid once", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await easel.billing.changeOffer("ann", plan(easel, "creator-month"), "click:1");
    await expect(easel.billing.changeOffer("ann", plan(easel, "creator-month"), "click:1")).rejects.toThrow(
      "same-plan",
    );
    await easel.deliver();
    expect(easel.provider.payments.size).toBe(2);
    expect(await credits(easel)).toBe(2_000);
  });

  test("that the card does not pay is said so, and nothing has changed", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    easel.provider.changeOffer = () => Promise.reject(new PaymentRefused("insufficient_funds", { isDeclined: true }));
    await expect(easel.billing.changeOffer("ann", plan(easel, "creator-month"), "c")).rejects.toThrow(
      "payment-declined",
    );
    expect((await current(easel)).offer).toBe("starter-month");
    expect(easel.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("cannot be had while the plan ends, or a payment is missing", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await easel.billing.setCancel("ann", true);
    await expect(easel.billing.changeOffer("ann", plan(easel, "creator-month"), "c")).rejects.toThrow(
      "subscription-ends",
    );
    await easel.billing.setCancel("ann", false);
    easel.provider.declined.add((await current(easel)).customer);
    await pass(easel, 31);
    await expect(easel.billing.changeOffer("ann", plan(easel, "creator-month"), "c")).rejects.toThrow(
      "subscription-not-active",
    );
  });
});

describe("a payment that fails", () => {
  test("is told once, brings no credits, leaves the plan for some days of grace, and recovers", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    const { customer } = await current(easel);
    easel.provider.declined.add(customer);
    await pass(easel, 32);
    expect(await credits(easel)).toBe(0);
    expect(easel.accounts.get("ann")?.plan).toBe("starter");
    const told = () => [...easel.told.keys()].filter((key) => key.startsWith("payment-failed:"));
    expect(told()).toHaveLength(1);
    await pass(easel, 3);
    expect(told()).toHaveLength(1);
    easel.provider.declined.clear();
    await pass(easel, 3);
    expect(await credits(easel)).toBe(500);
    expect((await current(easel)).pastDueSince).toBeNull();
  });

  test("for longer than the grace takes the plan away, by the clock alone", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    easel.provider.declined.add((await current(easel)).customer);
    easel.clock.move(31 * DAY_MS);
    easel.provider.tick();
    await easel.deliver();
    expect(easel.accounts.get("ann")?.plan).toBe("starter");
    easel.clock.move(GRACE_MS - MINUTE_MS);
    await easel.billing.carryOutDue();
    expect(easel.accounts.get("ann")?.plan).toBe("starter");
    easel.clock.move(MINUTE_MS);
    await easel.billing.carryOutDue();
    expect(easel.accounts.get("ann")?.plan).toBe("free");
  });
});

test("an older state never covers a newer one, whichever process fetched it", async () => {
  const easel = testBilling();
  await easel.bought("ann", "starter-month");
  const { id } = await current(easel);
  const { findSubscription } = easel.provider;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let isSlow = true;
  easel.provider.findSubscription = async (asked) => {
    const seen = await findSubscription.call(easel.provider, asked);
    if (isSlow) {
      isSlow = false;
      await held;
    }
    return seen;
  };
  const event = (name: string) =>
    ({ id: name, method: "stripe", at: easel.clock.now(), kind: "subscription", subscription: id }) as const;
  const slow = easel.again().events.received(event("slow"));
  await new Promise((resolve) => setImmediate(resolve));
  easel.provider.cancelInPortal(id, true);
  await easel.billing.events.received(event("quick"));
  release();
  await slow;
  expect(await current(easel)).toMatchObject({ cancelAtPeriodEnd: true });
});

test("a subscription that we did not sell is left alone", async () => {
  const easel = testBilling();
  await easel.bought("ann", "starter-month");
  const [one] = easel.provider.subscriptions.values();
  const [invoice] = easel.provider.invoices.values();
  if (!one || !invoice) throw new Error("nothing there");
  const strange = { order: null, account: null };
  easel.provider.subscriptions.set("sub_x", { ...one, ...strange, id: "sub_x" });
  easel.provider.invoices.set("in_x", { ...invoice, ...strange, id: "in_x", subscription: "sub_x" });
  await easel.billing.reconcile();
  expect(easel.subscriptions.all()).toHaveLength(1);
  expect(await credits(easel)).toBe(500);
});

test("a renewal at a price that is in no offer of ours is held", async () => {
  const easel = testBilling();
  await easel.bought("ann", "starter-month");
  const [invoice] = easel.provider.invoices.values();
  if (!invoice?.buys) throw new Error("nothing there");
  const buys = { ...invoice.buys, offer: null };
  easel.provider.invoices.set("in_x", { ...invoice, id: "in_x", reason: "renewal", buys });
  await easel.billing.reconcile();
  expect(easel.orders.all().at(-1)).toMatchObject({
    state: "held",
    reviews: [{ reason: "unknown-offer" }],
    grants: [],
  });
  expect(await credits(easel)).toBe(500);
});

test("a termination ends every subscription at once (T19)", async () => {
  const easel = testBilling();
  await easel.bought("ann", "starter-month");
  await easel.billing.endSubscriptions("ann");
  await easel.billing.endSubscriptions("ann");
  await easel.deliver();
  expect(await easel.billing.subscriptionOf("ann")).toBeNull();
  expect(easel.accounts.get("ann")?.plan).toBe("free");
});
