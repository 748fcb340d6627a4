/** What pictures cost. */
export const pricing = {
  title: "Prices",
  text: "Credits for one picture. Several pictures cost that price times their number. You see the price before you spend, and what fails is given back.",
  price: (credits: string, quality: string | null) => (quality === null ? credits : `${quality} ${credits}`),
  range: (least: number, most: number) => (least === most ? String(least) : `${least}–${most} by ratio`),
  upscaling: (factor: number, name: string) => `Upscale ×${factor} (${name})`,
  upscale: (edge: number, price: number) => `up to ${edge} × ${edge}: ${price}`,
};
