import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "dia", other: "dias" });

/** “meia falta”, “2½ faltas”. */
function strikes(count: number): string {
  if (count === 0) return "nenhuma falta";
  if (count === 0.5) return "meia falta";
  if (count === 1) return "uma falta";
  const whole = Math.floor(count);
  if (Number.isInteger(count)) return `${whole} faltas`;
  return `${whole}½ ${whole < 2 ? "falta" : "faltas"}`;
}

export const conduct: Messages["conduct"] = {
  rows: {
    "own-filter": () =>
      "Nosso filtro de palavras barra um prompt: nada foi cobrado. As faltas dependem do assunto; por um simples palavrão não há nenhuma.",
    "own-upload-check": () =>
      "Nossas verificações recusam um arquivo: nada foi cobrado. As faltas dependem do assunto.",
    "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
      refusalsReturned === 0
        ? `Um modelo recusa as palavras ou o arquivo pelas regras dele: os créditos não são devolvidos. Cada recusa conta como ${strikes(strikesOfRefusal)}.`
        : `Um modelo recusa as palavras ou o arquivo pelas regras dele: os créditos voltam ${plural(refusalsReturned, { one: "vez", other: "vezes" })} em ${days(window_days)}. Depois disso não são devolvidos, e você é avisado antes que isso aconteça pela primeira vez. Cada recusa conta como ${strikes(strikesOfRefusal)}.`,
    "provider-flag": ({ strikesOfFlag }) =>
      `A verificação de segurança de um modelo oculta uma imagem: a parte dela nos créditos sempre volta. Conta como ${strikes(strikesOfFlag)}.`,
    wave: () =>
      "Um modelo recusa muito mais do que o normal, para muita gente ao mesmo tempo: isso é uma falha do serviço. Os créditos sempre voltam, e não conta como falta.",
    "no-fault": () =>
      "Uma imagem falha, demora demais, é cancelada ou se perde: os créditos sempre voltam, e não conta como falta.",
    delivery: () =>
      "Uma imagem está pronta, mas não pôde ser publicada: ela é enviada de novo, ou espera em /history, e você é avisado. Ela é cobrada, e não conta como falta.",
    gravest: () =>
      "Algo sexual com menores, ou uma imagem íntima de uma pessoa real feita sem consentimento: a conta é suspensa e os créditos dela ficam bloqueados na hora, até que uma pessoa tenha olhado.",
  },
  tableTitle: "O que custa quando algo é bloqueado",
  counted: (count, window_days) =>
    `Conta como ${strikes(count)} por ${days(window_days)}. Se estivermos errados, toque no botão abaixo ou envie /appeal, e uma pessoa olha.`,
  warned:
    "Isto é uma advertência: se continuar assim, sua conta será suspensa por um tempo. /terms mostra o que não é permitido.",
  suspendedUntil: (until) =>
    `Sua conta está suspensa até ${minute(until)}. /balance, /support e /appeal continuam funcionando.`,
  suspended:
    "Sua conta está suspensa até que uma pessoa a tenha olhado. /balance, /support e /appeal continuam funcionando, e um recurso é lido por uma pessoa.",
  lastReturned: (refusals, window_days) =>
    `Atenção: esta foi a recusa número ${refusals} em ${days(window_days)}, e a última cujos créditos voltam. A partir da próxima eles não são devolvidos, como dizem os termos (T22). Outras palavras ou outro modelo podem servir; se o modelo estiver errado, envie /appeal.`,
  kept: (amount, refusals, window_days) =>
    `O modelo recusou, porque as regras do fabricante dele não permitem. Foi a recusa número ${refusals} em ${days(window_days)}, por isso ${credits(amount)} ${amount < 2 ? "não foi devolvido" : "não foram devolvidos"}, como você já tinha sido avisado (T22). Outras palavras ou outro modelo podem servir. Se o modelo estiver errado, toque no botão abaixo ou envie /appeal: se a recusa for desfeita, os créditos voltam.`,
  wave: "O modelo está recusando muito mais do que o normal neste momento, então isto não conta contra você. Tente de novo mais tarde, por favor, ou escolha outro modelo (/models).",
  cameBack: (amount) =>
    amount < 2
      ? `Um modelo recusou uma imagem sua, e ${credits(amount)} não foi devolvido. Isso foi desfeito: ele é seu de novo, e a recusa não conta mais. /balance mostra o que você tem.`
      : `Um modelo recusou uma imagem sua, e ${credits(amount)} não foram devolvidos. Isso foi desfeito: eles são seus de novo, e a recusa não conta mais. /balance mostra o que você tem.`,
  keptMovement: "recusado pelas regras do modelo",
  returnedMovement: "uma recusa que foi desfeita",
};
