import type { Messages } from "../../messages.ts";
import { credits, day, minute, plural } from "./wording.ts";

const each = { month: "al mes", year: "al año" } as const;

export const billing: Messages["billing"] = {
  arrivedTitle: "Tus créditos están aquí",
  arrived: (amount, expiresAt, order) =>
    `${credits(amount)} del pedido ${order} ${amount === 1 ? "ya es tuyo, válido" : "ya son tuyos, válidos"} hasta el ${day(expiresAt)}. Envía /imagine para hacer algo, o /balance para ver todo lo que tienes.`,
  returnedTitle: "Tu dinero va de vuelta",
  returned: (money, order, taken) =>
    taken === 0
      ? `${money} del pedido ${order} vuelven al medio con el que pagaste; si interviene un banco, tarda de cinco a diez días. No quedaba ninguno de sus créditos, así que tu saldo sigue igual.`
      : `${money} del pedido ${order} vuelven al medio con el que pagaste; si interviene un banco, tarda de cinco a diez días. Con ello ${taken === 1 ? "sale de tu saldo" : "salen de tu saldo"} ${credits(taken)} que no habías gastado.`,
  undoneTitle: "Tienes créditos de vuelta",
  undone: (money, order, restored) =>
    restored === 0
      ? `Al final, ${money} del pedido ${order} no volvieron a ti: ese dinero está otra vez con nosotros. No se había ido ninguno de sus créditos, así que tu saldo sigue igual. Si aún lo esperas, /paysupport dice cómo contactarnos.`
      : `Al final, ${money} del pedido ${order} no volvieron a ti: ese dinero está otra vez con nosotros. Por eso ${credits(restored)} que se ${restored === 1 ? "había ido" : "habían ido"} con él ${restored === 1 ? "vuelve" : "vuelven"} a ser ${restored === 1 ? "tuyo" : "tuyos"}. Si aún esperas el dinero, /paysupport dice cómo contactarnos.`,
  declinedTitle: "Sobre tu solicitud de reembolso",
  declined: (order, answer) =>
    `Hemos mirado tu solicitud sobre el pedido ${order}, y no podemos devolver este dinero. El motivo: ${answer}\n\nSus créditos siguen siendo tuyos. Si crees que nos hemos equivocado, escríbenos: /paysupport dice cómo.`,
  notPaidTitle: "Tu pago no llegó",
  notPaid: (money, order) =>
    `Tu banco no dejó pasar ${money} del pedido ${order}, así que no se ha comprado nada. /buy te da un nuevo enlace de pago; quizá funcione con otra forma de pago.`,
  paymentFailedTitle: "Tu pago no se completó",
  paymentFailed: (money, nextAttemptAt) =>
    nextAttemptAt === null
      ? `No pudimos cobrar ${money} por tu plan. Los créditos nuevos llegan en cuanto esté pagado; los que tienes siguen siendo tuyos. Revisa tu tarjeta, por favor: /subscription te lleva allí.`
      : `No pudimos cobrar ${money} por tu plan, y lo intentaremos de nuevo el ${day(nextAttemptAt)}. Los créditos nuevos llegan en cuanto esté pagado; los que tienes siguen siendo tuyos. Si tu tarjeta ha cambiado, /subscription te lleva a donde puedes decírnoslo.`,
  payNow: "Pagar ahora",
  cancelledTitle: "Tu plan termina con su periodo",
  cancelled: (plan, endsAt) =>
    `${plan} termina el ${day(endsAt)}, y no se cobra nada más. Los créditos que tienes siguen siendo tuyos hasta que caduquen. ¿Has cambiado de idea? Hasta entonces puedes deshacerlo con /subscription.`,
  endedTitle: "Tu plan ha terminado",
  ended: (plan) =>
    `${plan} ha terminado, y no se cobra nada más. Los créditos que tienes siguen siendo tuyos hasta que caduquen. /buy muestra lo que hay.`,

  buyTitle: "Consigue créditos",
  buyText:
    "Un paquete se paga una sola vez. Un plan trae créditos nuevos cada mes, y puedes terminarlo en cualquier momento.",
  buyPacksText: "Un paquete se paga una sola vez, y no hay nada que cancelar.",
  packs: "Paquetes",
  plansMonthly: "Planes de pago mensual",
  plansYearly: "Planes de pago anual",
  packLine: (name, amount, days, price) =>
    `${name}: ${credits(amount)} por ${price}, con una validez de ${days === 365 ? "un año" : plural(days, { one: "día", other: "días" })}`,
  planLine: (name, amount, price, interval) => `${name}: ${credits(amount)} al mes por ${price} ${each[interval]}`,
  packButton: (amount, price) => `${credits(amount)} · ${price}`,
  planButton: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  showMonthly: "Planes por meses",
  showYearly: "Planes por años",
  showIn: (currency) => `En ${currency.toUpperCase()}`,
  noOffers: "Por el momento no hay nada que comprar aquí. Vuelve a mirar más tarde, por favor.",
  subscribed: "Tienes un plan: /subscription lo muestra y permite cambiarlo.",

  linkTitle: "Tu enlace de pago",
  link: (what, price, order, until) =>
    `${what} · ${price} · pedido ${order}\n\nEl enlace es solo para ti y funciona hasta el ${minute(until)}. En cuanto hayas pagado, te aviso aquí y tus créditos están listos.`,
  pay: (price) => `Pagar ${price}`,
  linkSent: "Te he enviado el enlace de pago por mensaje directo.",
  linkHere:
    "No puedo escribirte mensajes directos, así que aquí tienes tu enlace de pago. Solo lo ves tú. Para que te avise cuando lleguen los créditos, permite los mensajes directos, o envía /balance.",
  openChat:
    "No puedo escribirte antes de que me hayas escrito tú. Abre nuestro chat privado, por favor: ahí está la tienda, y nadie más ve tu enlace de pago.",
  openChatButton: "Abrir el chat privado",
  underWay: (order) =>
    `Tu pago del pedido ${order} está en camino; algunos bancos tardan unos días. Te aviso en cuanto estén los créditos. No hace falta nada más.`,
  paidAlready: (order) => `El pedido ${order} está pagado. /balance muestra tus créditos.`,
  otherMethods: "O paga con",
  method: { stripe: "tarjeta", stars: "Telegram Stars" },

  what: {
    pack: (name, amount) => `${name}: ${credits(amount)}`,
    plan: (name, amount, interval) =>
      interval === "month"
        ? `${name}: ${credits(amount)} al mes, con pago mensual hasta que canceles`
        : `${name}: ${credits(amount)} al mes, con pago anual hasta que canceles`,
  },

  noSubscriptionTitle: "No tienes ningún plan",
  noSubscription: "Un plan trae créditos nuevos cada mes. /buy muestra lo que hay.",
  subscriptionTitle: (plan) => `Tu plan: ${plan}`,
  subscriptionsTitle: "Tus planes",
  subscriptionsText: "Tienes más de un plan, y cada uno se paga por separado. Elige uno para verlo o cancelarlo.",
  unknownPlan: "un plan anterior",
  field: {
    plan: "Tu plan",
    state: "Estado",
    renewal: "Próximo pago",
    ends: "Termina",
    credits: "Créditos de este plan",
    change: "Cambio previsto",
    invoices: "Facturas",
  },
  state: {
    active: "activo",
    "past-due": "el último pago falló; lo intentamos de nuevo",
    unpaid: "sin pagar",
    paused: "en pausa",
    incomplete: "aún sin pagar",
    ended: "terminado",
  },
  planValue: (amount, price, interval) => `${credits(amount)} al mes, ${price} ${each[interval]}`,
  renewal: (date, money) => `${day(date)}, ${money}`,
  endsOn: (date) => `${day(date)}; los créditos que tienes siguen siendo tuyos hasta que caduquen`,
  left: (amount) => `${amount === 1 ? "queda" : "quedan"} ${credits(amount)} de lo que ha traído`,
  changeTo: (plan, at) => `${plan} a partir del ${day(at)}`,
  invoiceLine: (date, money, state) => `${day(date)} · ${money} · ${state}`,
  invoiceState: {
    draft: "en preparación",
    open: "pendiente",
    paid: "pagada",
    void: "anulada",
    uncollectible: "no cobrada",
  },
  cancelButton: "Cancelar el plan",
  resumeButton: "Conservar el plan",
  changeButton: "Cambiar de plan",
  portalButton: "Facturas y tarjeta",
  cancelAsk: (plan, endsAt) =>
    `${plan} terminaría el ${day(endsAt)}. Hasta entonces todo sigue igual, y tus créditos siguen siendo tuyos hasta que caduquen. ¿Cancelarlo?`,
  cancelYes: "Sí, cancelarlo",
  cancelNo: "No, conservarlo",
  resumed: "Bien: tu plan continúa.",
  changeTitle: "Cambia de plan",
  changeText:
    "Un plan mejor empieza de inmediato: recibes sus créditos ahora, y se descuenta lo que queda del periodo que has pagado. Uno menor empieza cuando termina tu periodo.",
  changeButtonTo: (name, price, interval) => `${name} · ${price} ${each[interval]}`,
  changeKeep: (name) => `Seguir con ${name}`,
  changeAskNow: (name, amount, price, before) =>
    `${name} empieza de inmediato: ${credits(amount)} ahora, y un periodo nuevo por ${price}, menos lo que queda del que has pagado de ${before}. El cobro a tu tarjeta se hace en el momento.`,
  changeAskLater: (name, amount, price, at) =>
    `A partir del ${day(at)} tendrías ${name}: ${credits(amount)} al mes por ${price}. Hasta entonces todo sigue igual.`,
  changeAskKeep: (name) => `Se descarta el cambio previsto, y sigues con ${name}.`,
  changeYesNow: "Sí, pagar y cambiar",
  changeYes: "Sí, cambiarlo",
  changeNo: "No, dejarlo así",
  changedNow: (name) => `Te damos la bienvenida a ${name}. Sus créditos llegan en cuanto se complete el pago.`,
  changedLater: (name, at) => `${name} empieza el ${day(at)}. Hasta entonces todo sigue igual.`,
  changeTakenBack: (name) => `Sigues con ${name}.`,
  portalTitle: "Facturas y tarjeta",
  portalText:
    "Esta página de nuestro proveedor de pagos muestra tus facturas, y en ella puedes cambiar tu tarjeta o cancelar.",
  portalOpen: "Abrir la página",

  ordersTitle: "Tus pedidos",
  ordersText: "¿De qué pedido se trata? Una persona de nuestro equipo mira cada solicitud.",
  noOrders: "Ahora no hay ningún pedido cuyo dinero se pueda devolver. /paysupport dice cómo contactarnos.",
  orderLine: (number, what, money, date) => `${number} · ${what} · ${money} · ${day(date)}`,
  orderButton: (number) => `Reembolso de ${number}`,
  refundTitle: (number) => `Reembolso del pedido ${number}`,
  refundPreview: (money, taken) =>
    taken === 0
      ? `Se te podría devolver hasta ${money}. No queda ninguno de sus créditos, así que tu saldo seguiría igual.`
      : `Se te podría devolver hasta ${money}. Con la devolución completa ${taken === 1 ? "se iría" : "se irían"} ${credits(taken)} que no has gastado; lo gastado queda gastado.`,
  refundAsk: "Pedir un reembolso",
  refundReason: "¿Por qué quieres que te devolvamos el dinero?",
  refundReasonAllowed: "unas palabras que digan por qué",
  refundSubmit: "Enviar la solicitud",
  refundRequestedTitle: "Tenemos tu solicitud",
  refundRequested: (number) =>
    `Una persona de nuestro equipo mira el pedido ${number} en un plazo de tres días hábiles y decide (T20). Te digo lo que responda. Hasta entonces tus créditos siguen como están.`,
  refundRepeated: (number) =>
    `Ya lo habías pedido para el pedido ${number}, y esa solicitud sigue en pie. No hace falta nada más.`,

  paysupportTitle: "Ayuda con los pagos",
  paysupport: (contact) =>
    `¿No llegaron tus créditos, pagaste dos veces o quieres que te devolvamos el dinero? Tus pedidos están abajo; con /refund pides la devolución, y una persona de nuestro equipo decide. Para todo lo demás, escríbenos con el botón, o a ${contact} con el número del pedido. Respondemos en un plazo de tres días hábiles. Ni Telegram ni Discord pueden ayudar con las compras hechas aquí.`,
  yourOrders: "Tus últimos pedidos",
  yourOrder: "El pedido",

  adminRefunds: "Solicitudes de reembolso",
  adminNoRefunds: "No espera nada.",
  adminRequestLine: (number, money, unspent, total, since, reason) =>
    `${number} · ${money} · ${unspent} de ${credits(total)} sin gastar · ${day(since)} · «${reason}»`,
  adminFailed: (code) => `El proveedor de pagos dijo que no (${code}). Decide otra vez, por favor.`,
  adminAll: "Devolver todo",
  adminPart: "Devolver una parte",
  adminDecline: "Rechazar",
  adminPartLabel: (currency) => `¿Cuánto, en ${currency.toUpperCase()}?`,
  adminDeclineLabel: "¿Por qué no? La persona leerá esto.",
  adminSend: "Decidir",
  adminNext: "Siguiente solicitud",
  adminUnderWay: "Aprobados, y aún sin llegar",
  adminBeingSent: (number, money) => `${number} · ${money} · espera a ser enviado al proveedor de pagos`,
  adminWithProvider: (number, money) => `${number} · ${money} · el proveedor de pagos lo está enviando`,
  adminMore: "Ver más",
  adminDecided: {
    open: "Sigue abierta.",
    approved: "Aprobada: el dinero está en camino, y los créditos se retiran cuando haya salido.",
    declined: "Rechazada, y la persona ha recibido el aviso.",
    done: "Hecho: el dinero se ha devuelto, y sus créditos ya no están.",
    failed: "El proveedor de pagos dijo que no. Espera en la lista.",
  },
  amountAllowed: (most) => `una cantidad como 4.99, ${most} como máximo`,
  review: {
    "amount-differs": "se pagó un importe o una moneda distintos de los acordados",
    "paid-twice": "se pagó dos veces",
    "second-plan": "la persona ha pagado dos planes a la vez",
    "unknown-offer": "lo que se compró ya no está entre las ofertas",
    "account-gone": "la cuenta ya no existe",
    "account-closed": "la cuenta fue cerrada",
    disputed: "el banco de quien pagó disputa el pago",
    "fraud-warning": "el banco de quien pagó sospecha un fraude",
    "return-differs": "volvió dinero en otra moneda que la del pago, así que no se retiraron sus créditos",
    "refund-undone": "un reembolso no llegó a quien pagó",
  },
};
