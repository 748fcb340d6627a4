import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** What may stand in an option, to follow «Подойдёт:». */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `целое число от ${what.min} до ${what.max}`;
    case "values":
      return what.values.join(", ");
    case "text":
      return `текст длиной до ${what.lengthMax} знаков`;
    case "yes-or-no":
      return "yes (да) или no (нет)";
    case "attachments":
      return "картинки во вложении";
    case "ratio":
      return `соотношение, например ${what.ratios.join(", ")}, или слово: ${what.named.join(", ")}`;
    case "strength":
      return "число от 0.01 (почти образец) до 1 (почти без оглядки на него)";
    case "pictures-at-once":
      return `от 1 до ${what.max} картинок за раз`;
    case "nothing":
      return "ничего, уберите эту опцию";
    case "only-of":
      return `ничего; это умеют только ${list(what.models)}`;
  }
}
