import { refuse } from "../refusal.ts";
import type { Attachment, ImageFacts, Imaging } from "../services.ts";

const REFERENCE_MEGABYTES_MAX = 20;
export const REFERENCE_BYTES_MAX = REFERENCE_MEGABYTES_MAX * 1024 * 1024;
/** An image of 50 bytes may decode to gigabytes: what is larger than this is not decoded at all. */
export const REFERENCE_PIXELS_MAX = 50_000_000;
/** Larger than any model looks at; keeps what is sent small. */
const REFERENCE_EDGE_MAX = 2048;

export interface Reference extends ImageFacts {
  readonly bytes: Uint8Array;
}

/**
 * Reads and checks attached pictures, before anything is held: count, size, what the bytes really are, how large they decode.
 * What comes out is upright, free of metadata and small enough to send.
 */
export async function readReferences(
  attachments: readonly Attachment[],
  { imaging, model, max, edgeMin }: { imaging: Imaging; model: string; max: number; edgeMin: number },
): Promise<Reference[]> {
  if (attachments.length > max) throw refuse("references-too-many", { model, given: attachments.length, max });
  for (const { name, bytes } of attachments) {
    if (bytes > REFERENCE_BYTES_MAX)
      throw refuse("reference-too-large", { name, megabytesMax: REFERENCE_MEGABYTES_MAX });
  }
  const references: Reference[] = [];
  // One after the other: decoding is what costs memory.
  for (const attachment of attachments) references.push(await readReference(attachment, { imaging, model, edgeMin }));
  return references;
}

async function readReference(
  attachment: Attachment,
  { imaging, model, edgeMin }: { imaging: Imaging; model: string; edgeMin: number },
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
  return imaging.reference(bytes, REFERENCE_EDGE_MAX);
}
