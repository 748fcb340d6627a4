import type { Allowed } from "../../chat/allowed.ts";
import { list } from "./wording.ts";

/** What may stand in an option, to follow “可以填：”. */
export function allowed(what: Allowed | string): string {
  if (typeof what === "string") return what;
  switch (what.kind) {
    case "integer":
      return `${what.min} 到 ${what.max} 之间的整数`;
    case "values":
      return list(what.values);
    case "text":
      return `不超过 ${what.lengthMax} 个字符的文字`;
    case "yes-or-no":
      return "yes（是）或 no（否）";
    case "attachments":
      return "图片附件";
    case "ratio":
      return `比例，例如 ${list(what.ratios)}，或者这些词：${list(what.named)}`;
    case "strength":
      return "0.01（几乎与参考图相同）到 1（几乎不受参考图约束）之间的数字";
    case "pictures-at-once":
      return `一次 1 到 ${what.max} 张图片`;
    case "nothing":
      return "不能填，请去掉这一项";
    case "only-of":
      return `不能填，只有 ${list(what.models)} 支持`;
  }
}
