import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** Lo que puede ir en una opción, detrás de «Valores posibles:». */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `un número entero de ${what.min} a ${what.max}`;
    case "values":
      return what.values.join(", ");
    case "text":
      return `un texto de hasta ${what.lengthMax} caracteres`;
    case "yes-or-no":
      return "yes o no";
    case "attachments":
      return "imágenes adjuntas";
    case "ratio":
      return `una proporción como ${what.ratios.join(", ")}, o una palabra: ${what.named.join(", ")}`;
    case "strength":
      return "un número de 0.01 (casi la referencia) a 1 (casi libre de ella)";
    case "pictures-at-once":
      return `de 1 a ${what.max} imágenes a la vez`;
    case "nothing":
      return "ninguno, así que quítalo";
    case "only-of":
      return `ninguno; eso solo funciona con ${list(what.models)}`;
  }
}
