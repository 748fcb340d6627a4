import { MongoClient } from "mongodb";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { planLimits } from "../../src/core/accounts/accounts.ts";
import { startTestApp, type TestApp } from "../support/app.ts";
import { type Customer, customerOf, fieldOf, idIn, orderIn, submit } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

let easel: TestApp;
let root: Customer;
let stripe: Stripe;
beforeAll(async () => {
  // One operator does here in a minute what fills a day.
  const plans = { free: { ...planLimits.free, commandsPerMinute: 1_000 } };
  easel = await startTestApp({ config: { operators: ["playground:root"] }, plans, speed: { slow_ms: 2_500 } });
  root = await customerOf(easel, "root");
  const { hostname, port } = new URL(easel.stripe.apiUrl);
  stripe = new Stripe(easel.stripe.secretKey, { host: hostname, port, protocol: "http", telemetry: false });
});
afterAll(() => easel.stop());

const credits = async (name: string) => (await creditsOf(easel.app.services, name)).available;
const paymentOf = async (link: string) => String((await stripe.checkout.sessions.retrieve(idIn(link))).payment_intent);
/** The operator’s page of one order that waits. */
const lookedAt = async (order: string) => root.press(`Look at ${order}`, await root.answerTo("/admin orders"));

describe("money back", () => {
  test("T20 · is asked for once, decided by an operator who was told, and its credits go with it", async () => {
    const ann = await customerOf(easel, "ann");
    const order = orderIn(await ann.buys("500 credits"));
    const ask = async () => {
      const preview = await ann.answerTo(`/refund ${order}`);
      const form = await ann.press("Ask for a refund", preview);
      return ann.fill(form, { reason: "I clicked the wrong one" });
    };
    expect((await ask()).reply?.title).toBe("Your request is with us");
    expect((await ask()).reply?.text).toContain("that request stands");
    const news = await root.told("Somebody asks for their money back", order);
    expect(news.reply?.text).toContain(order);
    expect(news.reply?.text).not.toContain("wrong one");

    const desk = await root.answerTo("/admin refunds");
    expect(desk.reply?.text).toContain("500 of 500 credits unspent");
    const form = await root.press("Give a part back", desk);
    const tooMuch = await root.fill(form, { amount: "9.00" });
    expect(tooMuch.reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("$8.99") });
    expect(await credits("ann")).toBe(525);
    const asked = await root.press("Give all back", await root.answerTo("/admin refunds"));
    const done = await root.press("Yes, do it", asked);
    expect(done.reply?.text).toContain("Done");
    expect((await ann.told("Your money is on its way back")).reply?.text).toContain("500 credits");
    expect(await credits("ann")).toBe(25);
    expect((await ann.answerTo(`/refund ${order}`)).reply?.tone).toBe("refusal");
    expect((await root.answerTo("/admin refunds")).reply?.text).toBe("Nothing waits.");
    await expectLaws(easel.app.services);
  });

  test("T20 · is declined with a reason that the person reads, and the credits stay", async () => {
    const dee = await customerOf(easel, "dee");
    const order = orderIn(await dee.buys("500 credits"));
    const preview = await dee.answerTo(`/refund ${order}`);
    await dee.fill(await dee.press("Ask for a refund", preview), { reason: "I changed my mind" });
    await root.told("Somebody asks for their money back", order);
    const [form, late] = [
      await root.press("Decline", await root.answerTo("/admin refunds")),
      await root.press("Decline", await root.answerTo("/admin refunds")),
    ];
    expect((await root.fill(form, { answer: " " })).reply?.tone).toBe("refusal");
    await root.fill(form, { answer: "All of it went into pictures." });
    const told = await dee.told("About your refund request");
    expect(told.reply?.text).toContain("The reason: All of it went into pictures.");
    expect(await credits("dee")).toBe(525);
    // Whoever has the question still before them decides nothing any more.
    expect((await root.fill(late, { answer: "No!" })).reply?.tone).toBe("refusal");
    expect(dee.messages().filter(({ reply }) => reply?.title === "About your refund request")).toHaveLength(1);
    expect((await root.answerTo("/admin refunds")).reply?.text).toBe("Nothing waits.");
  });

  test("T21 · takes what is unspent of that order alone: what was spent stays spent, also what a picture in the works ends up costing; what such a one gives back goes too", async () => {
    const gil = await customerOf(easel, "gil");
    const order = orderIn(await gil.buys("500 credits"));
    await gil.buys("1200 credits");
    // More than the welcome credits, which go first.
    for (const words of ["one", "two"]) await gil.answerTo(`/imagine fox ${words} --model gpt-image --quality high`);
    const spent = 1_725 - (await credits("gil"));
    expect(spent).toBeGreaterThan(25);
    const works = await gil.say("/imagine [slow] a fox --model gpt-image --quality high");
    const fails = await gil.say("/imagine [slow] [fail] a fox --model gpt-image --quality high");
    for (const id of [works, fails]) {
      await gil.until((all) => all.find((one) => one.id === id && one.reply?.tone === "working"));
    }
    expect((await creditsOf(easel.app.services, "gil")).held).toBeGreaterThan(0);
    const preview = await gil.answerTo(`/refund ${order}`);
    await gil.fill(await gil.press("Ask for a refund", preview), { reason: "Too many" });
    await root.press("Yes, do it", await root.press("Give all back", await root.answerTo("/admin refunds")));
    await gil.told("Your money is on its way back", order);
    expect(await creditsOf(easel.app.services, "gil")).toMatchObject({ available: 1_200 });
    expect((await gil.final(works)).reply?.images).toHaveLength(1);
    expect((await gil.final(fails)).reply?.tone).toBe("fault");
    expect(await creditsOf(easel.app.services, "gil")).toEqual({ available: 1_200, held: 0 });
    await expectLaws(easel.app.services);
  });

  test("T21 · that is given in the provider’s own dashboard takes the same credits", async () => {
    const bob = await customerOf(easel, "bob");
    const { link } = await bob.order("500 credits");
    await submit(link, "pay");
    await bob.told("Your credits are here");
    easel.stripe.refund(await paymentOf(link), 450);
    expect((await bob.told("Your money is on its way back")).reply?.text).toContain("$4.50");
    expect(await credits("bob")).toBe(525 - 250);
  });
});

describe("a dispute", () => {
  test.for(["won", "lost"] as const)(
    "that is %s: its credits are set aside meanwhile, and an operator is told",
    async (end) => {
      const name = `disputer-${end}`;
      const person = await customerOf(easel, name);
      const { link, order } = await person.order("1200 credits");
      await submit(link, "pay");
      await person.told("Your credits are here");
      const dispute = easel.stripe.dispute(await paymentOf(link));
      await easel.stripe.idle();
      expect((await root.told("An order waits for a look", order)).reply?.text).toContain("bank disputes");
      expect(await credits(name)).toBe(25);
      const balance = await person.answerTo("/balance");
      expect(balance.reply?.title).toBe("You have 25 credits");
      expect(balance.reply?.text).toContain("1200 credits below are on hold");

      const shown = await lookedAt(order);
      expect(fieldOf(shown, "Why it waits")).toContain("the payer’s bank disputes the payment");
      const asked = await root.press("Nothing is left to do", shown);
      await root.press("Yes, take it off", asked);
      expect(JSON.stringify((await root.answerTo("/admin orders")).reply)).not.toContain(order);

      easel.stripe.closeDispute(dispute, end);
      await easel.stripe.idle();
      expect(await credits(name)).toBe(end === "won" ? 1_225 : 25);
      // Who was done with it is not asked again, whatever comes once more.
      await easel.app.services.billing.reconcile();
      expect(JSON.stringify((await root.answerTo("/admin orders")).reply)).not.toContain(order);
      await expectLaws(easel.app.services);
    },
  );
});

describe("what does not fit", () => {
  test("is held: paid in another amount, an operator looks at it, and gives its credits after a second question", async () => {
    const odd = await customerOf(easel, "odd");
    const { link, order } = await odd.order("500 credits");
    const { metadata, customer } = await stripe.checkout.sessions.retrieve(idIn(link));
    const { data } = await stripe.prices.list({ lookup_keys: ["easel-pack-large-usd"] });
    const other = await stripe.checkout.sessions.create({
      ...{ mode: "payment", customer: String(customer), metadata: metadata ?? {} },
      line_items: [{ price: data[0]?.id ?? "", quantity: 1 }],
      success_url: "http://127.0.0.1/paid",
    });
    await submit(other.url ?? "", "pay");
    await root.told("An order waits for a look", order);
    expect(await credits("odd")).toBe(25);

    const shown = await lookedAt(order);
    expect(shown.reply?.text).toContain("It is held");
    const asked = await root.press("Give its credits", shown);
    expect(asked.reply?.text).toContain("500 credits would go to its account at once");
    expect(await credits("odd")).toBe(25);
    // Two operators, or one with two hands.
    const yes = await Promise.all([
      root.click("Yes, give them", { on: asked }),
      root.click("Yes, give them", { on: asked }),
    ]);
    await odd.told("Your credits are here");
    expect(yes).toHaveLength(2);
    expect(await credits("odd")).toBe(525);
    const idStart = order.slice(1).replaceAll("-", "").toLowerCase();
    const decided = easel.logged.filter((line) => line.includes("was released") && line.includes(idStart));
    expect(decided).toHaveLength(1);
    expect(decided[0]).toContain('"operator":"playground:root"');
  });

  test("is held: its account is gone, which no release can change", async () => {
    const gone = await customerOf(easel, "gone");
    const { link, order } = await gone.order("500 credits");
    const { id } = await easel.app.services.accounts.of({ platform: "playground", user: "gone", name: "gone" });
    const client = await new MongoClient(easel.config.database.uri ?? "").connect();
    await client
      .db()
      .collection("accounts")
      .deleteOne({ _id: id as never });
    await client.close();
    await submit(link, "pay");
    await root.told("An order waits for a look", order);
    const asked = await root.press("Give its credits", await lookedAt(order));
    const answer = await root.press("Yes, give them", asked);
    expect(answer.reply).toMatchObject({ tone: "refusal", text: expect.stringContaining("still held") });
    expect((await easel.app.services.ledger.wallet(id)).lots.filter(({ kind }) => kind === "bought")).toEqual([]);
  });

  test("is acknowledged and left alone: a page of another program, at a price that is none of ours", async () => {
    const product = await stripe.products.create({ name: "Somebody else’s" });
    const price = await stripe.prices.create({ product: product.id, currency: "usd", unit_amount: 100 });
    const foreign = await stripe.checkout.sessions.create({
      mode: "payment",
      line_items: [{ price: price.id, quantity: 1 }],
      metadata: { order: "made-up", account: "nobody" },
      success_url: "http://127.0.0.1/paid",
    });
    await submit(foreign.url ?? "", "pay");
    await easel.stripe.idle();
    const completed = easel.stripe.events().filter(({ data }) => (data.object as { id: string }).id === foreign.id);
    expect(completed).not.toEqual([]);
    for (const { id } of completed) expect(await easel.stripe.deliver(id)).toBe(200);
    expect(easel.logged.filter((line) => line.includes("names no order of ours"))).not.toEqual([]);
  });

  test("is for operators alone", async () => {
    const nosy = await customerOf(easel, "nosy");
    expect((await nosy.answerTo("/admin orders")).reply?.tone).toBe("refusal");
    expect(JSON.stringify((await nosy.answerTo("/help")).reply)).not.toContain("/admin");
    expect(JSON.stringify((await root.answerTo("/help")).reply)).toContain("/admin");
    const suggested = await (await fetch(`${easel.app.url}/playground/commands`)).text();
    expect(suggested).toContain('"refund"');
    expect(suggested).not.toContain('"admin"');
  });
});
