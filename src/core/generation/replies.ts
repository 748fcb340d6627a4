import { models } from "../catalogue/models.ts";
import { encodeButton } from "../chat/button-token.ts";
import type { Button, Reply, ReplyImage } from "../chat/reply.ts";
import { messagesFor } from "../messages.ts";
import { type Generation, isEnding } from "./generation.ts";
import type { Progress } from "./progress.ts";

/** Longer than a picture usually takes: then it says so, and offers a way out. */
const LONG_MS = 15_000;

/** What the place of a generation shows, whatever its state. */
export function replyOf(generation: Generation): Reply {
  if (isEnding(generation.state)) return endingReply(generation);
  return generation.images.length > 0 ? resultReply(generation) : progressReply(generation, { stage: "heard" });
}

/** While it is in the works: heard, what it will cost, where in line; and a way out where it may take long. */
export function progressReply(generation: Generation, progress: Progress): Reply {
  const { picture } = messagesFor(generation.language);
  const cancel = { label: picture.cancel, token: encodeButton("imagine", "cancel", generation.account, generation.id) };
  const mayTakeLong = progress.stage === "line" || ("running_ms" in progress && progress.running_ms >= LONG_MS);
  return {
    tone: "working",
    title: picture.title(generation.request.prompt),
    text: picture.progress(progress, generation.price.total_credits, LONG_MS),
    ...(mayTakeLong ? { buttons: [cancel] } : {}),
  };
}

/** The pictures, who made them, what they cost, and what can be done next. */
export function resultReply(generation: Generation): Reply {
  const { picture } = messagesFor(generation.language);
  return {
    tone: "good",
    title: picture.title(generation.request.prompt),
    text: picture.result(generation, makerLine(generation.request.model)),
    images: imagesOf(generation),
    buttons: buttonsOf(generation),
  };
}

/** Why there is no picture, and that the credits are back. */
export function endingReply(generation: Generation): Reply {
  const { picture } = messagesFor(generation.language);
  const returned = generation.settlement?.released_credits ?? generation.price.total_credits;
  const kind = generation.state === "failed" ? "fault" : "refusal";
  return {
    tone: generation.state === "cancelled" ? "plain" : kind,
    title: picture.title(generation.request.prompt),
    text: picture.ending(generation.ending?.reason ?? "provider-lost", returned),
  };
}

/** Every result names the model and its maker (T13). */
function makerLine(id: string): string {
  const model = models.find((one) => one.id === id);
  return model === undefined ? id : `${model.name} by ${model.maker}`;
}

export function imagesOf(generation: Generation): ReplyImage[] {
  const { picture } = messagesFor(generation.language);
  return generation.images.map(({ key, width, height }, index) => ({
    key,
    width,
    height,
    alternative: picture.alternative(generation.request.prompt, index, generation.images.length),
  }));
}

function buttonsOf(generation: Generation): Button[] {
  const { picture } = messagesFor(generation.language);
  const { id, account, price } = generation;
  const button = (name: string, ...args: string[]) => encodeButton("imagine", name, account, id, ...args);
  const price_credits = price.total_credits;
  return [
    // The price is part of the button: pressing it agrees to this price and to no other.
    { label: picture.reroll(price_credits), style: "primary", token: button("reroll", String(price_credits)) },
    { label: picture.edit, token: button("edit") },
    { label: picture.details, token: button("details") },
    { label: picture.delete, style: "danger", token: button("delete") },
  ];
}
