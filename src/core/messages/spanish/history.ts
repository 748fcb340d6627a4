import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "Tus imágenes" : `Tus imágenes · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `«${shortened(words, 60)}»`,
      model ?? "",
      since === null ? "" : `desde el ${day(since)}`,
      before === null ? "" : `hasta el ${day(new Date(before.getTime() - DAY_MS))}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "Aquí no hay nada todavía. Tu primera imagen está a un /imagine de distancia.",
  nothingFound:
    "Nada de lo tuyo coincide con esto. Con menos palabras, o más cortas, encontrarás más; /history sin nada más lo muestra todo.",
  noWords:
    "Aquí no hay letras que pueda buscar. Prueba con una palabra del prompt, o con /history sin nada más para verlo todo.",
  end: "No hay imágenes anteriores.",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `Abrir ${index}`,
  original: (index) => `Archivo original ${index}`,
  newest: "Más recientes",
  older: "Anteriores",
  delete: "Borrar…",
  deleteTitle: "Borrar imágenes",
  deleteLabel: (count) =>
    count === 1
      ? "¿Cuáles? Escribe 1 o «all». No se pueden recuperar."
      : `¿Cuáles? Números de esta página, como 1, ${count}, o «all». No se pueden recuperar.`,
  deleteSubmit: "Borrar para siempre",
  deleteNumbers: (count) => (count === 1 ? "1 o «all»" : `números del 1 al ${count}, como 1, ${count}, o «all»`),
  deleted: (count) => {
    if (count === 0) return "Ya no estaban.";
    return count === 1
      ? "Una imagen ha desaparecido de tu historial y de nuestro almacenamiento."
      : `${count} imágenes han desaparecido de tu historial y de nuestro almacenamiento.`;
  },
  aDay: "un día, como 2026-11-24, «today» (hoy) o «yesterday» (ayer)",
};
