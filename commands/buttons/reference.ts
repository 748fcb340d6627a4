import type { PictureRequest } from "../../src/core/catalogue/picture-request.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import type { FormField } from "../../src/core/chat/reply.ts";
import type { GeneratedImage, Generation } from "../../src/core/generation/generation.ts";
import { orderAgain } from "../../src/core/generation/order-picture.ts";
import { refuse } from "../../src/core/refusal.ts";
import { allowsModel } from "../../src/core/servers/server.ts";
import type { Services } from "../../src/core/services.ts";
import { agreedPrice, quoteFor } from "./price.ts";
import { formAction, promptField } from "./prompt.ts";

/** One new picture from one of a result's, made by whoever makes this person's edits. */
function editOf(
  { request: { isPrivate } }: Generation,
  shape: GeneratedImage,
  prompt: string,
  { account, server }: Caller,
  { catalogue }: Services,
): PictureRequest {
  const model = catalogue.editor(account.settings.model ?? undefined, 1, (id) => allowsModel(server, id));
  return catalogue.settle({ prompt, model, references: 1, shape, isPrivate });
}

/** A form for what a result is to become. */
export const reference: ButtonHandler = {
  pressedBy: "owner",
  opensForm: true,
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const { account, messages } = caller;
    const { after } = messages;
    const parent = await services.studio.own(id, account);
    const [first] = parent.images;
    if (first === undefined) throw refuse("button-stale", {});
    // The words are not known yet, and do not change the price.
    const request = editOf(parent, first, after.reference, caller, services);
    const { total_credits: price } = await quoteFor(request, caller, services);
    const which: FormField = {
      kind: "choice",
      name: "picture",
      label: after.referenceWhich,
      initial: "1",
      choices: parent.images.map((_, index) => ({
        value: String(index + 1),
        label: after.referenceNumber(index + 1),
      })),
    };
    return {
      form: {
        title: after.referenceTitle,
        submit: after.referenceSubmit(price, services.catalogue.maker(request.model)?.name ?? request.model),
        token: encodeButton("imagine", "from", account.id, id, String(price)),
        fields: [promptField(after.referenceLabel, ""), ...(parent.images.length > 1 ? [which] : [])],
      },
    };
  },
};

export const from: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [id = "", shownPrice], values, caller, incoming }, services) {
    const { account, messages } = caller;
    const parent = await services.studio.own(id, account);
    const image = parent.images[Number(values["picture"] ?? "1") - 1];
    if (image === undefined) throw refuse("button-stale", {});
    const request = editOf(parent, image, values["prompt"] ?? "", caller, services);
    const token = encodeButton("imagine", "reference", account.id, id);
    const button = { label: messages.after.reference, style: "primary", token } as const;
    const { price, asks } = await agreedPrice(shownPrice, request, () => button, caller, services);
    if (asks !== null) return asks;
    const action = formAction("reference", `${image.key} ${request.prompt}`, services);
    const cause = await services.studio.pressCause(parent, action);
    return orderAgain(
      request,
      { cause, keys: [image.key], parent: parent.id, action, price },
      { caller, incoming, services },
    );
  },
};
