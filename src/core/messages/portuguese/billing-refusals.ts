import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () =>
    "No momento não dá para comprar nada aqui. Tente mais tarde, por favor; o que você tem continua seu.",
  "offer-gone": () => "Isto não é mais oferecido. /buy mostra o que há. Nada foi cobrado.",
  "offer-unknown": ({ given, offers }) =>
    `Não existe “${shortened(given, 40)}” aqui. Você pode escolher entre ${list(offers)}: /buy sem mais nada mostra tudo.`,
  "purchase-closed": () =>
    `Seus créditos estão bloqueados enquanto analisamos sua conta, então não dá para comprar nada para ela agora. Dúvidas: ${termsInForce.contact}.`,
  "already-subscribed": () =>
    "Você já tem um plano. /subscription o mostra e permite trocar por outro. Um pacote de créditos você pode comprar a qualquer momento: /buy.",
  "payment-unreachable": () =>
    "Nosso provedor de pagamentos não está respondendo agora. Tente de novo em alguns minutos, por favor. Nada foi cobrado.",
  "payment-refused": () =>
    `Nosso provedor de pagamentos não conseguiu fazer isto, e já fomos avisados. Nada foi cobrado. Dúvidas: ${termsInForce.contact}.`,
  "payment-declined": () =>
    "Seu cartão ou banco recusou, então nada foi mudado e nada foi cobrado. /subscription leva até onde você pode usar outro cartão.",
  "no-subscription": () => "Você não tem um plano no momento. /buy mostra o que há.",
  "subscription-not-active": () =>
    "Seu plano pode ser mudado assim que o pagamento em aberto for concluído: /subscription leva até onde você pode pagá-lo.",
  "subscription-ends": () =>
    "Seu plano termina com o período. Para trocá-lo por outro, mantenha-o primeiro, por favor: /subscription.",
  "same-plan": () => "Esse é o plano que você tem. Nada foi mudado.",
  "order-unknown": () => "Você não tem nenhum pedido pago assim. /refund mostra os que você tem.",
  "order-refunded": ({ order }) =>
    `Todo o dinheiro do pedido ${order} já foi devolvido, então não resta nada para reembolsar.`,
  "request-unknown": () => "Essa solicitação não existe mais. /admin refunds mostra as que esperam.",
  "request-decided": () => "Alguém já decidiu esta solicitação. /admin refunds mostra as que esperam.",
  "refund-too-large": ({ left }) =>
    `Deste pedido podem ser devolvidos no máximo ${shownMoney(left)}, e precisa ser alguma coisa.`,
  "operators-only": () => "Isto é para quem cuida do Easel. /help mostra o que posso fazer por você.",
} satisfies Partial<Messages["refusals"]>;
