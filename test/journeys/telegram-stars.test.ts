import { afterAll, beforeAll, expect, test } from "vitest";
import { expectGoodManners, startTelegramApp, type TelegramApp } from "../support/telegram-app.ts";

let app: TelegramApp;
beforeAll(async () => {
  app = await startTelegramApp({
    config: { payments: { discord: ["stripe"], telegram: ["stripe", "stars"], playground: ["stripe"] } },
  });
});
afterAll(() => app.stop());

test("a pack for Stars: chosen beside the card, paid in Telegram, told, and given back", async () => {
  const ada = await app.person("ada");
  const before = (await app.creditsOf(ada)).available;
  const shop = await ada.answerTo("/buy");
  const inStars = await ada.press(shop.message, "Pay with Telegram Stars");
  const link = await ada.press(inStars.message, "500 credits · 690 Stars");
  const url = link.message.reply_markup?.inline_keyboard.flat().find((button) => "url" in button);
  expect(await ada.pays(url !== undefined && "url" in url ? String(url.url) : "")).not.toBeNull();
  await ada.until((messages) => messages.find(({ text = "" }) => text.includes("Your credits are here")));
  expect((await app.creditsOf(ada)).available).toBe(before + 500);
  const help = await ada.answerTo("/paysupport");
  expect(help.message.text).toContain("690 Stars");

  const { billing, accounts } = app.easel.app.services;
  const { id } = await accounts.of({ platform: "telegram", user: String(ada.user.id), name: ada.name });
  const [order] = await billing.ordersOf(id, 1);
  const { request } = await billing.requestRefund({ account: id, order: order?.id ?? "", reason: "by mistake" });
  await billing.decideRefund(request.id, { give: "all" }, "telegram:1");
  expect((await app.creditsOf(ada)).available).toBe(before);
  expect(app.telegram.payments.transactions.map(({ isRefund }) => isRefund)).toEqual([false, true]);
  await expectGoodManners(app);
});
