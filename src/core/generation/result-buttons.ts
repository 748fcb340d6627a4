import type { Catalogue } from "../catalogue/catalogue.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Button } from "../chat/reply.ts";
import { messagesFor } from "../messages.ts";
import { upscaleRequest, variationRequest } from "./again.ts";
import type { Generation } from "./generation.ts";

/** What a result says besides itself. */
export interface ResultContext {
  readonly catalogue: Pick<Catalogue, "maker" | "upscaler" | "upscale" | "quote" | "isOff" | "model">;
  /** Prices on the buttons are those of this moment. */
  readonly at: Date;
  /** It is the first picture that this person is shown: what is said once is said with it (T12). */
  readonly isFirst: boolean;
}

/**
 * What can be done with a result: first what makes the next picture, then, quieter, what is about this one. The price is part
 * of a button that costs: pressing it agrees to this price and to no other.
 */
export function resultButtons(generation: Generation, { catalogue, at }: ResultContext): Button[] {
  const { after } = messagesFor(generation.language);
  const { id, account, price, images, request } = generation;
  const token = (name: string, ...args: string[]) => encodeButton("imagine", name, account, id, ...args);
  // With several pictures the person says first which one is meant; nothing costs yet.
  const forOne = (name: string, credits: number) =>
    images.length === 1 ? token(name, "0", String(credits)) : token("which", name, String(credits));
  const main: Button[] = [];
  if (request.model !== catalogue.upscaler.id) {
    const again = price.total_credits;
    main.push({ label: after.reroll(again), style: "primary", token: token("reroll", String(again)) });
    if (variationRequest(generation, catalogue) !== null) {
      main.push({ label: after.vary(again), token: forOne("vary", again) });
    }
  }
  const larger = upscaleRequest(generation, 0, catalogue);
  if (larger !== null && !catalogue.isOff(larger.model)) {
    const { total_credits } = catalogue.quote(larger, at);
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
