import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "料金",
  text: "画像1枚あたりのクレジットです。複数枚なら、その料金に枚数を掛けます。料金は使う前に表示し、失敗した分はお返しします。",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}〜${most}（縦横比による）`),
  upscaling: (factor, name) => `アップスケール ×${factor}（${name}）`,
  upscale: (edge, price) => `${edge} × ${edge} まで：${price}`,
};
