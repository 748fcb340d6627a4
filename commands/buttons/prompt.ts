import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler } from "../../src/core/chat/command.ts";
import type { FormField } from "../../src/core/chat/reply.ts";
import { orderAgain } from "../../src/core/generation/order-picture.ts";
import type { Services } from "../../src/core/services.ts";
import { agreedPrice, quoteFor } from "./price.ts";

/** A form has to fit every platform's. */
const PROMPT_LENGTH_MAX = 4000;

/** Where a form asks for words. */
export function promptField(label: string, initial: string): FormField {
  return {
    kind: "text",
    name: "prompt",
    label,
    // Not cut within a character of two halves.
    initial: initial.slice(0, PROMPT_LENGTH_MAX).replace(/\p{Cs}$/u, ""),
    required: true,
    multiline: true,
    lengthMax: PROMPT_LENGTH_MAX,
  };
}

/** The same words sent twice from one form, from two tabs for instance, are one order; other words are another. */
export function formAction(name: string, words: string, { ids }: Pick<Services, "ids">): string {
  return `${name}.${ids.derived(words).slice(0, 8)}`;
}

/** The old words in a form. */
export const edit: ButtonHandler = {
  pressedBy: "owner",
  opensForm: true,
  audience: "caller",
  async run({ args: [id = ""], caller }, services) {
    const { messages, account } = caller;
    const parent = await services.studio.own(id, account);
    const { total_credits: price } = await quoteFor(parent.request, caller, services);
    return {
      form: {
        title: messages.imagine.editTitle,
        submit: messages.imagine.editSubmit(price),
        token: encodeButton("imagine", "again", account.id, parent.id, String(price)),
        fields: [promptField(messages.imagine.editLabel, parent.request.prompt)],
      },
    };
  },
};

/** The form with other words: everything else stays as it was asked for. */
export const again: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [id = "", shownPrice], values, caller, incoming }, services) {
    const { account, messages } = caller;
    const parent = await services.studio.own(id, account);
    const { model, ratio, resolution, quality, n, references, strength, style, isPrivate } = parent.request;
    const request = services.catalogue.settle({
      prompt: values["prompt"] ?? "",
      model,
      ratio,
      resolution,
      quality: quality ?? undefined,
      n,
      strength: strength ?? undefined,
      references,
      style: style ?? undefined,
      isPrivate,
    });
    // A form cannot follow a form everywhere, so its button does.
    const token = encodeButton("imagine", "edit", account.id, id);
    const button = { label: messages.after.editPrompt, style: "primary", token } as const;
    const { price, asks } = await agreedPrice(shownPrice, request, () => button, caller, services);
    if (asks !== null) return asks;
    const action = formAction("words", request.prompt, services);
    const cause = await services.studio.pressCause(parent, action);
    return orderAgain(
      request,
      { cause, keys: parent.references, parent: parent.id, action, price },
      { caller, incoming, services },
    );
  },
};
