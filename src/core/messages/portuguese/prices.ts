import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute, plural } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "uma imagem", area: "um megapixel" },
  // Um decimal leva vírgula.
  inCredits: (amount) => credits(amount).replace(".", ","),
  line: (of, before, after) => `${of}: ${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}, pagamento mensal` : `${name}, pagamento anual`),

  noticeTitle: "Um preço vai subir",
  notice: (subject, lines, from) =>
    `${subject} vai custar mais para todos a partir de ${day(from)}:\n${lines}\n\nComo você tem um plano, o preço de hoje continua valendo para você por pelo menos 30 dias a contar de agora (T16). /pricing mostra quanto você paga e a partir de quando isso muda.`,
  noticePlan: (subject, lines, from) =>
    `${subject} vai custar mais para todos a partir de ${day(from)}:\n${lines}\n\nComo você tem um plano, nada muda para você por pelo menos 30 dias a contar de agora (T16); se este for o seu plano, o novo preço começa na primeira renovação depois disso. /subscription mostra quanto você paga e permite cancelar a qualquer momento.`,

  announcedTitle: "Anunciado",
  announced: (subject, lines, from) => `${subject}, a partir de ${day(from)}:\n${lines}`,
  announcedForOthers: (subject, lines, from, own) =>
    `${subject}, a partir de ${day(from)}, e para você não antes de ${day(own)}:\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}, a partir de ${day(from)}, e para você não antes de 30 dias depois da nossa mensagem sobre isso:\n${lines}`,
  changed: (before, now) =>
    `O preço mudou nesse meio-tempo, de ${before} para ${now}. Nada foi cobrado. Toque no botão se o novo preço estiver bom para você.`,
  payWithStars: "Pagar com Telegram Stars",
  payByCard: (currency) => `Pagar com cartão, em ${currency.toUpperCase()}`,
  starsWhat: (amount, days) =>
    `${credits(amount)} para imagens, com validade de ${days === 365 ? "um ano" : plural(days, { one: "dia", other: "dias" })}.`,
  starsClosed: "Esta fatura não pode mais ser paga. Envie /buy para receber uma nova. Nada foi cobrado.",
  starsLater: "Desculpe, isto está demorando demais agora. Tente de novo em um minuto, por favor. Nada foi cobrado.",
  offersTitle: "Pacotes e planos",
  offersText: "/buy mostra o que eles trazem.",

  adminTitle: "Preços",
  adminHow:
    "Anuncie uma mudança com /admin price O_QUÊ PREÇO --from 2027-01-31 --reason MOTIVO. Sem um dia, ela começa em um minuto. Um aumento chega a quem tem um plano 30 dias depois do aviso.",
  adminSubjects: (subjects) => `O que tem preço: ${list(subjects)}.`,
  adminNone: "Não há nada anunciado.",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}, a partir de ${minute(from)}:\n${lines}\nPor ${by}: ${shortened(reason, 200)}`,
  adminPreviewTitle: "Anunciar isto?",
  adminRise:
    "Isto é um aumento. Quem tem um plano é avisado agora e só paga o novo preço pelo menos 30 dias depois do aviso; todos os outros, a partir da data.",
  adminCut: "Isto é uma redução. Vale para todos a partir da data.",
  adminAnnounce: "Anunciar",
  adminCancel: (subject) => `Retirar: ${subject}`,
  adminAnnounced: (subject, from) => `Anunciado: ${subject}, a partir de ${minute(from)}.`,
  adminCancelled: (subject) => `Retirado: ${subject} mantém o preço.`,
  reasonAllowed: "o motivo, em poucas palavras: fica guardado com a mudança",
  dateAllowed: "um dia como 2027-01-31, ou com hora, 2027-01-31T12:00, em UTC",
  amountAllowed: (names, example) => `preços com seus nomes, ${list(names)}, como ${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `Não existe nenhum “${shortened(given, 40)}” com preço. Estes têm: ${list(subjects)}.`,
  "price-date": () =>
    "Um preço pode mudar a partir do próximo minuto e, no máximo, daqui a dois anos. Diga outro dia, por favor.",
  "price-same": () => "É isso que já custa. Nada foi anunciado.",
  "price-in-between": ({ from }) =>
    `Uma mudança posterior deste preço, a partir de ${minute(from)}, se apoia nesta. Retire aquela primeiro, por favor: /admin price a mostra.`,
  "price-in-effect": () =>
    "Este preço já está em vigor, ou estará no próximo minuto, então não pode mais ser retirado. Em vez disso, anuncie outra mudança.",
  "price-overtaken": () =>
    "Alguém anunciou outra mudança deste preço nesse meio-tempo. /admin price mostra o que está anunciado agora.",
} satisfies Partial<Messages["refusals"]>;
