import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserFor, launchBrowser, newContext, pressAndArrive, withBrowser } from "../../../support/browser.ts";
import { DAY_MS, found, startStage } from "../stage.ts";

const shots = process.env["SHOTS"];

describe.skipIf(!browserFor("the pages of the payments sandbox"))("in a browser", withBrowser, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  async function open(url: string, width = 1_100): Promise<Page> {
    const context = await newContext(browser, { viewport: { width, height: 800 } });
    const page = await context.newPage();
    // Where the pages lead back to is nobody's business here.
    await page.route("http://127.0.0.1:9/**", (route) => route.fulfill({ body: "back at Easel" }));
    await page.goto(url);
    return page;
  }
  async function shot(page: Page, name: string): Promise<void> {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  }

  test("a pack is declined first and paid then, and paying leads back", async () => {
    await using stage = await startStage();
    const { id, url } = await stage.checkout("pack-medium");
    const page = await open(found(url));
    await shot(page, "checkout-pack");
    expect(await page.locator(".ribbon").textContent()).toContain("no money moves");
    expect(await page.locator("h1").textContent()).toContain("Medium pack");
    expect(await page.locator(".order").textContent()).toContain("1200 credits, good for 365 days");
    expect(await page.locator(".total").textContent()).toContain("$19.99");
    await pressAndArrive(page.getByRole("button", { name: "Decline the card" }));
    await shot(page, "checkout-declined");
    expect(await page.getByRole("alert").textContent()).toContain("declined");
    await page.getByText("Pay with something slow").click();
    await shot(page, "checkout-slow");
    expect(await page.getByRole("button", { name: "Pay later, and it arrives" }).isVisible()).toBe(true);
    await page.getByRole("button", { name: "Pay $19.99" }).click();
    await page.waitForURL(/\/paid$/);
    expect(await stage.payments.findCheckout(id)).toMatchObject({ payment: "paid" });
    await page.goto(found(url));
    await shot(page, "checkout-over");
    expect(await page.locator("main").textContent()).toContain("This has been paid");
    await page.context().close();
  });

  test("a plan is paid on a narrow screen in a currency without cents", async () => {
    await using stage = await startStage({ currencies: ["jpy"] });
    const { id, url } = await stage.checkout("creator-year", { price: { amount: 31_000, currency: "jpy" } });
    const page = await open(found(url), 390);
    await shot(page, "checkout-plan-narrow");
    const overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
    expect(overflow).toBe(0);
    // A plan begins at once, so it cannot be paid by something that takes days.
    expect(await page.getByText("Pay with something slow").count()).toBe(0);
    await page.getByRole("button", { name: "Subscribe for ¥31,000" }).click();
    await page.waitForURL(/\/paid$/);
    expect(await stage.payments.findCheckout(id)).toMatchObject({ payment: "paid" });
    await page.context().close();
  });

  test("what is cancelled and kept in the portal is so for the core as well", async () => {
    await using stage = await startStage();
    const { customer, subscription } = await stage.bought("studio-month");
    const page = await open((await stage.payments.portal(found(customer))).url);
    await shot(page, "portal");
    await pressAndArrive(page.getByRole("button", { name: "Cancel at the end of the period" }));
    expect(await page.locator("main").textContent()).toContain("It ends on December 24, 2054");
    expect(await stage.payments.findSubscription(found(subscription))).toMatchObject({ cancelAtPeriodEnd: true });
    await shot(page, "portal-cancelled");
    await pressAndArrive(page.getByRole("button", { name: "Keep the subscription" }));
    expect(await stage.payments.findSubscription(found(subscription))).toMatchObject({ cancelAtPeriodEnd: false });

    await pressAndArrive(page.getByRole("button", { name: "Use a card that is declined" }));
    stage.sandbox.advance(31 * DAY_MS);
    await page.reload();
    expect(await page.locator("main").textContent()).toContain("The last payment failed");
    await pressAndArrive(page.getByRole("button", { name: "Use a card that works" }));
    await pressAndArrive(page.getByRole("link", { name: "EASEL-0002" }));
    await shot(page, "invoice");
    await pressAndArrive(page.getByRole("button", { name: "Pay $59.99" }));
    expect(await page.locator("main").textContent()).toContain("paid");
    expect(await stage.payments.findSubscription(found(subscription))).toMatchObject({ state: "active" });
    await page.context().close();
  });

  test("behind the counter, time moves and money goes back", async () => {
    await using stage = await startStage();
    stage.sandbox.sendEventsTo(stage.hookUrl);
    await stage.bought("pack-small", { order: "o-1" });
    const plan = await stage.bought("starter-month", { order: "o-2" });
    const slow = await stage.checkout("pack-large", { order: "o-3" });
    stage.sandbox.press(slow.id, "pay-later");
    const page = await open(`${stage.sandbox.apiUrl}/sandbox/stripe`);
    await pressAndArrive(page.getByRole("button", { name: "It arrives" }));
    await pressAndArrive(page.getByRole("button", { name: "Refund half" }).first());
    await pressAndArrive(page.getByRole("button", { name: "Dispute" }).last());
    await pressAndArrive(page.getByRole("button", { name: "Lost" }));
    await pressAndArrive(page.getByRole("button", { name: "+ 31 days" }));
    await shot(page, "operator");
    await stage.sandbox.idle();
    expect(await stage.payments.findCheckout(slow.id)).toMatchObject({ payment: "paid" });
    expect(await stage.payments.invoicesOf(found(plan.subscription), 5)).toHaveLength(2);
    expect(new Set(stage.told.map(({ kind }) => kind))).toEqual(
      new Set(["checkout", "invoice", "subscription", "refund", "dispute"]),
    );
    await page.context().close();
  });
});

describe("a page", () => {
  test("that nobody knows is not here, and one that another site fills in does nothing", async () => {
    await using stage = await startStage();
    const { apiUrl } = stage.sandbox;
    for (const path of ["checkout/cs_test_x", "portal/bps_x", "invoices/in_x", "nothing", "checkout/../x"]) {
      expect((await fetch(`${apiUrl}/sandbox/stripe/${path}`)).status).toBe(404);
    }
    const { id, url } = await stage.checkout("pack-small");
    const body = new URLSearchParams({ action: "pay" });
    const headers = { "sec-fetch-site": "cross-site" };
    expect((await fetch(found(url), { method: "POST", body, headers })).status).toBe(403);
    expect(await stage.payments.findCheckout(id)).toMatchObject({ state: "open" });
  });

  test("shows names as they are, whatever is in them", async () => {
    await using stage = await startStage();
    const { stripe } = stage;
    const product = await stripe.products.create({ name: '<img src=x onerror="alert(1)"> & co' });
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 500 });
    const session = await stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: price.id, quantity: 2 }],
      success_url: "http://127.0.0.1:9/?id={CHECKOUT_SESSION_ID}&x=1",
    });
    const text = await (await fetch(found(session.url))).text();
    expect(text).not.toContain("<img");
    expect(text).toContain("&#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#38; co");
    const body = new URLSearchParams({ action: "pay" });
    const paid = await fetch(found(session.url), { method: "POST", body, redirect: "manual" });
    expect([paid.status, paid.headers.get("location")]).toEqual([303, `http://127.0.0.1:9/?id=${session.id}&x=1`]);
  });

  test("is served by whichever server its routes are mounted in", async () => {
    await using stage = await startStage();
    stage.sandbox.servePagesAt("https://easel.example/");
    const { url } = await stage.checkout("pack-small");
    expect(url).toMatch(/^https:\/\/easel\.example\/sandbox\/stripe\/checkout\/cs_test_/);
    const paths = stage.sandbox.routes.map(({ method, path }) => `${method} ${path}`);
    expect(paths).toContain("POST /sandbox/stripe/checkout/:id");
    const route = stage.sandbox.routes.find(({ path }) => path === "/sandbox/stripe/checkout/:id");
    const answer = await route?.handle(new Request(found(url)), {});
    expect(await answer?.text()).toContain("Small pack");
  });
});
