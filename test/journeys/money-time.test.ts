import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { customerOf, fieldOf, linkIn, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let easel: TestApp;
beforeAll(async () => {
  easel = await startTestApp();
});
afterAll(() => easel.stop());

test("a plan renews, survives a card that is declined for a while, changes, and ends when it was cancelled", async () => {
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
  stripe.advance(31 * DAY_MS + HOUR_MS);
  expect((await ann.told("Your credits are here")).reply?.text).toMatch(/^500 credits/u);
  expect(await credits()).toBe(1_025);

  const portal = linkIn(await ann.press("Invoices and card", await shown()), "Open the page");
  await submit(portal, "card-declined");
  stripe.advance(31 * DAY_MS + HOUR_MS);
  const failed = await ann.told("Your payment did not go through");
  expect(failed.reply?.text).toContain("try again on");
  expect(fieldOf(await shown(), "State")).toBe("the last payment failed; we try again");
  expect(await credits()).toBe(1_025);
  await submit(portal, "card-works");
  await submit(linkIn(failed, "Pay now"), "pay");
  await ann.told("Your credits are here");
  await stripe.idle();
  expect([await credits(), fieldOf(await shown(), "State")]).toEqual([1_525, "active"]);

  const asked = await ann.press("Studio", await ann.press("Change the plan", await shown()));
  await ann.press("Yes, pay and change", asked);
  expect((await ann.told("Your credits are here")).reply?.text).toMatch(/^4600 credits/u);
  expect((await shown()).reply?.title).toBe("Your plan: Studio");

  await ann.press("Yes, cancel it", await ann.answerTo("/subscription cancel"));
  await ann.told("Your plan ends with its period");
  stripe.advance(32 * DAY_MS);
  await ann.told("Your plan has ended");
  expect((await shown()).reply?.title).toBe("You have no plan");
  expect(await credits()).toBe(1_525 + 4_600);
  await expectLaws(easel.app.services);
});
