import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** What may stand in an option, to follow 「使えるもの：」. */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `${what.min}から${what.max}までの整数`;
    case "values":
      return list(what.values);
    case "text":
      return `${what.lengthMax}文字以内の文章`;
    case "yes-or-no":
      return "yes（はい）または no（いいえ）";
    case "attachments":
      return "添付した画像";
    case "ratio":
      return `${list(what.ratios)} などの縦横比、または ${list(what.named)} という言葉`;
    case "strength":
      return "0.01（ほぼ参照画像のまま）から1（ほぼ自由）までの数";
    case "pictures-at-once":
      return `一度に1枚から${what.max}枚`;
    case "nothing":
      return "なし（このオプションを外してください）";
    case "only-of":
      return `なし（対応しているのは ${list(what.models)} だけです）`;
  }
}
