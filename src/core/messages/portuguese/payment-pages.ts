import type { Messages } from "../../messages.ts";

export const paymentPages: Messages["paymentPages"] = {
  paid: {
    title: "Obrigado",
    text: "Seu pagamento chegou. O Easel escreve para você no chat assim que seus créditos chegarem, quase sempre em um minuto. Você pode fechar esta página.",
  },
  cancelled: {
    title: "Nada foi comprado",
    text: "Você saiu antes de pagar, então nada foi cobrado. O link no seu chat ainda funciona por um tempo. Você pode fechar esta página.",
  },
  portal: {
    title: "Tudo certo",
    text: "O Easel fica sabendo num instante o que você mudou: /subscription no chat mostra. Você pode fechar esta página.",
  },
};
