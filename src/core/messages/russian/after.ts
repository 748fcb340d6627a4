import type { Messages } from "../../messages.ts";
import { credits, plural } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture: "Ваша первая картинка! Может ли её защищать авторское право, зависит от вашей страны (T12 в /terms).",

  reroll: (price) => `Перерисовать · ${credits(price)}`,
  vary: (price) => `Вариация · ${credits(price)}`,
  upscale: (price) => `Увеличить · ${credits(price)}`,
  editPrompt: "Изменить промпт",
  reference: "Взять за образец",
  details: "Подробности",
  original: (count) => (count === 1 ? "Оригинал" : "Оригиналы"),
  report: "Пожаловаться",
  delete: (count) => (count === 1 ? "Удалить" : "Удалить все"),

  which: "Какую?",
  whichText: (action) => `${action}. Выберите картинку по номеру.`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1
      ? "Картинка удалена из вашей истории и из нашего хранилища."
      : `Удалено из вашей истории и из нашего хранилища: ${plural(count, { one: "картинка", few: "картинки", other: "картинок" })}.`,

  priceChanged: (before, now) =>
    `Тем временем цена изменилась: было ${before}, стало ${credits(now)}. Ничего не списано. Если новая цена подходит, нажмите кнопку.`,

  referenceTitle: "Сделать из неё что-то новое",
  referenceLabel: "Что изменить?",
  referenceWhich: "Какую картинку взять?",
  referenceSubmit: (price, model) => `Рисует ${model} · ${credits(price)}`,
  referenceNumber: (number) => `Картинка ${number}`,

  reportTitle: "Пожаловаться на эту картинку",
  reportReason: "Что с ней не так?",
  reportNote: "Что ещё нам стоит знать",
  reportSubmit: "Отправить жалобу",
  reportReasonNames: {
    minors: "Сексуальный контент с ребёнком или подростком",
    intimate: "Интимное или унижающее изображение реального человека",
    sexual: "Сексуальный контент",
    hateful: "Ненависть, жестокость или самоповреждение",
    deceiving: "Картинка сделана для обмана",
    rights: "Использованы моя работа, имя или лицо",
    other: "Другое",
  },
  reportThanksTitle: "Спасибо",
  reportThanks: (reference) =>
    `Эту картинку посмотрит человек, и если она нарушает условия, её уберут. Автор не узнает, кто на неё пожаловался. Номер вашей жалобы: ${reference}.`,
  reportRepeated: (reference) =>
    `Вы уже пожаловались на эту картинку, и жалоба в силе: ${reference}. Больше ничего не нужно.`,

  upscaled: (factor) => `Увеличено ×${factor}`,
  id: "Идентификатор",
  idHint: (id) => `${id} (для /edit --from ${id})`,
  madeFrom: "Сделано из",
};
