import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute, plural } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "une image", area: "un mégapixel" },
  // Les décimales suivent une virgule.
  inCredits: (amount) => credits(amount).replace(".", ","),
  line: (of, before, after) => `${of} : ${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}, payé au mois` : `${name}, payé à l’année`),

  noticeTitle: "Un prix augmente",
  notice: (subject, lines, from) =>
    `${subject} coûtera plus cher pour tout le monde à partir du ${day(from)} :\n${lines}\n\nComme vous avez un abonnement, vous gardez le prix d’aujourd’hui pendant au moins 30 jours à compter de maintenant (T16). /pricing montre ce que vous payez et à partir de quand cela change.`,
  noticePlan: (subject, lines, from) =>
    `${subject} coûtera plus cher pour tout le monde à partir du ${day(from)} :\n${lines}\n\nComme vous avez un abonnement, rien ne change pour vous pendant au moins 30 jours à compter de maintenant (T16) ; si c’est votre abonnement, le nouveau prix commence au premier renouvellement qui suit. /subscription montre ce que vous payez et vous permet de résilier à tout moment.`,

  announcedTitle: "Annoncé",
  announced: (subject, lines, from) => `${subject}, à partir du ${day(from)} :\n${lines}`,
  announcedForOthers: (subject, lines, from, own) =>
    `${subject}, à partir du ${day(from)}, et pour vous pas avant le ${day(own)} :\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}, à partir du ${day(from)}, et pour vous pas avant 30 jours après notre message à ce sujet :\n${lines}`,
  changed: (before, now) =>
    `Le prix a changé entre-temps, de ${before} à ${now}. Rien n’a été débité. Appuyez sur le bouton si le nouveau prix vous convient.`,
  payWithStars: "Payer en Telegram Stars",
  payByCard: (currency) => `Payer par carte, en ${currency.toUpperCase()}`,
  starsWhat: (amount, days) =>
    `${credits(amount)} pour des images, ${amount < 2 ? "valable" : "valables"} ${days === 365 ? "un an" : plural(days, { one: "jour", other: "jours" })}.`,
  starsClosed: "Cette facture ne peut plus être payée. Envoyez /buy pour une nouvelle. Rien n’a été débité.",
  starsLater:
    "Désolé, cela prend trop de temps en ce moment. Réessayez dans une minute, s’il vous plaît. Rien n’a été débité.",
  offersTitle: "Packs et abonnements",
  offersText: "/buy montre ce qu’ils apportent.",

  adminTitle: "Prix",
  adminHow:
    "Annoncez un changement avec /admin price QUOI PRIX --from 2027-01-31 --reason RAISON. Sans jour, il commence dans une minute. Une hausse atteint les abonnés 30 jours après l’avis.",
  adminSubjects: (subjects) => `Ce qui a un prix : ${list(subjects)}.`,
  adminNone: "Rien n’est annoncé.",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}, à partir du ${minute(from)} :\n${lines}\nPar ${by} : ${shortened(reason, 200)}`,
  adminPreviewTitle: "Annoncer ceci ?",
  adminRise:
    "C’est une hausse. Les abonnés sont prévenus maintenant, et la paient au plus tôt 30 jours après l’avoir été ; tous les autres, à partir de sa date.",
  adminCut: "C’est une baisse. Elle vaut pour tout le monde à partir de sa date.",
  adminAnnounce: "L’annoncer",
  adminCancel: (subject) => `Retirer : ${subject}`,
  adminAnnounced: (subject, from) => `Annoncé : ${subject}, à partir du ${minute(from)}.`,
  adminCancelled: (subject) => `Retiré : ${subject} garde son prix.`,
  reasonAllowed: "la raison, en quelques mots : elle est conservée avec le changement",
  dateAllowed: "un jour comme 2027-01-31, ou avec l’heure, 2027-01-31T12:00, en UTC",
  amountAllowed: (names, example) => `des prix avec leurs noms, ${list(names)}, par exemple ${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `Il n’y a pas de « ${shortened(given, 40)} » avec un prix. En ont un : ${list(subjects)}.`,
  "price-date": () =>
    "Un prix peut changer à partir de la prochaine minute, et au plus tard dans deux ans. Donnez un autre jour, s’il vous plaît.",
  "price-same": () => "C’est déjà ce que cela coûte. Rien n’a été annoncé.",
  "price-in-between": ({ from }) =>
    `Un changement ultérieur de ce prix, à partir du ${minute(from)}, s’appuie sur celui-ci. Retirez d’abord l’ultérieur, s’il vous plaît : /admin price l’affiche.`,
  "price-in-effect": () =>
    "Ce prix est en vigueur, ou le sera dans la minute, il ne peut donc plus être retiré. Annoncez plutôt un autre changement.",
  "price-overtaken": () =>
    "Quelqu’un a annoncé entre-temps un autre changement de ce prix. /admin price montre ce qui est annoncé maintenant.",
} satisfies Partial<Messages["refusals"]>;
