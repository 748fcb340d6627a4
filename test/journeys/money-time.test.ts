import { afterAll, beforeAll, expect, test } from "vitest";
import { applyPlanPrices } from "../../jobs/apply-plan-prices.ts";
import { tellPriceChanges } from "../../jobs/tell-price-changes.ts";
import { systemClock } from "../../src/system.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { type Customer, customerOf, fieldOf, linkIn, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let ahead_ms = 0;
const clock = { ...systemClock, now: () => new Date(Date.now() + ahead_ms) };
let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp({ clock, config: { operators: ["playground:root"] } });
});
afterAll(() => easel.stop());

/** Lets time pass for Easel and for the payment provider alike. */
async function pass(duration_ms: number): Promise<void> {
  ahead_ms += duration_ms;
  easel.stripe.advance(0);
  await easel.stripe.idle();
}

test("T17 · a plan renews, survives a card that is declined for a while, changes, and ends when it was cancelled", async () => {
  const { stripe } = easel;
  const ann = await customerOf(easel, "ann");
  const credits = async () => (await creditsOf(easel.app.services, "ann")).available;
  // People are told before it is written, so that a crash in between leaves nobody untold.
  const shown = async () => {
    await stripe.idle();
    return ann.answerTo("/subscription");
  };
  await ann.buys("Starter");
  expect(await credits()).toBe(525);
  expect(fieldOf(await shown(), "Invoices")?.split("\n")).toEqual([expect.stringMatching(/\$6\.99 · paid$/u)]);

  // An hour more: a renewal's bill is a draft so long.
  await pass(31 * DAY_MS + HOUR_MS);
  expect((await ann.told("Your plan has renewed")).reply?.text).toMatch(
    /^Starter has renewed, and \$6\.99 was charged\. 500 credits/u,
  );
  // What is left of a month ends with it.
  expect(await credits()).toBe(500);

  const portal = linkIn(await ann.press("Invoices and card", await shown()), "Open the page");
  await submit(portal, "card-declined");
  await pass(31 * DAY_MS + HOUR_MS);
  const failed = await ann.told("Your payment did not go through");
  expect(failed.reply?.text).toContain("try again on");
  expect(fieldOf(await shown(), "State")).toBe("the last payment failed; we try again");
  expect(await credits()).toBe(0);
  await submit(portal, "card-works");
  await submit(linkIn(failed, "Pay now"), "pay");
  await ann.told("Your plan has renewed");
  await stripe.idle();
  expect([await credits(), fieldOf(await shown(), "State")]).toEqual([500, "active"]);

  const asked = await ann.press("Studio", await ann.press("Change the plan", await shown()));
  await ann.press("Yes, pay and change", asked);
  expect((await ann.told("Your credits are here")).reply?.text).toMatch(/^4600 credits/u);
  expect((await shown()).reply?.title).toBe("Your plan: Studio");

  await ann.press("Yes, cancel it", await ann.answerTo("/subscription cancel"));
  await ann.told("Your plan ends with its period");
  expect(await credits()).toBe(500 + 4_600);
  await pass(32 * DAY_MS);
  await ann.told("Your plan has ended");
  expect((await shown()).reply?.title).toBe("You have no plan");
  expect(await credits()).toBe(0);
  await expectLaws(easel.app.services);
});

test("T16 · a subscriber is never charged a raised price on day 29 after the notice, and is on day 30; who has no plan is at once", async () => {
  const { services } = easel.app;
  // From a month of 31 days on, so that two renewals lie on either side of the 30th day.
  const start = clock.now();
  await pass(Date.UTC(start.getUTCFullYear() + 1, 0, 5, 9) - start.getTime());
  const [ann, eve, bob] = [
    await customerOf(easel, "amy"),
    await customerOf(easel, "eve"),
    await customerOf(easel, "bob"),
  ];
  const root = await customerOf(easel, "root");
  const credits = async (name: string) => (await creditsOf(services, name)).available;
  const nextPayment = async (person: Customer) => fieldOf(await person.answerTo("/subscription"), "Next payment");
  /** What a picture really costs, by what it takes from their credits. */
  const paysFor = async (person: Customer, name: string) => {
    const before = await credits(name);
    const answer = await person.answerTo("/imagine a red fox --model seedream");
    await person.final(answer.id);
    return before - (await credits(name));
  };
  const announce = async (what: string) =>
    root.press("Announce it", await root.answerTo(`/admin price ${what} --reason dearer`));

  await ann.buys("Creator");
  await pass(DAY_MS + HOUR_MS);
  await eve.buys("Creator");
  await pass(DAY_MS - HOUR_MS);
  const before = await paysFor(ann, "amy");
  await announce(`seedream ${before + 3}`);
  await announce("creator-month usd=24.99");
  await tellPriceChanges.run(null, services);
  for (const person of [ann, ann, eve, eve]) await person.told("A price is going up");

  await pass(2 * MINUTE_MS);
  expect((await bob.answerTo("/buy")).reply?.buttons.map(({ label }) => label)).toContain("Creator · $24.99 a month");
  expect(await paysFor(bob, "bob")).toBe(before + 3);

  await pass(28 * DAY_MS);
  await applyPlanPrices.run(null, services);
  expect([await nextPayment(ann), await nextPayment(eve)]).toEqual([
    expect.stringMatching(/\$19\.99$/u),
    expect.stringMatching(/\$24\.99$/u),
  ]);
  await pass(DAY_MS + 2 * HOUR_MS);
  expect((await ann.told("Your plan has renewed")).reply?.text).toContain("$19.99 was charged");
  expect(await paysFor(ann, "amy")).toBe(before);

  await applyPlanPrices.run(null, services);
  await pass(DAY_MS);
  expect((await eve.told("Your plan has renewed")).reply?.text).toContain("$24.99 was charged");
  expect(await paysFor(ann, "amy")).toBe(before + 3);
  expect(await nextPayment(ann)).toMatch(/\$24\.99$/u);
  await expectLaws(services);
});
