import { z } from "zod";
import type { Quote } from "../src/core/catalogue/catalogue.ts";
import type { Draft, PictureRequest } from "../src/core/catalogue/picture-request.ts";
import { encodeButton } from "../src/core/chat/button-token.ts";
import { type Caller, defineCommand, type Options, type Values } from "../src/core/chat/command.ts";
import type { Incoming } from "../src/core/chat/incoming.ts";
import type { Reply } from "../src/core/chat/reply.ts";
import { unlessBlocked } from "../src/core/generation/blocked-upload.ts";
import { draftOf, isPrivate } from "../src/core/generation/draft.ts";
import { type EarlierPicture, earlierPictures, NEWEST } from "../src/core/generation/earlier-pictures.ts";
import { orderPicture } from "../src/core/generation/order-picture.ts";
import { pictureOptions, readStrength } from "../src/core/generation/picture-options.ts";
import { readReferences } from "../src/core/generation/references.ts";
import { refuse } from "../src/core/refusal.ts";
import { allowsModel } from "../src/core/servers/server.ts";
import type { Attachment, Services } from "../src/core/services.ts";
import { agreedPrice, quoteFor } from "./buttons/price.ts";
import { promptField } from "./buttons/prompt.ts";

/** How long pictures wait for the words that a form asks for. */
const PICTURES_WAIT_MS = 60 * 60 * 1000;

const { required: _, ...prompt } = pictureOptions.prompt;
const options = {
  ...pictureOptions,
  prompt: { ...prompt, summary: "What should change" },
  from: {
    kind: "text",
    lengthMax: 400,
    aliases: ["of", "id"],
    suggestions: [NEWEST],
    summary: "Pictures you made: “last”, or ids as Details shows them, with commas between",
  },
} as const satisfies Options;
/** Everything that was said but the words and the files. */
type Asked = Omit<Values<typeof options>, "reference" | "prompt">;

interface Context {
  readonly caller: Caller;
  readonly incoming: Incoming;
  readonly services: Services;
}

export const edit = defineCommand({
  name: "edit",
  summary: "Change a picture by words: one you attach, or one you made",
  audience: "everyone",
  isPrivate,
  needsConsent: true,
  options,
  opensForm: ({ prompt: words }) => words === undefined,
  example: "/edit make it winter --from last",
  async run({ options: { reference, prompt: words, ...asked }, caller, incoming }, services) {
    const context = { caller, incoming, services };
    if (words !== undefined) return order(words, asked, reference, context);
    return unlessBlocked("", context, async () =>
      askForWords(asked, await keepPictures(asked, reference, context), context),
    );
  },
  buttons: {
    /** The form once more, for pictures that wait. */
    words: {
      pressedBy: "owner",
      opensForm: true,
      audience: "caller",
      async run({ args: [key = ""], caller, incoming }, services) {
        const { asked, pictures } = await recall(key, caller, services);
        return askForWords(asked, pictures, { caller, incoming, services });
      },
    },
    worded: {
      pressedBy: "owner",
      async run({ args: [key = "", shownPrice], values, caller, incoming }, services) {
        const context = { caller, incoming, services };
        const { asked, pictures } = await recall(key, caller, services);
        const words = values["prompt"] ?? "";
        const request = await requestWithoutWords(asked, pictures, context);
        // A form cannot follow a form everywhere, so its button does.
        const token = encodeButton("edit", "words", caller.account.id, key);
        const { messages } = caller;
        const button = { label: messages.after.reference, style: "primary", token } as const;
        const { price, asks } = await agreedPrice(shownPrice, request, () => button, caller, services);
        return asks ?? order(words, asked, waiting(pictures, services), context, price);
      },
    },
  },
});

/** The draft of an edit, and the earlier pictures that it names. */
async function draftEdit(
  words: string,
  asked: Asked,
  files: number,
  { caller, services }: Context,
): Promise<{ draft: Draft; earlier: EarlierPicture[] }> {
  const { strength: given, from, ...look } = asked;
  const { account } = caller;
  const strength = given === undefined ? undefined : readStrength(given);
  // Nothing attached and nothing named means the picture that was made just now.
  const named = from ?? (files === 0 ? NEWEST : "");
  const earlier = await earlierPictures(named, account, services);
  const references = earlier.length + files;
  if (references === 0) throw refuse("edit-needs-picture", {});
  const isAllowed = (id: string) => allowsModel(caller.server, id);
  const model = look.model ?? services.catalogue.editor(account.settings.model ?? undefined, references, isAllowed);
  const draft = draftOf({ ...look, prompt: words, model, strength }, references, caller, services.catalogue);
  // What comes of a private picture is private too, unless the person says that everyone may see it.
  const staysPrivate = !look.public && earlier.some((picture) => picture.isPrivate);
  return { draft: staysPrivate ? { ...draft, isPrivate: true } : draft, earlier };
}

async function order(
  words: string,
  asked: Asked,
  files: readonly Attachment[],
  context: Context,
  price?: Quote,
): Promise<Reply> {
  const { draft, earlier } = await draftEdit(words, asked, files.length, context);
  return orderPicture(draft, files, context, { earlier, ...(price === undefined ? {} : { price }) });
}

const pictureSchema = z.object({
  key: z.string(),
  name: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
});
type Picture = z.infer<typeof pictureSchema>;

const text = z.string().optional();
const editSchema = z.object({
  asked: z.object({
    ...{ model: text, ratio: text, resolution: text, quality: text, strength: text, style: text, from: text },
    ...{ n: z.number().optional(), seed: z.number().optional(), private: z.boolean(), public: z.boolean() },
  }),
  pictures: z.array(pictureSchema),
});

async function recall(key: string, { account }: Caller, { buttonMemory }: Services) {
  const { asked, pictures } = editSchema.parse(JSON.parse(await buttonMemory.recall(account.id, key)));
  return { asked: asked as Asked, pictures };
}

/** Attached pictures are checked and kept for a while, because they would be lost before the words come. */
async function keepPictures(asked: Asked, files: readonly Attachment[], context: Context): Promise<Picture[]> {
  const { caller, incoming, services } = context;
  const { catalogue, clock, ids, images, imaging } = services;
  const { draft } = await draftEdit("", asked, files.length, context);
  const model = catalogue.model(draft.model ?? "");
  const { max = 0, edgeMin = 1 } = model?.references ?? {};
  const { blocked } = services.gallery;
  const references = await readReferences(files, { imaging, blocked, model: model?.name ?? "", max, edgeMin });
  const keepUntil = new Date(clock.now().getTime() + PICTURES_WAIT_MS);
  const kept: Picture[] = [];
  for (const [index, reference] of references.entries()) {
    // The same event that comes twice keeps the same pictures.
    const key = `reference:${ids.derived(`words:${incoming.id}`)}:${index}`;
    await images.put({ ...reference, key, account: caller.account.id, keepUntil });
    const { width, height, bytes } = reference;
    kept.push({ key, name: files[index]?.name ?? "", bytes: bytes.byteLength, width, height });
  }
  return kept;
}

function waiting(pictures: readonly Picture[], { images }: Services): Attachment[] {
  return pictures.map(({ key, name, bytes }) => ({
    name,
    bytes,
    async read() {
      const image = await images.read(key);
      if (image === null) throw new Error("the picture has waited too long");
      return image.bytes;
    },
  }));
}

async function askForWords(asked: Asked, pictures: readonly Picture[], context: Context): Promise<Reply> {
  const { caller, services } = context;
  const { account, messages } = caller;
  const { after } = messages;
  const request = await requestWithoutWords(asked, pictures, context);
  const { total_credits: price } = await quoteFor(request, caller, services);
  const key = await services.buttonMemory.keep(account.id, JSON.stringify({ asked, pictures }));
  return {
    form: {
      title: after.referenceTitle,
      submit: after.referenceSubmit(price, services.catalogue.maker(request.model)?.name ?? request.model),
      token: encodeButton("edit", "worded", account.id, key, String(price)),
      fields: [promptField(after.referenceLabel, "")],
    },
  };
}

/** The words are not known yet, and do not change the price. */
async function requestWithoutWords(
  asked: Asked,
  pictures: readonly Picture[],
  context: Context,
): Promise<PictureRequest> {
  const { caller, services } = context;
  const { draft, earlier } = await draftEdit(caller.messages.after.reference, asked, pictures.length, context);
  const shape = earlier[0] ?? pictures[0];
  return services.catalogue.settle({ ...draft, ...(shape === undefined ? {} : { shape }) });
}
