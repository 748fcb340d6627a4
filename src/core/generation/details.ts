import type { Catalogue } from "../catalogue/catalogue.ts";
import { styleOf } from "../catalogue/styles.ts";
import type { Field, Reply } from "../chat/reply.ts";
import type { Messages } from "../messages.ts";
import { SHORT_ID_LENGTH } from "./earlier-pictures.ts";
import type { Generation } from "./generation.ts";

/** Everything about a picture that helps to make it again or to talk about it. */
export function detailsReply(generation: Generation, catalogue: Pick<Catalogue, "maker">, messages: Messages): Reply {
  const { detail, detailsTitle, policy } = messages.imagine;
  const { after, styles } = messages;
  const { credits, list, minute } = messages.wording;
  const { request, images, settlement } = generation;
  const model = catalogue.maker(request.model);
  const style = styleOf(request.style);
  const seeds = images.map((image) => image.seed).filter((seed) => seed !== null);
  const first = images[0] ?? request;
  const captured = settlement?.captured_credits ?? 0;
  const released = settlement?.released_credits ?? 0;
  const fields: Field[] = [
    { name: detail.prompt, value: request.prompt },
    { name: detail.model, value: model === null ? request.model : detail.by(model.name, model.maker) },
    { name: detail.size, value: detail.pixels(first.width, first.height, request.ratio) },
    ...(request.quality === null ? [] : [{ name: detail.quality, value: request.quality }]),
    { name: detail.seed, value: seeds.length === 0 ? detail.noSeed : list(seeds.map(String)) },
    ...(style === null ? [] : [{ name: detail.style, value: styles.label(style) }]),
    ...(request.references === 0 ? [] : [{ name: detail.references, value: String(request.references) }]),
    { name: detail.cost, value: released === 0 ? credits(captured) : detail.returned(captured, released) },
    { name: detail.made, value: minute(generation.acceptedAt) },
    { name: after.id, value: after.idHint(generation.id.slice(0, SHORT_ID_LENGTH)) },
    ...(generation.parent === null
      ? []
      : [{ name: after.madeFrom, value: generation.parent.slice(0, SHORT_ID_LENGTH) }]),
  ];
  return {
    title: detailsTitle,
    fields,
    buttons: model === null ? [] : [{ label: policy, url: model.policyUrl }],
  };
}
