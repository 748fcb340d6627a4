import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () =>
    "Сейчас здесь ничего нельзя купить. Попробуйте, пожалуйста, позже; всё, что у вас есть, остаётся вашим.",
  "offer-gone": () => "Этого предложения больше нет. /buy покажет, что есть. Ничего не списано.",
  "offer-unknown": ({ given, offers }) =>
    `Такого здесь нет: «${shortened(given, 40)}». Можно выбрать: ${list(offers)}. Отправьте просто /buy, чтобы увидеть всё.`,
  "purchase-closed": () =>
    `Ваши кредиты заморожены, пока мы проверяем аккаунт, поэтому купить для него сейчас ничего нельзя. Вопросы: ${termsInForce.contact}.`,
  "already-subscribed": () =>
    "У вас уже есть подписка. /subscription покажет её и поможет сменить на другую. Пакет кредитов можно купить в любое время: /buy.",
  "payment-unreachable": () =>
    "Платёжная система сейчас не отвечает. Попробуйте, пожалуйста, через несколько минут. Ничего не списано.",
  "payment-refused": () =>
    `Платёжная система не смогла это выполнить, и мы об этом уже знаем. Ничего не списано. Вопросы: ${termsInForce.contact}.`,
  "payment-declined": () =>
    "Карта или банк отклонили платёж, поэтому ничего не изменилось и ничего не списано. Указать другую карту поможет /subscription.",
  "no-subscription": () => "Сейчас у вас нет подписки. /buy покажет, что есть.",
  "subscription-not-active": () =>
    "Подписку можно будет изменить, когда пройдёт ожидающий платёж: оплатить его поможет /subscription.",
  "subscription-ends": () =>
    "Ваша подписка закончится вместе с оплаченным периодом. Чтобы сменить её на другую, сначала сохраните её: /subscription.",
  "same-plan": () => "Эта подписка у вас и так есть. Ничего не изменилось.",
  "order-unknown": () => "Такого оплаченного заказа у вас нет. /refund покажет те, что есть.",
  "order-refunded": ({ order }) => `Все деньги за заказ ${order} уже возвращены, больше возвращать нечего.`,
  "request-unknown": () => "Такого запроса больше нет. /admin refunds покажет те, что ждут.",
  "request-decided": () => "По этому запросу кто-то уже принял решение. /admin refunds покажет те, что ждут.",
  "refund-too-large": ({ left }) =>
    `За этот заказ можно вернуть не больше ${shownMoney(left)}, и сумма должна быть больше нуля.`,
  "operators-only": () => "Это для тех, кто управляет Easel. /help покажет, чем я могу помочь вам.",
} satisfies Partial<Messages["refusals"]>;
