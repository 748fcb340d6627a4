import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

export const announcements: Messages["announcements"] = {
  serviceTitle: "Del equipo de Easel",
  newsTitle: "Novedades de Easel",
  switchOff: "Puedes desactivar estas novedades con /settings.",
  granted: (amount, expiresAt) =>
    expiresAt === null
      ? `Has recibido ${credits(amount)}. /balance muestra lo que tienes.`
      : `Has recibido ${credits(amount)}, para gastar hasta el ${day(expiresAt)}. /balance muestra lo que tienes.`,
  taken: (amount) =>
    amount === 1
      ? `Se ha retirado ${credits(amount)} que se te había regalado. Con /support puedes preguntar por qué.`
      : `Se han retirado ${credits(amount)} que se te habían regalado. Con /support puedes preguntar por qué.`,
};
