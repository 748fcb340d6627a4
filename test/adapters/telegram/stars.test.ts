import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PaymentRefused } from "../../../src/core/billing/payments.ts";
import { type Stage, telegramStage } from "./stage.ts";
import { openStarShop, type Shop } from "./star-shop.ts";

let stage: Stage;
let shop: Shop;
beforeEach(async () => {
  stage = await telegramStage();
  shop = openStarShop(stage);
  await shop.telegram.start();
});
afterEach(() => stage.stop());

const asksAnswered = () => stage.server.callsOf("answerPreCheckoutQuery");

describe("a pack for Stars", () => {
  test("is an invoice in Stars, asked for once, and its credits come once, however often Telegram tells", async () => {
    stage.server.updates.twice();
    const payer = stage.server.person("ann");
    const link = await shop.link();
    expect(await shop.link()).toBe(link);
    const [call, ...others] = stage.server.callsOf("createInvoiceLink");
    expect(others).toEqual([]);
    expect(call?.parameters).toMatchObject({ currency: "XTR", provider_token: "", title: expect.any(String) });
    expect(await payer.pays(link)).toMatch(/^stx/u);
    await expect.poll(shop.credits).toBe(500);
    const [order] = await shop.billing.ordersOf("ann", 5);
    expect(order).toMatchObject({ state: "granted", method: "stars", price: { amount: 690, currency: "xtr" } });
    // Long after, the same page says so, and the same news changes nothing.
    const page = await shop.stars.findCheckout(order?.id ?? "");
    expect(page).toMatchObject({ state: "complete", payment: "paid", url: null, total: { amount: 690 } });
    await shop.billing.reconcile();
    expect(await shop.credits()).toBe(500);
    expect(shop.told.filter((key) => key.startsWith("credits:"))).toHaveLength(1);
    expect(stage.server.violations).toEqual([]);
  });

  test("may be paid by somebody else: the credits go to whom the order names", async () => {
    expect(await stage.server.person("a friend").pays(await shop.link())).not.toBeNull();
    await expect.poll(shop.credits).toBe(500);
  });

  test("is sold for Stars only, and plans are not", async () => {
    const of = { order: "o", account: "ann", customer: null, language: "en", expiresAt: new Date() } as const;
    for (const request of [
      { ...of, kind: "pack" as const, offer: "pack-small", price: { amount: 899, currency: "usd" } },
      { ...of, kind: "plan" as const, offer: "creator-month", price: { amount: 899, currency: "xtr" } },
    ]) {
      await expect(shop.stars.checkout(request)).rejects.toEqual(new PaymentRefused("stars-buy-packs-only"));
    }
    expect(shop.stars.sellsPlans).toBe(false);
  });
});

describe("before a payment Telegram is answered", () => {
  test("yes at once, although the same chat waits for something else", async () => {
    const payer = stage.server.person("ann");
    let finish = () => {};
    stage.dispatch.answers.set("imagine", () => new Promise<void>((resolve) => (finish = resolve)));
    const link = await shop.link();
    payer.says("/imagine a fox");
    await expect.poll(() => stage.dispatch.asked("imagine")).toHaveLength(1);
    expect(await payer.pays(link)).not.toBeNull();
    finish();
    await expect.poll(shop.credits).toBe(500);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["an order that was closed", async () => shop.stars.expireCheckout((await anOrder()).id)],
    ["an account whose credits are on hold", () => shop.freeze()],
    ["what nobody can decide", async () => shop.listen({ mayPay: () => Promise.reject(new Error("no database")) })],
  ])("no for %s, in the payer's language, and nothing is paid", async (_, happens) => {
    const link = await shop.link();
    await happens();
    expect(await stage.server.person("ann").pays(link)).toBeNull();
    const [answer] = asksAnswered();
    expect(answer?.parameters).toMatchObject({ error_message: expect.stringContaining("Nothing was charged") });
    expect(stage.server.payments.transactions).toEqual([]);
    expect(await shop.credits()).toBe(0);
  });

  test("no for another amount, another currency's order, an unknown one, and one that is paid", async () => {
    const payer = stage.server.person("ann");
    const link = await shop.link();
    const slug = link.split("/").at(-1) ?? "";
    const invoice = stage.server.payments.invoices.get(slug);
    if (invoice === undefined) throw new Error("no invoice");
    for (const forged of [{ total: 1 }, { payload: "somebody-elses" }]) {
      stage.server.payments.invoices.set("forged", { ...invoice, ...forged });
      expect(await payer.pays("https://t.me/forged")).toBeNull();
    }
    expect(await payer.pays(link)).not.toBeNull();
    await expect.poll(shop.credits).toBe(500);
    expect(await payer.pays(link)).toBeNull();
    expect(asksAnswered()).toHaveLength(4);
  });
});

describe("a payment that nobody heard of", () => {
  test("because the process died, is granted by the next one", async () => {
    shop.listen({ received: () => Promise.reject(new Error("died")) });
    await stage.server.person("ann").pays(await shop.link());
    await expect.poll(() => stage.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect(await shop.credits()).toBe(0);
    await shop.telegram.stop();
    await shop.next();
    await expect.poll(shop.credits).toBe(500);
  });

  test("because it never reached us, is found in Telegram's list, once", async () => {
    const link = await shop.link();
    const [order] = await shop.billing.ordersOf("ann", 1);
    await shop.telegram.stop();
    stage.server.payments.transactions.push(
      ...Array.from({ length: 150 }, (_, index) => transaction(`old-${index}`, "another-programs", 0)),
      transaction("stx-lost", order?.id ?? "", Date.now() / 1000),
    );
    expect(link).toContain("t.me");
    expect((await shop.billing.reconcile()).repaired).toEqual([order?.id]);
    expect(await shop.credits()).toBe(500);
    expect((await shop.billing.reconcile()).repaired).toEqual([]);
    expect(await shop.credits()).toBe(500);
  });

  test("for an order that ran out meanwhile still gives its credits", async () => {
    const link = await shop.link();
    const { id } = await anOrder();
    let close = async () => {};
    shop.listen({
      async mayPay(question) {
        close = async () => void (await shop.stars.expireCheckout(id));
        return shop.billing.mayPay(question);
      },
      async received(event) {
        await close();
        return shop.billing.events.received(event);
      },
    });
    expect(await stage.server.person("ann").pays(link)).not.toBeNull();
    await expect.poll(shop.credits).toBe(500);
  });

  test("of two people who pay one invoice at the same moment, the second gets their Stars back at once", async () => {
    const link = await shop.link();
    let asked = 0;
    let go = () => {};
    const both = new Promise<void>((resolve) => (go = resolve));
    shop.listen({
      async mayPay(question) {
        const verdict = await shop.billing.mayPay(question);
        if (++asked === 2) go();
        await both;
        return verdict;
      },
    });
    const charges = await Promise.all(["ann", "bob"].map((name) => stage.server.person(name).pays(link)));
    expect(charges.filter((charge) => charge !== null)).toHaveLength(2);
    await expect.poll(() => stage.server.payments.transactions.filter(({ isRefund }) => isRefund)).toHaveLength(1);
    await expect.poll(shop.credits).toBe(500);
    await shop.billing.reconcile();
    expect(await shop.credits()).toBe(500);
    expect(stage.server.payments.transactions.filter(({ isRefund }) => isRefund)).toHaveLength(1);
  });
});

describe("giving Stars back", () => {
  async function bought() {
    await stage.server.person("ann").pays(await shop.link());
    await expect.poll(shop.credits).toBe(500);
    return anOrder();
  }

  test("takes the credits with them, once, although Telegram tells it too and twice", async () => {
    const order = await bought();
    stage.server.updates.twice();
    const { request } = await shop.billing.requestRefund({ account: "ann", order: order.id, reason: "by mistake" });
    const decided = await shop.billing.decideRefund(request.id, { give: "all" }, "telegram:9");
    expect(decided.state).toBe("done");
    expect(await shop.credits()).toBe(0);
    const { payment } = await anOrder();
    expect(await shop.stars.findRefund(payment ?? "")).toMatchObject({ request: request.id, state: "succeeded" });
    await shop.billing.reconcile();
    expect((await anOrder()).returns).toHaveLength(1);
    expect(await shop.stars.refund({ request: "again", payment: payment ?? "", amount: order.price })).toMatchObject({
      request: request.id,
    });
    expect(stage.server.payments.transactions.filter(({ isRefund }) => isRefund)).toHaveLength(1);
  });

  test("in part is not possible, and is decided once more", async () => {
    const order = await bought();
    const { request } = await shop.billing.requestRefund({ account: "ann", order: order.id, reason: "half" });
    const half = { give: "part", amount: { amount: 300, currency: "xtr" } } as const;
    const decided = await shop.billing.decideRefund(request.id, half, "telegram:9");
    expect(decided).toMatchObject({ state: "failed", failure: "stars-go-back-whole" });
    expect(await shop.credits()).toBe(500);
    await shop.billing.decideRefund(request.id, { give: "all" }, "telegram:9");
    expect(await shop.credits()).toBe(0);
  });

  test("elsewhere has the same effect, told or only found in the list", async () => {
    const { payment } = await bought();
    const payer = stage.server.person("ann");
    await shop.telegram.stop();
    stage.server.payments.refund(payer.user.id, payment ?? "", Math.floor(Date.now() / 1000));
    await shop.billing.reconcile();
    expect(await shop.credits()).toBe(0);
    expect((await anOrder()).returns).toHaveLength(1);
  });

  test("that went back before an answer came is not asked for twice", async () => {
    const order = await bought();
    stage.server.fault({ kind: "lost", method: "refundStarPayment" });
    const { request } = await shop.billing.requestRefund({ account: "ann", order: order.id, reason: "lost" });
    const decided = await shop.billing.decideRefund(request.id, { give: "all" }, "telegram:9");
    expect(decided).toMatchObject({ state: "approved", refund: null });
    await shop.billing.reconcile();
    expect(await shop.billing.refundRequest(request.id)).toMatchObject({ state: "done" });
    expect(await shop.credits()).toBe(0);
  });
});

async function anOrder() {
  const [order] = await shop.billing.ordersOf("ann", 1);
  if (order === undefined) throw new Error("there is no order");
  return order;
}

function transaction(id: string, payload: string, date: number) {
  return {
    id,
    amount: 690,
    date: Math.floor(date),
    user: stage.server.person("ann").user.id,
    payload,
    isRefund: false,
  };
}
