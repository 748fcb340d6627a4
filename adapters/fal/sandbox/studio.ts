import type { Ids, Imaging } from "../../../src/core/services.ts";
import { type Answer, infrastructure, invalidInput, policyViolation, problem } from "./answers.ts";
import type { Files } from "./files.ts";
import { type Model, models, type Order } from "./models.ts";
import { paint, paintHidden, type Reference } from "./painter/paint.ts";
import { type SandboxTrigger, triggersOf } from "./triggers.ts";

const REFERENCE_BYTES_MAX = 30 * 1024 * 1024;
const REFERENCE_PIXELS_MAX = 64 * 1024 * 1024;
const REFERENCE_EDGE_MIN = 10;
/** References are painted no finer than this: they are a part of a picture. */
const REFERENCE_EDGE_PAINTED = 1280;

/** What a runner of fal's does with one request: an answer, and how many pictures it bills. */
export interface Painting {
  readonly answer: Answer;
  readonly billed: number;
}

export interface StudioOptions {
  readonly imaging: Imaging;
  readonly ids: Ids;
  readonly files: Files;
  /** Where the server serves files: `http://127.0.0.1:1234/files/`. */
  filesUrl(): string;
}

export function createSandboxStudio(options: StudioOptions) {
  const { imaging, ids, files } = options;

  return async (endpoint: string, input: unknown, keepSeconds: number): Promise<Painting> => {
    const model = models[endpoint];
    if (model === undefined) return { answer: infrastructure(404, "not_found", "Application not found"), billed: 0 };
    const read = model.order.safeParse(input, { reportInput: true });
    if (!read.success) return { answer: invalidInput(read.error), billed: 0 };
    const order = read.data;
    const triggers = triggersOf(order.prompt);
    const refusal = refused(triggers, model, order);
    if (refusal !== null) return { answer: refusal, billed: 0 };

    const references: Reference[] = [];
    for (const [index, link] of order.references.entries()) {
      const reference = await readReference(
        link,
        order.references.length === 1 ? ["image_url"] : ["image_urls", index],
      );
      if ("status" in reference) return { answer: reference, billed: 0 };
      references.push(reference);
    }
    return await paintAll(model, order, references, triggers, keepSeconds);
  };

  async function readReference(link: string, loc: readonly (string | number)[]): Promise<Reference | Answer> {
    const bytes = linked(link);
    if (bytes === null) return problem(422, "file_download_error", loc, "Failed to download the file.", link);
    if (bytes.byteLength > REFERENCE_BYTES_MAX)
      return problem(422, "file_too_large", loc, "The file is too large.", link);
    const facts = await imaging.inspect(bytes, REFERENCE_PIXELS_MAX);
    if (facts === null) return problem(422, "image_load_error", loc, "Failed to load the image.", link);
    if (Math.min(facts.width, facts.height) < REFERENCE_EDGE_MIN) {
      return problem(422, "image_too_small", loc, "The image is too small.", link);
    }
    const painted = await imaging.reference(bytes, REFERENCE_EDGE_PAINTED);
    return { ...painted, width: facts.width, height: facts.height };
  }

  /** The sandbox opens no connection of its own: a link is one of its files, or carries the bytes itself. */
  function linked(link: string): Uint8Array | null {
    const data = /^data:image\/[a-z+]+;base64,/.exec(link)?.[0];
    if (data !== undefined) return Buffer.from(link.slice(data.length), "base64");
    const home = options.filesUrl();
    return link.startsWith(home) ? (files.read(link.slice(home.length))?.bytes ?? null) : null;
  }

  async function paintAll(
    model: Model,
    order: Order,
    references: readonly Reference[],
    triggers: ReadonlySet<SandboxTrigger>,
    keepSeconds: number,
  ): Promise<Painting> {
    const size = order.size(references);
    const seed = order.seed ?? ids.chance(2 ** 31);
    const hidden = (index: number) => triggers.has("flag") || (triggers.has("flag-one") && index === 0);
    const missing = triggers.has("fewer") || (triggers.has("flag-one") && !model.gives.flags) ? 1 : 0;

    const images: object[] = [];
    for (let index = 0; index < order.count - missing; index++) {
      // Google's model makes the same picture twice from one seed; the others go on from it.
      const variation = order.seed !== null && !model.gives.seed ? 0 : index;
      const picture = { ...size, style: model.style, prompt: order.prompt, seed: seed + variation, references };
      const black = model.gives.flags && hidden(index);
      const bytes = black
        ? await paintHidden(imaging, size, order.format)
        : await paint(imaging, picture, order.format);
      images.push(publish(bytes, order.format, size, triggers, keepSeconds));
    }
    const flags = images.map((_, index) => hidden(index));
    const body = {
      ...(model.gives.one ? { image: images[0], timings: { inference: 0.8 } } : { images }),
      ...(model.gives.seed && { seed }),
      ...(model.gives.flags && { has_nsfw_concepts: flags, prompt: order.prompt, timings: { inference: 0.8 } }),
      ...(model.gives.description && { description: "" }),
    };
    return {
      answer: { status: 200, headers: { "x-fal-billable-units": String(images.length) }, body },
      billed: images.length,
    };
  }

  function publish(
    bytes: Uint8Array,
    format: Order["format"],
    size: { readonly width: number; readonly height: number },
    triggers: ReadonlySet<SandboxTrigger>,
    keepSeconds: number,
  ): object {
    const name = `${ids.random()}.${format}`;
    const contentType = `image/${format}`;
    const page = Buffer.from("<!doctype html><title>Not here</title><p>Something else lives here now.");
    if (triggers.has("broken-file")) files.put(name, { bytes: page, contentType: "text/html" }, keepSeconds);
    else if (!triggers.has("gone-file")) files.put(name, { bytes, contentType }, keepSeconds);
    const { width, height } = size;
    return {
      url: options.filesUrl() + name,
      content_type: contentType,
      file_name: name,
      file_size: bytes.byteLength,
      width,
      height,
    };
  }
}

function refused(triggers: ReadonlySet<SandboxTrigger>, model: Model, order: Order): Answer | null {
  const { prompt } = order;
  if (triggers.has("refuse")) return policyViolation(["prompt"], prompt);
  if (triggers.has("refuse-reference")) {
    return policyViolation(order.references.length > 1 ? ["image_urls", 0] : ["image_url"], order.references[0]);
  }
  if (triggers.has("flag") && !model.gives.flags) return policyViolation(["prompt"], prompt);
  if (triggers.has("flag-one") && !model.gives.flags && order.count === 1) return policyViolation(["prompt"], prompt);
  if (triggers.has("refuse-downstream")) {
    return problem(400, "downstream_service_error", [], "The service behind this model answered with an error.");
  }
  if (triggers.has("fail")) return infrastructure(500, "internal_server_error", "Internal server error");
  if (triggers.has("refuse-in-text")) {
    const description = "I can't make that picture, but I can help with another idea.";
    return { status: 200, body: { images: [], description } };
  }
  return null;
}
