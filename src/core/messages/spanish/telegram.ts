import type { Messages } from "../../messages.ts";

export const telegram: Messages["telegram"] = {
  openPrivate:
    "Tengo una respuesta que solo deberías ver tú. Abre un chat privado conmigo, pulsa Start allí y vuelve a enviar esto.",
  openPrivateButton: "Abrir el chat privado",
  photosNotAllowed:
    "En este grupo no puedo publicar imágenes, así que te la he enviado en privado. Un administrador puede permitirlo en los permisos del grupo.",
  anonymous:
    "No puedo ver quién eres cuando escribes como el grupo o como un canal. Escribe en tu nombre, por favor, para que sepa de quién son los créditos.",
  nowItSays: "Ahora dice esto (pulsa para copiarlo):",
  replyToAnswer: "Responde a este mensaje, por favor.",
  replyOrPress: "Responde a este mensaje, o pulsa el botón para dejarlo en blanco.",
  pickOne: "Elige, por favor:",
  back: "Volver",
  optionValue: (label, value) => `${label}: ${value}`,
  answerTooLong: (length, lengthMax) =>
    `Tu respuesta tiene ${length} caracteres, y aquí caben ${lengthMax} como máximo. Responde con algo más corto, por favor.`,
  answerIsNoText: "Responde a esto con palabras, por favor.",
  latePart:
    "Una de tus imágenes llegó demasiado tarde y no la he usado. Para usarlas todas, vuelve a enviarlas juntas.",
};
