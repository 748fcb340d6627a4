import type { Messages } from "../../messages.ts";
import { credits, plural } from "./wording.ts";

export const models: Messages["models"] = {
  title: "Modèles",
  text: "Les règles de l’éditeur d’un modèle valent aussi pour ses images. Nommez-en un avec --model, par exemple : /imagine un phare dans la tempête --model seedream",
  name: (name, maker, id) => `${name} par ${maker} (--model ${id})`,
  strengths: {
    "z-image": "Rapide et peu coûteux : esquisses, variantes, premiers essais d’une idée.",
    "nano-banana":
      "Suit de longues consignes, retouche des photos et garde visages et objets identiques avec jusqu’à 14 références.",
    "gpt-image": "Comprend les scènes complexes et écrit du texte dans les images : affiches, schémas, interfaces.",
    seedream: "De grandes images détaillées à prix unique : portraits, produits, paysages jusqu’à 4096 pixels.",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `Accepte ${plural(ratios, { one: "format", other: "formats" })} (${widest}), ${resolutions}, jusqu’à ${plural(images, { one: "image", other: "images" })} à la fois et ${plural(references, { one: "image de référence", other: "images de référence" })}.`,
  qualities: (names) => `Qualités : ${names.join(", ")}.`,
  from: (least) => `À partir de ${credits(least)} par image.`,
  isFirst: "Peint quand vous ne nommez aucun modèle.",
  isOff: "Désactivé pour le moment.",
  policy: (maker) => `Règles de l’éditeur (${maker})`,
};
