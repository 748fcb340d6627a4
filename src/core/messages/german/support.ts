import type { Messages } from "../../messages.ts";
import { day, minute, plural } from "./wording.ts";

export const support: Messages["support"] = {
  title: "Hilfe von uns",
  category: {
    payment: "Zahlung",
    picture: "Ein Bild",
    account: "Mein Konto",
    safety: "Sicherheit",
    other: "Etwas anderes",
  },
  state: {
    open: "Wartet auf unsere Antwort",
    answered: "Beantwortet",
    asked: "Wartet auf dich",
    closed: "Geschlossen",
  },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `Du hast kein Ticket. Schreib, worum es geht, und ein Mensch bei uns antwortet innerhalb von ${plural(days, { one: "Werktag", other: "Werktagen" })}, Samstage und Sonntage nicht mitgezählt. /support mit deinen Worten dahinter tut dasselbe, auch mit Bildern.`,
  list: "Deine Tickets, das neueste zuerst.",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null ? `${state} · vom ${day(openedAt)}` : `${state} · vom ${day(openedAt)} · bis ${minute(dueAt)}`,
  opened: (number, dueAt) =>
    `Dein Ticket ist ${number}. Ein Mensch bei uns antwortet bis ${minute(dueAt)}; ich sage es dir hier oder in deinen anderen Chats. /support zeigt, wie es steht.`,
  openedAlready: (number) => `Das ist schon Ticket ${number}, und es ist bei uns. Mehr ist nicht nötig.`,
  added: (number, dueAt) => `Das steht jetzt bei deinem Ticket ${number}. Wir antworten bis ${minute(dueAt)}.`,
  addedAlready: (number) => `Das steht schon bei deinem Ticket ${number}. Mehr ist nicht nötig.`,
  withoutTerms:
    "Den Bedingungen, wie sie jetzt sind, hast du nicht zugestimmt, und dafür musst du das auch nicht: Nur was du für dieses Ticket schreibst, wird aufbewahrt, um es zu beantworten.",
  picturesLeft: (count) =>
    count === 1
      ? "Dein Bild wurde nicht aufbewahrt: Bilder können kommen, sobald du mit /start den Bedingungen zugestimmt hast."
      : `Deine ${count} Bilder wurden nicht aufbewahrt: Bilder können kommen, sobald du mit /start den Bedingungen zugestimmt hast.`,
  closedNow: (number) =>
    `Ticket ${number} ist geschlossen. Ist noch etwas offen, schreib mehr dazu oder öffne es wieder; seine Worte werden ein Jahr nach dem Schließen gelöscht.`,
  reopenedNow: (number, dueAt) => `Ticket ${number} ist wieder offen. Wir antworten bis ${minute(dueAt)}.`,
  status: "Stand",
  statusDue: (state, dueAt) => `${state}, fällig bis ${minute(dueAt)}`,
  order: "Bestellung",
  you: (at) => `Du, ${minute(at)}`,
  us: (at) => `Easel, ${minute(at)}`,
  wordsGone: "Was hier gesagt wurde, ist gelöscht: Das Ticket ist seit einem Jahr geschlossen.",
  picture: (number) => `Bild ${number} dieses Tickets`,
  howToAddPictures: (number) => `Um Bilder hinzuzufügen, häng sie an: /support --ticket ${number} und deine Worte.`,

  newTicket: "Neues Ticket",
  writeMore: "Mehr schreiben",
  close: "Schließen",
  reopen: "Wieder öffnen",
  earlier: "Frühere",
  all: "Alle meine Tickets",
  writeToUs: "Uns schreiben",

  formTitle: "Schreib uns",
  formMoreTitle: (number) => `Mehr zu ${number}`,
  formCategory: "Worum geht es?",
  formWords: "Was ist geschehen, und was würde helfen?",
  formOrder: "Welche Bestellung?",
  formNoOrder: "Keine davon",
  formSend: "Abschicken",

  answerTitle: (number) => `Unsere Antwort zu ${number}`,
  answerAsked: (number) => `Wir brauchen etwas von dir zu ${number}`,
  answerThen: {
    answered: "Ist noch etwas offen, schreib mit dem Knopf zurück.",
    asked: "Antworte bitte mit dem Knopf oder mit /support.",
    closed: "Damit ist das Ticket geschlossen. Ist noch etwas offen, schreib zurück, und es ist wieder offen.",
  },
  reply: "Antworten",
  closedTitle: (number) => `Dein Ticket ${number} ist geschlossen`,
  closedText: "Wir denken, dass alles erledigt ist. Ist noch etwas offen, schreib zurück, und es ist wieder offen.",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "Schreib bitte ein paar Worte dazu, damit wir helfen können. Zum Beispiel: /support --category payment meine Credits kamen nicht",
  "ticket-too-long": ({ length, lengthMax }) =>
    `Dein Text hat ${length} Zeichen, und in eine Nachricht passen ${lengthMax}. Kürz ihn bitte, oder schick ihn in zwei Nachrichten.`,
  "ticket-images": ({ given, max }) =>
    `Das sind ${plural(given, { one: "Bild", other: "Bilder" })}, und in eine Nachricht passen ${max}. Schick die anderen bitte mit der nächsten.`,
  "ticket-unknown": () => "So ein Ticket hast du nicht. /support zeigt, welche es gibt.",
  "ticket-ended": () => "Zu diesem Ticket kann nichts mehr dazukommen. Öffne bitte mit /support ein neues.",
  "tickets-too-many": ({ max }) =>
    `Du hast ${plural(max, { one: "offenes Ticket", other: "offene Tickets" })}, mehr kann eine Person nicht haben. Schreib bei einem davon weiter, oder schließ eines: /support zeigt sie.`,
  "ticket-messages": ({ max, waitHours }) =>
    `Du hast uns heute ${plural(max, { one: "Nachricht", other: "Nachrichten" })} geschickt, und weitere erreichen uns morgen: Schreib bitte in ${plural(waitHours, { one: "Stunde", other: "Stunden" })} wieder. Was du geschickt hast, ist bei uns.`,
} satisfies Partial<Messages["refusals"]>;
