import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Easel est fermé pour maintenance en ce moment."
        : `Easel est fermé pour maintenance jusqu’au ${minute(until)}.`,
      note,
      "Rien n’a été enregistré et rien n’a été débité. Ce qui était en cours continue. Réessayez plus tard, s’il vous plaît.",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Votre venue me fait plaisir, mais Easel n’accueille personne de nouveau en ce moment."
        : `Votre venue me fait plaisir, mais Easel n’accueille personne de nouveau jusqu’au ${minute(until)}.`,
      note,
      "Rien n’a été enregistré et rien n’a été débité. Réessayez plus tard, s’il vous plaît.",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Rien ne peut être acheté en ce moment." : `Rien ne peut être acheté jusqu’au ${minute(until)}.`,
      note,
      "Rien n’a été débité. Ce que vous avez reste à vous et fonctionne comme toujours, et ce que vous avez payé arrivera.",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null
        ? `${plan} n’est pas en vente en ce moment.`
        : `${plan} n’est pas en vente jusqu’au ${minute(until)}.`,
      note,
      "Qui l’a le garde. /buy montre ce qu’il y a. Rien n’a été débité.",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `De retour le ${minute(until)}.`,
};
