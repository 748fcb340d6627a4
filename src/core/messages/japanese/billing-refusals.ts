import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () => "ただいま、ここでは購入できません。あとでもう一度お試しください。お持ちのものはそのままです。",
  "offer-gone": () => "これはもう販売していません。いま買えるものは /buy で確認できます。料金はかかっていません。",
  "offer-unknown": ({ given, offers }) =>
    `「${shortened(given, 40)}」はありません。選べるのは ${list(offers)} です。/buy だけを送ると、すべて表示します。`,
  "purchase-closed": () =>
    `アカウントを確認しているあいだクレジットは一時停止中のため、いまは購入できません。お問い合わせ：${termsInForce.contact}。`,
  "already-subscribed": () =>
    "すでにプランをお持ちです。確認や変更は /subscription でできます。クレジットのパックはいつでも /buy で買えます。",
  "payment-unreachable": () =>
    "決済サービスがいま応答していません。数分後にもう一度お試しください。料金はかかっていません。",
  "payment-refused": () =>
    `決済サービスで処理できませんでした。こちらにも連絡が届いています。料金はかかっていません。お問い合わせ：${termsInForce.contact}。`,
  "payment-declined": () =>
    "カードまたは銀行に断られたため、何も変わらず、料金もかかっていません。/subscription から別のカードを登録できます。",
  "no-subscription": () => "いまプランはありません。買えるものは /buy で確認できます。",
  "subscription-not-active": () =>
    "未払いのお支払いが済むと、プランを変更できます。/subscription からお支払いいただけます。",
  "subscription-ends": () =>
    "プランは今の期間で終了します。別のプランに変更するには、先に /subscription で継続してください。",
  "same-plan": () => "それはいまお使いのプランです。何も変わっていません。",
  "order-unknown": () => "その支払い済みの注文は見つかりません。お持ちの注文は /refund で確認できます。",
  "order-refunded": ({ order }) => `注文 ${order} のお金はすでに全額返金済みで、返金できる分はありません。`,
  "request-unknown": () => "そのリクエストはもうありません。待っているリクエストは /admin refunds で確認できます。",
  "request-decided": () =>
    "このリクエストは、すでに誰かが決定しました。待っているリクエストは /admin refunds で確認できます。",
  "refund-too-large": ({ left }) =>
    `この注文で返金できるのは ${shownMoney(left)} までで、金額は0より大きい必要があります。`,
  "operators-only": () => "これはEaselの運営担当者向けです。できることは /help で確認できます。",
} satisfies Partial<Messages["refusals"]>;
