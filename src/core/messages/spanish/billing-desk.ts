import type { Messages } from "../../messages.ts";
import { credits, day, list } from "./wording.ts";

export const billingDesk: Messages["billingDesk"] = {
  reviewTitle: "Un pedido espera revisión",
  reviewText: (order, reasons) => `${order}: ${list(reasons)}. /admin orders muestra lo que se puede hacer.`,
  requestTitle: "Alguien pide que le devuelvan su dinero",
  requestText: (order) => `Se trata del pedido ${order}. /admin refunds muestra la solicitud, y ahí se decide.`,

  reconciledTitle: "Lo que la revisión de pagos de hoy no pudo reparar",
  reconciledText: "Mañana se revisa de nuevo. El registro dice más de cada caso.",
  ungranted: (count) => `Pagado y sin entregar nada: ${count}`,
  disagreeing: (count) => `El pedido y el libro no coinciden: ${count}`,
  orderless: (count) => `Páginas pagadas sin pedido: ${count}`,
  unlooked: (count) => `No se pudo revisar: ${count}`,
  unlookedText: "Mañana se intenta de nuevo.",

  listTitle: "Pedidos que esperan revisión",
  none: "No espera nada.",
  listText: (shown, isAll) =>
    isAll
      ? `${shown === 1 ? "Espera un pedido" : `Esperan ${shown} pedidos`}. El más antiguo va primero.`
      : `Estos son los ${shown} más antiguos; hay más.`,
  look: (order) => `Ver ${order}`,
  why: "Por qué espera",
  reasonLine: (reason, since) => `${day(since)}: ${reason}`,
  account: "Cuenta",
  payment: "Pago",
  paymentReturned: (payment, at) => `${payment} · de él volvió dinero el ${day(at)}`,
  left: "Créditos",
  unspent: (unspent, total) => `${unspent} de ${credits(total)} sin gastar`,
  held: "Está retenido: su dinero ha llegado, y no se da nada más hasta que decidas.",
  heldReturned: "Está retenido, y su dinero se devolvió: no se debe ningún crédito.",
  notHeld: "Sus créditos se dieron como siempre; solo espera que lo mires.",
  howToRefund:
    "Para devolver el dinero, reembolsa el pago en la página del propio proveedor de pagos: sus créditos se retiran solos.",
  release: "Dar sus créditos",
  releaseAsk: (amount, order) =>
    `El pedido ${order} estaba retenido. ${credits(amount)} ${amount === 1 ? "iría" : "irían"} enseguida a su cuenta. Tu nombre se guarda con la decisión. ¿Darlos?`,
  releaseYearAsk: (amount, order) =>
    `El pedido ${order} estaba retenido. ${credits(amount)} ${amount === 1 ? "iría" : "irían"} a su cuenta mes a mes, hasta que termine su año. Tu nombre se guarda con la decisión. ¿Darlos?`,
  releaseYes: "Sí, darlos",
  released: (order) => `El pedido ${order} está liberado: la persona tiene los créditos y ha recibido el aviso.`,
  stillHeld: (order, why) => `El pedido ${order} sigue retenido y no hay a quién dar los créditos: ${why}.`,
  close: "No queda nada por hacer",
  closeAsk: (order) =>
    `El pedido ${order} saldría de esta lista. Nada más cambia en él. Tu nombre se guarda con la decisión. ¿Quitarlo?`,
  closeYes: "Sí, quitarlo",
  closed: (order) => `El pedido ${order} ha salido de la lista.`,
  changed: "Entretanto ha pasado algo con este pedido, así que no se ha hecho nada. Ahora está así.",
  back: "Volver a la lista",
};
