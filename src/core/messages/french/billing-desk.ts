import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "Une commande attend un examen",
  reviewText: (order, reasons) => `${order} : ${list(reasons)}. /admin orders montre ce qu’on peut faire.`,
  requestTitle: "Quelqu’un demande à être remboursé",
  requestText: (order) =>
    `Il s’agit de la commande ${order}. /admin refunds affiche la demande, et c’est là qu’on décide.`,

  reconciledTitle: "Ce que la vérification des paiements n’a pas pu réparer ce matin",
  reconciledText: "On regarde de nouveau demain. Le journal en dit plus.",
  ungranted: (count) => `Payé, et rien n’a été donné : ${count}`,
  disagreeing: (count) => `La commande et le registre se contredisent : ${count}`,
  orderless: (count) => `Pages payées sans commande : ${count}`,
  unlooked: (count) => `N’a pas pu être examiné : ${count}`,
  unlookedText: "Un nouvel essai suit demain.",

  listTitle: "Commandes qui attendent un examen",
  none: "Rien n’attend.",
  listText: (shown, isAll) =>
    isAll
      ? `${shown === 1 ? "Une commande attend" : `${shown} commandes attendent`}. La plus ancienne vient en premier.`
      : `Voici les ${shown} plus anciennes ; il y en a d’autres.`,
  look: (order) => `Voir ${order}`,
  why: "Pourquoi elle attend",
  reasonLine: (reason, since) => `${day(since)} : ${reason}`,
  account: "Compte",
  payment: "Paiement",
  paymentReturned: (payment, at) => `${payment} · de l’argent en est reparti le ${day(at)}`,
  left: "Crédits",
  unspent: (unspent, total) => `${unspent} sur ${credits(total)} non dépensés`,
  held: "Elle est retenue : son argent est là, et rien de plus n’est donné avant votre décision.",
  heldReturned: "Elle est retenue, et son argent est reparti : aucun crédit n’est dû.",
  notHeld: "Ses crédits ont été donnés comme d’habitude ; elle n’attend que votre regard.",
  howToRefund:
    "Pour rendre l’argent, remboursez le paiement sur la page du prestataire de paiement : ses crédits suivent d’eux-mêmes.",
  release: "Donner ses crédits",
  releaseAsk: (amount, order) =>
    `La commande ${order} a été retenue. ${credits(amount)} ${amount < 2 ? "irait" : "iraient"} tout de suite à son compte. Votre nom est conservé avec la décision. Les donner ?`,
  releaseYearAsk: (amount, order) =>
    `La commande ${order} a été retenue. ${credits(amount)} ${amount < 2 ? "irait" : "iraient"} à son compte mois par mois, jusqu’à la fin de son année. Votre nom est conservé avec la décision. Les donner ?`,
  releaseYes: "Oui, les donner",
  released: (order) => `La commande ${order} est débloquée : la personne a les crédits et a été prévenue.`,
  stillHeld: (order, why) =>
    `La commande ${order} est toujours retenue, personne ne peut donc recevoir les crédits : ${why}.`,
  close: "Il n’y a plus rien à faire",
  closeAsk: (order) =>
    `La commande ${order} quitterait cette liste. Rien d’autre n’y change. Votre nom est conservé avec la décision. La retirer ?`,
  closeYes: "Oui, la retirer",
  closed: (order) => `La commande ${order} n’est plus dans la liste.`,
  changed:
    "Il s’est passé quelque chose avec cette commande entre-temps, rien n’a donc été fait. Voici où elle en est.",
  back: "Retour à la liste",
};
