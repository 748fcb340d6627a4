import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "cadeau de bienvenue"],
  ["easel", "offert par l’équipe d’Easel"],
]);

const kinds = { promotional: "cadeau", subscription: "abonnement", bought: "achat" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `Vous avez ${credits(available)}`,
  held: (amount) =>
    amount < 2
      ? `${credits(amount)} est mis de côté pour les images en cours.`
      : `${credits(amount)} sont mis de côté pour les images en cours.`,
  frozen: `Vos crédits sont bloqués pendant que nous examinons votre compte. Questions : ${termsInForce.contact}.`,
  closed:
    "Votre compte est fermé : les crédits ne peuvent plus être utilisés. Le message à ce sujet dit ce qu’ils sont devenus ; si c’est une erreur, /appeal soumet la question à l’un de nous.",
  onHold: (amount) =>
    `${credits(amount)} ci-dessous ${amount < 2 ? "est bloqué" : "sont bloqués"} pendant qu’une banque examine le paiement correspondant. /paysupport dit comment nous joindre.`,
  empty: "Il n’y a encore rien à dépenser. Envoyez /start pour recevoir vos crédits de bienvenue.",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "sans expiration" : `jusqu’au ${day(expiresAt)}`}`,
  lots: "D’où ils viennent, et jusqu’à quand",
  movements: "Derniers mouvements",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "une image",
  expired: "expirés",
  released: (amount) => `${credits(amount)} mis de côté ${amount < 2 ? "vous est revenu" : "vous sont revenus"}`,
  reclaimed: (reason) =>
    reason === "easel"
      ? "repris par l’équipe d’Easel"
      : reason === "welcome-again"
        ? "le second cadeau de bienvenue, celui du compte relié"
        : "repris avec une commande remboursée",
  forfeited: "perdus",
  joined: "de votre autre compte",
  left: "passés à votre autre compte",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  amount < 2
    ? `${credits(amount)} à vous expire le ${day(expiresAt)}. Envoyez /imagine pour en faire quelque chose, ou /balance pour voir ce que vous avez.`
    : `${credits(amount)} à vous expirent le ${day(expiresAt)}. Envoyez /imagine pour en faire quelque chose, ou /balance pour voir ce que vous avez.`;
