import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const each = { month: "por mês", year: "por ano" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "Seus créditos chegaram",
  arrived: (amount, expiresAt, order) =>
    `${credits(amount)} do pedido ${order} ${amount === 1 ? "é seu, válido" : "são seus, válidos"} até ${day(expiresAt)}. Envie /imagine para fazer algo, ou /balance para ver tudo o que você tem.`,
  returnedTitle: "Seu dinheiro está a caminho de volta",
  returned: (money, order, taken) =>
    taken === 0
      ? `${money} do pedido ${order} voltam para o meio com que você pagou; quando há um banco envolvido, isso leva de cinco a dez dias. Nenhum dos créditos dele restava, então seu saldo fica como está.`
      : `${money} do pedido ${order} voltam para o meio com que você pagou; quando há um banco envolvido, isso leva de cinco a dez dias. Com isso, ${credits(taken)} que você não tinha gastado ${taken === 1 ? "saiu" : "saíram"} do seu saldo.`,
  undoneTitle: "Créditos são seus de novo",
  undone: (money, order, restored) =>
    restored === 0
      ? `No fim, ${money} do pedido ${order} não voltaram para você: esse dinheiro está conosco de novo. Nenhum dos créditos dele tinha saído, então seu saldo fica como está. Se você ainda espera por ele, /paysupport diz como falar com a gente.`
      : `No fim, ${money} do pedido ${order} não voltaram para você: esse dinheiro está conosco de novo. Por isso ${credits(restored)} que ${restored === 1 ? "tinha saído" : "tinham saído"} com ele ${restored === 1 ? "é seu" : "são seus"} de novo. Se você ainda espera pelo dinheiro, /paysupport diz como falar com a gente.`,
  declinedTitle: "Sobre a sua solicitação de reembolso",
  declined: (order, answer) =>
    `Analisamos sua solicitação sobre o pedido ${order}, e não podemos devolver este dinheiro. O motivo: ${answer}\n\nOs créditos dele continuam seus. Se você acha que entendemos algo errado, escreva para nós: /paysupport diz como.`,
  notPaidTitle: "Seu pagamento não chegou",
  notPaid: (money, order) =>
    `Seu banco não deixou passar ${money} do pedido ${order}, então nada foi comprado. /buy dá um novo link de pagamento; outra forma de pagar pode funcionar.`,
  paymentFailedTitle: "Seu pagamento não foi concluído",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `Não conseguimos cobrar ${money} pelo seu plano. Os créditos novos chegam assim que ele for pago; os que você tem continuam seus. Verifique seu cartão, por favor: /subscription leva até lá.`
      : `Não conseguimos cobrar ${money} pelo seu plano, e tentamos de novo em ${day(nextAttemptAt)}. Os créditos novos chegam assim que ele for pago; os que você tem continuam seus. Se seu cartão mudou, /subscription leva até onde você pode informar isso.`,
  payNow: "Pagar agora",
  cancelledTitle: "Seu plano termina com o período",
  cancelled: (plan, endsAt) =>
    `${plan} termina em ${day(endsAt)}, e nada mais é cobrado. Os créditos que você tem continuam seus até vencerem. Mudou de ideia? Até lá, /subscription desfaz isso.`,
  endedTitle: "Seu plano terminou",
  ended: (plan) =>
    `${plan} terminou, e nada mais é cobrado. Os créditos que você tem continuam seus até vencerem. /buy mostra o que há.`,

  buyTitle: "Compre créditos",
  buyText: "Um pacote é pago uma vez só. Um plano traz créditos novos todo mês, e você pode encerrá-lo quando quiser.",
  buyPacksText: "Um pacote é pago uma vez só, e não há nada para cancelar.",
  packs: "Pacotes",
  plansMonthly: "Planos com pagamento mensal",
  plansYearly: "Planos com pagamento anual",
  packLine: (name, amount, days, price) =>
    `${name}: ${credits(amount)} por ${price}, com validade de ${days === 365 ? "um ano" : plural(days, { one: "dia", other: "dias" })}`,
  planLine: (name, amount, price, interval) => `${name}: ${credits(amount)} por mês a ${price} ${each[interval]}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  showMonthly: "Planos por mês",
  showYearly: "Planos por ano",
  showIn: (currency) => `Em ${currency.toUpperCase()}`,
  noOffers: "No momento não há nada para comprar aqui. Volte mais tarde, por favor.",
  subscribed: "Você tem um plano: /subscription o mostra e permite trocá-lo.",

  linkTitle: "Seu link de pagamento",
  link: (what, price, order, until) =>
    `${what} · ${price} · pedido ${order}\n\nO link é só seu e funciona até ${minute(until)}. Assim que você pagar, aviso aqui e seus créditos estão prontos.`,
  pay: (price) => `Pagar ${price}`,
  linkSent: "Enviei o link de pagamento para você por mensagem direta.",
  linkHere:
    "Não posso enviar mensagens diretas a você, então aqui está seu link de pagamento. Só você o vê. Para eu avisar quando os créditos chegarem, permita mensagens diretas, ou envie /balance.",
  openChat:
    "Não posso escrever para você antes de você escrever para mim. Abra nossa conversa privada, por favor: a loja está lá, e ninguém mais vê seu link de pagamento.",
  openChatButton: "Abrir a conversa privada",
  underWay: (order) =>
    `Seu pagamento do pedido ${order} está a caminho; alguns bancos levam uns dias. Aviso assim que os créditos chegarem. Não é preciso mais nada.`,
  paidAlready: (order) => `O pedido ${order} está pago. /balance mostra seus créditos.`,
  otherMethods: "Ou pague com",
  method: { stripe: "cartão", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name}: ${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name}: ${credits(amount)} por mês, com pagamento mensal até você cancelar`
        : `${name}: ${credits(amount)} por mês, com pagamento anual até você cancelar`,
  },

  noSubscriptionTitle: "Você não tem um plano",
  noSubscription: "Um plano traz créditos novos todo mês. /buy mostra o que há.",
  subscriptionTitle: (plan) => `Seu plano: ${plan}`,
  subscriptionsTitle: "Seus planos",
  subscriptionsText: "Você tem mais de um plano, e cada um é pago à parte. Escolha um para vê-lo ou cancelá-lo.",
  unknownPlan: "um plano anterior",
  field: {
    plan: "Plano",
    state: "Situação",
    renewal: "Próximo pagamento",
    ends: "Termina",
    credits: "Créditos deste plano",
    change: "Mudança prevista",
    invoices: "Faturas",
  },
  state: {
    active: "ativo",
    "past-due": "o último pagamento falhou; tentamos de novo",
    unpaid: "não pago",
    paused: "pausado",
    incomplete: "ainda não pago",
    ended: "encerrado",
  },
  planValue: (amount, price, interval) => `${credits(amount)} por mês, ${price} ${each[interval]}`,
  renewal: (date, money) => `${day(date)}, ${money}`,
  endsOn: (date) => `${day(date)}; os créditos que você tem continuam seus até vencerem`,
  left: (amount) => `${amount < 2 ? "resta" : "restam"} ${credits(amount)} do que ele trouxe`,
  changeTo: (plan, at) => `${plan} a partir de ${day(at)}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: {
    draft: "em preparação",
    open: "em aberto",
    paid: "paga",
    void: "anulada",
    uncollectible: "não cobrada",
  },
  cancelButton: "Cancelar o plano",
  resumeButton: "Manter o plano",
  changeButton: "Trocar de plano",
  portalButton: "Faturas e cartão",
  cancelAsk: (plan, endsAt) =>
    `${plan} terminaria em ${day(endsAt)}. Até lá tudo fica como está, e seus créditos continuam seus até vencerem. Cancelar?`,
  cancelYes: "Sim, cancelar",
  cancelNo: "Não, manter",
  resumed: "Que bom: seu plano continua.",
  changeTitle: "Troque de plano",
  changeText:
    "Um plano melhor começa na hora: você recebe os créditos dele agora, e o que resta do período que você pagou é descontado. Um menor começa quando seu período terminar.",
  changeButtonTo: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  changeKeep: (name) => `Ficar com ${name}`,
  changeAskNow: (name, amount, price, before) =>
    `${name} começa na hora: ${credits(amount)} agora, e um novo período por ${price}, menos o que resta do que você pagou de ${before}. A cobrança no seu cartão é imediata.`,
  changeAskLater: (name, amount, price, at) =>
    `A partir de ${day(at)} você teria ${name}: ${credits(amount)} por mês a ${price}. Até lá tudo fica como está.`,
  changeAskKeep: (name) => `A mudança prevista é descartada, e você fica com ${name}.`,
  changeYesNow: "Sim, pagar e trocar",
  changeYes: "Sim, trocar",
  changeNo: "Não, deixar assim",
  changedNow: (name) => `Boas-vindas ao ${name}. Os créditos dele chegam assim que o pagamento for concluído.`,
  changedLater: (name, at) => `${name} começa em ${day(at)}. Até lá tudo fica como está.`,
  changeTakenBack: (name) => `Você fica com ${name}.`,
  portalTitle: "Faturas e cartão",
  portalText: "Esta página do nosso provedor de pagamentos mostra suas faturas e permite mudar seu cartão ou cancelar.",
  portalOpen: "Abrir a página",

  ordersTitle: "Seus pedidos",
  ordersText: "De qual pedido se trata? Uma pessoa da nossa equipe olha cada solicitação.",
  noOrders: "No momento não há nenhum pedido cujo dinheiro possa ser devolvido. /paysupport diz como falar conosco.",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `Reembolso de ${number}`,
  refundTitle: (number) => `Reembolso do pedido ${number}`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `Você poderia receber de volta até ${money}. Nenhum dos créditos dele resta, então seu saldo ficaria como está.`
      : `Você poderia receber de volta até ${money}. Com a devolução total, ${credits(taken)} que você não gastou ${taken === 1 ? "iria" : "iriam"} embora; o que foi gasto continua gasto.`,
  refundAsk: "Pedir um reembolso",
  refundReason: "Por que você quer seu dinheiro de volta?",
  refundReasonAllowed: "algumas palavras que digam por quê",
  refundSubmit: "Enviar a solicitação",
  refundRequestedTitle: "Recebemos sua solicitação",
  refundRequested: (number) =>
    `Uma pessoa da nossa equipe olha o pedido ${number} em até três dias úteis e decide (T20). Eu conto a você o que ela disser. Até lá, seus créditos ficam como estão.`,
  refundRepeated: (number) =>
    `Você já pediu o reembolso do pedido ${number}, e essa solicitação continua valendo. Não é preciso mais nada.`,

  paysupportTitle: "Ajuda com pagamentos",
  paysupport: (contact) =>
    `Os créditos não chegaram, você pagou duas vezes ou quer seu dinheiro de volta? Seus pedidos estão abaixo; /refund pede o dinheiro de volta, e uma pessoa da nossa equipe decide. Para todo o resto, escreva para nós com o botão, ou para ${contact} com o número do pedido. Respondemos em até três dias úteis. Nem o Telegram nem o Discord podem ajudar com compras feitas aqui.`,
  yourOrders: "Seus últimos pedidos",
  yourOrder: "O pedido",

  adminRefunds: "Solicitações de reembolso",
  adminNoRefunds: "Nada espera.",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · ${unspent} de ${credits(total)} sem gastar · ${day(since)} · “${reason}”`,
  adminFailed: (code) => `O provedor de pagamentos disse não (${code}). Decida mais uma vez, por favor.`,
  adminAll: "Devolver tudo",
  adminPart: "Devolver uma parte",
  adminDecline: "Recusar",
  adminPartLabel: (currency) => `Quanto, em ${currency.toUpperCase()}?`,
  adminDeclineLabel: "Por que não? A pessoa lê isto.",
  adminSend: "Decidir",
  adminNext: "Próxima solicitação",
  adminUnderWay: "Aprovados, e ainda a caminho",
  adminBeingSent: (number, money) => `${number} · ${money} · espera para ser enviado ao provedor de pagamento`,
  adminWithProvider: (number, money) => `${number} · ${money} · o provedor de pagamento está enviando`,
  adminMore: "Mostrar mais",
  adminDecided: {
    open: "Ainda em aberto.",
    approved: "Aprovada: o dinheiro está a caminho, e os créditos são retirados quando ele tiver saído.",
    declined: "Recusada, e a pessoa foi avisada.",
    done: "Feito: o dinheiro foi devolvido, e os créditos dele não existem mais.",
    failed: "O provedor de pagamentos disse não. Ela espera na lista.",
  },
  amountAllowed: (most) => `um valor como 4.99, no máximo ${most}`,
  review: {
    "amount-differs": "foi pago um valor ou uma moeda diferente do combinado",
    "paid-twice": "foi pago duas vezes",
    "second-plan": "a pessoa pagou dois planos ao mesmo tempo",
    "unknown-offer": "o que foi comprado não está mais nas ofertas",
    "account-gone": "a conta não existe mais",
    "account-closed": "a conta foi encerrada",
    disputed: "o banco de quem pagou contesta o pagamento",
    "fraud-warning": "o banco de quem pagou suspeita de fraude",
    "return-differs": "dinheiro voltou em outra moeda que não a do pagamento, então os créditos não foram retirados",
    "refund-undone": "um reembolso não chegou a quem pagou",
  },
};
