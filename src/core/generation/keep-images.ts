import { ProviderRefused, ProviderUnreachable } from "../provider.ts";
import { fail } from "./ask-provider.ts";
import type { Drive } from "./drive.ts";
import type { Ending, GeneratedImage, Generation, MadeImage } from "./generation.ts";

/** The largest picture of a model (4K PNG) with room to spare; a larger answer is no picture. */
const IMAGE_BYTES_MAX = 64 * 1024 * 1024;
const IMAGE_PIXELS_MAX = 80_000_000;

/** `made`: copies the pictures into our own store, once each, and checks what they are; flagged ones are withheld. */
export async function keepImages(generation: Generation, drive: Drive): Promise<Generation> {
  const made = generation.submissions.flatMap((submission) => submission.results ?? []).slice(0, generation.request.n);
  const wanted = made.filter((image) => !image.flagged);
  if (wanted.length === 0) return endWithout(generation, made, drive);
  const images: GeneratedImage[] = [];
  let dropped = 0;
  let blocked = 0;
  for (const [index, image] of made.entries()) {
    if (image.flagged) continue;
    const kept = await keepImage(generation, index, image, drive);
    if (kept === "dropped") dropped += 1;
    else if (kept === "blocked") blocked += 1;
    else if (kept !== "broken") images.push(kept);
    if (drive.signal.aborted) return generation;
  }
  if (images.length === 0 && blocked > 0) return withhold(generation, drive);
  if (images.length === 0) {
    return fail(generation, drive, { reason: dropped > 0 ? "provider-dropped" : "could-not-store", code: null });
  }
  return drive.write(generation, { kind: "stored", images });
}

/**
 * `dropped`: the provider no longer has it; `broken`: it is no picture; `blocked`: it is one that nobody is shown. Either way its
 * share of the price goes back.
 */
async function keepImage(
  generation: Generation,
  index: number,
  image: MadeImage,
  drive: Drive,
): Promise<GeneratedImage | "dropped" | "broken" | "blocked"> {
  const { tools } = drive;
  const bytes = await download(image.url, drive);
  if (typeof bytes === "string") {
    if (bytes === "broken") tools.log.warn({ generation: generation.id }, "the provider's file is none that we take");
    return bytes;
  }
  const facts = await tools.imaging.inspect(bytes, IMAGE_PIXELS_MAX);
  if (facts === null) {
    tools.log.warn({ generation: generation.id, bytes: bytes.byteLength }, "the provider's file is no picture");
    return "broken";
  }
  if ((await tools.blocked.match({ bytes })) !== null) {
    tools.log.warn({ generation: generation.id }, "a picture that is blocked was made again, and is withheld");
    return "blocked";
  }
  const key = `${generation.id}:${index}`;
  await tools.images.put({ key, account: generation.account, bytes, ...facts, keepUntil: null });
  // A seed is worth keeping where it makes the same picture again.
  const isOfUse = tools.catalogue.model(generation.request.model)?.seed === true;
  return { key, ...facts, seed: isOfUse ? image.seed : null };
}

async function download(url: string, drive: Drive): Promise<Uint8Array | "dropped" | "broken"> {
  const { provider, clock, timings } = drive.tools;
  const giveUpAt = clock.now().getTime() + timings.downloadPatience_ms;
  let pause_ms = timings.pollFirst_ms;
  for (;;) {
    try {
      return await provider.download(url, IMAGE_BYTES_MAX);
    } catch (error) {
      // Too large for a picture, or somewhere where no picture of ours can be: there is a file, and it is of no use.
      if (error instanceof ProviderRefused) return error.code === "not_found" ? "dropped" : "broken";
      if (!(error instanceof ProviderUnreachable)) throw error;
      if (drive.signal.aborted) throw error;
      if (clock.now().getTime() + pause_ms > giveUpAt) return "dropped";
    }
    await drive.pause(pause_ms);
    pause_ms = Math.min(timings.pollMax_ms, pause_ms * 2);
  }
}

/** Nothing that may be shown: says why, the person's own part before ours. */
function endWithout(generation: Generation, made: readonly MadeImage[], drive: Drive): Promise<Generation> {
  if (made.length > 0) {
    return withhold(generation, drive);
  }
  const endings = generation.submissions.flatMap((submission) => submission.refused ?? []);
  const ending: Ending = endings.find(isPolicy) ?? endings[0] ?? { reason: "provider-lost", code: null };
  return drive.write(generation, { kind: "ended", state: isPolicy(ending) ? "refused" : "failed", ending });
}

function withhold(generation: Generation, drive: Drive): Promise<Generation> {
  return drive.write(generation, { kind: "ended", state: "refused", ending: { reason: "policy-image", code: null } });
}

function isPolicy({ reason }: Ending): boolean {
  return reason === "policy-prompt" || reason === "policy-reference";
}
