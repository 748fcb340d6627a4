import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/chat/reply.ts";
import { type TestBilling, testBilling } from "../../support/billing.ts";
import { DAY_MS, HOUR_MS } from "../../support/credits.ts";

const soon = (easel: TestBilling) => news(easel, "Your plan renews soon");
const renewed = (easel: TestBilling) => news(easel, "Your plan has renewed");
const arrived = (easel: TestBilling) => news(easel, "Your credits are here");

function news(easel: TestBilling, title: string): string[] {
  const replies: readonly Reply[] = [...easel.told.values()].map(({ reply }) => reply);
  return replies.flatMap((reply) => (reply.title === title ? [reply.text ?? ""] : []));
}
function subscription(easel: TestBilling) {
  const [found] = easel.subscriptions.all();
  if (found === undefined) throw new Error("no subscription");
  return found;
}
/** So long before the present period's end. */
function stopBeforeEnd(easel: TestBilling, end_ms: number): void {
  easel.clock.move(subscription(easel).period.end.getTime() - end_ms - easel.clock.now().getTime());
}
async function renew(easel: TestBilling): Promise<void> {
  stopBeforeEnd(easel, 0);
  easel.provider.tick();
  await easel.deliver();
}
async function change(easel: TestBilling, key: string): Promise<void> {
  const offer = easel.billing.offers.find(key);
  if (offer?.kind !== "plan") throw new Error("no plan");
  await easel.billing.changeOffer("ann", offer, `click:${key}`);
  await easel.deliver();
}
const look = (easel: TestBilling) => Promise.all([easel.billing.tellRenewals(), easel.again().tellRenewals()]);

describe("who pays by the year", () => {
  test("is told a week before, once for each renewal, what is charged, when, and how to end it", async () => {
    const easel = testBilling();
    await easel.bought("ann", "creator-year");
    stopBeforeEnd(easel, 7 * DAY_MS + HOUR_MS);
    await look(easel);
    expect(soon(easel)).toEqual([]);
    for (const days of [7, 6, 1]) {
      stopBeforeEnd(easel, days * DAY_MS);
      expect(await look(easel)).toEqual([
        { due: 1, failed: 0 },
        { due: 1, failed: 0 },
      ]);
    }
    const [first = ""] = soon(easel);
    expect(soon(easel)).toHaveLength(1);
    expect(first).toMatch(/\$199\.90 will be charged for a year of Creator/u);
    expect(first).toMatch(/^On \d+ \w+ 20\d\d, /u);
    expect(first).toContain("/subscription cancel");
    await renew(easel);
    await look(easel);
    stopBeforeEnd(easel, 7 * DAY_MS);
    await look(easel);
    expect(soon(easel)).toHaveLength(2);
  });

  test.each([
    ["has cancelled", (easel: TestBilling) => easel.billing.setCancel("ann", true)],
    ["goes on with a plan by the month", (easel: TestBilling) => change(easel, "starter-month")],
    ["is behind with a payment", async (easel: TestBilling) => setPastDue(easel)],
  ])("hears nothing of it who %s", async (_who, does) => {
    const easel = testBilling();
    await easel.bought("ann", "creator-year");
    await does(easel);
    await easel.deliver();
    stopBeforeEnd(easel, 3 * DAY_MS);
    await look(easel);
    expect(soon(easel)).toEqual([]);
  });

  test("by a change that was planned is told of the year that begins with it, at the price that was agreed", async () => {
    const easel = testBilling();
    await easel.bought("ann", "studio-month");
    await change(easel, "starter-year");
    stopBeforeEnd(easel, 2 * DAY_MS);
    await look(easel);
    expect(soon(easel)).toEqual([expect.stringContaining("$69.90 will be charged for a year of Starter")]);
    expect(await easel.billing.renewalOf(subscription(easel))).toMatchObject({
      ...{ offer: { key: "starter-year" }, price: { amount: 6_990, currency: "usd" } },
    });
  });
});

function setPastDue(easel: TestBilling): void {
  for (const one of easel.provider.subscriptions.values()) one.state = "past-due";
  for (const { id } of easel.provider.subscriptions.values()) {
    easel.provider.events.push({
      ...{ id: `evt_${id}`, method: "stripe", at: easel.clock.now(), kind: "subscription", subscription: id },
    });
  }
}

describe("a renewal", () => {
  test("by the month is told once, with what it has cost and what it has brought until when", async () => {
    const easel = testBilling();
    await easel.bought("ann", "creator-month");
    stopBeforeEnd(easel, 3 * DAY_MS);
    await look(easel);
    await renew(easel);
    for (const event of easel.provider.events)
      await easel.again().events.received({ ...event, id: `again${event.id}` });
    expect(soon(easel)).toEqual([]);
    expect(arrived(easel)).toHaveLength(1);
    expect(renewed(easel)).toEqual([
      expect.stringMatching(
        /^Creator has renewed, and \$19\.99 was charged\. 1500 credits from order E-\w{4}-\w{4} are yours, good until \d/u,
      ),
    ]);
  });

  test("by the year is told so with its first month, and the later months as credits that came", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-year");
    await renew(easel);
    expect(renewed(easel)).toEqual([
      expect.stringMatching(/^Starter has renewed, and \$69\.90 was charged\. 500 credits/u),
    ]);
    easel.clock.move(32 * DAY_MS);
    await easel.billing.carryOutDue();
    expect(renewed(easel)).toHaveLength(1);
    expect(arrived(easel).length).toBeGreaterThan(1);
  });

  test("is not what a better plan is that begins at once", async () => {
    const easel = testBilling();
    await easel.bought("ann", "starter-month");
    await change(easel, "studio-month");
    expect(renewed(easel)).toEqual([]);
    expect(arrived(easel)).toHaveLength(2);
  });

  test("is not to come once it was cancelled, and costs what is owed while a payment is missing", async () => {
    const easel = testBilling();
    await easel.bought("ann", "creator-month");
    setPastDue(easel);
    await easel.deliver();
    expect(await easel.billing.renewalOf(subscription(easel))).toMatchObject({ price: { amount: 1_999 } });
    const [one] = easel.provider.subscriptions.values();
    if (one !== undefined) one.state = "active";
    await easel.billing.setCancel("ann", true);
    await easel.deliver();
    expect(await easel.billing.renewalOf(subscription(easel))).toBeNull();
  });
});
