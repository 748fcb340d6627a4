import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, list, minute, plural } from "./wording.ts";

export const prices: Messages["prices"] = {
  of: { image: "una imagen", area: "un megapíxel" },
  // Un decimal lleva coma.
  inCredits: (amount) => credits(amount).replace(".", ","),
  line: (of, before, after) => `${of}: ${before} → ${after}`,
  packName: (name) => name,
  planName: (name, interval) => (interval === "month" ? `${name}, pago mensual` : `${name}, pago anual`),

  noticeTitle: "Sube un precio",
  notice: (subject, lines, from) =>
    `${subject} costará más para todos a partir del ${day(from)}:\n${lines}\n\nComo tienes un plan, conservas el precio de hoy al menos 30 días desde ahora (T16). /pricing muestra lo que pagas y a partir de cuándo cambia.`,
  noticePlan: (subject, lines, from) =>
    `${subject} costará más para todos a partir del ${day(from)}:\n${lines}\n\nComo tienes un plan, para ti no cambia nada al menos en los 30 días desde ahora (T16); si este es tu plan, el nuevo precio empieza con la primera renovación posterior. /subscription muestra lo que pagas, y ahí puedes cancelar en cualquier momento.`,

  announcedTitle: "Anunciado",
  announced: (subject, lines, from) => `${subject}, a partir del ${day(from)}:\n${lines}`,
  announcedForOthers: (subject, lines, from, own) =>
    `${subject}, a partir del ${day(from)}, y para ti no antes del ${day(own)}:\n${lines}`,
  announcedUntold: (subject, lines, from) =>
    `${subject}, a partir del ${day(from)}, y para ti no antes de 30 días después de nuestro mensaje al respecto:\n${lines}`,
  changed: (before, now) =>
    `El precio ha cambiado entretanto, de ${before} a ${now}. No se ha cobrado nada. Pulsa el botón si te parece bien el nuevo precio.`,
  payWithStars: "Pagar con Telegram Stars",
  payByCard: (currency) => `Pagar con tarjeta, en ${currency.toUpperCase()}`,
  starsWhat: (amount, days) =>
    `${credits(amount)} para imágenes, con una validez de ${days === 365 ? "un año" : plural(days, { one: "día", other: "días" })}.`,
  starsClosed: "Esta factura ya no se puede pagar. Envía /buy para recibir una nueva. No se ha cobrado nada.",
  starsLater:
    "Lo siento, ahora mismo tarda demasiado. Inténtalo de nuevo en un minuto, por favor. No se ha cobrado nada.",
  offersTitle: "Paquetes y planes",
  offersText: "/buy muestra lo que traen.",

  adminTitle: "Precios",
  adminHow:
    "Anuncia un cambio con /admin price QUÉ PRECIO --from 2027-01-31 --reason MOTIVO. Sin día, empieza en un minuto. Una subida llega a quienes tienen un plan 30 días después del aviso.",
  adminSubjects: (subjects) => `Lo que tiene un precio: ${list(subjects)}.`,
  adminNone: "No hay nada anunciado.",
  adminPending: (subject, lines, from, by, reason) =>
    `${subject}, a partir del ${minute(from)}:\n${lines}\nPor ${by}: ${shortened(reason, 200)}`,
  adminPreviewTitle: "¿Anunciar esto?",
  adminRise:
    "Esto es una subida. Quien tiene un plan recibe el aviso ahora y lo paga como pronto 30 días después del aviso; todos los demás, a partir de su fecha.",
  adminCut: "Esto es una bajada. Vale para todos a partir de su fecha.",
  adminAnnounce: "Anunciarlo",
  adminCancel: (subject) => `Retirar: ${subject}`,
  adminAnnounced: (subject, from) => `Anunciado: ${subject}, a partir del ${minute(from)}.`,
  adminCancelled: (subject) => `Retirado: ${subject} conserva su precio.`,
  reasonAllowed: "el motivo, en pocas palabras: se guarda con el cambio",
  dateAllowed: "un día como 2027-01-31, o con hora, 2027-01-31T12:00, en UTC",
  amountAllowed: (names, example) => `precios con sus nombres, ${list(names)}, como ${example}`,
};

export const priceRefusals = {
  "price-subject": ({ given, subjects }) =>
    `No hay ningún «${shortened(given, 40)}» con precio. Estos sí lo tienen: ${list(subjects)}.`,
  "price-date": () =>
    "Un precio puede cambiar a partir del próximo minuto y, como mucho, dentro de dos años. Da otro día, por favor.",
  "price-same": () => "Eso es lo que ya cuesta. No se ha anunciado nada.",
  "price-in-between": ({ from }) =>
    `Un cambio posterior de este precio, a partir del ${minute(from)}, se apoya en este. Retira primero aquel, por favor: /admin price lo muestra.`,
  "price-in-effect": () =>
    "Este precio ya está en vigor, o lo estará en menos de un minuto, así que ya no se puede retirar. Anuncia otro cambio en su lugar.",
  "price-overtaken": () =>
    "Entretanto alguien ha anunciado otro cambio de este precio. /admin price muestra lo que está anunciado ahora.",
} satisfies Partial<Messages["refusals"]>;
