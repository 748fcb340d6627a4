import type { BlockList } from "../gallery/block-list.ts";
import { refuse } from "../refusal.ts";
import type { Attachment, ImageFacts, Imaging } from "../services.ts";
import { BlockedUpload } from "./blocked-upload.ts";

const REFERENCE_MEGABYTES_MAX = 20;
export const REFERENCE_BYTES_MAX = REFERENCE_MEGABYTES_MAX * 1024 * 1024;
/** An image of 50 bytes may decode to gigabytes: what is larger than this is not decoded at all. */
export const REFERENCE_PIXELS_MAX = 50_000_000;
/** Larger than any model looks at; keeps what is sent small. */
const REFERENCE_EDGE_MAX = 2048;

export interface Reference extends ImageFacts {
  readonly bytes: Uint8Array;
}

export interface ReferenceChecks {
  readonly imaging: Imaging;
  /** Absent: whatever it shows is taken, as in what people write to us about. */
  readonly blocked?: Pick<BlockList, "match">;
  /** The model's name, how many it takes, and how small they may be. */
  readonly model: string;
  readonly max: number;
  readonly edgeMin: number;
}

/**
 * Reads and checks attached pictures, before anything is held: count, size, what the bytes really are, how large they decode,
 * whether they are blocked. What comes out is upright, free of metadata and small enough to send.
 *
 * @throws BlockedUpload
 */
export async function readReferences(
  attachments: readonly Attachment[],
  checks: ReferenceChecks,
): Promise<Reference[]> {
  const { model, max } = checks;
  if (attachments.length > max) throw refuse("references-too-many", { model, given: attachments.length, max });
  for (const { name, bytes } of attachments) {
    if (bytes > REFERENCE_BYTES_MAX)
      throw refuse("reference-too-large", { name, megabytesMax: REFERENCE_MEGABYTES_MAX });
  }
  const references: Reference[] = [];
  // One after the other: decoding is what costs memory.
  for (const attachment of attachments) references.push(await readReference(attachment, checks));
  return references;
}

async function readReference(
  attachment: Attachment,
  { imaging, blocked, model, edgeMin }: ReferenceChecks,
): Promise<Reference> {
  const { name } = attachment;
  const bytes = await attachment.read().catch(() => {
    throw refuse("reference-unavailable", { name });
  });
  if (bytes.byteLength > REFERENCE_BYTES_MAX)
    throw refuse("reference-too-large", { name, megabytesMax: REFERENCE_MEGABYTES_MAX });
  const facts = await imaging.inspect(bytes, REFERENCE_PIXELS_MAX);
  if (facts === null) throw refuse("reference-not-an-image", { name, megapixelsMax: REFERENCE_PIXELS_MAX / 1_000_000 });
  const { width, height } = facts;
  // Judged as the model will see it: a long strip is only a few pixels wide once it is small enough to be sent.
  const shrink = Math.min(1, REFERENCE_EDGE_MAX / Math.max(width, height));
  if (Math.min(width, height) * shrink < edgeMin) {
    throw refuse("reference-too-small", { name, width, height, edgeMin, model });
  }
  const reference = await imaging.reference(bytes, REFERENCE_EDGE_MAX);
  // As it came, and as it would be sent on: what was blocked may have been either.
  const match = (await blocked?.match({ bytes }, { fresh: true })) ?? (await blocked?.match(reference));
  if (match) throw new BlockedUpload(name, match.category, bytes, facts.contentType);
  return reference;
}
