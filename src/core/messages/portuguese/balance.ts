import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "presente de boas-vindas"],
  ["easel", "presente da equipe do Easel"],
]);

const kinds = { promotional: "presente", subscription: "plano", bought: "compra" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `Você tem ${credits(available)}`,
  held: (amount) =>
    amount < 2
      ? `${credits(amount)} está reservado para imagens em andamento.`
      : `${credits(amount)} estão reservados para imagens em andamento.`,
  frozen: `Seus créditos estão bloqueados enquanto analisamos sua conta. Dúvidas: ${termsInForce.contact}.`,
  closed:
    "Sua conta está encerrada, e os créditos não podem mais ser usados. A mensagem sobre isso diz o que aconteceu com eles; se estiver errado, /appeal leva o caso a uma pessoa da nossa equipe.",
  onHold: (amount) =>
    amount < 2
      ? `${credits(amount)} da lista abaixo está bloqueado enquanto um banco analisa o pagamento dele. /paysupport diz como falar conosco.`
      : `${credits(amount)} da lista abaixo estão bloqueados enquanto um banco analisa o pagamento deles. /paysupport diz como falar conosco.`,
  empty: "Ainda não há nada para gastar. Envie /start para receber seus créditos de boas-vindas.",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "sem vencimento" : `até ${day(expiresAt)}`}`,
  lots: "De onde vieram, e até quando valem",
  movements: "Últimas movimentações",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "imagem",
  expired: "vencidos",
  released: (amount) => `${credits(amount)} do que estava reservado ${amount < 2 ? "voltou" : "voltaram"}`,
  reclaimed: (reason) =>
    reason === "easel"
      ? "retirados pela equipe do Easel"
      : reason === "welcome-again"
        ? "o segundo presente de boas-vindas, o da conta vinculada"
        : "retirados com um pedido reembolsado",
  forfeited: "perdidos",
  joined: "da sua outra conta",
  left: "passados para a sua outra conta",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  amount === 1
    ? `${credits(amount)} seu vence em ${day(expiresAt)}. Envie /imagine para fazer algo com ele, ou /balance para ver o que você tem.`
    : `${credits(amount)} seus vencem em ${day(expiresAt)}. Envie /imagine para fazer algo com eles, ou /balance para ver o que você tem.`;
