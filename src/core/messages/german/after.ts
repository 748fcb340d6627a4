import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture:
    "Dein erstes Bild! Ob es vom Urheberrecht geschützt sein kann, hängt von deinem Land ab (T12 in /terms).",

  reroll: (price) => `Neu malen · ${credits(price)}`,
  vary: (price) => `Variante · ${credits(price)}`,
  upscale: (price) => `Vergrößern · ${credits(price)}`,
  editPrompt: "Prompt ändern",
  reference: "Als Vorlage nehmen",
  details: "Details",
  original: (count) => (count === 1 ? "Originaldatei" : "Originaldateien"),
  report: "Melden",
  delete: (count) => (count === 1 ? "Löschen" : "Alle löschen"),

  which: "Welches?",
  whichText: (action) => `${action}. Wähle das Bild mit seiner Nummer.`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1
      ? "Das Bild ist aus deinem Verlauf und unserem Speicher verschwunden."
      : `Alle ${count} Bilder sind aus deinem Verlauf und unserem Speicher verschwunden.`,

  priceChanged: (before, now) =>
    `Der Preis hat sich inzwischen geändert, von ${before} auf ${credits(now)}. Es wurde nichts berechnet. Drück den Knopf, wenn der neue Preis für dich passt.`,

  referenceTitle: "Etwas Neues daraus machen",
  referenceLabel: "Was soll sich ändern?",
  referenceWhich: "Welches Bild?",
  referenceSubmit: (price, model) => `Mit ${model} malen · ${credits(price)}`,
  referenceNumber: (number) => `Bild ${number}`,

  reportTitle: "Dieses Bild melden",
  reportReason: "Was stimmt damit nicht?",
  reportNote: "Was wir noch wissen sollten",
  reportSubmit: "Meldung senden",
  reportReasonNames: {
    minors: "Etwas Sexuelles mit einem Kind oder Jugendlichen",
    intimate: "Ein intimes oder entwürdigendes Bild einer echten Person",
    sexual: "Sexuelle Inhalte",
    hateful: "Hass, Grausamkeit oder Selbstverletzung",
    deceiving: "Ein Bild, das täuschen soll",
    rights: "Es nutzt mein Werk, meinen Namen oder mein Gesicht",
    other: "Etwas anderes",
  },
  reportThanksTitle: "Danke",
  reportThanks: (reference) =>
    `Ein Mensch sieht sich das Bild an, und wenn es gegen die Bedingungen verstößt, verschwindet es. Wer es gemacht hat, erfährt nicht, wer es gemeldet hat. Deine Meldung ist ${reference}.`,
  reportRepeated: (reference) =>
    `Dieses Bild hast du schon gemeldet, und die Meldung gilt: ${reference}. Mehr ist nicht nötig.`,

  upscaled: (factor) => `Vergrößert ×${factor}`,
  id: "Id",
  idHint: (id) => `${id} (für /edit --from ${id})`,
  madeFrom: "Gemacht aus",
};
