import type { Messages } from "../../messages.ts";
import { day, minute, plural } from "./wording.ts";

export const support: Messages["support"] = {
  title: "Atendimento",
  category: {
    payment: "Pagamento",
    picture: "Uma imagem",
    account: "Minha conta",
    safety: "Segurança",
    other: "Outra coisa",
  },
  state: {
    open: "Espera nossa resposta",
    answered: "Respondido",
    asked: "Espera sua resposta",
    closed: "Encerrado",
  },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `Você não tem nenhum chamado. Escreva do que se trata, e uma pessoa da nossa equipe responde em até ${plural(days, { one: "dia útil", other: "dias úteis" })}, sem contar sábados e domingos. /support com suas palavras depois dele faz o mesmo, com imagens também.`,
  list: "Seus chamados, o mais recente primeiro.",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null ? `${state} · de ${day(openedAt)}` : `${state} · de ${day(openedAt)} · até ${minute(dueAt)}`,
  opened: (number, dueAt) =>
    `Seu chamado é ${number}. Uma pessoa da nossa equipe responde até ${minute(dueAt)}; aviso você aqui, ou nos seus outros chats. /support mostra como está.`,
  openedAlready: (number) => `Este já é o chamado ${number}, e ele está conosco. Não é preciso mais nada.`,
  added: (number, dueAt) => `Agora está no seu chamado ${number}. Respondemos até ${minute(dueAt)}.`,
  addedAlready: (number) => `Isso já está no seu chamado ${number}. Não é preciso mais nada.`,
  withoutTerms:
    "Você não aceitou os termos como estão agora, e para isto não precisa: só fica guardado o que você escreve neste chamado, para respondê-lo.",
  picturesLeft: (count) =>
    count === 1
      ? "Sua imagem não ficou guardada: imagens podem vir depois que você aceitar os termos, com /start."
      : `Suas ${count} imagens não ficaram guardadas: imagens podem vir depois que você aceitar os termos, com /start.`,
  closedNow: (number) =>
    `O chamado ${number} está encerrado. Se faltar algo, escreva mais ou abra-o de novo; as palavras dele são excluídas um ano depois do encerramento.`,
  reopenedNow: (number, dueAt) => `O chamado ${number} está aberto de novo. Respondemos até ${minute(dueAt)}.`,
  status: "Situação",
  statusDue: (state, dueAt) => `${state}, até ${minute(dueAt)}`,
  order: "Pedido",
  you: (at) => `Você, ${minute(at)}`,
  us: (at) => `Easel, ${minute(at)}`,
  wordsGone: "O que foi dito aqui está excluído: o chamado está encerrado há um ano.",
  picture: (number) => `Imagem ${number} deste chamado`,
  howToAddPictures: (number) => `Para acrescentar imagens, anexe-as a: /support --ticket ${number} e suas palavras.`,

  newTicket: "Novo chamado",
  writeMore: "Escrever mais",
  close: "Encerrar",
  reopen: "Abrir de novo",
  earlier: "Anteriores",
  all: "Todos os meus chamados",
  writeToUs: "Escrever para nós",

  formTitle: "Escreva para o atendimento",
  formMoreTitle: (number) => `Mais para ${number}`,
  formCategory: "Do que se trata?",
  formWords: "O que aconteceu, e o que ajudaria?",
  formOrder: "Qual pedido?",
  formNoOrder: "Nenhum destes",
  formSend: "Enviar",

  answerTitle: (number) => `Nossa resposta a ${number}`,
  answerAsked: (number) => `Precisamos de algo de você para ${number}`,
  answerThen: {
    answered: "Se faltar algo, responda com o botão.",
    asked: "Responda com o botão, por favor, ou com /support.",
    closed: "Com isto o chamado fica encerrado. Se faltar algo, responda, e ele é aberto de novo.",
  },
  reply: "Responder",
  closedTitle: (number) => `Seu chamado ${number} está encerrado`,
  closedText: "Achamos que está tudo resolvido. Se faltar algo, responda, e ele é aberto de novo.",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "Escreva algumas palavras sobre isso, por favor, para que possamos ajudar. Por exemplo: /support --category payment meus créditos não chegaram",
  "ticket-too-long": ({ length, lengthMax }) =>
    `Seu texto tem ${length} caracteres, e em uma mensagem cabem ${lengthMax}. Encurte-o, por favor, ou envie em duas mensagens.`,
  "ticket-images": ({ given, max }) =>
    `São ${plural(given, { one: "imagem", other: "imagens" })}, e em uma mensagem cabem ${max}. Envie as outras com a próxima, por favor.`,
  "ticket-unknown": () => "Você não tem um chamado assim. /support mostra os que há.",
  "ticket-ended": () => "Não dá para acrescentar mais nada a este chamado. Abra um novo com /support, por favor.",
  "tickets-too-many": ({ max }) =>
    `Você tem ${plural(max, { one: "chamado aberto", other: "chamados abertos" })}, que é o máximo para uma pessoa. Escreva mais em um deles, ou encerre um: /support os mostra.`,
  "ticket-messages": ({ max, waitHours }) =>
    `Você enviou ${plural(max, { one: "mensagem", other: "mensagens" })} para nós hoje, e as próximas chegam amanhã: escreva de novo em ${plural(waitHours, { one: "hora", other: "horas" })}, por favor. O que você enviou está conosco.`,
} satisfies Partial<Messages["refusals"]>;
