import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () =>
    "Rien ne peut être acheté ici pour le moment. Réessayez plus tard, s’il vous plaît ; ce que vous avez reste à vous.",
  "offer-gone": () => "Ceci n’est plus proposé. /buy montre ce qu’il y a. Rien n’a été débité.",
  "offer-unknown": ({ given, offers }) =>
    `Il n’y a pas de « ${shortened(given, 40)} » ici. Vous avez le choix entre ${list(offers)} : /buy seul montre tout.`,
  "purchase-closed": () =>
    `Vos crédits sont bloqués pendant que nous examinons votre compte, rien ne peut donc être acheté pour lui maintenant. Questions : ${termsInForce.contact}.`,
  "already-subscribed": () =>
    "Vous avez déjà un abonnement. /subscription l’affiche, et permet d’en changer. Un pack de crédits, vous pouvez l’acheter à tout moment : /buy.",
  "payment-unreachable": () =>
    "Notre prestataire de paiement ne répond pas en ce moment. Réessayez dans quelques minutes, s’il vous plaît. Rien n’a été débité.",
  "payment-refused": () =>
    `Notre prestataire de paiement n’a pas pu le faire, et nous avons été prévenus. Rien n’a été débité. Questions : ${termsInForce.contact}.`,
  "payment-declined": () =>
    "Votre carte ou votre banque a dit non, rien n’a donc été changé ni débité. /subscription mène là où vous pouvez utiliser une autre carte.",
  "no-subscription": () => "Vous n’avez pas d’abonnement pour le moment. /buy montre ce qu’il y a.",
  "subscription-not-active": () =>
    "Vous pourrez changer d’abonnement dès que le paiement en attente sera passé : /subscription mène là où vous pouvez le régler.",
  "subscription-ends": () =>
    "Votre abonnement se termine avec sa période. Pour passer à un autre, gardez-le d’abord, s’il vous plaît : /subscription.",
  "same-plan": () => "C’est l’abonnement que vous avez. Rien n’a été changé.",
  "order-unknown": () => "Vous n’avez pas de commande payée comme celle-là. /refund montre celles que vous avez.",
  "order-refunded": ({ order }) =>
    `Tout l’argent de la commande ${order} a déjà été rendu, il ne reste donc rien à rembourser.`,
  "request-unknown": () => "Cette demande n’existe plus. /admin refunds montre celles qui attendent.",
  "request-decided": () => "Quelqu’un a déjà tranché cette demande. /admin refunds montre celles qui attendent.",
  "refund-too-large": ({ left }) =>
    `Sur cette commande, ${shownMoney(left)} au plus peuvent être rendus, et il faut au moins quelque chose.`,
  "operators-only": () =>
    "Ceci est réservé aux personnes qui gèrent Easel. /help montre ce que je peux faire pour vous.",
} satisfies Partial<Messages["refusals"]>;
