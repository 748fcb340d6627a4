import type { Messages } from "../../messages.ts";
import { credits, day, minute } from "./wording.ts";

const each = { month: "im Monat", year: "im Jahr" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "Deine Credits sind da",
  arrived: (amount, expiresAt, order) =>
    `${credits(amount)} aus Bestellung ${order} ${amount === 1 ? "gehört" : "gehören"} dir, gültig bis ${day(expiresAt)}. Schick /imagine, um etwas zu machen, oder /balance, um alles zu sehen, was du hast.`,
  returnedTitle: "Dein Geld ist auf dem Rückweg",
  returned: (money, order, taken) =>
    taken === 0
      ? `${money} aus Bestellung ${order} gehen dorthin zurück, womit du bezahlt hast; ist eine Bank beteiligt, dauert das fünf bis zehn Tage. Von ihren Credits war nichts übrig, dein Guthaben bleibt also, wie es ist.`
      : `${money} aus Bestellung ${order} gehen dorthin zurück, womit du bezahlt hast; ist eine Bank beteiligt, dauert das fünf bis zehn Tage. ${credits(taken)} daraus, die du nicht ausgegeben hattest, ${taken === 1 ? "ist" : "sind"} damit aus deinem Guthaben verschwunden.`,
  undoneTitle: "Credits gehören wieder dir",
  undone: (money, order, restored) =>
    restored === 0
      ? `${money} aus Bestellung ${order} sind doch nicht zurückgegangen: Das Geld ist wieder bei uns. Von ihren Credits war nichts weg, dein Guthaben bleibt also, wie es ist. Wartest du noch darauf, sagt /paysupport, wie du uns erreichst.`
      : `${money} aus Bestellung ${order} sind doch nicht zurückgegangen: Das Geld ist wieder bei uns. ${credits(restored)}, die damit verschwunden waren, ${restored === 1 ? "gehört" : "gehören"} also wieder dir. Wartest du noch auf das Geld, sagt /paysupport, wie du uns erreichst.`,
  declinedTitle: "Zu deiner Erstattungsanfrage",
  declined: (order, answer) =>
    `Wir haben uns deine Anfrage zu Bestellung ${order} angesehen und können dieses Geld nicht zurückgeben. Der Grund: ${answer}\n\nIhre Credits bleiben deine. Wenn du denkst, dass wir etwas falsch verstanden haben, schreib uns: /paysupport sagt, wie.`,
  notPaidTitle: "Deine Zahlung kam nicht an",
  notPaid: (money, order) =>
    `Deine Bank hat ${money} für Bestellung ${order} nicht durchgelassen, es wurde also nichts gekauft. /buy gibt dir einen neuen Zahlungslink; vielleicht geht es mit einer anderen Zahlungsart.`,
  paymentFailedTitle: "Deine Zahlung ging nicht durch",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `Wir konnten ${money} für dein Abo nicht einziehen. Neue Credits kommen, sobald es bezahlt ist; die du hast, bleiben deine. Sieh bitte nach deiner Karte: /subscription führt dorthin.`
      : `Wir konnten ${money} für dein Abo nicht einziehen und versuchen es am ${day(nextAttemptAt)} wieder. Neue Credits kommen, sobald es bezahlt ist; die du hast, bleiben deine. Hast du eine neue Karte: /subscription führt dorthin, wo du sie angeben kannst.`,
  payNow: "Jetzt bezahlen",
  cancelledTitle: "Dein Abo endet mit seinem Zeitraum",
  cancelled: (plan, endsAt) =>
    `${plan} endet am ${day(endsAt)}, und es wird nichts mehr berechnet. Credits, die du hast, bleiben deine, bis sie ablaufen. Anders überlegt? /subscription nimmt es bis dahin zurück.`,
  endedTitle: "Dein Abo ist zu Ende",
  ended: (plan) =>
    `${plan} ist zu Ende, und es wird nichts mehr berechnet. Credits, die du hast, bleiben deine, bis sie ablaufen. /buy zeigt, was es gibt.`,

  buyTitle: "Credits holen",
  buyText:
    "Ein Paket wird einmal bezahlt. Ein Abo bringt jeden Monat neue Credits, und du kannst es jederzeit kündigen.",
  buyPacksText: "Ein Paket wird einmal bezahlt, und zu kündigen gibt es nichts.",
  packs: "Pakete",
  plansMonthly: "Abos, monatlich bezahlt",
  plansYearly: "Abos, jährlich bezahlt",
  packLine: (name, amount, days, price) =>
    `${name}: ${credits(amount)} für ${price}, gültig für ${days === 365 ? "ein Jahr" : `${days} Tage`}`,
  planLine: (name, amount, price, interval) => `${name}: ${credits(amount)} im Monat für ${price} ${each[interval]}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  showMonthly: "Abos mit Monatszahlung",
  showYearly: "Abos mit Jahreszahlung",
  showIn: (currency) => `In ${currency.toUpperCase()}`,
  noOffers: "Hier gibt es zurzeit nichts zu kaufen. Schau bitte später wieder vorbei.",
  subscribed: "Du hast ein Abo: /subscription zeigt und ändert es.",

  linkTitle: "Dein Zahlungslink",
  link: (what, price, order, until) =>
    `${what} für ${price}, Bestellung ${order}. Der Link ist nur für dich und gilt bis ${minute(until)}. Sobald du bezahlt hast, sage ich es dir hier, und deine Credits sind da.`,
  pay: (price) => `${price} bezahlen`,
  linkSent: "Ich habe dir den Zahlungslink als Direktnachricht geschickt.",
  linkHere:
    "Direktnachrichten darf ich dir nicht schreiben, deshalb ist hier dein Zahlungslink. Nur du siehst ihn. Damit ich dir sagen kann, wann die Credits da sind, erlaube Direktnachrichten, oder schick /balance.",
  openChat:
    "Ich darf dir nicht schreiben, bevor du mir geschrieben hast. Öffne bitte unseren privaten Chat: Dort ist der Laden, und niemand sonst sieht deinen Zahlungslink.",
  openChatButton: "Privaten Chat öffnen",
  underWay: (order) =>
    `Deine Zahlung für Bestellung ${order} ist unterwegs; manche Banken brauchen ein paar Tage. Ich sage dir, sobald die Credits da sind. Mehr ist nicht nötig.`,
  paidAlready: (order) => `Bestellung ${order} ist bezahlt. /balance zeigt deine Credits.`,
  otherMethods: "Oder zahl mit",
  method: { stripe: "Karte", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name}: ${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name}: ${credits(amount)} im Monat, monatlich bezahlt, bis du kündigst`
        : `${name}: ${credits(amount)} im Monat, jährlich bezahlt, bis du kündigst`,
  },

  noSubscriptionTitle: "Du hast kein Abo",
  noSubscription: "Ein Abo bringt jeden Monat neue Credits. /buy zeigt, was es gibt.",
  subscriptionTitle: (plan) => `Dein Abo: ${plan}`,
  subscriptionsTitle: "Deine Abos",
  subscriptionsText:
    "Du hast mehr als ein Abo, und jedes wird für sich bezahlt. Wähl eines, um es zu sehen oder zu kündigen.",
  unknownPlan: "ein früheres Abo",
  field: {
    plan: "Abo",
    state: "Stand",
    renewal: "Nächste Zahlung",
    ends: "Endet",
    credits: "Credits dieses Abos",
    change: "Geplanter Wechsel",
    invoices: "Rechnungen",
  },
  state: {
    active: "läuft",
    "past-due": "die letzte Zahlung ging nicht durch; wir versuchen es wieder",
    unpaid: "nicht bezahlt",
    paused: "pausiert",
    incomplete: "noch nicht bezahlt",
    ended: "beendet",
  },
  planValue: (amount, price, interval) => `${credits(amount)} im Monat, ${price} ${each[interval]}`,
  renewal: (date, money) => `${day(date)}, ${money}`,
  endsOn: (date) => `${day(date)}; Credits, die du hast, bleiben deine, bis sie ablaufen`,
  left: (amount) => `noch ${credits(amount)} von dem, was es gebracht hat`,
  changeTo: (plan, at) => `${plan} ab ${day(at)}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: {
    draft: "wird geschrieben",
    open: "offen",
    paid: "bezahlt",
    void: "ungültig",
    uncollectible: "nicht eingezogen",
  },
  cancelButton: "Abo kündigen",
  resumeButton: "Abo behalten",
  changeButton: "Abo wechseln",
  portalButton: "Rechnungen und Karte",
  cancelAsk: (plan, endsAt) =>
    `${plan} würde am ${day(endsAt)} enden. Bis dahin bleibt alles, wie es ist, und deine Credits bleiben deine, bis sie ablaufen. Kündigen?`,
  cancelYes: "Ja, kündigen",
  cancelNo: "Nein, behalten",
  resumed: "Gut: Dein Abo läuft weiter.",
  changeTitle: "Abo wechseln",
  changeText:
    "Ein größeres Abo beginnt sofort: Du bekommst seine Credits jetzt, und was vom bezahlten Zeitraum übrig ist, wird abgezogen. Ein kleineres beginnt, wenn dein Zeitraum endet.",
  changeButtonTo: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  changeKeep: (name) => `Bei ${name} bleiben`,
  changeAskNow: (name, amount, price, before) =>
    `${name} beginnt sofort: ${credits(amount)} jetzt und ein neuer Zeitraum für ${price}, abzüglich dessen, was vom bezahlten Zeitraum von ${before} übrig ist. Deine Karte wird gleich belastet.`,
  changeAskLater: (name, amount, price, at) =>
    `Ab ${day(at)} hättest du ${name}: ${credits(amount)} im Monat für ${price}. Bis dahin bleibt alles, wie es ist.`,
  changeAskKeep: (name) => `Der geplante Wechsel entfällt, und du bleibst bei ${name}.`,
  changeYesNow: "Ja, zahlen und wechseln",
  changeYes: "Ja, wechseln",
  changeNo: "Nein, so lassen",
  changedNow: (name) => `Willkommen bei ${name}. Die Credits kommen, sobald die Zahlung durch ist.`,
  changedLater: (name, at) => `${name} beginnt am ${day(at)}. Bis dahin bleibt alles, wie es ist.`,
  changeTakenBack: (name) => `Du bleibst bei ${name}.`,
  portalTitle: "Rechnungen und Karte",
  portalText:
    "Diese Seite unseres Zahlungsdienstes zeigt deine Rechnungen; dort kannst du auch deine Karte ändern oder kündigen.",
  portalOpen: "Seite öffnen",

  ordersTitle: "Deine Bestellungen",
  ordersText: "Um welche Bestellung geht es? Jede Anfrage sieht sich ein Mensch bei uns an.",
  noOrders: "Es gibt gerade keine Bestellung, deren Geld zurückgehen könnte. /paysupport sagt, wie du uns erreichst.",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `${number} erstatten`,
  refundTitle: (number) => `Erstattung von Bestellung ${number}`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `Bis zu ${money} könnten zurückkommen. Von ihren Credits ist nichts übrig, dein Guthaben bliebe also, wie es ist.`
      : `Bis zu ${money} könnten zurückkommen. Mit allem davon ${taken === 1 ? "ginge" : "gingen"} ${credits(taken)}, die du nicht ausgegeben hast; Ausgegebenes bleibt ausgegeben.`,
  refundAsk: "Um Erstattung bitten",
  refundReason: "Warum möchtest du dein Geld zurück?",
  refundReasonAllowed: "ein paar Worte, die sagen, warum",
  refundSubmit: "Anfrage senden",
  refundRequestedTitle: "Deine Anfrage ist bei uns",
  refundRequested: (number) =>
    `Ein Mensch bei uns sieht sich Bestellung ${number} innerhalb von drei Werktagen an und entscheidet (T20). Ich sage dir, was dabei herauskommt. Bis dahin bleiben deine Credits, wie sie sind.`,
  refundRepeated: (number) =>
    `Zu Bestellung ${number} hast du schon angefragt, und die Anfrage gilt. Mehr ist nicht nötig.`,

  paysupportTitle: "Hilfe bei Zahlungen",
  paysupport: (contact) =>
    `Credits kamen nicht, du hast doppelt bezahlt oder möchtest dein Geld zurück? Deine Bestellungen stehen unten; /refund bittet um das Geld, und ein Mensch bei uns entscheidet. Für alles andere schreib uns mit dem Knopf, oder an ${contact} mit der Nummer der Bestellung. Wir antworten innerhalb von drei Werktagen. Bei Käufen hier können weder Telegram noch Discord helfen.`,
  yourOrders: "Deine letzten Bestellungen",
  yourOrder: "Die Bestellung",

  adminRefunds: "Erstattungsanfragen",
  adminNoRefunds: "Es wartet nichts.",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · ${unspent} von ${credits(total)} übrig · ${day(since)} · „${reason}“`,
  adminFailed: (code) => `Der Zahlungsdienst hat abgelehnt (${code}). Entscheide bitte noch einmal.`,
  adminAll: "Alles zurückgeben",
  adminPart: "Einen Teil zurückgeben",
  adminDecline: "Ablehnen",
  adminPartLabel: (currency) => `Wie viel, in ${currency.toUpperCase()}?`,
  adminDeclineLabel: "Warum nicht? Die Person liest das.",
  adminSend: "Entscheiden",
  adminNext: "Nächste Anfrage",
  adminUnderWay: "Bewilligt, und noch nicht da",
  adminBeingSent: (number, money) => `${number} · ${money} · wartet darauf, an den Zahlungsanbieter zu gehen`,
  adminWithProvider: (number, money) => `${number} · ${money} · der Zahlungsanbieter überweist es`,
  adminMore: "Mehr zeigen",
  adminDecided: {
    open: "Noch offen.",
    approved: "Genehmigt: Das Geld ist unterwegs, und die Credits folgen, wenn es weg ist.",
    declined: "Abgelehnt, und die Person weiß es.",
    done: "Erledigt: Das Geld ist zurück, und seine Credits sind weg.",
    failed: "Der Zahlungsdienst hat abgelehnt. Sie wartet in der Liste.",
  },
  amountAllowed: (most) => `ein Betrag wie 4.99, höchstens ${most}`,
  review: {
    "amount-differs": "es wurde ein anderer Betrag oder eine andere Währung bezahlt als vereinbart",
    "paid-twice": "es wurde zweimal bezahlt",
    "second-plan": "die Person hat zwei Abos nebeneinander bezahlt",
    "unknown-offer": "was gekauft wurde, ist nicht mehr im Angebot",
    "account-gone": "das Konto gibt es nicht mehr",
    "account-closed": "das Konto wurde geschlossen",
    disputed: "die Bank der Person bestreitet die Zahlung",
    "fraud-warning": "die Bank der Person vermutet Betrug",
    "return-differs":
      "Geld ging in einer anderen Währung zurück, als bezahlt wurde; die Credits wurden deshalb nicht genommen",
    "refund-undone": "eine Erstattung hat die Person nicht erreicht",
  },
};
