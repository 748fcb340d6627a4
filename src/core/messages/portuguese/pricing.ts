import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "Preços",
  text: "Créditos por uma imagem. Várias imagens custam esse preço vezes o número delas. Você vê o preço antes de gastar, e o que falha é devolvido.",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}–${most} conforme a proporção`),
  upscaling: (factor, name) => `Ampliar ×${factor} (${name})`,
  upscale: (edge, price) => `até ${edge} × ${edge}: ${price}`,
};
