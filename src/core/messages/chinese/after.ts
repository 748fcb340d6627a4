import type { Messages } from "../../messages.ts";
import { credits } from "./wording.ts";

export const after: Messages["after"] = {
  firstPicture: "你的第一张图片！它能否受版权保护，取决于你所在的国家（见 /terms 中的 T12）。",

  reroll: (price) => `重新生成 · ${credits(price)}`,
  vary: (price) => `变体 · ${credits(price)}`,
  upscale: (price) => `放大 · ${credits(price)}`,
  editPrompt: "修改提示词",
  reference: "用作参考图",
  details: "详情",
  original: () => "原图文件",
  report: "举报",
  delete: (count) => (count === 1 ? "删除" : "全部删除"),

  which: "选哪一张？",
  whichText: (action) => `${action}。请按编号选择图片。`,
  whichButton: (number, price) => (price === null ? String(number) : `${number} · ${credits(price)}`),

  deleted: (count) =>
    count === 1
      ? "这张图片已从你的历史记录和我们的存储中删除。"
      : `全部 ${count} 张图片已从你的历史记录和我们的存储中删除。`,

  priceChanged: (before, now) =>
    `价格刚刚有变化：从 ${before} 变为 ${credits(now)}。没有扣费。如果接受新价格，请按按钮。`,

  referenceTitle: "用它做出新图片",
  referenceLabel: "想改什么？",
  referenceWhich: "用哪一张图片？",
  referenceSubmit: (price, model) => `用 ${model} 生成 · ${credits(price)}`,
  referenceNumber: (number) => `第 ${number} 张`,

  reportTitle: "举报这张图片",
  reportReason: "它有什么问题？",
  reportNote: "还有什么我们应该知道的",
  reportSubmit: "提交举报",
  reportReasonNames: {
    minors: "涉及儿童或青少年的性内容",
    intimate: "真实人物的私密或侮辱性图片",
    sexual: "色情内容",
    hateful: "仇恨、残忍或自残",
    deceiving: "为欺骗而制作的图片",
    rights: "使用了我的作品、姓名或面孔",
    other: "其他",
  },
  reportThanksTitle: "谢谢",
  reportThanks: (reference) =>
    `会有工作人员查看这张图片，如果违反条款就会撤下。作者不会知道是谁举报的。你的举报编号是 ${reference}。`,
  reportRepeated: (reference) => `你已经举报过这张图片，那次举报仍然有效：${reference}。不需要再做什么。`,

  upscaled: (factor) => `已放大 ×${factor}`,
  id: "编号",
  idHint: (id) => `${id}（用于 /edit --from ${id}）`,
  madeFrom: "来源图片",
};
