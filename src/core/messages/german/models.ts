import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const models: Messages["models"] = {
  title: "Modelle",
  text: "Die Regeln der Hersteller gelten auch für die Bilder ihrer Modelle. Nenne eines mit --model, zum Beispiel: /imagine ein Leuchtturm im Sturm --model seedream",
  name: (name, maker, id) => `${name} von ${maker} (--model ${id})`,
  strengths: {
    "z-image": "Schnell und günstig: Skizzen, Varianten, erste Versuche einer Idee.",
    "nano-banana":
      "Folgt langen Anweisungen, bearbeitet Fotos und hält Gesichter und Dinge gleich, mit bis zu 14 Vorlagen.",
    "gpt-image": "Versteht vielschichtige Szenen und schreibt Text in Bilder: Plakate, Diagramme, Oberflächen.",
    seedream: "Große, feine Bilder zu einem Preis: Porträts, Produkte, Landschaften bis 4096 Pixel.",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `Kann ${ratios} Verhältnisse (${widest}), ${resolutions}, bis zu ${images} Bilder auf einmal und ${
      references === 1 ? "1 Vorlage" : `${references} Vorlagen`
    }.`,
  qualities: (names) => `Qualität: ${names.join(", ")}.`,
  from: (least) => `Ab ${credits(least)} je Bild.`,
  isFirst: "Malt, wenn du kein Modell nennst.",
  isOff: "Zurzeit abgeschaltet.",
  policy: (maker) => `Regeln von ${maker}`,
};
