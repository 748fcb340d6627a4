import { termsInForce } from "../../accounts/terms.ts";
import { shownMoney } from "../../billing/money.ts";
import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { list } from "./wording.ts";

export const billingRefusals = {
  "payments-off": () =>
    "Por el momento aquí no se puede comprar nada. Inténtalo más tarde, por favor; lo que tienes sigue siendo tuyo.",
  "offer-gone": () => "Esto ya no se ofrece. /buy muestra lo que hay. No se ha cobrado nada.",
  "offer-unknown": ({ given, offers }) =>
    `Aquí no hay ningún «${shortened(given, 40)}». Puedes elegir entre ${list(offers)}: /buy sin nada más lo muestra todo.`,
  "purchase-closed": () =>
    `Tus créditos están retenidos mientras revisamos tu cuenta, así que ahora no se puede comprar nada para ella. Preguntas: ${termsInForce.contact}.`,
  "already-subscribed": () =>
    "Ya tienes un plan. /subscription lo muestra y permite cambiarlo por otro. Un paquete de créditos puedes comprarlo en cualquier momento: /buy.",
  "payment-unreachable": () =>
    "Nuestro proveedor de pagos no responde ahora mismo. Inténtalo de nuevo en unos minutos, por favor. No se ha cobrado nada.",
  "payment-refused": () =>
    `Nuestro proveedor de pagos no pudo hacerlo, y ya estamos avisados. No se ha cobrado nada. Preguntas: ${termsInForce.contact}.`,
  "payment-declined": () =>
    "Tu tarjeta o tu banco dijo que no, así que no se ha cambiado ni cobrado nada. /subscription te lleva a donde puedes usar otra tarjeta.",
  "no-subscription": () => "Ahora mismo no tienes ningún plan. /buy muestra lo que hay.",
  "subscription-not-active": () =>
    "Podrás cambiar tu plan en cuanto se complete su pago pendiente: /subscription te lleva a donde puedes pagarlo.",
  "subscription-ends": () =>
    "Tu plan termina con su periodo. Para cambiarlo por otro, consérvalo primero, por favor: /subscription.",
  "same-plan": () => "Ese es el plan que tienes. No se ha cambiado nada.",
  "order-unknown": () => "No tienes ningún pedido pagado así. /refund muestra los que tienes.",
  "order-refunded": ({ order }) =>
    `Todo el dinero del pedido ${order} ya se ha devuelto, así que no queda nada que reembolsar.`,
  "request-unknown": () => "Esa solicitud ya no existe. /admin refunds muestra las que esperan.",
  "request-decided": () => "Alguien ya ha decidido esta solicitud. /admin refunds muestra las que esperan.",
  "refund-too-large": ({ left }) =>
    `De este pedido se puede devolver ${shownMoney(left)} como máximo, y tiene que ser algo.`,
  "operators-only": () => "Esto es para quienes llevan Easel. /help muestra lo que puedo hacer por ti.",
} satisfies Partial<Messages["refusals"]>;
