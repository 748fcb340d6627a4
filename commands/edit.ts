import { defineCommand } from "../src/core/chat/command.ts";
import { draftOf, isPrivate } from "../src/core/generation/draft.ts";
import { earlierPictures, NEWEST } from "../src/core/generation/earlier-pictures.ts";
import { orderPicture } from "../src/core/generation/order-picture.ts";
import { pictureOptions, readStrength } from "../src/core/generation/picture-options.ts";
import { refuse } from "../src/core/refusal.ts";

export const edit = defineCommand({
  name: "edit",
  summary: "Change a picture by words: one you attach, or one you made",
  audience: "everyone",
  isPrivate,
  needsConsent: true,
  options: {
    ...pictureOptions,
    prompt: { ...pictureOptions.prompt, summary: "What should change" },
    from: {
      kind: "text",
      lengthMax: 400,
      aliases: ["of", "id"],
      suggestions: [NEWEST],
      summary: "Pictures you made: “last”, or ids as Details shows them, with commas between",
    },
  },
  example: "/edit make it winter --from last",
  async run({ options, caller, incoming }, services) {
    const { reference, strength: given, from, ...asked } = options;
    const { account } = caller;
    const strength = given === undefined ? undefined : readStrength(given);
    // Nothing attached and nothing named means the picture that was made just now.
    const named = from ?? (reference.length === 0 ? NEWEST : "");
    const earlier = await earlierPictures(named, account, services);
    const references = earlier.length + reference.length;
    if (references === 0) throw refuse("edit-needs-picture", {});
    const model = asked.model ?? services.catalogue.editor(account.settings.model ?? undefined, references);
    const draft = draftOf({ ...asked, model, strength }, references, account, services.catalogue);
    // What comes of a private picture is private too, unless the person says that everyone may see it.
    const staysPrivate = !asked.public && earlier.some((picture) => picture.isPrivate);
    const wanted = staysPrivate ? { ...draft, isPrivate: true } : draft;
    return orderPicture(wanted, reference, { caller, incoming, services }, earlier);
  },
});
