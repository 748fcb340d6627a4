import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "día", other: "días" });

/** «media falta», «2½ faltas». */
function strikes(count: number): string {
  if (count === 0) return "ninguna falta";
  if (count === 0.5) return "media falta";
  if (count === 1) return "una falta";
  return Number.isInteger(count) ? `${count} faltas` : `${Math.floor(count)}½ faltas`;
}

export const conduct: Messages["conduct"] = {
  rows: {
    "own-filter": () =>
      "Nuestro filtro de palabras detiene un prompt: no se cobró nada. Las faltas dependen de qué se trate; por una simple palabrota no hay ninguna.",
    "own-upload-check": () =>
      "Nuestras comprobaciones rechazan un archivo: no se cobró nada. Las faltas dependen de qué se trate.",
    "provider-refusal": ({ refusalsReturned, window_days, strikesOfRefusal }) =>
      refusalsReturned === 0
        ? `Un modelo rechaza las palabras o el archivo según sus reglas: los créditos no se devuelven. Cada rechazo cuenta como ${strikes(strikesOfRefusal)}.`
        : `Un modelo rechaza las palabras o el archivo según sus reglas: los créditos vuelven ${plural(refusalsReturned, { one: "vez", other: "veces" })} en ${days(window_days)}. Después ya no se devuelven, y te lo decimos antes de que ocurra por primera vez. Cada rechazo cuenta como ${strikes(strikesOfRefusal)}.`,
    "provider-flag": ({ strikesOfFlag }) =>
      `El control de seguridad de un modelo oculta una imagen: su parte de los créditos vuelve siempre. Cuenta como ${strikes(strikesOfFlag)}.`,
    wave: () =>
      "Un modelo rechaza mucho más de lo normal, a mucha gente a la vez: eso es una interrupción del servicio. Los créditos vuelven siempre, y no cuenta como falta.",
    "no-fault": () =>
      "Una imagen falla, tarda demasiado, se cancela o se pierde: los créditos vuelven siempre, y no cuenta como falta.",
    delivery: () =>
      "Una imagen está lista pero no se pudo publicar: se envía de nuevo, o espera en /history, y te avisamos. Se cobra, y no cuenta como falta.",
    gravest: () =>
      "Algo sexual con menores, o una imagen íntima de una persona real hecha sin su consentimiento: la cuenta se suspende y sus créditos quedan retenidos de inmediato, hasta que una persona lo haya revisado.",
  },
  tableTitle: "Lo que cuesta cuando algo se bloquea",
  counted: (count, window_days) =>
    `Cuenta como ${strikes(count)} durante ${days(window_days)}. Si nos equivocamos, pulsa el botón de abajo o envía /appeal, y una persona lo revisa.`,
  warned:
    "Esto es una advertencia: si sigue así, tu cuenta se suspenderá por un tiempo. /terms muestra lo que no se permite.",
  suspendedUntil: (until) =>
    `Tu cuenta está suspendida hasta el ${minute(until)}. /balance, /support y /appeal siguen funcionando.`,
  suspended:
    "Tu cuenta está suspendida hasta que una persona la haya revisado. /balance, /support y /appeal siguen funcionando, y una apelación la lee una persona.",
  lastReturned: (refusals, window_days) =>
    `Ten en cuenta: ese fue el rechazo número ${refusals} en ${days(window_days)}, y el último cuyos créditos vuelven. A partir del próximo ya no se devuelven, como dicen los términos (T22). Otras palabras u otro modelo pueden servir; si el modelo se equivoca, envía /appeal.`,
  kept: (amount, refusals, window_days) =>
    `El modelo lo rechazó, porque las reglas de su fabricante no lo permiten. Fue el rechazo número ${refusals} en ${days(window_days)}, así que no se ${amount === 1 ? "ha devuelto" : "han devuelto"} ${credits(amount)}, como se te dijo antes (T22). Otras palabras u otro modelo pueden servir. Si el modelo se equivoca, pulsa el botón de abajo o envía /appeal: si el rechazo se anula, los créditos vuelven.`,
  wave: "El modelo rechaza mucho más de lo normal en este momento, así que esto no cuenta en tu contra. Inténtalo más tarde, por favor, o elige otro modelo (/models).",
  cameBack: (amount) =>
    amount === 1
      ? `Un modelo rechazó una imagen tuya, y no se devolvió ${credits(amount)}. Eso se ha anulado: vuelve a ser tuyo, y el rechazo ya no cuenta. /balance muestra lo que tienes.`
      : `Un modelo rechazó una imagen tuya, y no se devolvieron ${credits(amount)}. Eso se ha anulado: vuelven a ser tuyos, y el rechazo ya no cuenta. /balance muestra lo que tienes.`,
  keptMovement: "rechazado por las reglas del modelo",
  returnedMovement: "un rechazo que se anuló",
};
