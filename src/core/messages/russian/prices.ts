import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute, plural } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "картинка", area: "мегапиксель" },
  inCredits: (amount) => credits(amount).replace(".", ","),
  line: (of, before, after) => `${of}: ${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}, оплата помесячно` : `${name}, оплата за год`),

  noticeTitle: "Цена повышается",
  notice: (subject, lines, from) =>
    `${subject}: с ${day(from)} цена для всех станет выше:\n${lines}\n\nУ вас есть подписка, поэтому сегодняшняя цена сохранится для вас ещё не меньше 30 дней с этого момента (T16). /pricing покажет, сколько вы платите и с какого дня это изменится.`,
  noticePlan: (subject, lines, from) =>
    `${subject}: с ${day(from)} цена для всех станет выше:\n${lines}\n\nУ вас есть подписка, поэтому для вас ещё не меньше 30 дней с этого момента ничего не меняется (T16); если это ваша подписка, новая цена начнётся с первого продления после этого срока. /subscription покажет, сколько вы платите, и там подписку можно отменить в любое время.`,

  announcedTitle: "Объявлено",
  announced: (subject, lines, from) => `${subject}, с ${day(from)}:\n${lines}`,
  announcedForOthers: (subject, lines, from, own) =>
    `${subject}, с ${day(from)}, а для вас не раньше ${day(own)}:\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}, с ${day(from)}, а для вас не раньше чем через 30 дней после нашего сообщения об этом:\n${lines}`,
  changed: (before, now) =>
    `Тем временем цена изменилась: было ${before}, стало ${now}. Ничего не списано. Если новая цена подходит, нажмите кнопку.`,
  payWithStars: "Оплатить Telegram Stars",
  payByCard: (currency) => `Оплатить картой, ${currency.toUpperCase()}`,
  starsWhat: (amount, days) =>
    `${credits(amount)} на картинки, срок действия ${days === 365 ? "год" : plural(days, { one: "день", few: "дня", other: "дней" })}.`,
  starsClosed: "Этот счёт больше нельзя оплатить. Отправьте /buy, чтобы получить новый. Ничего не списано.",
  starsLater:
    "Извините, сейчас это занимает слишком много времени. Попробуйте, пожалуйста, через минуту. Ничего не списано.",
  offersTitle: "Пакеты и подписки",
  offersText: "Что они дают, покажет /buy.",

  adminTitle: "Цены",
  adminHow:
    "Объявить изменение: /admin price ЧТО ЦЕНА --from 2027-01-31 --reason ПОЧЕМУ. Без даты оно начнётся через минуту. Тех, у кого есть подписка, повышение коснётся через 30 дней после уведомления.",
  adminSubjects: (subjects) => `Цены есть у этого: ${list(subjects)}.`,
  adminNone: "Ничего не объявлено.",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}, с ${minute(from)}:\n${lines}\nАвтор: ${by}. Причина: ${shortened(reason, 200)}`,
  adminPreviewTitle: "Объявить это?",
  adminRise:
    "Это повышение. Те, у кого есть подписка, узнают о нём сейчас и платят новую цену не раньше чем через 30 дней после этого; все остальные с указанной даты.",
  adminCut: "Это снижение. Оно действует для всех с указанной даты.",
  adminAnnounce: "Объявить",
  adminCancel: (subject) => `Отозвать: ${subject}`,
  adminAnnounced: (subject, from) => `Объявлено: ${subject}, с ${minute(from)}.`,
  adminCancelled: (subject) => `Отозвано: ${subject}, цена остаётся прежней.`,
  reasonAllowed: "причина в нескольких словах: она сохранится вместе с изменением",
  dateAllowed: "день, например 2027-01-31, или со временем, 2027-01-31T12:00, в UTC",
  amountAllowed: (names, example) => `цены с их названиями, ${list(names)}, например ${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `Цены с таким названием нет: «${shortened(given, 40)}». Цена есть у этого: ${list(subjects)}.`,
  "price-date": () =>
    "Цену можно изменить начиная со следующей минуты и не позже чем через два года. Укажите, пожалуйста, другой день.",
  "price-same": () => "Столько это уже стоит. Ничего не объявлено.",
  "price-in-between": ({ from }) =>
    `Более позднее изменение этой цены, с ${minute(from)}, опирается на это. Сначала отзовите более позднее: его покажет /admin price.`,
  "price-in-effect": () =>
    "Эта цена уже действует или начнёт действовать в течение минуты, поэтому отозвать её больше нельзя. Объявите вместо этого ещё одно изменение.",
  "price-overtaken": () =>
    "Тем временем кто-то объявил другое изменение этой цены. /admin price покажет, что объявлено сейчас.",
} satisfies Partial<Messages["refusals"]>;
