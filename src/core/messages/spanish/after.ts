import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture:
    "¡Tu primera imagen! Que pueda estar protegida por derechos de autor depende de tu país (T12 en /terms).",

  reroll: (price) => `Repetir · ${credits(price)}`,
  vary: (price) => `Variación · ${credits(price)}`,
  upscale: (price) => `Ampliar · ${credits(price)}`,
  editPrompt: "Cambiar el prompt",
  reference: "Usar como referencia",
  details: "Detalles",
  original: (count) => (count === 1 ? "Archivo original" : "Archivos originales"),
  report: "Denunciar",
  delete: (count) => (count === 1 ? "Borrar" : "Borrar todas"),

  which: "¿Cuál?",
  whichText: (action) => `${action}. Elige la imagen por su número.`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1
      ? "La imagen ha desaparecido de tu historial y de nuestro almacenamiento."
      : `Las ${count} imágenes han desaparecido de tu historial y de nuestro almacenamiento.`,

  priceChanged: (before, now) =>
    `El precio ha cambiado entretanto, de ${before} a ${credits(now)}. No se ha cobrado nada. Pulsa el botón si te parece bien el nuevo precio.`,

  referenceTitle: "Haz algo nuevo a partir de ella",
  referenceLabel: "¿Qué debe cambiar?",
  referenceWhich: "¿Qué imagen?",
  referenceSubmit: (price, model) => `Crear con ${model} · ${credits(price)}`,
  referenceNumber: (number) => `Imagen ${number}`,

  reportTitle: "Denunciar esta imagen",
  reportReason: "¿Qué tiene de malo?",
  reportNote: "Algo más que debamos saber",
  reportSubmit: "Enviar la denuncia",
  reportReasonNames: {
    minors: "Algo sexual con un niño o un adolescente",
    intimate: "Una imagen íntima o degradante de una persona real",
    sexual: "Contenido sexual",
    hateful: "Odio, crueldad o autolesiones",
    deceiving: "Una imagen hecha para engañar",
    rights: "Usa mi obra, mi nombre o mi cara",
    other: "Otra cosa",
  },
  reportThanksTitle: "Gracias",
  reportThanks: (reference) =>
    `Una persona mira esta imagen, y se retira si incumple los términos. Quien la hizo no sabrá quién la denunció. Tu denuncia es ${reference}.`,
  reportRepeated: (reference) =>
    `Ya habías denunciado esta imagen, y esa denuncia sigue en pie: ${reference}. No hace falta nada más.`,

  upscaled: (factor) => `Ampliada ×${factor}`,
  id: "Identificador",
  idHint: (id) => `${id} (para /edit --from ${id})`,
  madeFrom: "Hecha a partir de",
};
