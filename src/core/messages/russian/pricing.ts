import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "Цены",
  text: "Кредиты за одну картинку. Несколько картинок стоят эту цену, умноженную на их число. Вы видите цену до того, как тратите, а за неудавшееся кредиты возвращаются.",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}–${most} в зависимости от соотношения сторон`),
  upscaling: (factor, name) => `Увеличение ×${factor} (${name})`,
  upscale: (edge, price) => `до ${edge} × ${edge}: ${price}`,
};
