import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "价格",
  text: "以下是每张图片所需的积分。多张图片按张数相乘。花费之前你会先看到价格，失败的部分会退回。",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}–${most}（视比例而定）`),
  upscaling: (factor, name) => `放大 ×${factor}（${name}）`,
  upscale: (edge, price) => `不超过 ${edge} × ${edge}：${price}`,
};
