import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { browserFor, launchBrowser, newContext, withBrowser } from "../support/browser.ts";

/** A folder for pictures of the pages; unset: none are taken. */
const shots = process.env["SHOTS"];

describe.skipIf(!browserFor("buying in a browser"))("a customer with a browser", withBrowser, () => {
  let easel: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    easel = await startTestApp({ config: { operators: ["playground:root"] } });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await easel.stop();
  });

  async function open(person: string): Promise<Page> {
    const context = await newContext(browser, { viewport: { width: 1_200, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${easel.app.url}/?person=${person}`);
    return page;
  }
  async function say(page: Page, text: string): Promise<void> {
    const box = page.getByRole("textbox", { name: "Message" });
    await box.fill(text);
    await box.press("Escape");
    await page.getByRole("button", { name: "Send" }).click();
  }
  async function shot(page: Page, name: string): Promise<void> {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
  }
  let attempts = 0;
  const newest = (page: Page, name: RegExp) => page.getByRole("button", { name }).last();
  /** Opens what a link of a message leads to, as a click does: in another tab. */
  async function follow(page: Page, name: RegExp): Promise<Page> {
    const [opened] = await Promise.all([page.waitForEvent("popup"), page.getByRole("link", { name }).last().click()]);
    await opened.waitForLoadState();
    return opened;
  }

  test("buys a pack and a plan, sees them arrive, and cancels the plan on the provider’s page", async () => {
    // Another one, should the test be run once more.
    const page = await open(`ada-${++attempts}`);
    await say(page, "/start");
    await newest(page, /I am 13 or older/).click();
    await page.getByText("You are all set").last().waitFor();
    await say(page, "/buy");
    await newest(page, /^500 credits/).waitFor();
    await shot(page, "buy");
    await newest(page, /^500 credits/).click();
    await page.getByText("I have sent you the payment link").last().waitFor();
    await shot(page, "link-sent");
    await page.getByText("Your payment link").last().waitFor();
    await shot(page, "link");
    const checkout = await follow(page, /^Pay \$8\.99/);
    await shot(checkout, "checkout");
    await checkout.getByRole("button", { name: "Pay $8.99" }).click();
    await checkout.getByText("Thank you").waitFor();
    await shot(checkout, "paid");
    await page.getByText("Your credits are here").last().waitFor();
    await shot(page, "arrived");

    await say(page, "/balance");
    await page.getByText("You have 525 credits").last().waitFor();
    await shot(page, "balance");
    await say(page, "/buy");
    await newest(page, /^Creator/).click();
    const plan = await follow(page, /^Pay \$19\.99/);
    await shot(plan, "checkout-plan");
    await plan.getByRole("button", { name: "Subscribe for $19.99" }).click();
    await page.getByText("1500 credits from order").last().waitFor();
    await say(page, "/subscription");
    await page.getByText("Your plan: Creator").last().waitFor();
    await shot(page, "subscription");
    await newest(page, /^Invoices and card/).click();
    const portal = await follow(page, /^Open the page/);
    await shot(portal, "portal");
    await portal.getByRole("button", { name: "Cancel at the end of the period" }).click();
    await page.getByText("Your plan ends with its period").last().waitFor();
    await say(page, "/subscription");
    await newest(page, /^Keep the plan/).waitFor();
    await page.getByText("credits that you have stay yours").last().waitFor();
    await shot(page, "subscription-ends");
    await page.context().close();
  });
});
