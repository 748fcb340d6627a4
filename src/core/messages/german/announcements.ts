import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "Von den Leuten hinter Easel",
  newsTitle: "Neues von Easel",
  switchOff: "Solche Neuigkeiten kannst du mit /settings abschalten.",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `Du hast ${credits(amount)} bekommen. /balance zeigt, was du hast.`
      : `Du hast ${credits(amount)} bekommen, gültig bis ${day(expiresAt)}. /balance zeigt, was du hast.`,
  taken: (amount) =>
    amount === 1
      ? `${credits(amount)}, den du geschenkt bekommen hattest, wurde zurückgenommen. Mit /support kannst du fragen, warum.`
      : `${credits(amount)}, die du geschenkt bekommen hattest, wurden zurückgenommen. Mit /support kannst du fragen, warum.`,
};
