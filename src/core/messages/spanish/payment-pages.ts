import type { Messages } from "../../messages.ts";

export const paymentPages: Messages["paymentPages"] = {
  paid: {
    title: "Gracias",
    text: "Hemos recibido tu pago. Easel te escribe en el chat en cuanto lleguen tus créditos, casi siempre en menos de un minuto. Puedes cerrar esta página.",
  },
  cancelled: {
    title: "No se ha comprado nada",
    text: "Saliste antes de pagar, así que no se ha cobrado nada. El enlace de tu chat seguirá funcionando un rato. Puedes cerrar esta página.",
  },
  portal: {
    title: "Todo listo",
    text: "Easel sabrá enseguida lo que has cambiado: /subscription en el chat te lo muestra. Puedes cerrar esta página.",
  },
};
