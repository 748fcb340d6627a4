import type { TakedownGround } from "../../gallery/takedown.ts";
import type { Messages } from "../../messages.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { minute, plural } from "./wording.ts";

const grounds: Readonly<Record<TakedownGround, string>> = {
  rights: "ela usa a obra, o nome ou o rosto de alguém sem permissão",
  intimate: "é uma imagem íntima ou degradante de uma pessoa real",
  minors: "ela mostra uma criança ou um adolescente de um jeito que nunca é permitido",
  sexual: "ela é sexual",
  hateful: "ela é de ódio, cruel ou sobre automutilação",
  deceiving: "ela foi feita para enganar",
  law: "a lei exige",
  terms: "ela viola os termos",
};

const elements: Readonly<Record<NoticeElement, string>> = {
  name: "seu nome completo",
  contact: "como falar com você (um e-mail ou endereço postal)",
  work: "a obra de que se trata",
  material: "de qual imagem se trata, por um link ou um id",
  goodFaith: "que você acredita de boa-fé que este uso não é permitido",
  accuracy: "que o que você diz é exato, e que você pode agir em nome de quem tem os direitos",
  signature: "sua assinatura: seu nome, digitado",
};

export const reports: Messages["reports"] = {
  title: "Denunciar uma imagem",
  how: "Toque em Denunciar embaixo da imagem. Ou envie /report com um link para a mensagem dela ou o id dela, e algumas palavras sobre o que está errado: /report abcd2345 é a minha irmã.\n\nTrata-se de uma obra sua? Envie /report notice com o link ou o id. Uma imagem sua foi removida por engano? Envie /report counter com o número que você recebeu.",
  noticeButton: "É sobre a minha obra",

  noticeTitle: "Notificação sobre sua obra",
  noticeName: "Seu nome completo",
  noticeContact: "Um e-mail ou endereço postal",
  noticeWork: "Qual obra, sua ou de quem você representa?",
  noticeMaterial: "Qual imagem daqui? Um link ou um id",
  noticeGoodFaith: "De boa-fé: ninguém permitiu este uso",
  noticeAccuracy: "É exato, e posso agir pelo titular",
  noticeSignature: "Assinatura: digite seu nome completo",
  noticeNext: "Próximo",
  noticeChange: "Alterar",
  noticeOath: "Confirmar e assinar",
  noticeSend: "Enviar a notificação",
  yes: "Sim, eu declaro",
  no: "Não",
  noticeHalf: (name, work, picture) =>
    `Metade já está aqui: ${name}, sobre “${work}” e a imagem ${picture}. Faltam duas declarações e sua assinatura. Uma declaração falsa pode ser punida, então leia com cuidado:\n\n1. Acredito de boa-fé que este uso não foi permitido nem pelo titular dos direitos, nem por quem o representa, nem pela lei.\n2. O que digo aqui é exato e, sob pena de perjúrio, sou titular dos direitos ou posso agir em nome de quem é.`,
  noticeMissing: (missing) =>
    `Nada foi enviado ainda. Falta na notificação:\n${missing.map((element) => `• ${elements[element]}`).join("\n")}\n\nO que você escreveu fica guardado: toque no botão e complete.`,
  noticeThanksTitle: "Sua notificação chegou",
  noticeThanks: (reference) =>
    `Uma pessoa da nossa equipe vai lê-la, em regra em até três dias úteis, e você fica sabendo o que resultou. O que você escreveu pode ser mostrado a quem fez a imagem, para que possa responder. O número é ${reference}.`,

  outcomeTitle: "Sobre a imagem que você denunciou",
  outcome: (reference, acted) =>
    acted
      ? `Obrigado: olhamos e tomamos providências. Sua denúncia era ${reference}.`
      : `Olhamos, e ela não viola os termos, então fica. Obrigado por nos contar mesmo assim. Sua denúncia era ${reference}.`,

  takenDownTitle: "Removida",
  takenDown: "Esta imagem foi removida.",
  someTakenDown: "Uma imagem que aparecia aqui foi removida. /history mostra o que há.",
  historyLine: (number, made, model) => `${number}. Removida · ${model} · ${minute(made)}`,

  ownerTitle: "Uma imagem sua foi removida",
  owner: (picture, ground, note, until) =>
    note === null
      ? `Sua imagem ${picture} foi removida. O motivo: ${grounds[ground]}.\n\n${ownerRights(picture, until)}`
      : `Sua imagem ${picture} foi removida. O motivo: ${grounds[ground]}. Nossa equipe acrescenta: ${note}\n\n${ownerRights(picture, until)}`,
  objectButton: "Contestar",
  objectTitle: "Contestar uma remoção",
  objectName: "Seu nome completo",
  objectContact: "Um e-mail ou endereço postal",
  objectStatement: "Por que é um engano?",
  objectOath: "De boa-fé, sob pena de perjúrio",
  objectSignature: "Assinatura: digite seu nome completo",
  objectSend: "Enviar",
  objectMissing:
    "Nada foi enviado ainda. Uma contestação precisa do seu nome, de como falar com você, de por que é um engano, da sua declaração de que diz isso de boa-fé, e da sua assinatura digitada. Toque em Contestar mais uma vez, por favor.",
  objectThanksTitle: "Sua contestação chegou",
  objectThanks: (picture) =>
    `Uma pessoa da nossa equipe decide sobre ${picture}, e você fica sabendo. Até lá, a imagem fica guardada e lacrada. O que você escreveu pode ser mostrado a quem reclamou.`,
  restoredTitle: "Sua imagem está de volta",
  restored: (picture) =>
    `A remoção da sua imagem ${picture} foi desfeita: ela está de novo no seu /history. Pedimos desculpas pelo transtorno.`,
};

/** Whole sentences that stand below the reason. */
function ownerRights(picture: string, until: Date): string {
  return `Seus créditos ficam como estão. Se isto for um engano, você pode contestar até ${minute(until)}: toque no botão, ou envie /report counter ${picture}. Até lá, a imagem fica guardada e lacrada; depois disso, some para sempre.`;
}

export const reportRefusals = {
  "picture-taken-down": () => "Esta imagem foi removida, então não dá para fazer mais nada com ela.",
  "picture-unknown": ({ given }) =>
    given === ""
      ? "Diga de qual imagem se trata, por favor: por um link para a mensagem dela, ou pelo id dela, que Detalhes mostra."
      : `Não encontro nenhuma imagem para “${given}”. Envie um link para a mensagem que a mostra, por favor, ou o id dela, que Detalhes mostra embaixo da imagem.`,
  "reference-blocked": ({ name }) =>
    `A imagem ${name} não pode ser usada aqui. Nada foi cobrado e nada foi repassado. Use outra, por favor; se você acha que é um engano, envie /appeal.`,
  "reports-too-many": ({ max }) =>
    `Você enviou ${plural(max, { one: "denúncia", other: "denúncias" })} hoje, e olhamos cada uma. Envie as próximas amanhã, por favor. Se alguém estiver em perigo, avise primeiro a polícia.`,
  "takedown-unknown": () =>
    "Não encontro nenhuma remoção para isso. Envie /report counter com o número que aparece na mensagem sobre a remoção, por favor.",
  "objection-late": () => "O prazo para contestar esta remoção acabou, e a imagem não está mais guardada.",
  "objection-made": () => "Você já contestou esta remoção. Uma pessoa da nossa equipe decide, e você fica sabendo.",
} satisfies Partial<Messages["refusals"]>;
