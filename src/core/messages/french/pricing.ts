import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "Tarifs",
  text: "Les crédits d’une image. Plusieurs images coûtent ce prix multiplié par leur nombre. Vous voyez le prix avant de dépenser, et ce qui échoue vous est rendu.",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}–${most} selon le format`),
  upscaling: (factor, name) => `Agrandir ×${factor} (${name})`,
  upscale: (edge, price) => `jusqu’à ${edge} × ${edge} : ${price}`,
};
