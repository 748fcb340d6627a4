import type { Quote } from "../catalogue/catalogue.ts";
import type { Draft, PictureRequest } from "../catalogue/picture-request.ts";
import type { Caller } from "../chat/command.ts";
import type { Incoming } from "../chat/incoming.ts";
import type { Reply } from "../chat/reply.ts";
import { consequenceReply } from "../moderation/consequence-reply.ts";
import { refuse } from "../refusal.ts";
import { expectChannel, expectModel } from "../servers/admission.ts";
import { type GenerationServer, memberOf } from "../servers/allowance.ts";
import { privateByDefault } from "../servers/server.ts";
import type { Attachment, Services } from "../services.ts";
import { unlessBlocked } from "./blocked-upload.ts";
import { type EarlierPicture, expectStillThere } from "./earlier-pictures.ts";
import { readReferences } from "./references.ts";
import { replyOf } from "./replies.ts";
import type { OrderReferences } from "./take-order.ts";

interface Context {
  readonly caller: Caller;
  readonly incoming: Incoming;
  readonly services: Services;
}

/**
 * From what a person asked to the answer they see first: complete, allowed, readable, affordable, in this order, and each
 * before anything is held. References are the person's `earlier` pictures, and then what came with the message.
 */
export function orderPicture(
  draft: Omit<Draft, "references" | "shape">,
  attachments: readonly Attachment[],
  context: Context,
  more: OrderMore = {},
): Promise<Reply> {
  return unlessBlocked(draft.prompt, context, () => orderAllowed(draft, attachments, context, more));
}
interface OrderMore {
  readonly earlier?: readonly EarlierPicture[];
  readonly price?: Quote;
}

async function orderAllowed(
  draft: Omit<Draft, "references" | "shape">,
  attachments: readonly Attachment[],
  context: Context,
  { earlier = [], price }: OrderMore,
): Promise<Reply> {
  const { caller, incoming } = context;
  const { catalogue, imaging } = context.services;
  expectChannel(caller.server, incoming.server);
  const asked = { ...draft, references: earlier.length + attachments.length };
  // The shape of the references is not known yet; everything else is checked before a file is opened.
  const early = catalogue.settle(asked);
  expectModel(caller.server, early.model, catalogue);
  // Elsewhere a link in front of the words is a reference. Painted as words it would be money for nothing.
  if (/^https?:\/\//iu.test(early.prompt)) throw refuse("reference-link", {});
  const blocked = await look(early.prompt, context);
  if (blocked !== null) return blocked;
  const model = catalogue.model(early.model);
  const { max = 0, edgeMin = 1 } = model?.references ?? {};
  const { blocked: blockList } = context.services.gallery;
  const checks = { imaging, blocked: blockList, model: model?.name ?? early.model, max, edgeMin };
  const images = await readReferences(attachments, checks);
  const shape = earlier[0] ?? images[0];
  const request = shape === undefined ? early : catalogue.settle({ ...asked, shape });
  const references = { keys: earlier.map(({ key }) => key), images };
  const order = { cause: context.incoming.id, references, parent: null, action: null };
  return place(request, price === undefined ? order : { ...order, price }, context);
}

/** Asks again for what was asked before, with other words or another seed. References are taken over. */
export async function orderAgain(
  request: PictureRequest,
  order: {
    readonly cause: string;
    readonly keys: readonly string[];
    readonly parent: string;
    /** See `Generation.action`. */
    readonly action?: string;
    /** What the button said. */
    readonly price: Quote;
  },
  context: Context,
): Promise<Reply> {
  const { caller, incoming } = context;
  const { catalogue } = context.services;
  expectChannel(caller.server, incoming.server);
  expectModel(caller.server, request.model, catalogue);
  if (catalogue.isOff(request.model)) {
    throw refuse("model-off", { model: catalogue.maker(request.model)?.name ?? request.model });
  }
  const blocked = await look(request.prompt, context);
  if (blocked !== null) return blocked;
  await expectStillThere(order.keys, caller.account, context.services);
  const { cause, keys, parent, price, action = null } = order;
  // Who wants their results private means also what they make of a picture that everyone saw. A server's administrators mean
  // what is begun there: what comes of a message that everyone sees stays where that is.
  const hides = incoming.originIsPrivate ? privateByDefault(caller) : caller.account.settings.isPrivate;
  const wanted = hides ? { ...request, isPrivate: true } : request;
  return place(wanted, { cause, event: incoming.id, references: { keys }, parent, price, action }, context);
}

async function place(
  request: PictureRequest,
  {
    action,
    ...order
  }: {
    readonly cause: string;
    readonly event?: string;
    readonly references: OrderReferences;
    readonly parent: string | null;
    readonly price?: Quote;
    readonly action: string | null;
  },
  { caller, incoming, services }: Context,
): Promise<Reply> {
  const { account } = caller;
  const { generation, repeated } = await services.studio.order({
    ...order,
    ...(action === null ? {} : { action }),
    account,
    server: serverOf({ caller, incoming, services }),
    place: incoming.place,
    language: caller.language,
    request,
  });
  // The event came twice: its place shows how far the picture is. A second press has a place of its own, and a sentence.
  if (repeated && generation.place !== incoming.place) throw refuse("already-asked", {});
  // However late the event comes again, it brings back nothing that is gone.
  if (generation.deletedAt !== null) throw refuse("picture-gone", {});
  if (generation.takenDownAt !== null) throw refuse("picture-taken-down", {});
  const { catalogue, pricing } = services;
  const prices = await pricing.for(account.id);
  const reply = replyOf(generation, { catalogue, prices, isFirst: account.firstPicture === generation.id });
  return repeated && generation.closedAt === null ? { ...reply, mayCover: generation.id } : reply;
}

function serverOf({ caller, incoming: { server, identity }, services: { ids } }: Context): GenerationServer | null {
  if (server === undefined) return null;
  const member = memberOf(server, identity, ids);
  return { key: server.key, member, dailyCap_credits: caller.server?.dailyCap_credits ?? null };
}

/** null: these words may be asked for. A finding that weighs nothing is a refusal like any other. */
async function look(words: string, { caller, incoming, services }: Context): Promise<Reply | null> {
  const verdict = services.filter.check(words);
  if (verdict.allowed) return null;
  const { stage, category, confidence } = verdict;
  const finding = { cause: incoming.id, account: caller.account.id, stage, category, confidence, evidence: { words } };
  const consequence = await services.conduct.found(finding);
  const isGravest = services.conduct.numbers.gravest.some((one) => one === category);
  const refusal = refuse(isGravest ? "prompt-gravest" : "prompt-blocked", { category });
  if (consequence.strikes === 0 && consequence.sanction === null) throw refusal;
  return consequenceReply(refusal, consequence, caller);
}
