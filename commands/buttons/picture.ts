import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler } from "../../src/core/chat/command.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import { detailsReply } from "../../src/core/generation/details.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { orderAgain } from "../../src/core/generation/order-picture.ts";
import type { Messages } from "../../src/core/messages.ts";
import { refuse } from "../../src/core/refusal.ts";

/** The prompt is all that can be changed; a form has to fit every platform's. */
const PROMPT_LENGTH_MAX = 4000;

const reroll: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [id = "", shownPrice], caller, incoming }, services) {
    const parent = await services.studio.own(id, caller.account);
    // The same seed would make the same picture again.
    const request = { ...parent.request, seed: null };
    const price = services.studio.quote(request).total_credits;
    if (String(price) !== shownPrice) return newRerollPrice(parent, readPrice(shownPrice), price, caller.messages);
    const cause = await services.studio.rerollCause(parent);
    return orderAgain(request, { cause, keys: parent.references, parent: parent.id }, { caller, incoming, services });
  },
};

/** Nobody pays a price that was not on the button. */
function newRerollPrice(
  { account, id }: Generation,
  before: number,
  now: number,
  { imagine, picture }: Messages,
): Reply {
  const token = encodeButton("imagine", "reroll", account, id, String(now));
  return {
    text: imagine.priceChanged(before, now),
    buttons: [{ label: picture.reroll(now), style: "primary", token }],
  };
}

/** A form cannot follow a form everywhere, so its button does: a reroll would make the old words again. */
function newEditPrice({ account, id }: Generation, before: number, now: number, { imagine, picture }: Messages): Reply {
  return {
    text: imagine.priceChanged(before, now),
    buttons: [{ label: picture.edit, style: "primary", token: encodeButton("imagine", "edit", account, id) }],
  };
}

function readPrice(shown: string | undefined): number {
  if (shown === undefined || !/^\d{1,9}$/u.test(shown)) throw refuse("button-stale", {});
  return Number(shown);
}

const edit: ButtonHandler = {
  pressedBy: "owner",
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const { messages, account } = caller;
    const parent = await services.studio.own(id, account);
    const price = services.studio.quote(parent.request).total_credits;
    return {
      form: {
        title: messages.imagine.editTitle,
        submit: messages.imagine.editSubmit(price),
        token: encodeButton("imagine", "again", account.id, parent.id, String(price)),
        fields: [
          {
            kind: "text",
            name: "prompt",
            label: messages.imagine.editLabel,
            // Not cut within a character of two halves.
            initial: parent.request.prompt.slice(0, PROMPT_LENGTH_MAX).replace(/\p{Cs}$/u, ""),
            required: true,
            multiline: true,
            lengthMax: PROMPT_LENGTH_MAX,
          },
        ],
      },
    };
  },
};

const again: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [id = "", shownPrice], values, caller, incoming }, services) {
    const parent = await services.studio.own(id, caller.account);
    const { model, ratio, resolution, quality, n, references, strength } = parent.request;
    const request = services.catalogue.settle({
      prompt: values["prompt"] ?? "",
      model,
      ratio,
      resolution,
      quality: quality ?? undefined,
      n,
      strength: strength ?? undefined,
      references,
    });
    const price = services.studio.quote(request).total_credits;
    if (String(price) !== shownPrice) return newEditPrice(parent, readPrice(shownPrice), price, caller.messages);
    const order = { cause: incoming.id, keys: parent.references, parent: parent.id };
    return orderAgain(request, order, { caller, incoming, services });
  },
};

const details: ButtonHandler = {
  pressedBy: "anyone",
  needsConsent: false,
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const generation = await services.studio.shown(id);
    return detailsReply(generation, services.catalogue, caller.messages);
  },
};

// One's own pictures can be had and deleted whatever has become of the terms.
const originals: ButtonHandler = {
  pressedBy: "owner",
  needsConsent: false,
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const { images } = await services.studio.own(id, caller.account);
    const endings: Record<string, string> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" };
    const files = images.map(({ key, contentType }, index) => ({
      key,
      name: `easel-${id.slice(0, 8)}-${index + 1}.${endings[contentType] ?? "bin"}`,
    }));
    return { text: caller.messages.imagine.originals(files.length), files };
  },
};

const remove: ButtonHandler = {
  pressedBy: "owner",
  needsConsent: false,
  async run({ args: [id = ""], caller }, services) {
    await services.studio.delete(id, caller.account);
    const { deleted, deletedTitle } = caller.messages.imagine;
    return { title: deletedTitle, text: deleted, replacesOrigin: true };
  },
};

const cancel: ButtonHandler = {
  pressedBy: "owner",
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const outcome = await services.studio.cancel(id, caller.account);
    return { text: outcome === "cancelled" ? caller.messages.imagine.cancelled : caller.messages.imagine.tooLate };
  },
};

/** What can be done with a picture, wherever it is shown. */
export const pictureButtons = { cancel, reroll, edit, again, details, originals, delete: remove };
