import type { Messages } from "../../messages.ts";
import { minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "dia", other: "dias" });

export const appeals: Messages["appeals"] = {
  button: "Recorrer",
  title: "Recursos",
  text: (count) =>
    count === 1
      ? "Você pode recorrer disto. Toque no botão, e uma pessoa da nossa equipe olha de novo."
      : "Você pode recorrer do que segue, do mais recente ao mais antigo. Escolha um item, e uma pessoa da nossa equipe olha de novo.",
  allSent: "Você já recorreu de tudo o que conta contra você.",
  again: "Olhar de novo",
  more: (count) =>
    count === 1
      ? "1 item mais antigo aparece quando estes estiverem decididos."
      : `${count} itens mais antigos aparecem quando estes estiverem decididos.`,
  none: "Nada conta contra você, então não há do que recorrer. Se outra coisa estiver errada, fale conosco com /support.",
  line: (what, at) => `${what}, ${minute(at)}`,
  state: { waiting: "Recurso enviado: uma pessoa da nossa equipe está olhando", upheld: "Decidido: fica mantido" },
  kind: {
    prompt: "Prompt bloqueado",
    upload: "Arquivo bloqueado",
    "provider-input": "Pedido recusado pelo provedor",
    "provider-output": "Imagem ocultada pelo provedor",
    warning: "Advertência",
    suspension: "Suspensão",
    termination: "Encerramento da conta",
  },
  formTitle: "Seu recurso",
  formSubmit: "Enviar",
  formLabel: "Por que devemos olhar de novo?",
  filed:
    "Seu recurso está conosco. Uma pessoa da nossa equipe vai olhar, e você fica sabendo o que ela decidir. Até lá, tudo fica como está.",
  waiting:
    "Já há um recurso sobre isto, e uma pessoa da nossa equipe está olhando. Você fica sabendo o que ela decidir.",
  decided: "Já houve um recurso sobre isto, e ele foi decidido. Se surgiu algo novo, fale conosco com /support.",
  outcomeTitle: "Seu recurso foi decidido",
  granted:
    "Uma pessoa da nossa equipe olhou de novo: você tinha razão. Isso não conta mais, e o que resultou disso foi desfeito. Pedimos desculpas.",
  objectionGranted: "Uma pessoa da nossa equipe olhou de novo: você tinha razão. O que foi removido volta.",
  reversed:
    "Uma pessoa da nossa equipe olhou o que contava contra você e desfez isso. Não conta mais, e o que resultou disso foi desfeito.",
  upheld: "Uma pessoa da nossa equipe olhou de novo, e fica mantido.",
  acted: "Uma pessoa da nossa equipe olhou e tomou providências.",
  evidence: "O que foi bloqueado",
  evidenceFor: (count) =>
    `${days(count)}, lacrado: nossa equipe só abre para um recurso, uma análise ou uma autoridade; mais tempo enquanto algo assim estiver em aberto`,
  note: (note) => `Nossa equipe acrescenta: ${note}`,
};

export const appealRefusals = {
  "appeal-unknown": () => "Não encontro isso, ou não é seu. Envie /appeal para ver do que você pode recorrer.",
  "appeal-settled": () => "Isso já foi desfeito: não conta mais, e não há mais do que recorrer.",
  "appeal-limit": ({ max, again }) =>
    `Você pode enviar ${plural(max, { one: "recurso", other: "recursos" })} por dia. O próximo pode ser enviado a partir de ${minute(again)}; os que você enviou estão sendo olhados.`,
} satisfies Partial<Messages["refusals"]>;
