import { readReferences } from "../generation/references.ts";
import { refuse } from "../refusal.ts";
import type { Attachment, ImageStore, Imaging } from "../services.ts";
import type { TicketImage } from "./ticket.ts";

/** Pictures that may come with one message. */
export const TICKET_IMAGES_MAX = 4;
/** How long a picture of a ticket is kept, if it does not go with its ticket before. */
export const TICKET_IMAGES_KEPT_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Checks attached pictures as references are checked, and keeps them; the same message keeps the same pictures. */
export async function keepTicketImages(
  attachments: readonly Attachment[],
  { account, message, at }: { readonly account: string; readonly message: string; readonly at: Date },
  { images, imaging }: { readonly images: Pick<ImageStore, "put">; readonly imaging: Imaging },
): Promise<TicketImage[]> {
  const { length: given } = attachments;
  if (given > TICKET_IMAGES_MAX) throw refuse("ticket-images", { given, max: TICKET_IMAGES_MAX });
  const pictures = await readReferences(attachments, { imaging, model: "", max: TICKET_IMAGES_MAX, edgeMin: 1 });
  const keepUntil = new Date(at.getTime() + TICKET_IMAGES_KEPT_DAYS * DAY_MS);
  const kept: TicketImage[] = [];
  for (const [index, { bytes, contentType, width, height }] of pictures.entries()) {
    const key = `ticket:${message}:${index}`;
    await images.put({ key, account, bytes, contentType, width, height, keepUntil });
    kept.push({ key, width, height });
  }
  return kept;
}
