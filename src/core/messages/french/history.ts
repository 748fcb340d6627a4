import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "Vos images" : `Vos images · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `« ${shortened(words, 60)} »`,
      model ?? "",
      since === null ? "" : `depuis le ${day(since)}`,
      before === null ? "" : `jusqu’au ${day(new Date(before.getTime() - DAY_MS))}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "Rien ici pour l’instant. Votre première image est à un /imagine d’ici.",
  nothingFound:
    "Rien chez vous n’y correspond. Avec moins de mots, ou des mots plus courts, vous trouverez davantage ; /history seul montre tout.",
  noWords: "Je n’y trouve aucune lettre à chercher. Essayez un mot du prompt, ou /history seul pour tout voir.",
  end: "Pas d’images plus anciennes.",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `Ouvrir ${index}`,
  original: (index) => `Fichier original ${index}`,
  newest: "Plus récentes",
  older: "Plus anciennes",
  delete: "Supprimer…",
  deleteTitle: "Supprimer des images",
  deleteLabel: (count) =>
    count === 1
      ? "Lesquelles ? Écrivez 1 ou « all ». Elles ne pourront pas être récupérées."
      : `Lesquelles ? Des numéros de cette page, comme 1, ${count}, ou « all ». Elles ne pourront pas être récupérées.`,
  deleteSubmit: "Supprimer pour de bon",
  deleteNumbers: (count) =>
    count === 1 ? "1 ou « all »" : `des numéros de 1 à ${count}, comme 1, ${count}, ou « all »`,
  deleted: (count) => {
    if (count === 0) return "Elles n’étaient déjà plus là.";
    return count === 1
      ? "Une image a disparu de votre historique et de notre stockage."
      : `${count} images ont disparu de votre historique et de notre stockage.`;
  },
  aDay: "un jour, comme 2026-11-24, « today » (aujourd’hui) ou « yesterday » (hier)",
};
