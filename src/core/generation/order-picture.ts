import type { Draft, PictureRequest } from "../catalogue/picture-request.ts";
import type { Caller } from "../chat/command.ts";
import type { Incoming } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { refuse } from "../refusal.ts";
import type { Attachment, Services } from "../services.ts";
import { readReferences } from "./references.ts";
import { replyOf } from "./replies.ts";
import type { OrderReferences } from "./take-order.ts";

/**
 * From what a person asked to the answer they see first: complete, allowed, readable, affordable, in this order, and each
 * before anything is held. `cause` makes it happen once.
 */
export async function orderPicture(
  draft: Omit<Draft, "references" | "shape">,
  attachments: readonly Attachment[],
  { caller, incoming, services }: { caller: Caller; incoming: Incoming; services: Services },
): Promise<Reply> {
  const { catalogue, imaging } = services;
  const asked = { ...draft, references: attachments.length };
  // The shape of the references is not known yet; everything else is checked before a file is opened.
  const early = catalogue.settle(asked);
  // Elsewhere a link in front of the words is a reference. Painted as words it would be money for nothing.
  if (/^https?:\/\//iu.test(early.prompt)) throw refuse("reference-link", {});
  allow(services, early.prompt);
  const model = catalogue.model(early.model);
  const max = model?.references.max ?? 0;
  const references = await readReferences(attachments, { imaging, model: model?.name ?? early.model, max });
  const first = references[0];
  const request = first === undefined ? early : catalogue.settle({ ...asked, shape: first });
  return place(
    request,
    { cause: incoming.id, references: { images: references }, parent: null },
    { caller, incoming, services },
  );
}

/** Asks again for what was asked before, with other words or another seed. References are taken over. */
export async function orderAgain(
  request: PictureRequest,
  order: { readonly cause: string; readonly keys: readonly string[]; readonly parent: string },
  context: { caller: Caller; incoming: Incoming; services: Services },
): Promise<Reply> {
  const { catalogue } = context.services;
  if (catalogue.isOff(request.model)) {
    throw refuse("model-off", { model: catalogue.model(request.model)?.name ?? request.model });
  }
  allow(context.services, request.prompt);
  return place(request, { cause: order.cause, references: { keys: order.keys }, parent: order.parent }, context);
}

async function place(
  request: PictureRequest,
  order: {
    readonly cause: string;
    readonly references: OrderReferences;
    readonly parent: string | null;
  },
  { caller, incoming, services }: { caller: Caller; incoming: Incoming; services: Services },
): Promise<Reply> {
  const { generation, repeated } = await services.studio.order({
    ...order,
    account: caller.account,
    place: incoming.place,
    language: "en",
    request,
  });
  // The event came twice: its place shows how far the picture is. A second press has a place of its own, and a sentence.
  if (repeated && generation.place !== incoming.place) throw refuse("already-asked", {});
  return replyOf(generation);
}

function allow({ filter }: Services, prompt: string): void {
  const verdict = filter.check(prompt);
  if (!verdict.allowed) throw refuse("prompt-blocked", { category: verdict.category });
}
