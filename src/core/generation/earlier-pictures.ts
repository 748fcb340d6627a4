import type { Account } from "../accounts/account.ts";
import { refuse } from "../refusal.ts";
import type { Services } from "../services.ts";
import type { GeneratedImage, Generation } from "./generation.ts";

/** A result that a new picture is made from. */
export interface EarlierPicture extends Pick<GeneratedImage, "key" | "width" | "height"> {
  readonly isPrivate: boolean;
}

/** Stands for the newest picture. */
export const NEWEST = "last";
/** How much of an id a person has to type: what Details shows. */
export const SHORT_ID_LENGTH = 8;

/**
 * The pictures that a person names: `last`, or ids as Details shows them, with `.2` for the second picture of a result;
 * several with commas between them. Only their own are found.
 */
export async function earlierPictures(
  given: string,
  account: Account,
  { studio }: Pick<Services, "studio">,
): Promise<EarlierPicture[]> {
  const found: EarlierPicture[] = [];
  for (const name of new Set(given.toLowerCase().split(/[\s,;]+/u))) {
    if (name !== "") found.push(await earlierPicture(name, account, studio));
  }
  return found;
}

async function earlierPicture(given: string, account: Account, studio: Services["studio"]): Promise<EarlierPicture> {
  const [, name = "", number = "1"] = /^([a-z2-7]+)(?:[.:#](\d{1,2}))?$/u.exec(given) ?? [];
  const generation = await find(name, account, studio);
  if (generation === null && name === NEWEST) throw refuse("edit-needs-picture", {});
  if (generation === null) throw refuse("reference-unknown", { given });
  if (generation.deletedAt !== null) throw refuse("reference-deleted", { given });
  if (generation.takenDownAt !== null) throw refuse("picture-taken-down", {});
  const image = generation.images[Number(number) - 1];
  if (image === undefined) throw refuse("reference-unknown", { given });
  return { ...image, isPrivate: generation.request.isPrivate };
}

async function find(name: string, account: Account, studio: Services["studio"]): Promise<Generation | null> {
  if (name === NEWEST) return (await studio.history(account, {}, 1))[0] ?? null;
  return name.length < SHORT_ID_LENGTH ? null : studio.named(name, account);
}

/** Refuses when one of these was deleted. What is kept for its picture alone goes with it, and is not asked about. */
export async function expectStillThere(
  keys: readonly string[],
  account: Account,
  { studio }: Pick<Services, "studio">,
): Promise<void> {
  const ids = keys.flatMap((key) => (key.startsWith("reference:") ? [] : [key.split(":")[0] ?? ""]));
  for (const id of new Set(ids)) {
    const earlier = await studio.named(id, account);
    if (earlier?.deletedAt !== null) throw refuse("reference-deleted", { given: id.slice(0, SHORT_ID_LENGTH) });
    if (earlier.takenDownAt !== null) throw refuse("picture-taken-down", {});
  }
}
