import type { Messages } from "../../messages.ts";
import { day, minute, plural } from "./wording.ts";

export const support: Messages["support"] = {
  title: "Assistance",
  category: {
    payment: "Paiement",
    picture: "Une image",
    account: "Mon compte",
    safety: "Sécurité",
    other: "Autre chose",
  },
  state: {
    open: "Attend notre réponse",
    answered: "Répondu",
    asked: "Attend votre réponse",
    closed: "Fermé",
  },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `Vous n’avez pas de ticket. Écrivez de quoi il s’agit, et une personne de notre équipe répond sous ${plural(days, { one: "jour ouvré", other: "jours ouvrés" })}, samedis et dimanches non compris. /support suivi de vos mots fait la même chose, avec des images aussi.`,
  list: "Vos tickets, le plus récent en premier.",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null ? `${state} · du ${day(openedAt)}` : `${state} · du ${day(openedAt)} · d’ici le ${minute(dueAt)}`,
  opened: (number, dueAt) =>
    `Votre ticket est ${number}. Une personne de notre équipe répond d’ici le ${minute(dueAt)} ; je vous préviens ici, ou dans vos autres messageries. /support montre où il en est.`,
  openedAlready: (number) => `C’est déjà le ticket ${number}, et il est chez nous. Il n’y a rien d’autre à faire.`,
  added: (number, dueAt) => `C’est ajouté à votre ticket ${number}. Nous répondons d’ici le ${minute(dueAt)}.`,
  addedAlready: (number) => `C’est déjà dans votre ticket ${number}. Il n’y a rien d’autre à faire.`,
  withoutTerms:
    "Vous n’avez pas accepté les conditions telles qu’elles sont maintenant, et pour ceci ce n’est pas nécessaire : seul ce que vous écrivez pour ce ticket est conservé, pour y répondre.",
  picturesLeft: (count) =>
    count === 1
      ? "Votre image n’a pas été conservée : des images peuvent venir une fois que vous avez accepté les conditions, avec /start."
      : `Vos ${count} images n’ont pas été conservées : des images peuvent venir une fois que vous avez accepté les conditions, avec /start.`,
  closedNow: (number) =>
    `Le ticket ${number} est fermé. S’il reste quelque chose, écrivez la suite ou rouvrez-le ; ses mots sont supprimés un an après sa fermeture.`,
  reopenedNow: (number, dueAt) => `Le ticket ${number} est rouvert. Nous répondons d’ici le ${minute(dueAt)}.`,
  status: "État",
  statusDue: (state, dueAt) => `${state}, au plus tard le ${minute(dueAt)}`,
  order: "Commande",
  you: (at) => `Vous, ${minute(at)}`,
  us: (at) => `Easel, ${minute(at)}`,
  wordsGone: "Ce qui a été dit ici est supprimé : le ticket est fermé depuis un an.",
  picture: (number) => `Image ${number} de ce ticket`,
  howToAddPictures: (number) => `Pour ajouter des images, joignez-les à : /support --ticket ${number} et vos mots.`,

  newTicket: "Nouveau ticket",
  writeMore: "Écrire la suite",
  close: "Fermer",
  reopen: "Rouvrir",
  earlier: "Plus anciens",
  all: "Tous mes tickets",
  writeToUs: "Nous écrire",

  formTitle: "Écrire à l’assistance",
  formMoreTitle: (number) => `Suite de ${number}`,
  formCategory: "De quoi s’agit-il ?",
  formWords: "Que s’est-il passé ? Qu’est-ce qui aiderait ?",
  formOrder: "Quelle commande ?",
  formNoOrder: "Aucune de celles-ci",
  formSend: "Envoyer",

  answerTitle: (number) => `Notre réponse à ${number}`,
  answerAsked: (number) => `Il nous faut quelque chose de vous pour ${number}`,
  answerThen: {
    answered: "S’il reste quelque chose, répondez avec le bouton.",
    asked: "Répondez avec le bouton, s’il vous plaît, ou avec /support.",
    closed: "Le ticket est ainsi fermé. S’il reste quelque chose, répondez, et il est rouvert.",
  },
  reply: "Répondre",
  closedTitle: (number) => `Votre ticket ${number} est fermé`,
  closedText: "Nous pensons que tout est réglé. S’il reste quelque chose, répondez, et il est rouvert.",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "Écrivez quelques mots à ce sujet, s’il vous plaît, pour que nous puissions vous aider. Par exemple : /support --category payment mes crédits ne sont pas arrivés",
  "ticket-too-long": ({ length, lengthMax }) =>
    `Votre texte compte ${length} caractères, et un message en prend ${lengthMax}. Raccourcissez-le, s’il vous plaît, ou envoyez-le en deux messages.`,
  "ticket-images": ({ given, max }) =>
    `Il y a ${plural(given, { one: "image", other: "images" })}, et un message en prend ${max}. Envoyez les autres avec le suivant, s’il vous plaît.`,
  "ticket-unknown": () => "Vous n’avez pas de ticket de ce nom. /support montre ceux que vous avez.",
  "ticket-ended": () =>
    "On ne peut plus rien ajouter à ce ticket. Ouvrez-en un nouveau avec /support, s’il vous plaît.",
  "tickets-too-many": ({ max }) =>
    `Vous avez ${plural(max, { one: "ticket ouvert", other: "tickets ouverts" })}, le maximum pour une personne. Écrivez la suite pour l’un d’eux, ou fermez-en un : /support les montre.`,
  "ticket-messages": ({ max, waitHours }) =>
    `Vous nous avez envoyé ${plural(max, { one: "message", other: "messages" })} aujourd’hui, et les suivants nous parviendront demain : réécrivez dans ${plural(waitHours, { one: "heure", other: "heures" })}, s’il vous plaît. Ce que vous avez envoyé est chez nous.`,
} satisfies Partial<Messages["refusals"]>;
