import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import { credits, day } from "./wording.ts";

const reasons: ReadonlyMap<string, string> = new Map([
  ["welcome", "regalo de bienvenida"],
  ["easel", "regalo de quienes llevan Easel"],
]);

const kinds = { promotional: "regalo", subscription: "plan", bought: "compra" } as const;

export const balance: Messages["balance"] = {
  title: (available) => `Tienes ${credits(available)}`,
  held: (amount) =>
    amount === 1
      ? `${credits(amount)} está reservado para imágenes en curso.`
      : `${credits(amount)} están reservados para imágenes en curso.`,
  frozen: `Tus créditos están retenidos mientras revisamos tu cuenta. Preguntas: ${termsInForce.contact}.`,
  closed:
    "Tu cuenta está cerrada, así que los créditos ya no se pueden usar. El mensaje sobre el cierre dice qué fue de ellos; si es un error, /appeal lo lleva ante una persona de nuestro equipo.",
  onHold: (amount) =>
    amount === 1
      ? `${credits(amount)} de los de abajo está retenido mientras un banco revisa su pago. /paysupport dice cómo contactarnos.`
      : `${credits(amount)} de los de abajo están retenidos mientras un banco revisa su pago. /paysupport dice cómo contactarnos.`,
  empty: "Todavía no hay nada que gastar. Envía /start para recibir tus créditos de bienvenida.",
  lot: (amount, kind, expiresAt) =>
    `${credits(amount)} · ${kinds[kind]} · ${expiresAt === null ? "sin caducidad" : `hasta el ${day(expiresAt)}`}`,
  lots: "De dónde vienen, y hasta cuándo",
  movements: "Últimos movimientos",
  movement: (at, sign, amount, what) => `${day(at)} · ${sign}${amount} · ${what}`,
  granted: (reason) => reasons.get(reason) ?? reason,
  captured: "imagen",
  expired: "caducados",
  released: (amount) => `${credits(amount)} de lo reservado ${amount === 1 ? "queda libre" : "quedan libres"}`,
  reclaimed: (reason) =>
    reason === "easel"
      ? "retirados por quienes llevan Easel"
      : reason === "welcome-again"
        ? "el segundo regalo de bienvenida, el de la cuenta vinculada"
        : "retirados con un pedido reembolsado",
  forfeited: "perdidos",
  joined: "de tu otra cuenta",
  left: "pasados a tu otra cuenta",
};

export const expiryWarning: Messages["expiryWarning"] = (amount, expiresAt) =>
  amount === 1
    ? `${credits(amount)} de los tuyos caduca el ${day(expiresAt)}. Envía /imagine para aprovecharlo, o /balance para ver lo que tienes.`
    : `${credits(amount)} de los tuyos caducan el ${day(expiresAt)}. Envía /imagine para aprovecharlos, o /balance para ver lo que tienes.`;
