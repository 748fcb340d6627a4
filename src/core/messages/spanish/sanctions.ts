import { termsInForce } from "../../accounts/terms.ts";
import type { Messages } from "../../messages.ts";
import type { SanctionReason } from "../../moderation/sanction.ts";
import { minute } from "./wording.ts";

const reasons: { readonly [Reason in SanctionReason]: string } = {
  pattern: "Varias de tus peticiones recientes incumplían los términos (T8, T10).",
  gravest: "Una petición tuya parece del tipo más grave que prohíben los términos (T7).",
  rights: "Imágenes tuyas vulneraron los derechos de otras personas (T26).",
  fraud: "Un pago tuyo, o la forma en que se usó la cuenta, parece un fraude (T18).",
  security: "Tu cuenta se usó de una forma que pone en riesgo a otras personas o a Easel (T18).",
  "false-information": "Algo que se nos dijo sobre esta cuenta no es verdad (T5).",
  terms: "Tu cuenta se usó en contra de los términos (T5).",
};

export const sanctions: Messages["sanctions"] = {
  reason: reasons,
  note: (words) => `Añadimos: ${words}`,

  warnedTitle: "Una advertencia",
  warned:
    "No se te quita nada, y puedes seguir. Mira lo que no se permite, por favor (/terms, T8): si sigue así, tu cuenta se suspenderá por un tiempo. Si nos hemos equivocado, /appeal lo lleva ante alguien de nuestro equipo.",

  suspendedTitle: "Tu cuenta está suspendida",
  suspended: (until) =>
    until === null
      ? "No se puede hacer ni comprar nada nuevo hasta que alguien de nuestro equipo la haya revisado. Lo que está en curso se termina, y tus créditos se quedan."
      : `No se puede hacer ni comprar nada nuevo hasta el ${minute(until)}; entonces termina por sí sola. Lo que está en curso se termina, y tus créditos se quedan.`,
  frozen: "Tus créditos quedan retenidos mientras lo revisamos.",
  subscriptionGoesOn: "Una suscripción sigue mientras tanto: /subscription cancel la termina al final de su periodo.",
  whatIsLeft:
    "Puedes seguir usando /terms, /balance, /privacy y /support. Si nos hemos equivocado, /appeal lo lleva ante alguien de nuestro equipo.",

  backTitle: "Qué bien verte de nuevo",
  back: "Tu suspensión ha terminado, y todo vuelve a funcionar. Lo que no se permite está en /terms (T8).",
  liftedTitle: "Anulado",
  warningLifted: "La advertencia se ha anulado: ya no cuenta.",
  suspensionLifted: "Tu suspensión se ha anulado, y todo vuelve a funcionar. Sentimos las molestias.",
  terminationLifted:
    "El cierre de tu cuenta se ha anulado, y puedes volver a usar Easel. Lo que terminó con ella, como una suscripción, no vuelve por sí solo: escríbenos con /support, y lo arreglamos.",

  announcedTitle: "Tu cuenta se va a cerrar",
  announced: (at) =>
    `Se cerrará el ${minute(at)}. Hasta entonces funciona como antes, pero no se puede comprar nada. Tus créditos se pueden usar hasta entonces, y tu suscripción, si la tienes, se cancela ese día. Si quieres una copia de tus datos, pídela ahora: /privacy export.`,
  announcedForfeit: "Los créditos que queden ese día se pierden, porque se incumplieron los términos (T23).",
  announcedNoForfeit:
    "Los créditos que queden ese día ya no se podrán usar. Si los pagaste, pide tu dinero con /paysupport: lo decide alguien de nuestro equipo (T20).",
  announcedAppeal: "Si crees que es un error, /appeal lo lleva ante alguien de nuestro equipo.",

  closedTitle: "Tu cuenta está cerrada",
  closed: (erasedAt) =>
    `Easel ya no se puede usar con ella, y tu suscripción, si la tenías, queda cancelada. Tus imágenes y prompts se eliminan el ${minute(erasedAt)}. Hasta entonces puedes obtener una copia de tus datos (/privacy export), y decir por qué es un error (/appeal). Desde estos chats no se puede abrir una cuenta nueva.`,
  closedForfeit: "Los créditos que quedaban se han perdido, porque se incumplieron los términos (T23).",
  closedNoForfeit:
    "Los créditos que quedaban ya no se pueden usar. Si los pagaste, pide tu dinero con /paysupport: lo decide alguien de nuestro equipo (T20).",
  erased:
    "Los datos de tu cuenta cerrada se están eliminando ahora, como te dijimos. Lo que se guarda no dice nada de ti, salvo una huella cifrada con clave de tus chats, para que desde ellos no se abra una cuenta nueva.",

  erasureWaits:
    "Tu cuenta aún no se puede eliminar, porque todavía tenemos que revisar algo en ella. No hace falta que hagas nada: se elimina en cuanto eso esté decidido. Si tienes preguntas, escríbenos: /support.",
};

export const sanctionRefusals = {
  suspended: ({ until, reason }) =>
    until === null
      ? `Tu cuenta está suspendida hasta que alguien de nuestro equipo la haya revisado. ${reasons[reason]} No se ha cobrado nada. Si nos hemos equivocado, envía /appeal; para todo lo demás, /support.`
      : `Tu cuenta está suspendida hasta el ${minute(until)}. ${reasons[reason]} No se ha cobrado nada. Si nos hemos equivocado, envía /appeal; para todo lo demás, /support.`,
  terminated: ({ reason }) =>
    `Tu cuenta está cerrada. ${reasons[reason]} Todavía puedes obtener una copia de tus datos (/privacy export) y decir por qué es un error (/appeal).`,
  "account-barred": () =>
    `Una cuenta que se usó desde aquí fue suspendida o cerrada, así que no se puede abrir una nueva. Si crees que es un error, escribe a ${termsInForce.contact}.`,
} satisfies Partial<Messages["refusals"]>;
