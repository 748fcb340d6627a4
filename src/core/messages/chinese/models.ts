import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const models: Messages["models"] = {
  title: "模型",
  text: "模型生成的图片也要遵守其开发商的规则。用 --model 指定模型，例如：/imagine 暴风雨中的灯塔 --model seedream",
  name: (name, maker, id) => `${name}，来自 ${maker}（--model ${id}）`,
  strengths: {
    "z-image": "又快又便宜：草图、变体、灵感的初次尝试。",
    "nano-banana": "能遵循很长的指令，会修图，最多用 14 张参考图也能让人脸和物品保持一致。",
    "gpt-image": "能理解复杂场景，会在图片里写字：海报、图表、界面。",
    seedream: "尺寸大、细节多，价格统一：人像、商品、风景，最大 4096 像素。",
  },
  takes: ({ ratios, widest, resolutions, images, references }) =>
    `支持 ${ratios} 种比例（${widest}）、${resolutions}，一次最多 ${images} 张图片、${references} 张参考图。`,
  qualities: (names) => `画质：${names.join("、")}。`,
  from: (least) => `每张 ${credits(least)}起。`,
  isFirst: "没有指定模型时，由它来画。",
  isOff: "目前已停用。",
  policy: (maker) => `${maker} 的规则`,
};
