import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture:
    "Votre première image ! Qu’elle puisse être protégée par le droit d’auteur dépend de votre pays (T12 dans /terms).",

  reroll: (price) => `Relancer · ${credits(price)}`,
  vary: (price) => `Variante · ${credits(price)}`,
  upscale: (price) => `Agrandir · ${credits(price)}`,
  editPrompt: "Modifier le prompt",
  reference: "Prendre comme référence",
  details: "Détails",
  original: (count) => (count === 1 ? "Fichier original" : "Fichiers originaux"),
  report: "Signaler",
  delete: (count) => (count === 1 ? "Supprimer" : "Tout supprimer"),

  which: "Laquelle ?",
  whichText: (action) => `${action}. Choisissez l’image par son numéro.`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1
      ? "L’image a disparu de votre historique et de notre stockage."
      : `Les ${count} images ont disparu de votre historique et de notre stockage.`,

  priceChanged: (before, now) =>
    `Le prix a changé entre-temps, de ${before} à ${credits(now)}. Rien n’a été débité. Appuyez sur le bouton si le nouveau prix vous convient.`,

  referenceTitle: "En faire quelque chose de nouveau",
  referenceLabel: "Que faut-il changer ?",
  referenceWhich: "Quelle image ?",
  referenceSubmit: (price, model) => `Créer avec ${model} · ${credits(price)}`,
  referenceNumber: (number) => `Image n° ${number}`,

  reportTitle: "Signaler cette image",
  reportReason: "Qu’est-ce qui ne va pas ?",
  reportNote: "Autre chose à nous signaler",
  reportSubmit: "Envoyer le signalement",
  reportReasonNames: {
    minors: "Quelque chose de sexuel avec un enfant ou un adolescent",
    intimate: "Une image intime ou dégradante d’une personne réelle",
    sexual: "Contenu sexuel",
    hateful: "Haine, cruauté ou automutilation",
    deceiving: "Une image faite pour tromper",
    rights: "Elle utilise mon œuvre, mon nom ou mon visage",
    other: "Autre chose",
  },
  reportThanksTitle: "Merci",
  reportThanks: (reference) =>
    `Une personne regarde cette image, et elle est retirée si elle enfreint les conditions. Son auteur n’apprend pas qui l’a signalée. Votre signalement porte le numéro ${reference}.`,
  reportRepeated: (reference) =>
    `Vous avez déjà signalé cette image, et ce signalement tient toujours : ${reference}. Il n’y a rien d’autre à faire.`,

  upscaled: (factor) => `Agrandie ×${factor}`,
  id: "Identifiant",
  idHint: (id) => `${id} (pour /edit --from ${id})`,
  madeFrom: "Faite à partir de",
};
