import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "Da equipe do Easel",
  newsTitle: "Novidades do Easel",
  switchOff: "Você pode desativar essas novidades com /settings.",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `Você ganhou ${credits(amount)}. /balance mostra o que você tem.`
      : `Você ganhou ${credits(amount)}, para gastar até ${day(expiresAt)}. /balance mostra o que você tem.`,
  taken: (amount) =>
    amount < 2
      ? `${credits(amount)} que você tinha ganhado de presente foi retirado. Com /support, você pode perguntar por quê.`
      : `${credits(amount)} que você tinha ganhado de presente foram retirados. Com /support, você pode perguntar por quê.`,
};
