import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const each = { month: "par mois", year: "par an" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "Vos crédits sont là",
  arrived: (amount, expiresAt, order) =>
    `${credits(amount)} de la commande ${order} ${amount < 2 ? "est à vous, valable" : "sont à vous, valables"} jusqu’au ${day(expiresAt)}. Envoyez /imagine pour en faire quelque chose, ou /balance pour voir tout ce que vous avez.`,
  returnedTitle: "Votre argent vous revient",
  returned: (money, order, taken) =>
    taken === 0
      ? `${money} de la commande ${order} repartent vers votre moyen de paiement ; si une banque intervient, cela prend cinq à dix jours. Il ne restait aucun de ses crédits, votre solde ne change donc pas.`
      : `${money} de la commande ${order} repartent vers votre moyen de paiement ; si une banque intervient, cela prend cinq à dix jours. Avec eux, ${credits(taken)} que vous n’aviez pas ${taken < 2 ? "dépensé a quitté" : "dépensés ont quitté"} votre solde.`,
  undoneTitle: "Des crédits sont de nouveau à vous",
  undone: (money, order, restored) =>
    restored === 0
      ? `Finalement, ${money} de la commande ${order} ne vous sont pas revenus : cet argent est de nouveau chez nous. Aucun de ses crédits n’était parti, votre solde ne change donc pas. Si vous l’attendez encore, /paysupport dit comment nous joindre.`
      : `Finalement, ${money} de la commande ${order} ne vous sont pas revenus : cet argent est de nouveau chez nous. Vous retrouvez donc ${credits(restored)} qui ${restored === 1 ? "était parti" : "étaient partis"} avec. Si vous attendez encore cet argent, /paysupport dit comment nous joindre.`,
  declinedTitle: "À propos de votre demande de remboursement",
  declined: (order, answer) =>
    `Nous avons examiné votre demande pour la commande ${order}, et nous ne pouvons pas rendre cet argent. La raison : ${answer}\n\nSes crédits restent à vous. Si vous pensez que nous nous sommes trompés, écrivez-nous : /paysupport dit comment.`,
  notPaidTitle: "Votre paiement n’est pas arrivé",
  notPaid: (money, order) =>
    `Votre banque n’a pas laissé passer ${money} pour la commande ${order}, rien n’a donc été acheté. /buy vous donne un nouveau lien de paiement ; un autre moyen de payer peut marcher.`,
  paymentFailedTitle: "Votre paiement n’est pas passé",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `Nous n’avons pas pu prélever ${money} pour votre abonnement. De nouveaux crédits arrivent dès qu’il est payé ; ceux que vous avez restent à vous. Vérifiez votre carte, s’il vous plaît : /subscription y mène.`
      : `Nous n’avons pas pu prélever ${money} pour votre abonnement, et nous réessayons le ${day(nextAttemptAt)}. De nouveaux crédits arrivent dès qu’il est payé ; ceux que vous avez restent à vous. Si votre carte a changé, /subscription mène là où vous pouvez l’indiquer.`,
  payNow: "Payer maintenant",
  cancelledTitle: "Votre abonnement se termine avec sa période",
  cancelled: (plan, endsAt) =>
    `${plan} se termine le ${day(endsAt)}, et plus rien n’est débité. Les crédits que vous avez restent à vous jusqu’à leur expiration. Vous avez changé d’avis ? D’ici là, /subscription annule cela.`,
  endedTitle: "Votre abonnement est terminé",
  ended: (plan) =>
    `${plan} est terminé, et plus rien n’est débité. Les crédits que vous avez restent à vous jusqu’à leur expiration. /buy montre ce qu’il y a.`,

  buyTitle: "Obtenir des crédits",
  buyText:
    "Un pack se paie une fois. Un abonnement apporte de nouveaux crédits chaque mois, et vous pouvez y mettre fin à tout moment.",
  buyPacksText: "Un pack se paie une fois, et il n’y a rien à résilier.",
  packs: "Les packs",
  plansMonthly: "Abonnements payés au mois",
  plansYearly: "Abonnements payés à l’année",
  packLine: (name, amount, days, price) =>
    `${name} : ${credits(amount)} pour ${price}, ${amount < 2 ? "valable" : "valables"} ${days === 365 ? "un an" : plural(days, { one: "jour", other: "jours" })}`,
  planLine: (name, amount, price, interval) => `${name} : ${credits(amount)} par mois pour ${price} ${each[interval]}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  showMonthly: "Abonnements au mois",
  showYearly: "Abonnements à l’année",
  showIn: (currency) => `En ${currency.toUpperCase()}`,
  noOffers: "Il n’y a rien à acheter ici pour le moment. Revenez plus tard, s’il vous plaît.",
  subscribed: "Vous avez un abonnement : /subscription l’affiche et permet d’en changer.",

  linkTitle: "Votre lien de paiement",
  link: (what, price, order, until) =>
    `${what} · ${price} · commande ${order}\n\nLe lien est à vous seul et fonctionne jusqu’au ${minute(until)}. Dès que vous avez payé, je vous le dis ici et vos crédits sont prêts.`,
  pay: (price) => `Payer ${price}`,
  linkSent: "Je vous ai envoyé le lien de paiement en message privé.",
  linkHere:
    "Je n’ai pas le droit de vous écrire en message privé, voici donc votre lien de paiement. Vous seul le voyez. Pour que je vous prévienne quand les crédits sont là, autorisez les messages privés, ou envoyez /balance.",
  openChat:
    "Je n’ai pas le droit de vous écrire avant que vous ne m’ayez écrit. Ouvrez notre discussion privée, s’il vous plaît : la boutique y est, et personne d’autre ne voit votre lien de paiement.",
  openChatButton: "Ouvrir la discussion privée",
  underWay: (order) =>
    `Votre paiement pour la commande ${order} est en route ; certaines banques mettent quelques jours. Je vous préviens dès que les crédits sont là. Il n’y a rien d’autre à faire.`,
  paidAlready: (order) => `La commande ${order} est payée. /balance montre vos crédits.`,
  otherMethods: "Ou payer par",
  method: { stripe: "carte", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name} : ${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name} : ${credits(amount)} par mois, payés au mois jusqu’à résiliation`
        : `${name} : ${credits(amount)} par mois, payés à l’année jusqu’à résiliation`,
  },

  noSubscriptionTitle: "Vous n’avez pas d’abonnement",
  noSubscription: "Un abonnement apporte de nouveaux crédits chaque mois. /buy montre ce qu’il y a.",
  subscriptionTitle: (plan) => `Votre abonnement : ${plan}`,
  subscriptionsTitle: "Vos abonnements",
  subscriptionsText:
    "Vous avez plus d’un abonnement, et chacun est payé à part. Choisissez-en un pour le voir ou le résilier.",
  unknownPlan: "un ancien abonnement",
  field: {
    plan: "Abonnement",
    state: "État",
    renewal: "Prochain paiement",
    ends: "Se termine",
    credits: "Crédits de cet abonnement",
    change: "Changement prévu",
    invoices: "Factures",
  },
  state: {
    active: "en cours",
    "past-due": "le dernier paiement a échoué ; nous réessayons",
    unpaid: "impayé",
    paused: "en pause",
    incomplete: "pas encore payé",
    ended: "terminé",
  },
  planValue: (amount, price, interval) => `${credits(amount)} par mois, ${price} ${each[interval]}`,
  renewal: (date, money) => `${day(date)}, ${money}`,
  endsOn: (date) => `${day(date)} ; les crédits que vous avez restent à vous jusqu’à leur expiration`,
  left: (amount) => `il reste ${credits(amount)} de ce qu’il a apporté`,
  changeTo: (plan, at) => `${plan} à partir du ${day(at)}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: {
    draft: "en préparation",
    open: "à payer",
    paid: "payée",
    void: "annulée",
    uncollectible: "non recouvrée",
  },
  cancelButton: "Résilier l’abonnement",
  resumeButton: "Garder l’abonnement",
  changeButton: "Changer d’abonnement",
  portalButton: "Factures et carte",
  cancelAsk: (plan, endsAt) =>
    `${plan} se terminerait le ${day(endsAt)}. D’ici là, tout reste en l’état, et vos crédits restent à vous jusqu’à leur expiration. Le résilier ?`,
  cancelYes: "Oui, le résilier",
  cancelNo: "Non, le garder",
  resumed: "Bien : votre abonnement continue.",
  changeTitle: "Changer d’abonnement",
  changeText:
    "Un abonnement supérieur commence tout de suite : vous recevez ses crédits maintenant, et ce qui reste de la période payée est déduit. Un abonnement inférieur commence quand votre période se termine.",
  changeButtonTo: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  changeKeep: (name) => `Rester avec ${name}`,
  changeAskNow: (name, amount, price, before) =>
    `${name} commence tout de suite : ${credits(amount)} maintenant, et une nouvelle période pour ${price}, moins ce qui reste de celle que vous avez payée pour ${before}. Votre carte est débitée aussitôt.`,
  changeAskLater: (name, amount, price, at) =>
    `À partir du ${day(at)}, vous auriez ${name} : ${credits(amount)} par mois pour ${price}. D’ici là, tout reste en l’état.`,
  changeAskKeep: (name) => `Le changement prévu est abandonné, et vous restez avec ${name}.`,
  changeYesNow: "Oui, payer et changer",
  changeYes: "Oui, changer",
  changeNo: "Non, laisser ainsi",
  changedNow: (name) => `Bienvenue chez ${name}. Ses crédits arrivent dès que le paiement est passé.`,
  changedLater: (name, at) => `${name} commence le ${day(at)}. D’ici là, tout reste en l’état.`,
  changeTakenBack: (name) => `Vous restez avec ${name}.`,
  portalTitle: "Factures et carte",
  portalText:
    "Cette page de notre prestataire de paiement affiche vos factures et vous permet de changer de carte ou de résilier.",
  portalOpen: "Ouvrir la page",

  ordersTitle: "Vos commandes",
  ordersText: "De quelle commande s’agit-il ? Une personne de notre équipe examine chaque demande.",
  noOrders: "Aucune commande ne peut être remboursée en ce moment. /paysupport dit comment nous joindre.",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `Rembourser ${number}`,
  refundTitle: (number) => `Remboursement de la commande ${number}`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `Jusqu’à ${money} pourraient vous revenir. Il ne reste aucun de ses crédits, votre solde ne changerait donc pas.`
      : `Jusqu’à ${money} pourraient vous revenir. Avec la totalité, ${credits(taken)} que vous n’avez pas ${taken < 2 ? "dépensé partirait" : "dépensés partiraient"} ; ce qui est dépensé reste dépensé.`,
  refundAsk: "Demander un remboursement",
  refundReason: "Pourquoi voulez-vous être remboursé ?",
  refundReasonAllowed: "quelques mots qui disent pourquoi",
  refundSubmit: "Envoyer la demande",
  refundRequestedTitle: "Nous avons votre demande",
  refundRequested: (number) =>
    `Une personne de notre équipe examine la commande ${number} sous trois jours ouvrés et décide (T20). Je vous dirai sa réponse. D’ici là, vos crédits restent tels quels.`,
  refundRepeated: (number) =>
    `Vous l’avez déjà demandé pour la commande ${number}, et cette demande tient toujours. Il n’y a rien d’autre à faire.`,

  paysupportTitle: "Aide aux paiements",
  paysupport: (contact) =>
    `Des crédits ne sont pas arrivés, vous avez payé deux fois, ou vous voulez être remboursé ? Vos commandes sont ci-dessous ; /refund demande le remboursement, et une personne de notre équipe décide. Pour tout le reste, écrivez-nous avec le bouton, ou à ${contact} en indiquant le numéro de la commande. Nous répondons sous trois jours ouvrés. Ni Telegram ni Discord ne peuvent vous aider pour les achats faits ici.`,
  yourOrders: "Vos dernières commandes",
  yourOrder: "La commande",

  adminRefunds: "Demandes de remboursement",
  adminNoRefunds: "Rien n’attend.",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · ${unspent} sur ${credits(total)} non dépensés · ${day(since)} · « ${reason} »`,
  adminFailed: (code) => `Le prestataire de paiement a dit non (${code}). Décidez encore une fois, s’il vous plaît.`,
  adminAll: "Tout rendre",
  adminPart: "Rendre une partie",
  adminDecline: "Refuser",
  adminPartLabel: (currency) => `Combien, en ${currency.toUpperCase()} ?`,
  adminDeclineLabel: "Pourquoi pas ? La personne lira ceci.",
  adminSend: "Décider",
  adminNext: "Demande suivante",
  adminUnderWay: "Approuvés, et pas encore arrivés",
  adminBeingSent: (number, money) => `${number} · ${money} · attend d’être envoyé au prestataire de paiement`,
  adminWithProvider: (number, money) => `${number} · ${money} · le prestataire de paiement l’envoie`,
  adminMore: "Voir plus",
  adminDecided: {
    open: "Toujours ouverte.",
    approved: "Approuvée : l’argent est en route, et les crédits suivent quand il est parti.",
    declined: "Refusée, et la personne a été prévenue.",
    done: "C’est fait : l’argent est rendu, et ses crédits sont partis.",
    failed: "Le prestataire de paiement a dit non. Elle attend dans la liste.",
  },
  amountAllowed: (most) => `un montant comme 4.99, ${most} au plus`,
  review: {
    "amount-differs": "un montant ou une devise autres que convenu ont été payés",
    "paid-twice": "elle a été payée deux fois",
    "second-plan": "la personne a payé deux abonnements à la fois",
    "unknown-offer": "ce qui a été acheté n’est plus dans les offres",
    "account-gone": "le compte n’existe plus",
    "account-closed": "le compte a été fermé",
    disputed: "la banque du payeur conteste le paiement",
    "fraud-warning": "la banque du payeur soupçonne une fraude",
    "return-differs":
      "de l’argent est reparti dans une autre devise que celle du paiement ; ses crédits n’ont donc pas été repris",
    "refund-undone": "un remboursement n’est pas parvenu au payeur",
  },
};
