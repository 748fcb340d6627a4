import { encodeButton } from "../chat/button-token.ts";
import type { Reply, ReplyImage } from "../chat/reply.ts";
import { messagesFor } from "../messages.ts";
import { type Generation, isEnding } from "./generation.ts";
import type { Progress } from "./progress.ts";
import { type ResultContext, resultButtons } from "./result-buttons.ts";

/** Longer than a picture usually takes: then it says so, and offers a way out. */
const LONG_MS = 15_000;

/** What the place of a generation shows, whatever its state. */
export function replyOf(generation: Generation, context: ResultContext): Reply {
  if (isEnding(generation.state)) return endingReply(generation);
  return generation.images.length > 0
    ? resultReply(generation, context)
    : progressReply(generation, { stage: "heard" });
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
    ...audienceOf(generation),
    ...(mayTakeLong ? { buttons: [cancel] } : {}),
  };
}

/** The pictures, who made them, what they cost, and what can be done next. */
export function resultReply(generation: Generation, context: ResultContext): Reply {
  const { picture, after } = messagesFor(generation.language);
  const made = picture.result(generation, makerLine(generation, context.catalogue));
  return {
    tone: "good",
    title: picture.title(generation.request.prompt),
    text: context.isFirst ? `${made}\n\n${after.firstPicture}` : made,
    ...audienceOf(generation),
    images: imagesOf(generation),
    buttons: resultButtons(generation, context),
  };
}

/** Why there is no picture, and what became of the credits. */
export function endingReply(generation: Generation): Reply {
  const { picture, appeals } = messagesFor(generation.language);
  const { settlement, account } = generation;
  const kept = settlement?.rule === "refused-by-provider-kept" ? settlement.judged : undefined;
  const kind = generation.state === "failed" ? "fault" : "refusal";
  return {
    tone: generation.state === "cancelled" ? "plain" : kind,
    title: picture.title(generation.request.prompt),
    text: endingText(generation),
    ...audienceOf(generation),
    ...(kept && {
      buttons: [
        { label: appeals.button, style: "quiet", token: encodeButton("appeal", "write", account, kept.violation) },
      ],
    }),
  };
}

function endingText({ language, settlement, ending, price }: Generation): string {
  const { picture, conduct } = messagesFor(language);
  const { judged, rule } = settlement ?? {};
  if (rule === "refused-by-provider-kept" && judged !== undefined) {
    return conduct.kept(settlement?.captured_credits ?? 0, judged.refusals, judged.window_days);
  }
  const returned = settlement?.released_credits ?? price.total_credits;
  const why = picture.ending(ending?.reason ?? "provider-lost", returned);
  if (rule === "refused-in-a-wave-returned") return `${why}\n\n${conduct.wave}`;
  return judged?.isLastReturned ? `${why}\n\n${conduct.lastReturned(judged.refusals, judged.window_days)}` : why;
}

/** What is made of a private order, and how it goes, nobody but its person sees. */
function audienceOf({ request }: Generation): Pick<Reply, "onlyCaller"> {
  return request.isPrivate ? { onlyCaller: true } : {};
}

/** Every result names the model and its maker (T13). */
function makerLine({ request, language }: Generation, { maker, upscaler }: ResultContext["catalogue"]): string {
  const { after, imagine } = messagesFor(language);
  const made = maker(request.model);
  const name = made === null ? request.model : imagine.detail.by(made.name, made.maker);
  return request.model === upscaler.id ? `${after.upscaled(upscaler.factor)} · ${name}` : name;
}

export function imagesOf(generation: Generation): ReplyImage[] {
  const { picture } = messagesFor(generation.language);
  return generation.images.map(({ key, width, height }, index) => ({
    key,
    width,
    height,
    alternative: picture.alternative(generation.request.prompt, index, generation.images.length),
    ...(generation.display?.originals ? { asFile: true as const } : {}),
    ...(generation.display?.spoilers ? { spoiler: true as const } : {}),
  }));
}
