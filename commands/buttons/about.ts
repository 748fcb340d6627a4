import type { ButtonHandler } from "../../src/core/chat/command.ts";
import { detailsReply } from "../../src/core/generation/details.ts";

export const details: ButtonHandler = {
  pressedBy: "anyone",
  needsConsent: false,
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const generation = await services.studio.shown(id, caller.account);
    return detailsReply(generation, services.catalogue, caller.messages);
  },
};

// One's own pictures can be had and deleted whatever has become of the terms.

export const originals: ButtonHandler = {
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

export const remove: ButtonHandler = {
  pressedBy: "owner",
  needsConsent: false,
  async run({ args: [id = ""], caller }, services) {
    const { images } = await services.studio.delete(id, caller.account);
    const { deletedTitle } = caller.messages.imagine;
    return { title: deletedTitle, text: caller.messages.after.deleted(images.length), replacesOrigin: true };
  },
};

export const cancel: ButtonHandler = {
  pressedBy: "owner",
  audience: "caller",
  whileSuspended: true,
  async run({ args: [id = ""], caller }, services) {
    const outcome = await services.studio.cancel(id, caller.account);
    return { text: outcome === "cancelled" ? caller.messages.imagine.cancelled : caller.messages.imagine.tooLate };
  },
};
