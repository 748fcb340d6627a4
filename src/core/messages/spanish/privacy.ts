import type { Messages } from "../../messages.ts";
import { credits, minute, plural } from "./wording.ts";

const days = (count: number) => plural(count, { one: "día", other: "días" });
const hours = (count: number) => plural(count, { one: "hora", other: "horas" });

export const privacy: Messages["privacy"] = {
  title: "Tus datos",
  text: "Esto es lo que Easel guarda sobre ti, y durante cuánto tiempo. Nada de ello entrena un modelo, y nada se entrega para entrenar (T14); está para tu historial, para la atención al usuario y contra los abusos (T15). Las cláusulas están en /terms.",
  kept: {
    pictures: "Imágenes y prompts",
    references: "Imágenes que adjuntas",
    referencesFor: (count) => `${days(count)}, para que un resultado pueda volver a hacerse`,
    account: "Nombres, ajustes, consentimientos",
    accountFor: "mientras tengas una cuenta",
    notices: "Mensajes míos para ti",
    noticesFor: "mientras tengas una cuenta",
    buttons: "Lo que recuerdan los botones",
    buttonsFor: (count) => `${days(count)} (búsquedas, palabras de un prompt)`,
    chats: "Lo que los chats necesitan para encontrar sus mensajes",
    chatsFor: (count, eventHours) =>
      `hasta ${days(count)}, sin nombres; lo que envías, hasta ${hours(eventHours)}, hasta que se responde`,
    links: "Vínculos entre chats",
    linksFor: (count) => `${days(count)} los que no llegaron a nada; los demás, mientras tengas una cuenta`,
    spending: "Lo que gastas en un servidor",
    spendingFor: days,
    reports: "Denuncias que envías",
    reportsFor: "mientras puedan hacer falta; tus palabras se van con tu cuenta",
    tickets: "Tickets que escribes a la atención al usuario",
    ticketsFor: (words, pictures) =>
      `tus palabras se van ${days(words)} después de cerrarse el ticket; las imágenes, con ellas, o a más tardar ${days(pictures)} después de llegar`,
    money: "Créditos, pedidos y reembolsos",
    moneyFor:
      "para siempre, porque la contabilidad debe conservarse: sin nombre, palabras ni imágenes una vez que elimines tu cuenta",
    exports: "Copias que pides",
    exportsFor: hours,
  },
  terms: "Leer los términos",
  export: "Exportar mis datos",
  delete: "Eliminar mi cuenta",

  exportAsked:
    "Lo estoy reuniendo: todo lo que guardo sobre ti, con todas las imágenes. Te llega en privado en archivos ZIP en cuanto esté listo; si son muchas imágenes, tarda unos minutos.",
  exportUnderWay: "Todavía lo estoy reuniendo, y te llega en privado en cuanto esté listo.",
  exportTitle: "Tus datos",
  exportReady: (parts, until) =>
    parts === 1
      ? `Todo lo que guardo sobre ti, en un archivo ZIP. Está disponible hasta el ${minute(until)}. Si con este mensaje no llega ningún archivo, envía /privacy export. Puedes pedir una copia nueva una vez al día.`
      : `Todo lo que guardo sobre ti, en ${parts} archivos ZIP. Están disponibles hasta el ${minute(until)}. Si con este mensaje no llega ningún archivo, envía /privacy export. Puedes pedir una copia nueva una vez al día.`,
  exportMore: (from, to, parts) => (from === to ? `Parte ${from} de ${parts}.` : `Partes ${from} a ${to} de ${parts}.`),
  exportFailed:
    "No se pudieron reunir tus datos, y es culpa nuestra. Alguien lo está mirando; envía /privacy export otra vez mañana, por favor, o escríbenos si los necesitas antes (la dirección está en /terms).",
  readme: (bytesMax) =>
    [
      "Esto es todo lo que Easel guarda sobre ti.",
      "",
      "Cada archivo .json contiene un tipo de registros; un segundo del mismo tipo lleva un 2 en el nombre. Las horas están en UTC. Las imágenes están en",
      '"pictures", y lo que adjuntaste a tus mensajes, en "references"; sus nombres empiezan con el id de la petición en',
      '"generations.json" y terminan con el número de la imagen, contado desde 0.',
      "",
      `Una imagen de más de ${bytesMax} está cortada en trozos (.001, .002 …), para que todos los chats acepten los archivos. Para volver a unirla,`,
      'abre el .001 con 7-Zip, o une los trozos en orden: "cat NAME.png.0* > NAME.png" en Linux y macOS,',
      '"copy /b NAME.png.001+NAME.png.002 NAME.png" en Windows. Al lado hay una copia más pequeña que se puede abrir directamente.',
      "",
      "Cuando un registro tiene que ver también con otra persona, se ha omitido lo que es suyo.",
      "",
    ].join("\n"),

  confirmTitle: "¿Eliminar tu cuenta?",
  confirm: (hoursLeft) =>
    `Se va todo, en todos los chats de tu cuenta: imágenes, prompts, imágenes adjuntas, ajustes, nombres. Ocurre dentro de ${hours(hoursLeft)}; hasta entonces puedes echarte atrás. Lo que queda es la contabilidad de créditos y pagos, sin nada que diga quién eres, y una huella cifrada con clave, para que el regalo de bienvenida se dé solo una vez. Los mensajes publicados en chats se quedan allí; bórralos tú, por favor.`,
  lost: {
    credits: "Créditos que se pierden",
    creditsNow: (available) => `${credits(available)}, al final de ese plazo; no se pagan en dinero`,
    subscription: "Suscripción",
    subscriptionEnds:
      "termina entonces de inmediato, y lo que quede de su periodo no se devuelve. /subscription la cancela antes de forma ordenada",
    chats: "Tus chats",
  },
  confirmYes: "Sí, eliminarlo todo",
  keep: "Conservar mi cuenta",
  planned: (at) =>
    `Tu cuenta se eliminará el ${minute(at)}. Hasta entonces todo funciona como siempre, y puedes echarte atrás con el botón o con /privacy keep. Si quieres una copia de tus datos, pídela ahora: /privacy export.`,
  plannedNotice: (at) =>
    `Alguien de tu cuenta ha pedido que se elimine, con todas las imágenes y los créditos, el ${minute(at)}. Si no lo quieres, pulsa «Conservar mi cuenta», o envía /privacy keep.`,
  scheduled: (at) => `Tu cuenta se eliminará el ${minute(at)}. Con /privacy keep te echas atrás.`,
  keptAgain: "No se eliminará nada: tu cuenta se queda como está.",
  keptNotice: "Se ha dado marcha atrás: tu cuenta se queda como está, y no se elimina nada.",
  tooLate: "Ya se está eliminando, y no hay vuelta atrás.",
  goodbye:
    "Tu cuenta se está eliminando ahora, como se pidió hace un día. Lo que se guarda de ella ya no dice nada sobre ti. Si vuelves a escribirme, empezamos de nuevo.",
};

export const privacyRefusals = {
  "erasure-linking": () =>
    "Tu cuenta se está vinculando con otra en este momento. Vuelve a enviar /privacy delete en un minuto, por favor, y mira después lo que forma parte de ella (/account).",
} satisfies Partial<Messages["refusals"]>;
