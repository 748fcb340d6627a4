import type { Messages } from "../../messages.ts";
import { credits, day, list, plural } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "Заказ ждёт проверки",
  reviewText: (order, reasons) => `${order}: ${list(reasons)}. /admin orders покажет, что можно сделать.`,
  requestTitle: "Кто-то просит вернуть деньги",
  requestText: (order) => `Речь о заказе ${order}. /admin refunds покажет запрос, там же можно решить.`,

  reconciledTitle: "Что утренняя сверка платежей не смогла исправить",
  reconciledText: "Завтра сверка повторится. Подробности в журнале.",
  ungranted: (count) => `Оплачено, но ничего не выдано: ${count}`,
  disagreeing: (count) => `Заказ и книга учёта расходятся: ${count}`,
  orderless: (count) => `Оплаченные страницы без заказа: ${count}`,
  unlooked: (count) => `Не удалось проверить: ${count}`,
  unlookedText: "Завтра будет новая попытка.",

  listTitle: "Заказы, которые ждут проверки",
  none: "Ничего не ждёт.",
  listText: (shown, isAll) =>
    isAll
      ? `${plural(shown, { one: "заказ ждёт", few: "заказа ждут", other: "заказов ждут" })} проверки. Сначала самые старые.`
      : `Показано самых старых: ${shown}; есть и ещё.`,
  look: (order) => `Открыть ${order}`,
  why: "Почему ждёт",
  reasonLine: (reason, since) => `${day(since)}: ${reason}`,
  account: "Аккаунт",
  payment: "Платёж",
  paymentReturned: (payment, at) => `${payment} · деньги с него возвращены ${day(at)}`,
  left: "Кредиты",
  unspent: (unspent, total) => `не потрачено ${unspent} из ${total}`,
  held: "Заказ задержан: деньги получены, и до вашего решения больше ничего не выдаётся.",
  heldReturned: "Заказ задержан, а деньги возвращены: кредиты не причитаются.",
  notHeld: "Кредиты выданы как обычно; заказ просто ждёт проверки.",
  howToRefund: "Чтобы вернуть деньги, оформите возврат на странице самой платёжной системы: кредиты спишутся сами.",
  release: "Выдать кредиты",
  releaseAsk: (amount, order) =>
    `Заказ ${order} был задержан. На его аккаунт сразу будет зачислено: ${credits(amount)}. Ваше имя сохранится вместе с решением. Выдать?`,
  releaseYearAsk: (amount, order) =>
    `Заказ ${order} был задержан. На его аккаунт помесячно, до конца оплаченного года, будет зачислено: ${credits(amount)}. Ваше имя сохранится вместе с решением. Выдать?`,
  releaseYes: "Да, выдать",
  released: (order) => `Заказ ${order} отпущен: кредиты у покупателя, и он об этом знает.`,
  stillHeld: (order, why) => `Заказ ${order} всё ещё задержан, поэтому выдать кредиты некому: ${why}.`,
  close: "Делать больше нечего",
  closeAsk: (order) =>
    `Заказ ${order} исчезнет из этого списка. Больше в нём ничего не изменится. Ваше имя сохранится вместе с решением. Убрать?`,
  closeYes: "Да, убрать",
  closed: (order) => `Заказ ${order} убран из списка.`,
  changed: "Тем временем с этим заказом что-то произошло, поэтому ничего не сделано. Вот как обстоят дела сейчас.",
  back: "К списку",
};
