import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "От тех, кто управляет Easel",
  newsTitle: "Новости Easel",
  switchOff: "Отключить такие новости можно в /settings.",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `Вам подарено: ${credits(amount)}. /balance покажет, что у вас есть.`
      : `Вам подарено: ${credits(amount)}, срок действия до ${day(expiresAt)}. /balance покажет, что у вас есть.`,
  taken: (amount) =>
    `С баланса снято подаренное вам ранее: ${credits(amount)}. Спросить, почему, можно через /support.`,
};
