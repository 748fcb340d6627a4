import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";

export const terms: Messages["terms"] = {
  pages: {
    people: "Qui peut utiliser Easel, et pour quoi faire",
    content: "Ce que deviennent les mots et les images",
    money: "Crédits et argent",
    rules: "Règles, droits et contact",
  },
  clauses: {
    T1: "Easel fait des images avec les modèles d’autres entreprises. Vous payez avec des crédits.",
    T2: "Les modèles, les abonnements et Easel dans son ensemble peuvent changer, s’interrompre ou prendre fin. Ce qui est désactivé ne vous coûte rien.",
    T3: `Vous avez au moins ${termsInForce.ageMin_years} ans, ou davantage là où votre pays l’exige.`,
    T4: "C’est à vous de veiller sur votre compte : ce qui est fait avec lui compte comme fait par vous.",
    T6: "Tout usage légal est bienvenu : privé, commercial, enseignement, recherche.",
    T8: "Interdit : contenus sexuels, tout ce qui est sexuel avec des mineurs, images intimes ou trompeuses de personnes réelles, haine, violence sanglante, automutilation, marchandises illégales, tromperie, atteinte aux droits ou aux données privées d’autrui.",
    T7: "Ce qu’entraîne le plus grave de tout cela : le compte est suspendu aussitôt, et une personne de notre équipe décide. Cela peut aller jusqu’à la suppression des contenus, la perte des crédits et un signalement aux autorités.",
    T9: "Les prompts sont vérifiés avant tout débit, et les modèles vérifient ce qu’ils dessinent. Ce qu’une machine bloque vous est rendu.",
    T11: "Vos images sont à vous.",
    T12: "Qu’une image faite par un modèle puisse être protégée par le droit d’auteur dépend de votre pays. Nous ne pouvons pas vous conseiller à ce sujet.",
    T13: "Les modèles appartiennent à leurs éditeurs, et leurs règles s’appliquent aussi ; /models y renvoie.",
    T14: "Nous n’entraînons rien avec vos mots et vos images, et nous ne transmettons rien pour l’entraînement.",
    T15: "Nous conservons prompts, images et références pour votre historique, pour l’assistance et contre les abus.",
    T16: "Chaque image a un prix en crédits entiers, affiché avant que vous ne dépensiez. Le prix affiché est le prix débité.",
    T17: "Un abonnement peut être résilié à tout moment, avec /subscription ou sur la page du prestataire de paiement. Il prend fin avec sa période, et ses crédits restent jusqu’à leur expiration.",
    "T9, T22":
      "Bloqué avant que nous n’interrogions un modèle : rien n’a été pris. Un modèle a masqué une image, a échoué ou n’a jamais répondu : ces crédits reviennent d’eux-mêmes. Un modèle a refusé : ils reviennent aussi, sauf si cela se répète encore et encore. La page suivante dit quand.",
    T20: "Un remboursement se décide au cas par cas : demandez-le avec /refund.",
    T21: "Quand une commande est remboursée, les crédits non dépensés de cette commande sont retirés ; les crédits dépensés restent dépensés.",
    T24: "Une panne ne vous coûte jamais un crédit.",
    T25: "Les modèles se trompent. Regardez bien une image avant de vous y fier.",
    T10: "Les comptes qui enfreignent les règles de façon répétée sont examinés par une personne et peuvent être suspendus.",
    T5: "Un compte qui contient de fausses informations, ou qui est utilisé contre ces conditions, peut être suspendu ou fermé.",
    T18: "Avant de fermer un compte, nous prévenons normalement.",
    "T19, T23":
      "Un compte fermé perd son accès et son abonnement et, après une infraction, ses crédits. Ses contenus sont supprimés quelque temps plus tard, et aucun nouveau compte ne peut être ouvert depuis les mêmes messageries.",
    T26: "Une image utilise votre œuvre ou vous montre ? /report la soumet à une personne de notre équipe. Qui enfreint des droits de façon répétée perd son compte.",
    T27: "Quand ces conditions changent de façon importante, nous vous redemandons votre accord.",
    T28: `Questions : ${termsInForce.contact}. Nous visons une réponse sous 1–3 jours ouvrés.`,
  },
  title: (page) => `Les conditions en bref · ${page}`,
  previous: "Page précédente",
  next: "Page suivante",
};
