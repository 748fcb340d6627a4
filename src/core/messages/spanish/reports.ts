import type { TakedownGround } from "../../gallery/takedown.ts";
import type { Messages } from "../../messages.ts";
import type { NoticeElement } from "../../reports/infringement-notice.ts";
import { minute, plural } from "./wording.ts";

const grounds: Readonly<Record<TakedownGround, string>> = {
  rights: "usa la obra, el nombre o la cara de alguien sin su permiso",
  intimate: "es una imagen íntima o degradante de una persona real",
  minors: "muestra a un niño o un adolescente de una forma que nunca se permite",
  sexual: "es sexual",
  hateful: "es odiosa o cruel, o trata de autolesiones",
  deceiving: "se hizo para engañar",
  law: "la ley lo exige",
  terms: "incumple los términos",
};

const elements: Readonly<Record<NoticeElement, string>> = {
  name: "tu nombre completo",
  contact: "cómo contactarte (una dirección de correo electrónico o postal)",
  work: "la obra de la que se trata",
  material: "de qué imagen se trata, con un enlace o un id",
  goodFaith: "que crees de buena fe que este uso no está permitido",
  accuracy: "que lo que dices es exacto, y que puedes actuar en nombre de quien tiene los derechos",
  signature: "tu firma: tu nombre, escrito",
};

export const reports: Messages["reports"] = {
  title: "Denunciar una imagen",
  how: "Pulsa Denunciar bajo la imagen. O envía /report con un enlace a su mensaje o su id, y unas palabras sobre lo que está mal: /report abcd2345 es mi hermana.\n\n¿Se trata de tu propia obra? Envía /report notice con el enlace o el id. ¿Se retiró por error una imagen tuya? Envía /report counter con el número que se te dijo.",
  noticeButton: "Se trata de mi obra",

  noticeTitle: "Notificación sobre tu obra",
  noticeName: "Tu nombre completo",
  noticeContact: "Un correo electrónico o dirección postal",
  noticeWork: "¿Qué obra, tuya o de quien representas?",
  noticeMaterial: "¿Qué imagen de aquí? Un enlace o un id",
  noticeGoodFaith: "De buena fe: nadie permitió este uso",
  noticeAccuracy: "Es exacto, y puedo actuar por el titular",
  noticeSignature: "Firma: escribe tu nombre completo",
  noticeNext: "Siguiente",
  noticeChange: "Cambiarlo",
  noticeOath: "Confirmar y firmar",
  noticeSend: "Enviar la notificación",
  yes: "Sí, lo declaro",
  no: "No",
  noticeHalf: (name, work, picture) =>
    `La mitad ya está: ${name}, sobre «${work}» y la imagen ${picture}. Faltan dos declaraciones y tu firma. Una declaración falsa puede castigarse, así que léelas con cuidado:\n\n1. Creo de buena fe que este uso no fue permitido ni por el titular de los derechos, ni por quien lo representa, ni por la ley.\n2. Lo que digo aquí es exacto y, bajo pena de perjurio, soy titular de los derechos o puedo actuar en nombre de quien lo es.`,
  noticeMissing: (missing) =>
    `Todavía no se ha enviado nada. A la notificación le falta:\n${missing.map((element) => `• ${elements[element]}`).join("\n")}\n\nLo que escribiste se conserva: pulsa el botón y añádelo.`,
  noticeThanksTitle: "Tu notificación ha llegado",
  noticeThanks: (reference) =>
    `Una persona de nuestro equipo la lee, por lo general en un plazo de tres días hábiles, y te decimos qué resultó. Lo que escribiste puede mostrarse a quien hizo la imagen, para que pueda responder. Su número es ${reference}.`,

  outcomeTitle: "Sobre la imagen que denunciaste",
  outcome: (reference, acted) =>
    acted
      ? `Gracias: la hemos revisado y hemos actuado. Tu denuncia era ${reference}.`
      : `La hemos revisado, y no incumple los términos, así que se queda. Gracias de todos modos por decírnoslo. Tu denuncia era ${reference}.`,

  takenDownTitle: "Retirada",
  takenDown: "Esta imagen se ha retirado.",
  someTakenDown: "Una imagen que se mostraba aquí se ha retirado. /history muestra lo que hay.",
  historyLine: (number, made, model) => `${number}. Retirada · ${model} · ${minute(made)}`,

  ownerTitle: "Se ha retirado una imagen tuya",
  owner: (picture, ground, note, until) =>
    note === null
      ? `Tu imagen ${picture} se ha retirado. El motivo: ${grounds[ground]}.\n\n${ownerRights(picture, until)}`
      : `Tu imagen ${picture} se ha retirado. El motivo: ${grounds[ground]}. Nuestro equipo añade: ${note}\n\n${ownerRights(picture, until)}`,
  objectButton: "Objetar",
  objectTitle: "Objetar a una retirada",
  objectName: "Tu nombre completo",
  objectContact: "Un correo electrónico o dirección postal",
  objectStatement: "¿Por qué es un error?",
  objectOath: "De buena fe, bajo pena de perjurio",
  objectSignature: "Firma: escribe tu nombre completo",
  objectSend: "Enviarla",
  objectMissing:
    "Todavía no se ha enviado nada. Una objeción necesita tu nombre, cómo contactarte, por qué es un error, tu declaración de que lo dices de buena fe, y tu firma escrita. Pulsa Objetar una vez más, por favor.",
  objectThanksTitle: "Tu objeción ha llegado",
  objectThanks: (picture) =>
    `Una persona de nuestro equipo decide sobre ${picture}, y te lo decimos. Hasta entonces la imagen se guarda bajo llave. Lo que escribiste puede mostrarse a quien se quejó.`,
  restoredTitle: "Tu imagen ha vuelto",
  restored: (picture) =>
    `La retirada de tu imagen ${picture} se ha anulado: está otra vez en tu /history. Sentimos las molestias.`,
};

/** Whole sentences that stand below the reason. */
function ownerRights(picture: string, until: Date): string {
  return `Tus créditos siguen como están. Si esto es un error, puedes objetar hasta el ${minute(until)}: pulsa el botón, o envía /report counter ${picture}. Hasta entonces la imagen se guarda bajo llave; después desaparece para siempre.`;
}

export const reportRefusals = {
  "picture-taken-down": () => "Esta imagen se ha retirado, así que ya no se puede hacer nada con ella.",
  "picture-unknown": ({ given }) =>
    given === ""
      ? "Di de qué imagen se trata, por favor: con un enlace a su mensaje, o con su id, que Detalles muestra."
      : `No encuentro ninguna imagen para «${given}». Envía un enlace al mensaje que la muestra, por favor, o su id, que Detalles muestra bajo la imagen.`,
  "reference-blocked": ({ name }) =>
    `La imagen ${name} no se puede usar aquí. No se ha cobrado nada y no se ha transmitido nada. Usa otra, por favor; si crees que es un error, envía /appeal.`,
  "reports-too-many": ({ max }) =>
    `Hoy has enviado ${plural(max, { one: "denuncia", other: "denuncias" })}, y revisamos cada una. Envía las siguientes mañana, por favor. Si alguien está en peligro, avisa primero a la policía.`,
  "takedown-unknown": () =>
    "No encuentro ninguna retirada con eso. Envía /report counter con el número que muestra el mensaje sobre la retirada, por favor.",
  "objection-late": () => "El plazo para objetar a esta retirada ha terminado, y la imagen ya no se guarda.",
  "objection-made": () => "Ya has objetado a esta retirada. Una persona de nuestro equipo decide, y te lo decimos.",
} satisfies Partial<Messages["refusals"]>;
