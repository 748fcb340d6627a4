import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "Eine Bestellung wartet auf einen Blick",
  reviewText: (order, reasons) => `${order}: ${list(reasons)}. /admin orders zeigt, was sich tun lässt.`,
  requestTitle: "Jemand möchte sein Geld zurück",
  requestText: (order) =>
    `Es geht um Bestellung ${order}. /admin refunds zeigt die Anfrage, und dort wird entschieden.`,

  reconciledTitle: "Was der Abgleich der Zahlungen heute nicht beheben konnte",
  reconciledText: "Morgen wird wieder nachgesehen. Im Protokoll steht zu allem mehr.",
  ungranted: (count) => `Bezahlt und nichts gegeben: ${count}`,
  disagreeing: (count) => `Bestellung und Kontobuch sind uneins: ${count}`,
  orderless: (count) => `Bezahlte Seiten ohne Bestellung: ${count}`,
  unlooked: (count) => `Ließ sich nicht ansehen: ${count}`,
  unlookedText: "Morgen folgt ein neuer Versuch.",

  listTitle: "Bestellungen, die auf einen Blick warten",
  none: "Es wartet nichts.",
  listText: (shown, isAll) =>
    isAll
      ? `${shown === 1 ? "Eine Bestellung wartet" : `${shown} Bestellungen warten`}. Die älteste steht oben.`
      : `Das sind die ${shown} ältesten; es gibt mehr.`,
  look: (order) => `${order} ansehen`,
  why: "Warum sie wartet",
  reasonLine: (reason, since) => `${day(since)}: ${reason}`,
  account: "Konto",
  payment: "Zahlung",
  paymentReturned: (payment, at) => `${payment} · davon ging am ${day(at)} Geld zurück`,
  left: "Credits",
  unspent: (unspent, total) => `${unspent} von ${credits(total)} übrig`,
  held: "Sie ist angehalten: Ihr Geld ist da, und bis du entscheidest, wird nichts weiter daraus vergeben.",
  heldReturned: "Sie ist angehalten, und ihr Geld ging zurück: Credits sind keine geschuldet.",
  notHeld: "Ihre Credits wurden wie üblich vergeben; sie wartet nur auf deinen Blick.",
  howToRefund:
    "Um das Geld zurückzugeben, erstatte die Zahlung auf der Seite des Zahlungsdienstes: Ihre Credits folgen von selbst.",
  release: "Credits vergeben",
  releaseAsk: (amount, order) =>
    `Bestellung ${order} war angehalten. ${credits(amount)} ${amount === 1 ? "ginge" : "gingen"} sofort an ihr Konto. Dein Name bleibt bei der Entscheidung. Vergeben?`,
  releaseYearAsk: (amount, order) =>
    `Bestellung ${order} war angehalten. ${credits(amount)} ${amount === 1 ? "ginge" : "gingen"} Monat für Monat an ihr Konto, bis ihr Jahr vorbei ist. Dein Name bleibt bei der Entscheidung. Vergeben?`,
  releaseYes: "Ja, vergeben",
  released: (order) => `Bestellung ${order} ist freigegeben: Die Person hat die Credits und weiß es.`,
  stillHeld: (order, why) => `Bestellung ${order} ist noch angehalten, also kann niemand die Credits bekommen: ${why}.`,
  close: "Es ist nichts mehr zu tun",
  closeAsk: (order) =>
    `Bestellung ${order} käme von dieser Liste. Sonst ändert sich nichts an ihr. Dein Name bleibt bei der Entscheidung. Herunternehmen?`,
  closeYes: "Ja, herunternehmen",
  closed: (order) => `Bestellung ${order} ist von der Liste.`,
  changed: "Inzwischen ist mit dieser Bestellung etwas geschehen, es wurde also nichts getan. So steht sie jetzt.",
  back: "Zurück zur Liste",
};
