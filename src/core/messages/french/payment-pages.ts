import type { Messages } from "../../messages.ts";

export const paymentPages: Messages["paymentPages"] = {
  paid: {
    title: "Merci",
    text: "Votre paiement est arrivé. Easel vous écrit dans la messagerie dès que vos crédits sont là, le plus souvent en moins d’une minute. Vous pouvez fermer cette page.",
  },
  cancelled: {
    title: "Rien n’a été acheté",
    text: "Vous êtes parti avant de payer, rien n’a donc été débité. Le lien dans votre messagerie fonctionne encore un moment. Vous pouvez fermer cette page.",
  },
  portal: {
    title: "C’est fait",
    text: "Easel saura dans un instant ce que vous avez changé : /subscription l’affiche dans la messagerie. Vous pouvez fermer cette page.",
  },
};
