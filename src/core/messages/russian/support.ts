import type { Messages } from "../../messages.ts";
import { day, minute, plural } from "./wording.ts";

export const support: Messages["support"] = {
  title: "Поддержка",
  category: {
    payment: "Оплата",
    picture: "Картинка",
    account: "Мой аккаунт",
    safety: "Безопасность",
    other: "Другое",
  },
  state: {
    open: "Ждёт нашего ответа",
    answered: "Ответ есть",
    asked: "Ждёт вашего ответа",
    closed: "Закрыто",
  },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `Обращений у вас нет. Напишите, в чём дело, и наш сотрудник ответит в течение ${plural(days, { one: "рабочего дня", other: "рабочих дней" })}, не считая суббот и воскресений. То же самое делает /support, если написать ваши слова сразу после команды; так можно приложить и картинки.`,
  list: "Ваши обращения, сначала новые.",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null ? `${state} · от ${day(openedAt)}` : `${state} · от ${day(openedAt)} · не позднее ${minute(dueAt)}`,
  opened: (number, dueAt) =>
    `Номер вашего обращения: ${number}. Наш сотрудник ответит не позднее ${minute(dueAt)}; я сообщу вам здесь или в других ваших чатах. /support покажет, что с обращением.`,
  openedAlready: (number) => `Это уже обращение ${number}, и оно у нас. Больше ничего не нужно.`,
  added: (number, dueAt) => `Добавлено к вашему обращению ${number}. Мы ответим не позднее ${minute(dueAt)}.`,
  addedAlready: (number) => `Это уже есть в вашем обращении ${number}. Больше ничего не нужно.`,
  withoutTerms:
    "Нынешние условия вы не приняли, и для обращения это не нужно: сохраняется только то, что вы пишете для него, чтобы на него ответить.",
  picturesLeft: (count) =>
    count === 1
      ? "Ваша картинка не сохранена: картинки можно присылать, когда вы примете условия, через /start."
      : `Не сохранено: ${plural(count, { one: "ваша картинка", few: "ваши картинки", other: "ваших картинок" })}. Картинки можно присылать, когда вы примете условия, через /start.`,
  closedNow: (number) =>
    `Обращение ${number} закрыто. Если что-то осталось, дополните его или откройте снова; его слова удаляются через год после закрытия.`,
  reopenedNow: (number, dueAt) => `Обращение ${number} снова открыто. Мы ответим не позднее ${minute(dueAt)}.`,
  status: "Состояние",
  statusDue: (state, dueAt) => `${state}, не позднее ${minute(dueAt)}`,
  order: "Заказ",
  you: (at) => `Вы, ${minute(at)}`,
  us: (at) => `Easel, ${minute(at)}`,
  wordsGone: "То, что здесь говорилось, удалено: обращение закрыто уже год.",
  picture: (number) => `Картинка ${number} этого обращения`,
  howToAddPictures: (number) =>
    `Чтобы добавить картинки, приложите их к такому сообщению: /support --ticket ${number} и ваши слова.`,

  newTicket: "Новое обращение",
  writeMore: "Дополнить",
  close: "Закрыть",
  reopen: "Открыть снова",
  earlier: "Раньше",
  all: "Все мои обращения",
  writeToUs: "Написать нам",

  formTitle: "Написать в поддержку",
  formMoreTitle: (number) => `Дополнить ${number}`,
  formCategory: "О чём речь?",
  formWords: "Что случилось и что помогло бы?",
  formOrder: "Какой заказ?",
  formNoOrder: "Ни один из этих",
  formSend: "Отправить",

  answerTitle: (number) => `Наш ответ по ${number}`,
  answerAsked: (number) => `По ${number} нам кое-что от вас нужно`,
  answerThen: {
    answered: "Если что-то осталось, ответьте с помощью кнопки.",
    asked: "Ответьте, пожалуйста, с помощью кнопки или через /support.",
    closed: "На этом обращение закрыто. Если что-то осталось, ответьте, и оно снова будет открыто.",
  },
  reply: "Ответить",
  closedTitle: (number) => `Ваше обращение ${number} закрыто`,
  closedText: "Мы думаем, что всё сделано. Если что-то осталось, ответьте, и оно снова будет открыто.",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "Напишите, пожалуйста, несколько слов о том, что случилось, чтобы мы могли помочь. Например: /support --category payment мои кредиты не пришли",
  "ticket-too-long": ({ length, lengthMax }) =>
    `В вашем сообщении ${plural(length, { one: "знак", few: "знака", other: "знаков" })}, а помещается не больше ${lengthMax}. Сократите его, пожалуйста, или отправьте двумя сообщениями.`,
  "ticket-images": ({ given, max }) =>
    `Здесь ${plural(given, { one: "картинка", few: "картинки", other: "картинок" })}, а в одно сообщение помещается не больше ${max}. Остальные отправьте, пожалуйста, со следующим.`,
  "ticket-unknown": () => "Такого обращения у вас нет. /support покажет, какие есть.",
  "ticket-ended": () => "К этому обращению больше ничего нельзя добавить. Откройте, пожалуйста, новое через /support.",
  "tickets-too-many": ({ max }) =>
    `У вас ${plural(max, { one: "открытое обращение", few: "открытых обращения", other: "открытых обращений" })}, больше у одного человека быть не может. Дополните одно из них или закройте: /support покажет их.`,
  "ticket-messages": ({ max, waitHours }) =>
    `Сегодня вы отправили нам уже ${plural(max, { one: "сообщение", few: "сообщения", other: "сообщений" })}, новые мы примем завтра: напишите, пожалуйста, снова через ${plural(waitHours, { one: "час", few: "часа", other: "часов" })}. То, что вы отправили, у нас.`,
} satisfies Partial<Messages["refusals"]>;
