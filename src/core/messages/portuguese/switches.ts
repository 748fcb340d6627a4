import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "O Easel está fechado para manutenção no momento."
        : `O Easel está fechado para manutenção até ${minute(until)}.`,
      note,
      "Nada foi guardado e nada foi cobrado. O que estava em andamento continua. Tente de novo mais tarde, por favor.",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Que bom que você veio, mas o Easel não recebe ninguém novo no momento."
        : `Que bom que você veio, mas o Easel não recebe ninguém novo até ${minute(until)}.`,
      note,
      "Nada foi guardado e nada foi cobrado. Tente de novo mais tarde, por favor.",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Não é possível comprar nada no momento." : `Não é possível comprar nada até ${minute(until)}.`,
      note,
      "Nada foi cobrado. O que você tem continua seu e funciona como sempre, e o que você pagou vai chegar.",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null ? `${plan} não está à venda no momento.` : `${plan} não está à venda até ${minute(until)}.`,
      note,
      "Quem tem continua com ele. /buy mostra o que há. Nada foi cobrado.",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `Volta em ${minute(until)}.`,
};
