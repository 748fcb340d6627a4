import type { Messages } from "../../messages.ts";
import { paragraphs } from "../paragraphs.ts";
import { minute } from "./wording.ts";

export const switchRefusals = {
  "service-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Easel ist zurzeit wegen Wartung geschlossen."
        : `Easel ist bis ${minute(until)} wegen Wartung geschlossen.`,
      note,
      "Es wurde nichts gespeichert und nichts berechnet. Was in Arbeit war, geht weiter. Versuch es bitte später noch einmal.",
    ),
  "registrations-off": ({ note, until }) =>
    paragraphs(
      until === null
        ? "Schön, dass du da bist, aber Easel nimmt zurzeit niemand Neues auf."
        : `Schön, dass du da bist, aber Easel nimmt bis ${minute(until)} niemand Neues auf.`,
      note,
      "Es wurde nichts gespeichert und nichts berechnet. Versuch es bitte später noch einmal.",
    ),
  "purchases-off": ({ note, until }) =>
    paragraphs(
      until === null ? "Zurzeit lässt sich nichts kaufen." : `Bis ${minute(until)} lässt sich nichts kaufen.`,
      note,
      "Es wurde nichts berechnet. Was du hast, bleibt deines und geht wie immer, und was du bezahlt hast, kommt.",
    ),
  "plan-off": ({ plan, note, until }) =>
    paragraphs(
      until === null ? `${plan} wird zurzeit nicht verkauft.` : `${plan} wird bis ${minute(until)} nicht verkauft.`,
      note,
      "Wer es hat, behält es. /buy zeigt, was es gibt. Es wurde nichts berechnet.",
    ),
} satisfies Partial<Messages["refusals"]>;

export const switches: Messages["switches"] = {
  backAt: (until) => `Wieder da am ${minute(until)}.`,
};
