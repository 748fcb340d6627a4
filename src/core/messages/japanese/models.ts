import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const models: Messages["models"] = {
  title: "モデル",
  text: "モデルで作った画像には、開発元の規約も適用されます。--model で指定できます。例：/imagine 嵐の中の灯台 --model seedream",
  name: (name, maker, id) => `${name}（${maker}、--model ${id}）`,
  strengths: {
    "z-image": "速くて手ごろ。スケッチ、バリエーション、アイデアの最初の試しに。",
    "nano-banana": "長い指示に従い、写真を編集し、最大14枚の参照画像で顔や物の同じ見た目を保ちます。",
    "gpt-image": "複雑な場面を理解し、画像に文字を書けます。ポスター、図、画面デザインに。",
    seedream: "大きく細密な画像が一律料金。人物、商品、風景に、最大4096ピクセル。",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `縦横比${ratios}種（${widest}）、${resolutions}、一度に最大${images}枚、参照画像は最大${references}枚。`,
  qualities: (names) => `品質：${names.join("、")}。`,
  from: (least) => `1枚${credits(least)}から。`,
  isFirst: "モデルを指定しないときに使われます。",
  isOff: "現在は停止中です。",
  policy: (maker) => `${maker}の規約`,
};
