import type { Messages } from "../../messages.ts";
import { credits, day, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "dia", other: "dias" });

export const planNews: Messages["planNews"] = {
  renewsSoonTitle: "Seu plano será renovado em breve",
  renewsSoon: (plan, at, money) =>
    `Em ${day(at)} serão cobrados ${money} por um ano de ${plan}. Se estiver tudo bem, você não precisa fazer nada. Se não, envie /subscription cancel antes desse dia: então nada é cobrado, e os créditos que você tem continuam seus até expirarem.`,
  renewedTitle: "Seu plano foi renovado",
  renewed: (plan, money, amount, expiresAt, order) =>
    `${plan} foi renovado, e ${money} foram cobrados. ${credits(amount)} do pedido ${order} ${amount === 1 ? "é seu, válido" : "são seus, válidos"} até ${day(expiresAt)}. /subscription mostra seu plano e permite cancelar a qualquer momento.`,

  withdrawnTitle: "Um preço não vai subir",
  withdrawn: (subject, from) =>
    `Dissemos que ${subject} custaria mais a partir de ${day(from)}. Voltamos atrás: esse aumento não vem, e você não precisa fazer nada. /pricing mostra quanto você paga.`,

  keptTitle: "Por quanto tempo as imagens são guardadas",
  keptWith: (plan, count) => (count === null ? `${plan}: enquanto você tiver sua conta` : `${plan}: ${days(count)}`),
  keptWithout: (count) => (count === null ? "Sem plano: enquanto você tiver sua conta" : `Sem plano: ${days(count)}`),
  keptUntil: (count) =>
    count === null
      ? "até você apagá-las, ou apagar sua conta"
      : `${days(count)}, ou até você apagá-las, ou apagar sua conta`,

  historyTitle: "Suas imagens mais antigas serão apagadas",
  history: (count, from) =>
    `Suas imagens são guardadas por ${days(count)}. A partir de ${day(from)}, as mais antigas que isso são apagadas, e as outras quando chegarem a essa idade. Envie /history para salvar os originais antes. Um plano maior guarda as imagens por mais tempo: /buy mostra quanto.`,
};
