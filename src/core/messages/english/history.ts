import type { Generation } from "../../generation/generation.ts";
import { shortened } from "../shortened.ts";
import { credits, day, minute } from "./wording.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was searched for, as a person would say it: “fox” · Seedream 4.5 · since 1 Nov 2026. */
function searched(words: string, model: string | null, since: Date | null, before: Date | null): string {
  return [
    words === "" ? "" : `“${shortened(words, 60)}”`,
    model ?? "",
    since === null ? "" : `since ${day(since)}`,
    before === null ? "" : `until ${day(new Date(before.getTime() - DAY_MS))}`,
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

export const history = {
  title: (search: string) => (search === "" ? "Your pictures" : `Your pictures · ${search}`),
  searched,
  empty: "Nothing here yet. Your first picture is one /imagine away.",
  nothingFound: "Nothing of yours matches this. Fewer or shorter words find more; /history alone shows everything.",
  noWords: "This has no letters that I could look for. Try a word of the prompt, or /history alone for everything.",
  end: "No older pictures.",
  line: (index: number, generation: Generation, model: string) =>
    [
      `${index}. ${shortened(generation.request.prompt, 60)}`,
      model,
      minute(generation.acceptedAt),
      credits(generation.settlement?.captured_credits ?? 0),
    ].join(" · "),
  open: (index: number) => `Open ${index}`,
  original: (index: number) => `Original ${index}`,
  newest: "Newest",
  older: "Older",
  delete: "Delete…",
  deleteTitle: "Delete pictures",
  deleteLabel: (count: number) =>
    count === 1
      ? "Which ones? Write 1 or “all”. They cannot be brought back."
      : `Which ones? Numbers of this page, such as 1, ${count}, or “all”. They cannot be brought back.`,
  deleteSubmit: "Delete for good",
  deleteNumbers: (count: number) =>
    count === 1 ? "1, or “all”" : `numbers from 1 to ${count}, such as 1, ${count}, or “all”`,
  deleted: (count: number) => {
    if (count === 0) return "These were gone already.";
    return count === 1
      ? "One picture is gone from your history and from our storage."
      : `${count} pictures are gone from your history and from our storage.`;
  },
  aDay: "a day, such as 2026-11-24, “today” or “yesterday”",
} as const;
