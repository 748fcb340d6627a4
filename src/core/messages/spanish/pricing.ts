import type { Messages } from "../../messages.ts";

export const pricing: Messages["pricing"] = {
  title: "Precios",
  text: "Créditos por una imagen. Varias imágenes cuestan ese precio por su número. Ves el precio antes de gastar, y lo que falla se devuelve.",
  price: (credits, quality) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least, most) => (least === most ? String(least) : `${least}–${most} según la proporción`),
  upscaling: (factor, name) => `Ampliar ×${factor} (${name})`,
  upscale: (edge, price) => `hasta ${edge} × ${edge}: ${price}`,
};
