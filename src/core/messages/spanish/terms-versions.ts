import type { Messages } from "../../messages.ts";
import { platform } from "./linking.ts";
import { day, minute } from "./wording.ts";

export const termsVersions: Messages["termsVersions"] = {
  inForce: (version, since) => `Versión ${version} de los términos, en vigor desde el ${day(since)}.`,
  announced: (version, from) => `La versión ${version} está anunciada y vale a partir del ${day(from)}.`,
  notAccepted: "Todavía no la has aceptado: envía /start.",
  accepted: ({ version, at, platform: where }) =>
    `Aceptaste la versión ${version} el ${minute(at)} (${platform(where)}).`,
  questions: (contact) => `Preguntas: ${contact}.`,
  new: (version, from) => `Novedades de la versión ${version} del ${day(from)}:`,
  minorTitle: "Un pequeño cambio en los términos",
  minorText: "No tienes que hacer nada. /terms lo muestra todo.",
  fullTitle: (version, page, pages) => `Términos del servicio ${version} · ${page} de ${pages}`,
  lists: "Donde una frase termina en dos puntos, su lista está en el sitio web.",
  inEnglish: "El texto publicado está en inglés.",
  fullButton: "El texto completo",
  shortButton: "En breve",
  websiteButton: "En el sitio web",
};
