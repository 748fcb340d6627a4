import { defineCommand } from "../src/core/chat/command.ts";
import { draftOf, isPrivate, lookOf } from "../src/core/generation/draft.ts";
import { orderPicture } from "../src/core/generation/order-picture.ts";
import { pictureOptions, readStrength } from "../src/core/generation/picture-options.ts";
import { pictureButtons } from "./buttons/picture.ts";

export const imagine = defineCommand({
  name: "imagine",
  summary: "Describe a picture, and get it",
  audience: "everyone",
  isPrivate,
  needsConsent: true,
  options: pictureOptions,
  example: "/imagine a lighthouse in a storm --ar 16:9",
  async run({ options, caller, incoming }, services) {
    const { reference, strength: given, ...asked } = options;
    const strength = given === undefined ? undefined : readStrength(given);
    const draft = draftOf({ ...asked, strength }, reference.length, caller, services.catalogue);
    const reply = await orderPicture(draft, reference, { caller, incoming, services });
    // A convenience for the next time: the picture neither waits for it nor fails with it.
    void services.accounts.rememberLook(caller.account, lookOf(asked)).catch((error: unknown) => {
      services.log.warn({ error }, "what was asked for last could not be kept");
    });
    return reply;
  },
  buttons: pictureButtons,
});
