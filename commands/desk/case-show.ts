import type { ButtonHandler, Caller } from "../../src/core/chat/command.ts";
import { identityKey } from "../../src/core/chat/incoming.ts";
import type { Field, Reply, ReplyImage } from "../../src/core/chat/reply.ts";
import { caseDesk as words } from "../../src/core/messages/desk/cases.ts";
import { deskRefusal } from "../../src/core/messages/desk/say.ts";
import { shortened } from "../../src/core/messages/shortened.ts";
import { type Evidence, EvidenceUnreadable } from "../../src/core/moderation/evidence.ts";
import { SHOWN_KEY_PREFIX } from "../../src/core/moderation/evidence-store.ts";
import type { Services } from "../../src/core/services.ts";
import { backToCase } from "./case-reply.ts";

/** How long an image can be seen in the chat before it is asked for again. */
const SHOWN_MS = 15 * 60_000;
const ITEMS_SHOWN = 5;
const IMAGES_SHOWN = 4;
const WORDS_SHOWN_MAX = 900;
const PIXELS_MAX = 64_000_000;

/** Opens what a case is about, for the operator alone and kept in the audit trail; images are covered. */
export const showEvidence: ButtonHandler = {
  pressedBy: "owner",
  async run({ args: [id = ""], caller, incoming }, services) {
    const one = await services.cases.find(id);
    if (one === null) throw deskRefusal(words.unknown(id));
    await services.audit.record({
      ...{ cause: `case-opened:${incoming.id}`, actor: identityKey(incoming.identity), action: "evidence-opened" },
      ...{ subject: one.account ?? id, reason: `case ${id}`, before: null, after: null },
    });
    const fields: Field[] = [];
    const images: ReplyImage[] = [];
    for (const key of one.evidence.slice(-ITEMS_SHOWN)) {
      const opened = await open(key, services);
      if (typeof opened === "string") {
        fields.push({ name: words.evidence, value: opened });
        continue;
      }
      const { at, keepUntil, words: said } = opened;
      fields.push({
        name: words.evidenceOf(at, keepUntil),
        value: said === null ? words.evidenceImage : shortened(said, WORDS_SHOWN_MAX),
      });
      const image = await shownImage(opened, caller, services);
      if (image !== null) images.push(image);
    }
    if (one.generation !== null) images.push(...(await picturesOf(one.generation, services)));
    const reply: Reply = {
      title: words.evidenceTitle,
      fields,
      images: images.slice(0, IMAGES_SHOWN),
      onlyCaller: true,
    };
    const isEmpty = fields.length === 0 && images.length === 0;
    return { ...reply, ...(isEmpty ? { text: words.evidenceNone } : {}), buttons: [backToCase(id, caller)] };
  },
};

/** The evidence, or why it cannot be seen. */
async function open(key: string, { evidence }: Services): Promise<Evidence | string> {
  try {
    return (await evidence.open(key)) ?? words.evidenceNone;
  } catch (error) {
    if (error instanceof EvidenceUnreadable) return words.unreadable[error.reason];
    throw error;
  }
}

/** A copy that stays sealed in the database and is gone soon; null: it is no image that a chat could show. */
async function shownImage({ bytes }: Evidence, { account }: Caller, services: Services): Promise<ReplyImage | null> {
  const { images, imaging, ids, clock } = services;
  const facts = bytes === null ? null : await imaging.inspect(bytes, PIXELS_MAX);
  if (bytes === null || facts === null) return null;
  const { contentType, width, height } = facts;
  const key = `${SHOWN_KEY_PREFIX}${ids.random()}`;
  const keepUntil = new Date(clock.now().getTime() + SHOWN_MS);
  await images.put({ key, account: account.id, bytes, contentType, width, height, keepUntil });
  return { key, alternative: words.evidenceImage, width, height, spoiler: true };
}

async function picturesOf(generation: string, { images }: Services): Promise<ReplyImage[]> {
  const found = await Promise.all(
    Array.from({ length: IMAGES_SHOWN }, (_, index) => images.read(`${generation}:${index}`)),
  );
  return found.flatMap((image) =>
    image === null
      ? []
      : [{ key: image.key, alternative: words.pictureImage, width: image.width, height: image.height, spoiler: true }],
  );
}
