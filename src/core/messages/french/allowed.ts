import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** Ce qui peut figurer dans une option, derrière « Valeurs possibles : ». */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `un nombre entier de ${what.min} à ${what.max}`;
    case "values":
      return what.values.join(", ");
    case "text":
      return `un texte de ${what.lengthMax} caractères au plus`;
    case "yes-or-no":
      return "yes ou no";
    case "attachments":
      return "des images jointes";
    case "ratio":
      return `un format comme ${what.ratios.join(", ")}, ou un mot : ${what.named.join(", ")}`;
    case "strength":
      return "un nombre de 0.01 (presque la référence) à 1 (presque libre d’elle)";
    case "pictures-at-once":
      return `de 1 à ${what.max} images à la fois`;
    case "nothing":
      return "aucune, retirez donc l’option";
    case "only-of":
      return `aucune ; cela ne marche qu’avec ${list(what.models)}`;
  }
}
