import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** O que pode estar numa opção, depois de “Valores possíveis:”. */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `um número inteiro de ${what.min} a ${what.max}`;
    case "values":
      return what.values.join(", ");
    case "text":
      return `um texto de até ${what.lengthMax} caracteres`;
    case "yes-or-no":
      return "yes ou no";
    case "attachments":
      return "imagens anexadas";
    case "ratio":
      return `uma proporção como ${what.ratios.join(", ")}, ou uma palavra: ${what.named.join(", ")}`;
    case "strength":
      return "um número de 0.01 (quase a referência) a 1 (quase livre dela)";
    case "pictures-at-once":
      return `de 1 a ${what.max} imagens por vez`;
    case "nothing":
      return "nenhum, então deixe de fora";
    case "only-of":
      return `nenhum; isso só funciona com ${list(what.models)}`;
  }
}
