import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "Eine Bestellung wartet auf einen Blick",
  reviewText: (order, reasons) => `${order}: ${list(reasons)}. /admin orders zeigt, was sich tun lässt.`,
  requestTitle: "Jemand möchte sein Geld zurück",
  requestText: (order) =>
    `Es geht um Bestellung ${order}. /admin refunds zeigt die Anfrage, und dort wird entschieden.`,

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
  left: "Credits",
  unspent: (unspent, total) => `${unspent} von ${credits(total)} übrig`,
  held: "Sie ist angehalten: Ihr Geld ist da, und keine ihrer Credits wurden vergeben.",
  heldReturned: "Sie ist angehalten, und ihr Geld ging zurück: Credits sind keine geschuldet.",
  notHeld: "Ihre Credits wurden wie üblich vergeben; sie wartet nur auf deinen Blick.",
  howToRefund:
    "Um das Geld zurückzugeben, erstatte die Zahlung auf der Seite des Zahlungsdienstes: Ihre Credits folgen von selbst.",
  release: "Credits vergeben",
  releaseAsk: (amount, order) =>
    `${credits(amount)} aus Bestellung ${order} ${amount === 1 ? "ginge" : "gingen"} jetzt an ihr Konto, obwohl sie angehalten war. Dein Name bleibt bei der Entscheidung. Vergeben?`,
  releaseYes: "Ja, vergeben",
  released: (order) => `Bestellung ${order} ist freigegeben: Die Person hat die Credits und weiß es.`,
  stillHeld: (order) =>
    `Bestellung ${order} ist noch angehalten: Ihr Konto oder ihr Angebot gibt es nicht, also kann niemand die Credits bekommen.`,
  close: "Es ist nichts mehr zu tun",
  closeAsk: (order) =>
    `Bestellung ${order} käme von dieser Liste. Sonst ändert sich nichts an ihr. Dein Name bleibt bei der Entscheidung. Herunternehmen?`,
  closeYes: "Ja, herunternehmen",
  closed: (order) => `Bestellung ${order} ist von der Liste.`,
  changed: "Inzwischen ist mit dieser Bestellung etwas geschehen, es wurde also nichts getan. So steht sie jetzt.",
  back: "Zurück zur Liste",
};
