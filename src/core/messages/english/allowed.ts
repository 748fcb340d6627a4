import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** What may stand in an option, to follow “It can be” or “it takes”. */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `a whole number from ${what.min} to ${what.max}`;
    case "values":
      return what.values.join(", ");
    case "text":
      return `a text of up to ${what.lengthMax} characters`;
    case "yes-or-no":
      return "yes or no";
    case "attachments":
      return "pictures as attachments";
    case "ratio":
      return `a ratio such as ${what.ratios.join(", ")}, or a word: ${what.named.join(", ")}`;
    case "strength":
      return "a number from 0.01 (almost the reference) to 1 (almost free of it)";
    case "pictures-at-once":
      return `1 to ${what.max} pictures at a time`;
    case "nothing":
      return "none, so leave it out";
    case "only-of":
      return `none, but ${list(what.models)} do`;
  }
}
