import type { Messages } from "../../messages.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const history: Messages["history"] = {
  title: (search) => (search === "" ? "Deine Bilder" : `Deine Bilder · ${search}`),
  searched: (words, model, since, before) =>
    [
      words === "" ? "" : `„${shortened(words, 60)}“`,
      model ?? "",
      since === null ? "" : `ab ${day(since)}`,
      before === null ? "" : `bis ${day(new Date(before.getTime() - DAY_MS))}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  empty: "Noch nichts da. Dein erstes Bild ist nur ein /imagine entfernt.",
  nothingFound: "Dazu passt nichts von dir. Weniger oder kürzere Wörter finden mehr; /history allein zeigt alles.",
  noWords:
    "Darin sind keine Buchstaben, nach denen ich suchen könnte. Versuch ein Wort aus dem Prompt, oder /history allein für alles.",
  end: "Keine älteren Bilder.",
  line: (index, generation, model) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index) => `Öffnen ${index}`,
  original: (index) => `Original ${index}`,
  newest: "Neueste",
  older: "Ältere",
  delete: "Löschen …",
  deleteTitle: "Bilder löschen",
  deleteLabel: (count) =>
    count === 1
      ? "Welche? Schreib 1 oder „all“. Sie kommen nicht zurück."
      : `Welche? Nummern dieser Seite, etwa 1, ${count}, oder „all“. Sie kommen nicht zurück.`,
  deleteSubmit: "Endgültig löschen",
  deleteNumbers: (count) => (count === 1 ? "1 oder „all“" : `Nummern von 1 bis ${count}, etwa 1, ${count}, oder „all“`),
  deleted: (count) => {
    if (count === 0) return "Die waren schon weg.";
    return count === 1
      ? "Ein Bild ist aus deinem Verlauf und unserem Speicher verschwunden."
      : `${count} Bilder sind aus deinem Verlauf und unserem Speicher verschwunden.`;
  },
  aDay: "ein Tag wie 2026-11-24, „today“ (heute) oder „yesterday“ (gestern)",
};
