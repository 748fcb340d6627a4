import { encodeButton } from "../../src/core/chat/button-token.ts";
import type { Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Reply } from "../../src/core/chat/reply.ts";
import type { BlockedImage } from "../../src/core/gallery/blocked-image.ts";
import type { FoundPicture } from "../../src/core/gallery/find-picture.ts";
import { reportsDesk as words } from "../../src/core/messages/desk/reports.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import type { Services } from "../../src/core/services.ts";
import { defineDesk } from "./desk.ts";

const SHOWN_MAX = 15;
const GIVEN_SHOWN_MAX = 60;

/** `/admin block`: pictures that nobody may upload, and that are withheld when a model makes them again. */
export const blockDesk = defineDesk({
  name: "block",
  aliases: ["blocked"],
  usage: ["/admin block", "/admin block <picture> --reason why"],
  async run({ words: given, reason = "", caller, operator }, services) {
    if (given.trim() === "") return list(services);
    const found = await services.gallery.find(given, "operator");
    if (found === null) throw deskRefusal(words.unknownPicture(given.trim().slice(0, GIVEN_SHOWN_MAX)));
    if (reason.trim() === "") throw deskRefusal(words.blockReason);
    return block(found, { reason: reason.trim(), operator, caller }, services);
  },
  buttons: {
    "block-undo": {
      pressedBy: "owner",
      run: async ({ args: [id = ""], incoming }, services) => ({
        ...(await unblock(id, { by: identityKey(incoming.identity), reason: null }, services)),
        replacesOrigin: true,
      }),
    },
  },
});

export const unblockDesk = defineDesk({
  name: "unblock",
  usage: ["/admin unblock <entry> --reason why"],
  async run({ words: given, reason, operator }, services) {
    const text = given.trim().toLowerCase();
    const entry = /^[a-z2-7]{4,20}$/u.test(text) ? await services.gallery.blocked.named(text) : null;
    if (entry === null) throw deskRefusal(words.unblockWhich);
    return unblock(entry.id, { by: operator, reason: reason ?? null }, services);
  },
});

async function list({ gallery }: Services): Promise<Reply> {
  const [found, all] = await Promise.all([gallery.blocked.latest(SHOWN_MAX), gallery.blocked.count()]);
  if (found.length === 0) return { title: words.blockTitle, text: words.blockedNone };
  const more = all > found.length ? [words.blockedMore(found.length, all)] : [];
  return { title: words.blockTitle, text: [...found.map(words.blockedLine), ...more].join("\n") };
}

async function block(
  { generation, image }: FoundPicture,
  { reason, operator, caller }: { readonly reason: string; readonly operator: string; readonly caller: Caller },
  services: Services,
): Promise<Reply> {
  const { gallery } = services;
  const blocked: BlockedImage[] = [];
  for (const bytes of await bytesOf({ generation, image }, services)) {
    const order = { bytes, category: "blocked-image", reason, generation: generation.id, by: operator } as const;
    blocked.push(await gallery.blocked.block(order));
  }
  const [first] = blocked;
  if (first === undefined) throw deskRefusal(words.blockGone);
  const flat = blocked.some(({ looks }) => looks.length === 0) ? [words.flat] : [];
  const undo = { label: words.undo, token: encodeButton("admin", "block-undo", caller.account.id, first.id) };
  return {
    ...{ tone: "good", title: words.blockTitle, text: [words.blocked(blocked), ...flat].join("\n") },
    buttons: blocked.length === 1 ? [undo] : [],
  };
}

/** Also of a picture that was taken down: then they lie sealed. */
async function bytesOf({ generation, image }: FoundPicture, services: Services): Promise<Uint8Array[]> {
  const takedown = await services.gallery.takedowns.ofGeneration(generation.id);
  const chosen = generation.images.filter((_, index) => image === null || index === image);
  const found = await Promise.all(
    chosen.map(async ({ key }) => {
      const stored = await services.images.read(key);
      if (stored !== null) return stored.bytes;
      const sealed = takedown?.sealed.find((one) => one.key === key);
      return sealed === undefined ? null : ((await services.evidence.open(sealed.evidence))?.bytes ?? null);
    }),
  );
  return found.filter((bytes) => bytes !== null);
}

async function unblock(
  id: string,
  order: { readonly by: string; readonly reason: string | null },
  { gallery }: Services,
): Promise<Reply> {
  const undone = await gallery.blocked.unblock(id, order);
  if (undone === null) throw deskRefusal(words.unblockWhich);
  return { tone: "good", title: words.blockTitle, text: words.unblocked(undone) };
}
