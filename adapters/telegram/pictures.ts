import type { ReplyFile, ReplyImage } from "../../src/core/chat/reply.ts";
import type { ImageStore, Imaging } from "../../src/core/services.ts";

// What a photo may be; anything else goes as a document. @see https://core.telegram.org/bots/api#sendphoto
export const PHOTO_BYTES_MAX = 10 * 1024 * 1024;
export const PHOTO_EDGES_SUM_MAX = 10_000;
export const PHOTO_RATIO_MAX = 20;
/** @see https://core.telegram.org/bots/api#senddocument */
export const DOCUMENT_BYTES_MAX = 50 * 1024 * 1024;
/** Enough for a list on a phone. */
const THUMBNAIL_EDGE_MAX = 768;

/** Bytes on their way into a chat. */
export interface Upload {
  /** Of the stored image that they are. */
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly as: "photo" | "document";
  /** Covered until it is tapped; only photos can be. */
  readonly spoiler?: true;
}

const endings: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" };

export function createPictures({
  images,
  imaging,
}: {
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "thumbnail" | "shrink">;
}) {
  /** null: it is no longer stored. */
  async function pictureOf({ key, thumbnail = false }: ReplyImage): Promise<Upload | null> {
    const stored = await images.read(key);
    if (stored === null) return null;
    const name = fileName(key, endings[stored.contentType] ?? "bin");
    if (thumbnail) {
      const bytes = await imaging.thumbnail(stored.bytes, THUMBNAIL_EDGE_MAX);
      return { key, name: fileName(key, "webp"), bytes, as: fitsPhoto({ ...stored, bytes }) ? "photo" : "document" };
    }
    if (fitsPhoto(stored)) return { key, name, bytes: stored.bytes, as: "photo" };
    if (stored.bytes.length <= DOCUMENT_BYTES_MAX) return { key, name, bytes: stored.bytes, as: "document" };
    // Too much even for a document: a smaller version is better than none, and the original is a download away.
    const small = await imaging.shrink(stored.bytes, PHOTO_BYTES_MAX);
    const smallName = fileName(key, endings[small.contentType] ?? "jpg");
    return { key, name: smallName, bytes: small.bytes, as: fitsPhoto(small) ? "photo" : "document" };
  }

  return {
    /** null: it is no longer stored. */
    async picture(image: ReplyImage): Promise<Upload | null> {
      const upload = await pictureOf(image);
      if (upload === null) return null;
      // A document cannot be covered, so who wants both gets what nobody sees by accident.
      if (image.spoiler) return { ...upload, spoiler: true };
      const fits = upload.bytes.length <= DOCUMENT_BYTES_MAX;
      return image.asFile && !image.thumbnail && fits ? { ...upload, as: "document" } : upload;
    },
    /** The file as it is stored; null: it is no longer, or it is more than Telegram takes. */
    async file({ key, name }: ReplyFile): Promise<Upload | null> {
      const stored = await images.read(key);
      if (stored === null || stored.bytes.length > DOCUMENT_BYTES_MAX) return null;
      return { key, name, bytes: stored.bytes, as: "document" };
    },
  };
}
export type Pictures = ReturnType<typeof createPictures>;

/** Whether Telegram takes it as a photo: it judges bytes, the sum of the edges, and how long a strip it is. */
export function fitsPhoto({
  bytes,
  width,
  height,
}: {
  readonly bytes: Pick<Uint8Array, "length">;
  readonly width: number;
  readonly height: number;
}): boolean {
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  return bytes.length <= PHOTO_BYTES_MAX && width + height <= PHOTO_EDGES_SUM_MAX && ratio <= PHOTO_RATIO_MAX;
}

/** `easel-abcdefgh-1.png`, for the first picture of a result. */
function fileName(key: string, ending: string): string {
  const [id = "", index = "0"] = key.split(":");
  return `easel-${id.replace(/[^\w-]/gu, "").slice(0, 8)}-${Number(index) + 1 || 1}.${ending}`;
}
