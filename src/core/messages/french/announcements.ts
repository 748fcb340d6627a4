import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "De la part de l’équipe d’Easel",
  newsTitle: "Des nouvelles d’Easel",
  switchOff: "Vous pouvez désactiver ces nouvelles avec /settings.",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `Vous avez reçu ${credits(amount)}. /balance montre ce que vous avez.`
      : `Vous avez reçu ${credits(amount)}, à dépenser jusqu’au ${day(expiresAt)}. /balance montre ce que vous avez.`,
  taken: (amount) =>
    amount < 2
      ? `${credits(amount)} qui vous avait été offert a été repris. Avec /support, vous pouvez nous demander pourquoi.`
      : `${credits(amount)} qui vous avaient été offerts ont été repris. Avec /support, vous pouvez nous demander pourquoi.`,
};
