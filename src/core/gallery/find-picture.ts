import { type Account, isAccount } from "../accounts/account.ts";
import { SHORT_ID_LENGTH } from "../generation/earlier-pictures.ts";
import type { Generation } from "../generation/generation.ts";
import type { GenerationStore } from "../generation/generation-store.ts";
import type { Chats } from "../services.ts";

/** A picture that somebody has named. */
export interface FoundPicture {
  readonly generation: Generation;
  /** Which of its images, from 0; null: all of them. */
  readonly image: number | null;
}

/** Longer than any link to a message or a file of ours. */
const GIVEN_LENGTH_MAX = 600;

/**
 * The picture that somebody names by a link to a message that shows it, a link to its file, or its id as Details shows it, with `.2`
 * for the second image. `asker`: whoever asks, who finds no private pictures of others; `operator` finds all.
 */
export async function findPicture(
  given: string,
  asker: Account | "operator",
  {
    generations,
    chats,
  }: {
    readonly generations: Pick<GenerationStore, "find" | "beginningWith">;
    readonly chats: Pick<Chats, "pictureAt">;
  },
): Promise<FoundPicture | null> {
  const text = given
    .trim()
    .replace(/^<(.*)>$/u, "$1")
    .slice(0, GIVEN_LENGTH_MAX);
  const named = /^https?:\/\//iu.test(text) ? await behindLink(text, chats) : byName(text.toLowerCase());
  if (named === null) return null;
  const found = await generations.beginningWith(named.id, 2);
  const [generation] = found;
  if (generation === undefined || found.length > 1 || generation.images.length === 0) return null;
  const isHidden = asker !== "operator" && generation.request.isPrivate && !isAccount(asker, generation.account);
  if (isHidden || (named.image !== null && generation.images[named.image] === undefined)) return null;
  return { generation, image: named.image };
}

interface Named {
  readonly id: string;
  readonly image: number | null;
}

function byName(text: string): Named | null {
  const [, id = "", number] = /^#?([a-z2-7]{1,20})(?:[.:](\d{1,2}))?$/u.exec(text) ?? [];
  if (id.length < SHORT_ID_LENGTH) return null;
  return { id, image: number === undefined ? null : Number(number) - 1 };
}

async function behindLink(link: string, chats: Pick<Chats, "pictureAt">): Promise<Named | null> {
  const [, id, image] = /\/([a-z2-7]{20})(?::|%3a)(\d{1,2})(?:[/?#]|$)/iu.exec(link) ?? [];
  if (id !== undefined) return { id: id.toLowerCase(), image: Number(image) };
  const shown = await chats.pictureAt(link);
  return shown === null ? null : { id: shown, image: null };
}
