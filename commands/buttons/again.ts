import type { PictureRequest } from "../../src/core/catalogue/picture-request.ts";
import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { ButtonHandler, ButtonInput } from "../../src/core/chat/command.ts";
import type { Button, Reply } from "../../src/core/chat/reply.ts";
import { rerollRequest, upscaleRequest, variationRequest } from "../../src/core/generation/again.ts";
import type { Generation } from "../../src/core/generation/generation.ts";
import { orderAgain } from "../../src/core/generation/order-picture.ts";
import { imagesOf } from "../../src/core/generation/replies.ts";
import { refuse } from "../../src/core/refusal.ts";
import type { Services } from "../../src/core/services.ts";
import { agreedPrice } from "./price.ts";

/** A picture that a press makes from a result. */
interface Again {
  readonly request: PictureRequest;
  readonly keys: readonly string[];
  /** What makes two presses of the same button one. */
  readonly action: string;
  readonly shownPrice: string | undefined;
  /** The same button with another price. */
  button(price: number): Button;
}

async function make(parent: Generation, again: Again, input: ButtonInput, services: Services): Promise<Reply> {
  const { caller, incoming } = input;
  const { request, keys, action } = again;
  const { price, asks } = await agreedPrice(again.shownPrice, request, again.button, caller, services);
  if (asks !== null) return asks;
  const cause = await services.studio.pressCause(parent, action);
  return orderAgain(request, { cause, keys, parent: parent.id, action, price }, { caller, incoming, services });
}

export const reroll: ButtonHandler = {
  pressedBy: "owner",
  async run(input, services) {
    const { args, caller } = input;
    const [id = "", shownPrice] = args;
    const parent = await services.studio.own(id, caller.account);
    const { after } = caller.messages;
    const button = (price: number): Button => ({
      label: after.reroll(price),
      style: "primary",
      token: encodeButton("imagine", "reroll", parent.account, id, String(price)),
    });
    const request = rerollRequest(parent);
    return make(parent, { request, keys: parent.references, action: "reroll", shownPrice, button }, input, services);
  },
};

/** What can be made from one picture of a result. */
const fromOne = {
  vary: {
    request: (parent: Generation, _index: number, { catalogue }: Services) => variationRequest(parent, catalogue),
    label: "vary",
  },
  upscale: {
    request: (parent: Generation, index: number, { catalogue }: Services) => upscaleRequest(parent, index, catalogue),
    label: "upscale",
  },
} as const;
type FromOne = keyof typeof fromOne;

function makesFromOne(name: FromOne): ButtonHandler {
  return {
    pressedBy: "owner",
    async run(input, services) {
      const { args, caller } = input;
      const [id = "", number = "", shownPrice] = args;
      const parent = await services.studio.own(id, caller.account);
      const image = parent.images[Number(number)];
      const request = fromOne[name].request(parent, Number(number), services);
      if (image === undefined || request === null) throw refuse("button-stale", {});
      const button = (price: number): Button => ({
        label: caller.messages.after[name](price),
        style: "primary",
        token: encodeButton("imagine", name, parent.account, id, number, String(price)),
      });
      const again = { request, keys: [image.key], action: `${name}.${number}`, shownPrice, button };
      return make(parent, again, input, services);
    },
  };
}
export const vary = makesFromOne("vary");
export const upscale = makesFromOne("upscale");

/** Asks which picture of several is meant: between Easel and the one who pressed. */
export const which: ButtonHandler = {
  pressedBy: "owner",
  audience: "caller",
  async run({ args: [id = "", name = ""], caller }, services) {
    const { account, messages } = caller;
    if (name !== "vary" && name !== "upscale") throw refuse("button-stale", {});
    const parent = await services.studio.own(id, account);
    const { after } = messages;
    const prices = await services.pricing.for(account.id);
    const choices = parent.images.flatMap((_, index) => {
      const request = fromOne[name].request(parent, index, services);
      return request === null ? [] : [{ index, price: services.catalogue.quote(request, prices).total_credits }];
    });
    const [first] = choices;
    if (first === undefined) throw refuse("button-stale", {});
    const images = imagesOf(parent).map((image) => ({ ...image, thumbnail: true }));
    return {
      title: after.which,
      text: after.whichText(after[name](first.price)),
      images,
      buttons: choices.map(({ index, price }) => ({
        label: after.whichButton(index + 1, price === first.price ? null : price),
        token: encodeButton("imagine", name, account.id, id, String(index), String(price)),
      })),
    };
  },
};
