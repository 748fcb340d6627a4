import type { Catalogue, PricedAt } from "../catalogue/catalogue.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Button } from "../chat/reply.ts";
import { messagesFor } from "../messages.ts";
import { rerollRequest, upscaleRequest, variationRequest } from "./again.ts";
import type { Generation } from "./generation.ts";

/** What a result says besides itself. */
export interface ResultContext {
  readonly catalogue: Pick<Catalogue, "maker" | "upscaler" | "upscale" | "quote" | "isOff" | "model">;
  /** The prices on the buttons: what holds now for whose picture it is. */
  readonly prices: PricedAt;
  /** It is the first picture that this person is shown: what is said once is said with it (T12). */
  readonly isFirst: boolean;
}

/**
 * What can be done with a result: first what makes the next picture, then, quieter, what is about this one. The price is part
 * of a button that costs: pressing it agrees to this price and to no other.
 */
export function resultButtons(generation: Generation, { catalogue, prices }: ResultContext): Button[] {
  const { after } = messagesFor(generation.language);
  const { id, account, images, request } = generation;
  const token = (name: string, ...args: string[]) => encodeButton("imagine", name, account, id, ...args);
  // With several pictures the person says first which one is meant; nothing costs yet.
  const forOne = (name: string, credits: number) =>
    images.length === 1 ? token(name, "0", String(credits)) : token("which", name, String(credits));
  const main: Button[] = [];
  // What was painted by a model that is no longer there can still be edited by others.
  if (catalogue.model(request.model) !== null) {
    const again = catalogue.quote(rerollRequest(generation), prices).total_credits;
    main.push({ label: after.reroll(again), style: "primary", token: token("reroll", String(again)) });
    const variation = variationRequest(generation, catalogue);
    if (variation !== null) {
      const { total_credits } = catalogue.quote(variation, prices);
      main.push({ label: after.vary(total_credits), token: forOne("vary", total_credits) });
    }
  }
  const larger = upscaleRequest(generation, 0, catalogue);
  if (larger !== null && !catalogue.isOff(larger.model)) {
    const { total_credits } = catalogue.quote(larger, prices);
    main.push({ label: after.upscale(total_credits), token: forOne("upscale", total_credits) });
  }
  if (request.model !== catalogue.upscaler.id) main.push({ label: after.editPrompt, token: token("edit") });
  return [
    ...main,
    { label: after.reference, style: "quiet", token: token("reference") },
    { label: after.details, style: "quiet", token: token("details") },
    { label: after.original(images.length), style: "quiet", token: token("originals") },
    { label: after.report, style: "quiet", token: token("report") },
    { label: after.delete(images.length), style: "danger", token: token("delete") },
  ];
}
