import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "Preise",
  text: "Credits für ein Bild. Mehrere Bilder kosten das entsprechend oft. Du siehst den Preis, bevor du etwas ausgibst, und was misslingt, bekommst du zurück.",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}–${most} je nach Verhältnis`),
  upscaling: (factor, name) => `Vergrößern ×${factor} (${name})`,
  upscale: (edge, price) => `bis ${edge} × ${edge}: ${price}`,
};
