import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "dia", other: "dias" });
const hours = (count: number) => plural(count, { one: "hora", other: "horas" });

export const privacy: Messages["privacy"] = {
  title: "Seus dados",
  text: "Isto é o que o Easel guarda sobre você, e por quanto tempo. Nada disso treina um modelo, e nada é entregue para treinamento (T14); está aí para o seu histórico, para o atendimento e contra abusos (T15). As cláusulas estão em /terms.",
  kept: {
    pictures: "Imagens e prompts",
    references: "Imagens que você anexa",
    referencesFor: (count) => `${days(count)}, para que um resultado possa ser refeito`,
    account: "Nomes, configurações, consentimentos",
    accountFor: "enquanto você tiver uma conta",
    notices: "Mensagens minhas para você",
    noticesFor: "enquanto você tiver uma conta",
    buttons: "O que os botões lembram",
    buttonsFor: (count) => `${days(count)} (pesquisas, palavras de um prompt)`,
    chats: "O que os chats precisam para achar suas mensagens",
    chatsFor: (count, eventHours) =>
      `até ${days(count)}, sem nomes; o que você envia, até ${hours(eventHours)}, até ser respondido`,
    links: "Vínculos entre chats",
    linksFor: (count) => `${days(count)} para os que não deram em nada; os outros, enquanto você tiver uma conta`,
    spending: "O que você gasta em um servidor",
    spendingFor: days,
    reports: "Denúncias que você envia",
    reportsFor: "enquanto puderem ser necessárias; suas palavras se vão com sua conta",
    tickets: "Chamados que você abre no atendimento",
    ticketsFor: (words, pictures) =>
      `suas palavras se vão ${days(words)} depois que o chamado é encerrado; as imagens, com elas, ou no máximo ${days(pictures)} depois de chegarem`,
    money: "Créditos, pedidos e reembolsos",
    moneyFor:
      "para sempre, porque a contabilidade precisa ser guardada: sem nome, palavras ou imagens depois que você excluir sua conta",
    exports: "Cópias que você pede",
    exportsFor: hours,
  },
  terms: "Ler os termos",
  export: "Exportar meus dados",
  delete: "Excluir minha conta",

  exportAsked:
    "Estou reunindo: tudo o que guardo sobre você, com todas as imagens. Chega a você em particular, em arquivos ZIP, assim que estiver pronto; com muitas imagens, leva alguns minutos.",
  exportUnderWay: "Ainda estou reunindo, e chega a você em particular assim que estiver pronto.",
  exportTitle: "Seus dados",
  exportReady: (parts, until) =>
    parts === 1
      ? `Tudo o que guardo sobre você, em um arquivo ZIP. Ele fica disponível até ${minute(until)}. Se nenhum arquivo vier com esta mensagem, envie /privacy export. Você pode pedir uma nova cópia uma vez por dia.`
      : `Tudo o que guardo sobre você, em ${parts} arquivos ZIP. Eles ficam disponíveis até ${minute(until)}. Se nenhum arquivo vier com esta mensagem, envie /privacy export. Você pode pedir uma nova cópia uma vez por dia.`,
  exportMore: (from, to, parts) => (from === to ? `Parte ${from} de ${parts}.` : `Partes ${from} a ${to} de ${parts}.`),
  exportFailed:
    "Não foi possível reunir seus dados, e a falha é nossa. Alguém está olhando isso; envie /privacy export de novo amanhã, por favor, ou escreva para nós se precisar deles antes (o endereço está em /terms).",
  readme: (bytesMax) =>
    [
      "Isto é tudo o que o Easel guarda sobre você.",
      "",
      "Cada arquivo .json contém um tipo de registro; um segundo do mesmo tipo tem um 2 no nome. Os horários estão em UTC. As imagens estão em",
      '"pictures", e o que você anexou às suas mensagens está em "references"; os nomes começam com o id do pedido em',
      '"generations.json" e terminam com o número da imagem, contado a partir de 0.',
      "",
      `Uma imagem de mais de ${bytesMax} é cortada em pedaços (.001, .002 …), para que todos os chats aceitem os arquivos. Para juntá-la de novo,`,
      'abra o .001 com o 7-Zip, ou una os pedaços em ordem: "cat NAME.png.0* > NAME.png" no Linux e no macOS,',
      '"copy /b NAME.png.001+NAME.png.002 NAME.png" no Windows. Ao lado há uma cópia menor, que pode ser aberta na hora.',
      "",
      "Quando um registro tem a ver também com outra pessoa, o que é dela ficou de fora.",
      "",
    ].join("\n"),

  confirmTitle: "Excluir sua conta?",
  confirm: (hoursLeft) =>
    `Tudo se vai, em todos os chats da sua conta: imagens, prompts, imagens anexadas, configurações, nomes. Acontece daqui a ${hours(hoursLeft)}; até lá você pode voltar atrás. O que fica é a contabilidade de créditos e pagamentos, sem nada que diga quem você é, e uma impressão digital cifrada com chave, para que o presente de boas-vindas seja dado só uma vez. Mensagens publicadas em chats ficam lá; apague-as você, por favor.`,
  lost: {
    credits: "Créditos que se perdem",
    creditsNow: (available) => `${credits(available)}, no fim desse prazo; eles não são pagos em dinheiro`,
    subscription: "Assinatura",
    subscriptionEnds:
      "termina então na hora, e o que restar do período não é devolvido. /subscription a cancela antes de forma ordenada",
    chats: "Seus chats",
  },
  confirmYes: "Sim, excluir tudo",
  keep: "Manter minha conta",
  planned: (at) =>
    `Sua conta será excluída em ${minute(at)}. Até lá tudo funciona como antes, e você pode voltar atrás pelo botão ou com /privacy keep. Se quiser uma cópia dos seus dados, peça agora: /privacy export.`,
  plannedNotice: (at) =>
    `Alguém da sua conta pediu que ela seja excluída, com todas as imagens e os créditos, em ${minute(at)}. Se você não quer isso, toque em “Manter minha conta”, ou envie /privacy keep.`,
  scheduled: (at) => `Sua conta será excluída em ${minute(at)}. Com /privacy keep, você volta atrás.`,
  keptAgain: "Nada será excluído: sua conta fica como está.",
  keptNotice: "A exclusão foi cancelada: sua conta fica como está, e nada é excluído.",
  tooLate: "Ela já está sendo excluída, e não há mais como voltar atrás.",
  goodbye:
    "Sua conta está sendo excluída agora, como foi pedido há um dia. O que fica guardado dela não diz mais nada sobre você. Se você me escrever de novo, começamos do zero.",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "Sua conta está sendo vinculada a outra neste momento. Envie /privacy delete de novo em um minuto, por favor, e veja depois o que faz parte dela (/account).",
} satisfies Partial<Messages["refusals"]>;
