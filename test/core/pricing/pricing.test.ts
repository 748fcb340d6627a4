import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { applyPlanPrices } from "../../../jobs/apply-plan-prices.ts";
import { tellPriceChanges } from "../../../jobs/tell-price-changes.ts";
import { monthsLater } from "../../../src/core/billing/grants.ts";
import type { Button, Reply } from "../../../src/core/chat/reply.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../support/credits.ts";
import { identityOf, type TestServices, testServices } from "../../support/services.ts";

let easel: TestServices;
beforeAll(async () => {
  easel = await testServices();
});
afterAll(() => easel.stop());

// Announcements of one test are history to the next.
let people = 0;
let someone = "";
beforeEach(() => {
  someone = `person${++people}`;
  easel.clock.move(HOUR_MS);
});

const button = (reply: Reply, label: string): Button | undefined =>
  reply.buttons?.find((one) => one.label.startsWith(label));
const accountOf = async (user: string) => (await easel.accounts.of(identityOf(user))).id;

async function announce(what: string): Promise<Reply> {
  const preview = await easel.say("operator", `/admin price ${what}`);
  return easel.press("operator", button(preview, "Announce it"));
}
async function subscribe(user: string, offer = "creator-month"): Promise<string> {
  await easel.accept(user);
  const account = await easel.accounts.of(identityOf(user));
  const found = easel.billing.offers.find(offer);
  if (found === null) throw new Error(`no ${offer}`);
  const cause = `plan:${user}:${offer}`;
  const placed = await easel.billing.buy({
    ...{ account, offer: found, currency: "usd", method: "stripe", cause, language: "en" },
  });
  easel.payments.pay(placed.order.checkout?.id ?? "");
  await easel.deliver();
  return account.id;
}
const seedream = async (user: string) => {
  const request = easel.catalogue.settle({ model: "seedream", prompt: "a fox", references: 0 });
  return easel.catalogue.quote(request, await easel.pricing.for(await accountOf(user))).total_credits;
};
/** What everybody pays now, so that a test can raise it whatever others did. */
const everybodys = () => seedream("nobody in particular");
const creditsLeft = async (user: string) => (await easel.ledger.wallet(await accountOf(user))).lots;

test("a subscriber is not charged a raised price on day 29 after the notice, and is on day 30; others are at once", async () => {
  await subscribe(someone);
  await easel.accept(`${someone} alone`);
  const before = await everybodys();
  const raised = before + 3;
  expect((await announce(`seedream ${raised} --reason the maker asks for more`)).text).toContain("Announced: Seedream");
  await tellPriceChanges.run(null, easel);
  await easel.notices.sendDue(100);
  const told = easel.chat.directs(someone).filter(({ title }) => title === "A price is going up");
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain(`a picture: ${before} credits → ${raised} credits`);
  expect(easel.chat.directs(`${someone} alone`)).toEqual([]);

  easel.clock.move(2 * MINUTE_MS);
  const notice = easel.clock.now().getTime() - 2 * MINUTE_MS;
  const held = async (user: string) => {
    easel.clock.move(1_000);
    await easel.say(user, "/imagine a red fox --model seedream");
    const wallet = await easel.ledger.wallet(await accountOf(user));
    const [hold] = wallet.holds;
    await easel.ledger.release(wallet.account, { hold: hold?.id ?? "", reason: "test" });
    return hold?.amount;
  };
  expect(await held(`${someone} alone`)).toBe(raised);
  expect(await held(someone)).toBe(before);
  easel.clock.move(notice + 30 * DAY_MS - 5_000 - easel.clock.now().getTime());
  await easel.deliver();
  expect([await seedream(someone), await held(someone)]).toEqual([before, before]);
  easel.clock.move(notice + 30 * DAY_MS - easel.clock.now().getTime());
  expect(await seedream(someone)).toBe(raised);
  expect(await creditsLeft(someone)).not.toEqual([]);
});

describe("/pricing", () => {
  test("shows what this person pays today, what is announced, and from when on it holds for them", async () => {
    await subscribe(someone);
    const before = await everybodys();
    const from = new Date(easel.clock.now().getTime() + 10 * DAY_MS).toISOString().slice(0, 10);
    await announce(`seedream ${before + 1} --from ${from} --reason dearer`);
    const announcedTo = async (user: string) =>
      (await easel.say(user, "/pricing --model seedream")).fields?.find(({ name }) => name === "Announced")?.value;
    expect(await announcedTo(someone)).toContain("not before 30 days after our message about it");
    await tellPriceChanges.run(null, easel);
    await easel.notices.sendDue(100);
    expect(await announcedTo(someone)).toMatch(/and for you not before \d/u);
    expect(await announcedTo("passer-by")).not.toContain("for you");
    expect(await announcedTo("passer-by")).toContain(`a picture: ${before} credits → ${before + 1} credits`);
    const prices = await easel.say(someone, "/pricing --model seedream");
    expect(prices.fields?.[0]?.value).toContain(`2K: ${before}`);
    easel.clock.move(11 * DAY_MS);
    expect(await announcedTo("passer-by")).toBeUndefined();
    expect((await easel.say("passer-by", "/pricing --model seedream")).fields?.[0]?.value).toContain(
      `2K: ${before + 1}`,
    );
  });
});

describe("a quote", () => {
  test("that was shown is honoured for a quarter of an hour, and never costs more than it would now", async () => {
    await easel.accept(someone);
    const shop = await easel.say(someone, "/buy");
    const packs = (reply: Reply) => reply.buttons?.filter(({ label }) => label.startsWith("500 credits"));
    const [shown] = packs(shop) ?? [];
    const price = Number(/\$(\d+\.\d\d)/u.exec(shown?.label ?? "")?.[1]);
    await announce(`pack-small usd=${(price + 1).toFixed(2)} --reason dearer`);
    easel.clock.move(14 * MINUTE_MS);
    expect(packs(await easel.say(someone, "/buy"))?.[0]?.label).toContain(`$${(price + 1).toFixed(2)}`);
    await easel.press(someone, shown);
    expect(easel.chat.directs(someone).at(-1)?.text).toContain(`$${price.toFixed(2)}`);

    easel.clock.move(3 * MINUTE_MS);
    const asked = await easel.press(someone, shown);
    expect(asked.text).toContain(`from $${price.toFixed(2)} to $${(price + 1).toFixed(2)}`);
    expect(asked.text).toContain("Nothing was charged");

    // The page that was opened keeps its price; one that is dearer than today is not handed out again.
    await announce(`pack-small usd=${(price - 1).toFixed(2)} --reason cheaper`);
    easel.clock.move(2 * MINUTE_MS);
    await easel.press(someone, button(asked, "500 credits"));
    expect(easel.chat.directs(someone).at(-1)?.text).toContain(`$${(price - 1).toFixed(2)}`);
  });
});

describe("telling subscribers", () => {
  test("goes on where it stopped, and tells each once, whoever runs it and how often", async () => {
    const users = [`${someone}a`, `${someone}b`];
    for (const user of users) await subscribe(user);
    await announce(`seedream ${(await everybodys()) + 1} --reason dearer`);
    easel.clock.move(1_000);
    const late = `${someone}c`;
    await subscribe(late);
    await Promise.all([tellPriceChanges.run(null, easel), tellPriceChanges.run(null, easel.again())]);
    easel.clock.move(7 * DAY_MS);
    await tellPriceChanges.run(null, easel);
    await easel.notices.sendDue(500);
    const told = (user: string) => easel.chat.directs(user).filter(({ title }) => title === "A price is going up");
    expect(users.map((user) => told(user).length)).toEqual([1, 1]);
    // Who came after the announcement has seen it before they bought.
    expect(told(late)).toEqual([]);
    expect(await seedream(late)).toBe(await everybodys());
  });

  test("tells whoever was told when the rise is taken back, each once, and nobody else", async () => {
    await subscribe(someone);
    const away = `${someone}a`;
    await subscribe(away);
    const before = await everybodys();
    const from = new Date(easel.clock.now().getTime() + 10 * DAY_MS).toISOString().slice(0, 10);
    await announce(`seedream ${before + 1} --from ${from} --reason dearer`);
    await tellPriceChanges.run(null, easel);
    await easel.notices.sendDue(500);
    easel.clock.move(HOUR_MS);
    const late = `${someone}c`;
    await subscribe(late);
    const [change] = (await easel.pricing.pending()).filter(({ change: { subject } }) => subject === "seedream");
    await easel.pricing.cancel(change?.change.id ?? "", "memory:operator");
    for (const pause_ms of [0, 0, 10 * MINUTE_MS, DAY_MS]) {
      easel.clock.move(pause_ms);
      await Promise.all([tellPriceChanges.run(null, easel), tellPriceChanges.run(null, easel.again())]);
    }
    await easel.notices.sendDue(500);
    const told = (user: string) => easel.chat.directs(user).filter(({ title }) => title === "A price does not go up");
    expect([someone, away, late].map((user) => told(user).length)).toEqual([1, 1, 0]);
    expect(told(someone)[0]?.text).toMatch(/^We told you that Seedream [\d.]+ would cost more from \d/u);
    easel.clock.move(11 * DAY_MS);
    expect(await everybodys()).toBe(before);
  });

  test("says nothing of a cut, which holds for everybody at once", async () => {
    await subscribe(someone);
    const before = await everybodys();
    await announce(`seedream ${before - 1} --reason cheaper`);
    await tellPriceChanges.run(null, easel);
    await easel.notices.sendDue(500);
    expect(easel.chat.directs(someone).filter(({ title }) => title === "A price is going up")).toEqual([]);
    easel.clock.move(2 * MINUTE_MS);
    expect([await seedream(someone), await everybodys()]).toEqual([before - 1, before - 1]);
    expect(await easel.again().pricing.for(await accountOf(someone))).toEqual(
      await easel.pricing.for(await accountOf(someone)),
    );
  });
});

describe("a plan's price", () => {
  const renewal = async (user: string) => {
    const found = await easel.billing.subscriptionOf(await accountOf(user));
    if (found === null) throw new Error("no subscription");
    return found;
  };
  /** From moment to moment at which something may become of their renewals: before the last two days, within them, and when due. */
  async function until(date: Date, ...users: readonly string[]): Promise<void> {
    const accounts = await Promise.all(users.map(accountOf));
    while (easel.clock.now() < date) {
      const now = easel.clock.now().getTime();
      const theirs = [...easel.payments.subscriptions.values()].filter(({ account }) =>
        accounts.includes(account ?? ""),
      );
      const ends = theirs.map(({ period }) => period.end.getTime());
      const moments = ends.flatMap((end) => [end - 2 * DAY_MS - HOUR_MS, end - DAY_MS, end]);
      const next = Math.min(date.getTime(), ...moments.filter((moment) => moment > now));
      easel.clock.move(next - now);
      await applyPlanPrices.run(null, easel);
      await applyPlanPrices.run(null, easel.again());
      easel.payments.tick();
      await easel.deliver();
    }
  }
  const paidBy = async (user: string) =>
    (await easel.billing.ordersOf(await accountOf(user), 10)).map(({ price }) => price.amount).toReversed();

  test("moves at the first renewal that lies 30 days after the notice, and not at the one before", async () => {
    await subscribe(someone);
    const late = `${someone} late`;
    easel.clock.move(3 * DAY_MS);
    await announce("creator-month usd=24.99 --reason dearer");
    await tellPriceChanges.run(null, easel);
    await easel.notices.sendDue(500);
    easel.clock.move(2 * MINUTE_MS);
    await subscribe(late);
    const { period } = await renewal(someone);
    expect(
      (await easel.say(someone, "/subscription")).fields?.find(({ name }) => name === "Next payment")?.value,
    ).toMatch(/\$19\.99$/u);
    await until(new Date(period.end.getTime() + 5 * DAY_MS), someone, late);
    expect(await paidBy(someone)).toEqual([1_999, 1_999]);
    expect(await paidBy(late)).toEqual([2_499, 2_499]);
    expect(
      (await easel.say(someone, "/subscription")).fields?.find(({ name }) => name === "Next payment")?.value,
    ).toMatch(/\$24\.99$/u);
    await until(new Date(period.end.getTime() + 35 * DAY_MS), someone, late);
    expect(await paidBy(someone)).toEqual([1_999, 1_999, 2_499]);
    // A cut needs no notice.
    await announce("creator-month usd=19.99 --reason cheaper");
    await until(new Date(period.end.getTime() + 70 * DAY_MS), someone, late);
    expect((await paidBy(someone)).at(-1)).toBe(1_999);
  });

  const nextPayment = async (user: string) =>
    (await easel.say(user, "/subscription")).fields?.find(({ name }) => name === "Next payment")?.value;

  test("of the next payment is named as it will be, also where a rise comes within the renewal's last hour", async () => {
    const price = Number((await easel.pricing.subject("starter-month"))["usd"]);
    const shown = (amount: number) => `$${(amount / 100).toFixed(2)}`;
    // Announced before they buy, so that nothing but its date keeps the rise from them.
    const end = monthsLater(easel.clock.now(), 1).getTime() + HOUR_MS;
    const from = new Date(end - 30 * MINUTE_MS).toISOString().slice(0, 16);
    await announce(`starter-month usd=${((price + 100) / 100).toFixed(2)} --from ${from} --reason dearer`);
    easel.clock.move(HOUR_MS);
    await subscribe(someone, "starter-month");
    const { period } = await renewal(someone);
    for (const left_ms of [20 * DAY_MS, DAY_MS, 10 * MINUTE_MS]) {
      easel.clock.move(period.end.getTime() - left_ms - easel.clock.now().getTime());
      await applyPlanPrices.run(null, easel);
      await easel.deliver();
      expect(await nextPayment(someone)).toMatch(new RegExp(`\\${shown(price)}$`, "u"));
    }
    await until(period.end, someone);
    expect(await paidBy(someone)).toEqual([price, price]);
    expect(await nextPayment(someone)).toMatch(new RegExp(`\\${shown(price + 100)}$`, "u"));
    const next = (await renewal(someone)).period.end;
    await until(new Date(next.getTime() - 10 * MINUTE_MS), someone);
    // A cut holds to the last: the job finds it as long as it runs once more.
    await announce(`starter-month usd=${(price / 100).toFixed(2)} --reason back`);
    easel.clock.move(2 * MINUTE_MS);
    await applyPlanPrices.run(null, easel);
    await until(next, someone);
    expect(await paidBy(someone)).toEqual([price, price, price]);
  });

  test("stays for whoever cancels, and is not asked for early by whoever changes the plan", async () => {
    await subscribe(someone, "starter-month");
    easel.clock.move(HOUR_MS);
    await announce("studio-month usd=69.99 --reason dearer");
    easel.clock.move(2 * MINUTE_MS);
    const choices = await easel.press(someone, button(await easel.say(someone, "/subscription"), "Change the plan"));
    const studio = button(choices, "Studio · $59.99 a month");
    const question = await easel.press(someone, studio);
    expect(question.text).toContain("$59.99");
    await easel.press(someone, button(question, "Yes, pay and change"));
    await easel.deliver();
    expect((await renewal(someone)).price.amount).toBe(5_999);
    await announce("studio-month usd=59.99 --reason back");
    easel.clock.move(2 * MINUTE_MS);
  });
});
