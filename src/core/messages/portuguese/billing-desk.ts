import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "Um pedido espera por uma análise",
  reviewText: (order, reasons) => `${order}: ${list(reasons)}. /admin orders mostra o que pode ser feito.`,
  requestTitle: "Alguém pede o dinheiro de volta",
  requestText: (order) => `É sobre o pedido ${order}. /admin refunds mostra a solicitação, e é lá que se decide.`,

  reconciledTitle: "O que a verificação dos pagamentos de hoje não conseguiu reparar",
  reconciledText: "Amanhã se verifica de novo. O log diz mais sobre cada caso.",
  ungranted: (count) => `Pago, e nada foi dado: ${count}`,
  disagreeing: (count) => `O pedido e o livro não concordam: ${count}`,
  orderless: (count) => `Páginas pagas sem pedido: ${count}`,
  unlooked: (count) => `Não pôde ser verificado: ${count}`,
  unlookedText: "Amanhã há uma nova tentativa.",

  listTitle: "Pedidos que esperam por uma análise",
  none: "Nada espera.",
  listText: (shown, isAll) =>
    isAll
      ? `${shown === 1 ? "Um pedido espera" : `${shown} pedidos esperam`}. O mais antigo vem primeiro.`
      : `Estes são os ${shown} mais antigos; há mais.`,
  look: (order) => `Ver ${order}`,
  why: "Por que espera",
  reasonLine: (reason, since) => `${day(since)}: ${reason}`,
  account: "Conta",
  payment: "Pagamento",
  paymentReturned: (payment, at) => `${payment} · dinheiro dele voltou em ${day(at)}`,
  left: "Créditos",
  unspent: (unspent, total) => `${unspent} de ${credits(total)} sem gastar`,
  held: "Está retido: o dinheiro dele chegou, e nada mais é dado até você decidir.",
  heldReturned: "Está retido, e o dinheiro dele foi devolvido: nenhum crédito é devido.",
  notHeld: "Os créditos dele foram dados como sempre; só espera que você o veja.",
  howToRefund:
    "Para devolver o dinheiro, reembolse o pagamento na página do próprio provedor de pagamentos: os créditos são retirados sozinhos.",
  release: "Dar os créditos",
  releaseAsk: (amount, order) =>
    `O pedido ${order} estava retido. ${credits(amount)} ${amount === 1 ? "iria" : "iriam"} logo para a conta dele. Seu nome fica guardado com a decisão. Dar?`,
  releaseYearAsk: (amount, order) =>
    `O pedido ${order} estava retido. ${credits(amount)} ${amount === 1 ? "iria" : "iriam"} para a conta dele mês a mês, até o fim do seu ano. Seu nome fica guardado com a decisão. Dar?`,
  releaseYes: "Sim, dar",
  released: (order) => `O pedido ${order} foi liberado: a pessoa tem os créditos e foi avisada.`,
  stillHeld: (order, why) => `O pedido ${order} continua retido e não há a quem dar os créditos: ${why}.`,
  close: "Não resta nada a fazer",
  closeAsk: (order) =>
    `O pedido ${order} sairia desta lista. Nada mais muda nele. Seu nome fica guardado com a decisão. Tirar?`,
  closeYes: "Sim, tirar",
  closed: (order) => `O pedido ${order} saiu da lista.`,
  changed: "Algo aconteceu com este pedido nesse meio-tempo, então nada foi feito. Agora está assim.",
  back: "Voltar à lista",
};
