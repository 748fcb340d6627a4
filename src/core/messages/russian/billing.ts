import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const each = { month: "в месяц", year: "в год" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "Ваши кредиты пришли",
  arrived: (amount, expiresAt, order) =>
    `По заказу ${order} вам зачислено: ${credits(amount)}, срок действия до ${day(expiresAt)}. Отправьте /imagine, чтобы что-нибудь сделать, или /balance, чтобы увидеть всё, что у вас есть.`,
  returnedTitle: "Ваши деньги возвращаются",
  returned: (money, order, taken) =>
    taken === 0
      ? `${money} за заказ ${order} вернутся тем же способом, каким вы платили; если платёж шёл через банк, это займёт от пяти до десяти дней. Кредитов этого заказа не оставалось, поэтому ваш баланс не меняется.`
      : `${money} за заказ ${order} вернутся тем же способом, каким вы платили; если платёж шёл через банк, это займёт от пяти до десяти дней. Вместе с этим с баланса списано неизрасходованное: ${credits(taken)}.`,
  undoneTitle: "Кредиты снова ваши",
  undone: (money, order, restored) =>
    restored === 0
      ? `Возврат ${money} за заказ ${order} не состоялся: эти деньги снова у нас. Кредиты этого заказа не списывались, поэтому ваш баланс не меняется. Если вы всё ещё ждёте денег, /paysupport подскажет, как с нами связаться.`
      : `Возврат ${money} за заказ ${order} не состоялся: эти деньги снова у нас. Поэтому списанное вместе с ними снова ваше: ${credits(restored)}. Если вы всё ещё ждёте денег, /paysupport подскажет, как с нами связаться.`,
  declinedTitle: "О вашем запросе на возврат",
  declined: (order, answer) =>
    `Мы рассмотрели ваш запрос по заказу ${order} и не можем вернуть эти деньги. Причина: ${answer}\n\nКредиты этого заказа остаются вашими. Если вы считаете, что мы ошиблись, напишите нам: /paysupport подскажет, как.`,
  notPaidTitle: "Ваш платёж не поступил",
  notPaid: (money, order) =>
    `Банк не пропустил ${money} за заказ ${order}, поэтому ничего не куплено. /buy даст новую ссылку на оплату; возможно, подойдёт другой способ оплаты.`,
  paymentFailedTitle: "Ваш платёж не прошёл",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `Не удалось списать ${money} за вашу подписку. Новые кредиты придут, как только она будет оплачена; те, что есть, остаются вашими. Проверьте, пожалуйста, карту: перейти к ней поможет /subscription.`
      : `Не удалось списать ${money} за вашу подписку; мы попробуем снова ${day(nextAttemptAt)}. Новые кредиты придут, как только она будет оплачена; те, что есть, остаются вашими. Если карта сменилась, указать новую поможет /subscription.`,
  payNow: "Оплатить сейчас",
  cancelledTitle: "Ваша подписка закончится вместе с периодом",
  cancelled: (plan, endsAt) =>
    `Подписка закончится ${day(endsAt)}: ${plan}. Больше ничего не будет списано. Кредиты, которые у вас есть, остаются вашими, пока не истечёт их срок. Передумали? До этого дня всё вернёт /subscription.`,
  endedTitle: "Ваша подписка закончилась",
  ended: (plan) =>
    `Подписка закончилась: ${plan}. Больше ничего не будет списано. Кредиты, которые у вас есть, остаются вашими, пока не истечёт их срок. /buy покажет, что есть.`,

  buyTitle: "Купить кредиты",
  buyText:
    "Пакет оплачивается один раз. Подписка каждый месяц приносит новые кредиты, и прекратить её можно в любое время.",
  buyPacksText: "Пакет оплачивается один раз, отменять ничего не нужно.",
  packs: "Пакеты",
  plansMonthly: "Подписки с оплатой помесячно",
  plansYearly: "Подписки с оплатой за год",
  packLine: (name, amount, days, price) =>
    `${name}: ${credits(amount)} за ${price}, срок действия: ${days === 365 ? "год" : plural(days, { one: "день", few: "дня", other: "дней" })}`,
  planLine: (name, amount, price, interval) => `${name}: ${credits(amount)} в месяц за ${price} ${each[interval]}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  showMonthly: "С оплатой помесячно",
  showYearly: "С оплатой за год",
  showIn: (currency) => `Цены в ${currency.toUpperCase()}`,
  noOffers: "Сейчас здесь нечего купить. Загляните, пожалуйста, позже.",
  subscribed: "У вас есть подписка: посмотреть и изменить её можно через /subscription.",

  linkTitle: "Ваша ссылка на оплату",
  link: (what, price, order, until) =>
    `${what} · ${price} · заказ ${order}\n\nСсылка только для вас и работает до ${minute(until)}. Как только вы оплатите, я скажу об этом здесь, и кредиты будут у вас.`,
  pay: (price) => `Оплатить ${price}`,
  linkSent: "Ссылка на оплату отправлена вам в личные сообщения.",
  linkHere:
    "Писать вам в личные сообщения мне нельзя, поэтому ссылка на оплату здесь. Её видите только вы. Чтобы узнать, когда придут кредиты, разрешите личные сообщения или отправьте /balance.",
  openChat:
    "Я не могу написать вам, пока вы не написали мне. Откройте, пожалуйста, наш личный чат: магазин там, и вашу ссылку на оплату больше никто не увидит.",
  openChatButton: "Открыть личный чат",
  underWay: (order) =>
    `Ваш платёж за заказ ${order} в пути; некоторым банкам нужно несколько дней. Я скажу, как только кредиты придут. Больше ничего не нужно.`,
  paidAlready: (order) => `Заказ ${order} оплачен. /balance покажет ваши кредиты.`,
  otherMethods: "Или оплатить иначе",
  method: { stripe: "карта", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name}: ${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name}: ${credits(amount)} в месяц, оплата помесячно, пока вы не отмените`
        : `${name}: ${credits(amount)} в месяц, оплата за год, пока вы не отмените`,
  },

  noSubscriptionTitle: "У вас нет подписки",
  noSubscription: "Подписка каждый месяц приносит новые кредиты. /buy покажет, что есть.",
  subscriptionTitle: (plan) => `Ваша подписка: ${plan}`,
  subscriptionsTitle: "Ваши подписки",
  subscriptionsText:
    "У вас больше одной подписки, и каждая оплачивается отдельно. Выберите одну, чтобы посмотреть или отменить её.",
  unknownPlan: "прежняя подписка",
  field: {
    plan: "Подписка",
    state: "Состояние",
    renewal: "Следующий платёж",
    ends: "Заканчивается",
    credits: "Кредиты этой подписки",
    change: "Запланированная смена",
    invoices: "Счета",
  },
  state: {
    active: "действует",
    "past-due": "последний платёж не прошёл; мы попробуем снова",
    unpaid: "не оплачена",
    paused: "приостановлена",
    incomplete: "ещё не оплачена",
    ended: "закончилась",
  },
  planValue: (amount, price, interval) => `${credits(amount)} в месяц, ${price} ${each[interval]}`,
  renewal: (date, money) => `${day(date)}, ${money}`,
  endsOn: (date) => `${day(date)}; кредиты, которые у вас есть, остаются вашими, пока не истечёт их срок`,
  left: (amount) => `из полученного осталось: ${credits(amount)}`,
  changeTo: (plan, at) => `${plan} с ${day(at)}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: {
    draft: "готовится",
    open: "ждёт оплаты",
    paid: "оплачен",
    void: "аннулирован",
    uncollectible: "не взыскан",
  },
  cancelButton: "Отменить подписку",
  resumeButton: "Сохранить подписку",
  changeButton: "Сменить подписку",
  portalButton: "Счета и карта",
  cancelAsk: (plan, endsAt) =>
    `Подписка закончится ${day(endsAt)}: ${plan}. До тех пор всё остаётся как есть, а ваши кредиты остаются вашими, пока не истечёт их срок. Отменить?`,
  cancelYes: "Да, отменить",
  cancelNo: "Нет, оставить",
  resumed: "Хорошо: ваша подписка продолжается.",
  changeTitle: "Сменить подписку",
  changeText:
    "Более крупная подписка начинается сразу: её кредиты приходят сейчас, а остаток оплаченного периода вычитается из цены. Меньшая начинается, когда закончится ваш период.",
  changeButtonTo: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  changeKeep: (name) => `Остаться на ${name}`,
  changeAskNow: (name, amount, price, before) =>
    `${name} начнётся сразу: сейчас ${credits(amount)} и новый период за ${price} за вычетом остатка оплаченного периода ${before}. Деньги спишутся с карты сразу.`,
  changeAskLater: (name, amount, price, at) =>
    `С ${day(at)} у вас будет ${name}: ${credits(amount)} в месяц за ${price}. До тех пор всё остаётся как есть.`,
  changeAskKeep: (name) => `Запланированная смена отменится, и вы останетесь на ${name}.`,
  changeYesNow: "Да, оплатить и сменить",
  changeYes: "Да, сменить",
  changeNo: "Нет, оставить как есть",
  changedNow: (name) => `Добро пожаловать в ${name}. Кредиты придут, как только пройдёт платёж.`,
  changedLater: (name, at) => `${name} начнётся ${day(at)}. До тех пор всё остаётся как есть.`,
  changeTakenBack: (name) => `Вы остаётесь на ${name}.`,
  portalTitle: "Счета и карта",
  portalText: "На этой странице платёжной системы видны ваши счета; там же можно сменить карту или отменить подписку.",
  portalOpen: "Открыть страницу",

  ordersTitle: "Ваши заказы",
  ordersText: "О каком заказе речь? Каждый запрос рассматривает наш сотрудник.",
  noOrders: "Сейчас нет заказов, за которые можно вернуть деньги. Как с нами связаться, подскажет /paysupport.",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `Вернуть деньги: ${number}`,
  refundTitle: (number) => `Возврат за заказ ${number}`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `Вернуться может до ${money}. Кредитов этого заказа не осталось, поэтому ваш баланс не изменится.`
      : `Вернуться может до ${money}. При полном возврате спишется неизрасходованное: ${credits(taken)}; израсходованное остаётся израсходованным.`,
  refundAsk: "Запросить возврат",
  refundReason: "Почему вы хотите вернуть деньги?",
  refundReasonAllowed: "несколько слов о причине",
  refundSubmit: "Отправить запрос",
  refundRequestedTitle: "Ваш запрос у нас",
  refundRequested: (number) =>
    `Наш сотрудник рассмотрит заказ ${number} в течение трёх рабочих дней и примет решение (T20). Я сообщу вам ответ. До тех пор ваши кредиты остаются как есть.`,
  refundRepeated: (number) => `Вы уже отправили запрос по заказу ${number}, и он в силе. Больше ничего не нужно.`,

  paysupportTitle: "Помощь с оплатой",
  paysupport: (contact) =>
    `Кредиты не пришли, вы заплатили дважды или хотите вернуть деньги? Ваши заказы ниже; запросить возврат можно через /refund, решение принимает наш сотрудник. По всем остальным вопросам напишите нам с помощью кнопки или на ${contact}, указав номер заказа. Мы отвечаем в течение трёх рабочих дней. Ни Telegram, ни Discord не могут помочь с покупками здесь.`,
  yourOrders: "Ваши последние заказы",
  yourOrder: "Заказ",

  adminRefunds: "Запросы на возврат",
  adminNoRefunds: "Ничего не ждёт.",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · не потрачено ${unspent} из ${total} · ${day(since)} · «${reason}»`,
  adminFailed: (code) => `Платёжная система отказала (${code}). Решите, пожалуйста, ещё раз.`,
  adminAll: "Вернуть всё",
  adminPart: "Вернуть часть",
  adminDecline: "Отклонить",
  adminPartLabel: (currency) => `Сколько вернуть (${currency.toUpperCase()})?`,
  adminDeclineLabel: "Почему нет? Покупатель это прочитает.",
  adminSend: "Решить",
  adminNext: "Следующий запрос",
  adminUnderWay: "Одобрено и ещё в пути",
  adminBeingSent: (number, money) => `${number} · ${money} · ждёт отправки платёжной системе`,
  adminWithProvider: (number, money) => `${number} · ${money} · платёжная система отправляет`,
  adminMore: "Показать ещё",
  adminDecided: {
    open: "Ещё не решено.",
    approved: "Одобрено: деньги отправляются, кредиты спишутся, когда они уйдут.",
    declined: "Отклонено, покупателю сообщили.",
    done: "Готово: деньги возвращены, кредиты списаны.",
    failed: "Платёжная система отказала. Запрос ждёт в списке.",
  },
  amountAllowed: (most) => `сумма, например 4.99, не больше ${most}`,
  review: {
    "amount-differs": "оплачена другая сумма или валюта, чем было согласовано",
    "paid-twice": "заказ оплачен дважды",
    "second-plan": "покупатель оплатил две подписки одновременно",
    "unknown-offer": "купленного больше нет в предложениях",
    "account-gone": "аккаунта больше нет",
    "account-closed": "аккаунт был закрыт",
    disputed: "банк плательщика оспаривает платёж",
    "fraud-warning": "банк плательщика подозревает мошенничество",
    "return-differs": "деньги вернулись не в той валюте, в которой платили, поэтому кредиты не списаны",
    "refund-undone": "возврат не дошёл до плательщика",
  },
};
