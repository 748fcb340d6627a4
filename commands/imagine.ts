import { words } from "../src/core/catalogue/words.ts";
import { defineCommand } from "../src/core/chat/command.ts";
import { orderPicture } from "../src/core/generation/order-picture.ts";
import { pictureOptions } from "../src/core/generation/picture-options.ts";
import { refuse } from "../src/core/refusal.ts";
import { pictureButtons } from "./buttons/picture.ts";

export const imagine = defineCommand({
  name: "imagine",
  summary: "Describe a picture, and get it",
  audience: "everyone",
  needsConsent: true,
  options: pictureOptions,
  example: "/imagine a lighthouse in a storm --ar 16:9",
  async run({ options, caller, incoming }, services) {
    const { reference, strength, ...draft } = options;
    const asked = { ...draft, strength: strength === undefined ? undefined : readStrength(strength) };
    return orderPicture(asked, reference, { caller, incoming, services });
  },
  buttons: pictureButtons,
});

/** `0.6`, `0,6` or `.6`; which numbers a model takes is the catalogue's to say. */
function readStrength(given: string): number {
  if (/^\d{0,3}[.,]?\d{1,6}$/u.test(given)) return Number(given.replace(",", "."));
  throw refuse("bad-option", { option: "strength", given, allowed: words.strength });
}
