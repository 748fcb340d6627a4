import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import type { SanctionReason } from "../../moderation/sanction.ts";
import { minute } from "./wording.ts";

const reasons: { readonly [Reason in SanctionReason]: string } = {
  pattern: "Vários dos seus pedidos recentes foram contra os termos (T8, T10).",
  gravest: "Um pedido seu parece ser do tipo mais grave que os termos proíbem (T7).",
  rights: "Imagens suas violaram os direitos de outras pessoas (T26).",
  fraud: "Um pagamento seu, ou o jeito como a conta foi usada, parece fraude (T18).",
  security: "Sua conta foi usada de um jeito que põe em risco outras pessoas ou o Easel (T18).",
  "false-information": "Algo que nos disseram sobre esta conta não é verdade (T5).",
  terms: "Sua conta foi usada contra os termos (T5).",
};

export const sanctions: Messages["sanctions"] = {
  reason: reasons,
  note: (words) => `Acrescentamos: ${words}`,

  warnedTitle: "Uma advertência",
  warned:
    "Nada é tirado de você, e você pode continuar. Veja o que não é permitido, por favor (/terms, T8): se continuar assim, sua conta será suspensa por um tempo. Se nos enganamos, /appeal leva isto a alguém da nossa equipe.",

  suspendedTitle: "Sua conta está suspensa",
  suspended: (until) =>
    until === null
      ? "Nada novo pode ser feito ou comprado até que alguém da nossa equipe tenha olhado. O que está em andamento é concluído, e seus créditos ficam."
      : `Nada novo pode ser feito ou comprado até ${minute(until)}; então a suspensão termina sozinha. O que está em andamento é concluído, e seus créditos ficam.`,
  frozen: "Seus créditos ficam bloqueados enquanto olhamos isto.",
  subscriptionGoesOn: "Uma assinatura continua enquanto isso: /subscription cancel a encerra no fim do período dela.",
  whatIsLeft:
    "Você ainda pode usar /terms, /balance, /privacy e /support. Se nos enganamos, /appeal leva isto a alguém da nossa equipe.",

  backTitle: "Que bom ter você de volta",
  back: "Sua suspensão terminou, e tudo funciona de novo. O que não é permitido está em /terms (T8).",
  liftedTitle: "Desfeito",
  warningLifted: "A advertência foi desfeita: ela não conta mais.",
  suspensionLifted: "Sua suspensão foi desfeita, e tudo funciona de novo. Pedimos desculpas pelo transtorno.",
  terminationLifted:
    "O encerramento da sua conta foi desfeito, e você pode usar o Easel de novo. O que terminou com ela, como uma assinatura, não volta sozinho: escreva para nós com /support, e resolvemos isso.",

  announcedTitle: "Sua conta será encerrada",
  announced: (at) =>
    `Ela será encerrada em ${minute(at)}. Até lá funciona como antes, mas nada pode ser comprado. Seus créditos podem ser usados até lá, e sua assinatura, se houver, é cancelada nesse dia. Se quiser uma cópia dos seus dados, peça agora: /privacy export.`,
  announcedForfeit: "Os créditos que restarem nesse dia são perdidos, porque os termos foram violados (T23).",
  announcedNoForfeit:
    "Os créditos que restarem nesse dia não poderão mais ser usados. Se você pagou por eles, peça seu dinheiro com /paysupport: alguém da nossa equipe decide (T20).",
  announcedAppeal: "Se você acha que isto é um engano, /appeal leva o caso a alguém da nossa equipe.",

  closedTitle: "Sua conta está encerrada",
  closed: (erasedAt) =>
    `O Easel não pode mais ser usado com ela, e sua assinatura, se havia uma, é cancelada. Suas imagens e prompts são excluídos em ${minute(erasedAt)}. Até lá você pode obter uma cópia dos seus dados (/privacy export), e dizer por que isto é um engano (/appeal). A partir destes chats não é possível abrir uma conta nova.`,
  closedForfeit: "Os créditos que restavam foram perdidos, porque os termos foram violados (T23).",
  closedNoForfeit:
    "Os créditos que restavam não podem mais ser usados. Se você pagou por eles, peça seu dinheiro com /paysupport: alguém da nossa equipe decide (T20).",
  erased:
    "Os dados da sua conta encerrada estão sendo excluídos agora, como avisamos. O que fica guardado não diz nada sobre você, a não ser uma impressão digital cifrada com chave dos seus chats, para que nenhuma conta nova seja aberta a partir deles.",

  erasureWaits:
    "Sua conta ainda não pode ser excluída, porque ainda temos que olhar algo nela. Você não precisa fazer nada: ela é excluída assim que isso estiver decidido. Em caso de dúvidas, escreva para nós: /support.",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }) =>
    until === null
      ? `Sua conta está suspensa até que alguém da nossa equipe a tenha olhado. ${reasons[reason]} Nada foi cobrado. Se nos enganamos, envie /appeal; para qualquer outra coisa, /support.`
      : `Sua conta está suspensa até ${minute(until)}. ${reasons[reason]} Nada foi cobrado. Se nos enganamos, envie /appeal; para qualquer outra coisa, /support.`,
  terminated: ({ reason }) =>
    `Sua conta está encerrada. ${reasons[reason]} Você ainda pode obter uma cópia dos seus dados (/privacy export) e dizer por que isto é um engano (/appeal).`,
  "account-barred": () =>
    `Uma conta que foi usada a partir daqui foi suspensa ou encerrada, então não é possível abrir uma nova. Se você acha que isto é um engano, escreva para ${termsInForce.contact}.`,
} satisfies Partial<Messages["refusals"]>;
