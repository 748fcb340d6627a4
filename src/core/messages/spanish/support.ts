import type { Messages } from "../../messages.ts";
import { day, minute, plural } from "./wording.ts";

export const support: Messages["support"] = {
  title: "Atención al usuario",
  category: {
    payment: "Pago",
    picture: "Una imagen",
    account: "Mi cuenta",
    safety: "Seguridad",
    other: "Otra cosa",
  },
  state: {
    open: "Espera nuestra respuesta",
    answered: "Respondido",
    asked: "Espera tu respuesta",
    closed: "Cerrado",
  },
  ticketTitle: (number, category) => `${number} · ${category}`,
  none: (days) =>
    `No tienes ningún ticket. Escribe de qué se trata, y una persona de nuestro equipo responde en un plazo de ${plural(days, { one: "día hábil", other: "días hábiles" })}, sin contar sábados ni domingos. /support con tus palabras detrás hace lo mismo, también con imágenes.`,
  list: "Tus tickets, el más reciente primero.",
  listLine: (state, openedAt, dueAt) =>
    dueAt === null
      ? `${state} · del ${day(openedAt)}`
      : `${state} · del ${day(openedAt)} · a más tardar el ${minute(dueAt)}`,
  opened: (number, dueAt) =>
    `Tu ticket es ${number}. Una persona de nuestro equipo responde a más tardar el ${minute(dueAt)}; te aviso aquí, o en tus otros chats. /support muestra cómo va.`,
  openedAlready: (number) => `Este ya es el ticket ${number}, y está con nosotros. No hace falta nada más.`,
  added: (number, dueAt) => `Ya está en tu ticket ${number}. Respondemos a más tardar el ${minute(dueAt)}.`,
  addedAlready: (number) => `Eso ya estaba en tu ticket ${number}. No hace falta nada más.`,
  withoutTerms:
    "No has aceptado los términos tal como son ahora, y para esto no hace falta: solo se guarda lo que escribes para este ticket, para responderte.",
  picturesLeft: (count) =>
    count === 1
      ? "Tu imagen no se guardó: las imágenes pueden venir cuando hayas aceptado los términos, con /start."
      : `Tus ${count} imágenes no se guardaron: las imágenes pueden venir cuando hayas aceptado los términos, con /start.`,
  closedNow: (number) =>
    `El ticket ${number} está cerrado. Si queda algo, escribe más o vuelve a abrirlo; sus palabras se eliminan un año después de cerrarse.`,
  reopenedNow: (number, dueAt) =>
    `El ticket ${number} está abierto otra vez. Respondemos a más tardar el ${minute(dueAt)}.`,
  status: "Estado",
  statusDue: (state, dueAt) => `${state}, a más tardar el ${minute(dueAt)}`,
  order: "Pedido",
  you: (at) => `Tú, ${minute(at)}`,
  us: (at) => `Easel, el ${minute(at)}`,
  wordsGone: "Lo que se dijo aquí está eliminado: el ticket lleva un año cerrado.",
  picture: (number) => `Imagen ${number} de este ticket`,
  howToAddPictures: (number) => `Para añadir imágenes, adjúntalas a: /support --ticket ${number} y tus palabras.`,

  newTicket: "Nuevo ticket",
  writeMore: "Escribir más",
  close: "Cerrar",
  reopen: "Volver a abrir",
  earlier: "Anteriores",
  all: "Todos mis tickets",
  writeToUs: "Escribirnos",

  formTitle: "Escribe a la atención al usuario",
  formMoreTitle: (number) => `Más para ${number}`,
  formCategory: "¿De qué se trata?",
  formWords: "¿Qué pasó, y qué ayudaría?",
  formOrder: "¿Qué pedido?",
  formNoOrder: "Ninguno de estos",
  formSend: "Enviar",

  answerTitle: (number) => `Nuestra respuesta a ${number}`,
  answerAsked: (number) => `Necesitamos algo de ti para ${number}`,
  answerThen: {
    answered: "Si queda algo, responde con el botón.",
    asked: "Responde con el botón, por favor, o con /support.",
    closed: "Con esto el ticket queda cerrado. Si queda algo, responde, y se abre otra vez.",
  },
  reply: "Responder",
  closedTitle: (number) => `Tu ticket ${number} está cerrado`,
  closedText: "Creemos que todo está resuelto. Si queda algo, responde, y se abre otra vez.",
};

export const supportRefusals = {
  "ticket-empty": () =>
    "Escribe unas palabras sobre ello, por favor, para que podamos ayudarte. Por ejemplo: /support --category payment no llegaron mis créditos",
  "ticket-too-long": ({ length, lengthMax }) =>
    `Tu texto tiene ${length} caracteres, y en un mensaje caben ${lengthMax}. Acórtalo, por favor, o envíalo en dos mensajes.`,
  "ticket-images": ({ given, max }) =>
    `Son ${plural(given, { one: "imagen", other: "imágenes" })}, y en un mensaje caben ${max}. Envía las demás con el siguiente, por favor.`,
  "ticket-unknown": () => "No tienes ningún ticket así. /support muestra los que hay.",
  "ticket-ended": () => "A este ticket ya no se puede añadir nada. Abre uno nuevo con /support, por favor.",
  "tickets-too-many": ({ max }) =>
    `Tienes ${plural(max, { one: "ticket abierto", other: "tickets abiertos" })}, que es lo máximo para una persona. Escribe más en uno de ellos, o cierra uno: /support los muestra.`,
  "ticket-messages": ({ max, waitHours }) =>
    `Hoy nos has enviado ${plural(max, { one: "mensaje", other: "mensajes" })}, y los siguientes nos llegan mañana: vuelve a escribir en ${plural(waitHours, { one: "hora", other: "horas" })}, por favor. Lo que has enviado está con nosotros.`,
} satisfies Partial<Messages["refusals"]>;
