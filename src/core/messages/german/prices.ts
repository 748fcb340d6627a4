import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "ein Bild", area: "ein Megapixel" },
  inCredits: credits,
  line: (of, before, after) => `${of}: ${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}, monatlich bezahlt` : `${name}, jährlich bezahlt`),

  noticeTitle: "Ein Preis steigt",
  notice: (subject, lines, from) =>
    `${subject} kostet ab ${day(from)} für alle mehr:\n${lines}\n\nWeil du ein Abo hast, behältst du den heutigen Preis noch mindestens 30 Tage von jetzt an (T16). /pricing zeigt, was du zahlst und ab wann es sich ändert.`,
  noticePlan: (subject, lines, from) =>
    `${subject} kostet ab ${day(from)} für alle mehr:\n${lines}\n\nWeil du ein Abo hast, ändert sich für dich mindestens 30 Tage von jetzt an nichts (T16); ist es dein Abo, gilt der neue Preis ab der ersten Verlängerung danach. /subscription zeigt, was du zahlst, und dort kannst du jederzeit kündigen.`,

  announcedTitle: "Angekündigt",
  announced: (subject, lines, from) => `${subject}, ab ${day(from)}:\n${lines}`,
  announcedForOthers: (subject, lines, from, own) =>
    `${subject}, ab ${day(from)}, und für dich nicht vor dem ${day(own)}:\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}, ab ${day(from)}, und für dich nicht früher als 30 Tage nach unserer Nachricht darüber:\n${lines}`,
  changed: (before, now) =>
    `Der Preis hat sich inzwischen geändert, von ${before} auf ${now}. Es wurde nichts berechnet. Drück den Knopf, wenn der neue Preis für dich passt.`,
  payWithStars: "Mit Telegram Stars zahlen",
  payByCard: (currency) => `Mit Karte zahlen, in ${currency.toUpperCase()}`,
  starsWhat: (amount, days) =>
    `${credits(amount)} für Bilder, gültig für ${days === 365 ? "ein Jahr" : `${days} Tage`}.`,
  starsClosed: "Diese Rechnung lässt sich nicht mehr bezahlen. Schick /buy für eine neue. Es wurde nichts berechnet.",
  starsLater:
    "Das dauert gerade leider zu lange. Versuch es bitte in einer Minute noch einmal. Es wurde nichts berechnet.",
  offersTitle: "Pakete und Abos",
  offersText: "/buy zeigt, was sie bringen.",

  adminTitle: "Preise",
  adminHow:
    "Kündige eine Änderung an mit /admin price WAS PREIS --from 2027-01-31 --reason WARUM. Ohne Tag beginnt sie in einer Minute. Eine Erhöhung erreicht alle mit Abo 30 Tage nach der Nachricht.",
  adminSubjects: (subjects) => `Was einen Preis hat: ${list(subjects)}.`,
  adminNone: "Es ist nichts angekündigt.",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}, ab ${minute(from)}:\n${lines}\nVon ${by}: ${shortened(reason, 200)}`,
  adminPreviewTitle: "Das ankündigen?",
  adminRise:
    "Das ist eine Erhöhung. Wer ein Abo hat, erfährt es jetzt und zahlt frühestens 30 Tage danach mehr; alle anderen ab dem genannten Tag.",
  adminCut: "Das ist eine Senkung. Sie gilt für alle ab dem genannten Tag.",
  adminAnnounce: "Ankündigen",
  adminCancel: (subject) => `Zurücknehmen: ${subject}`,
  adminAnnounced: (subject, from) => `Angekündigt: ${subject}, ab ${minute(from)}.`,
  adminCancelled: (subject) => `Zurückgenommen: ${subject} behält den Preis.`,
  reasonAllowed: "warum, in ein paar Worten: Es wird mit der Änderung aufbewahrt",
  dateAllowed: "ein Tag wie 2027-01-31, oder mit Uhrzeit, 2027-01-31T12:00, in UTC",
  amountAllowed: (names, example) => `Preise mit ihren Namen, ${list(names)}, etwa ${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `Es gibt kein „${shortened(given, 40)}“ mit einem Preis. Diese haben einen: ${list(subjects)}.`,
  "price-date": () =>
    "Ein Preis kann sich ab der nächsten Minute ändern und höchstens zwei Jahre von jetzt an. Nenne bitte einen anderen Tag.",
  "price-same": () => "So viel kostet es schon. Es wurde nichts angekündigt.",
  "price-in-between": ({ from }) =>
    `Eine spätere Änderung dieses Preises, ab ${minute(from)}, baut auf dieser auf. Nimm bitte zuerst die spätere zurück: /admin price zeigt sie.`,
  "price-in-effect": () =>
    "Dieser Preis gilt schon oder innerhalb der nächsten Minute und lässt sich nicht mehr zurücknehmen. Kündige stattdessen eine weitere Änderung an.",
  "price-overtaken": () =>
    "Inzwischen hat jemand eine andere Änderung dieses Preises angekündigt. /admin price zeigt, was jetzt angekündigt ist.",
} satisfies Partial<Messages["refusals"]>;
