import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";
import { badRequest, violation } from "./errors.ts";
import { FILE_BYTES_MAX, PHOTO_BYTES_MAX, PHOTO_EDGES_SUM_MAX, PHOTO_RATIO_MAX } from "./limits.ts";
import type { DocumentFile, PhotoSize } from "./types.ts";

/** Longest edges of the sizes in which Telegram keeps a photo. @see https://core.telegram.org/api/files#image-thumbnail-types */
const PHOTO_EDGES = [90, 320, 800];
const PHOTO_EDGE_MAX = 1280;

export interface StoredFile {
  readonly id: string;
  readonly uniqueId: string;
  readonly kind: "photo" | "document" | "sticker" | "voice" | "video" | "animation";
  readonly path: string;
  /** What Telegram says of it, which for a file that nobody holds here is all there is. */
  readonly size: number;
  bytes(): Promise<Buffer>;
}
/** A photo or document that can be sent again by any of its ids. */
export interface Media {
  readonly photo?: readonly PhotoSize[];
  readonly document?: DocumentFile;
}

/** Telegram's file store. Ids look like Telegram's, differ for each upload, and never carry the bot's token. */
export function createFiles() {
  const byId = new Map<string, StoredFile>();
  const byPath = new Map<string, StoredFile>();
  const mediaById = new Map<string, Media>();
  let count = 0;

  function keep(kind: StoredFile["kind"], ending: string, size: number, bytes: () => Promise<Buffer>): StoredFile {
    const id = `AgACAgIAAxkBAA${randomBytes(30).toString("base64url")}`;
    const file: StoredFile = {
      id,
      uniqueId: `AQAD${createHash("sha256").update(id).digest("base64url").slice(0, 12)}`,
      kind,
      path: `${kind}s/file_${count++}${ending}`,
      size,
      bytes,
    };
    byId.set(id, file);
    byPath.set(file.path, file);
    return file;
  }

  /** @throws ApiError as Telegram refuses photos: by bytes, by dimensions, by what does not decode. */
  async function photo(bytes: Buffer, { isShrunk }: { isShrunk: boolean }): Promise<Media> {
    if (bytes.length === 0) throw violation("file must be non-empty");
    if (bytes.length > PHOTO_BYTES_MAX) {
      throw violation(`file of size ${bytes.length} bytes is too big for a photo; the maximum size is 10485760 bytes`);
    }
    const facts = await sharp(bytes)
      .metadata()
      .catch(() => null);
    if (facts === null) throw violation("IMAGE_PROCESS_FAILED");
    const [long, short] = [Math.max(facts.width, facts.height), Math.min(facts.width, facts.height)];
    if (long + short > PHOTO_EDGES_SUM_MAX || long / short > PHOTO_RATIO_MAX)
      throw violation("PHOTO_INVALID_DIMENSIONS");
    const edges = [
      ...PHOTO_EDGES.filter((edge) => edge < Math.min(long, PHOTO_EDGE_MAX)),
      Math.min(long, PHOTO_EDGE_MAX),
    ];
    const largest = isShrunk ? await resized(bytes, edges.at(-1) ?? long) : bytes;
    const media: { photo: PhotoSize[] } = { photo: [] };
    for (const edge of edges) {
      const isLargest = edge === edges.at(-1);
      // The smaller ones are drawn only when somebody looks at them.
      const file = keep("photo", ".jpg", largest.length, () =>
        isLargest ? Promise.resolve(largest) : resized(bytes, edge),
      );
      mediaById.set(file.id, media);
      media.photo.push({
        file_id: file.id,
        file_unique_id: file.uniqueId,
        width: Math.max(1, Math.round((facts.width * edge) / long)),
        height: Math.max(1, Math.round((facts.height * edge) / long)),
        ...(isLargest ? { file_size: largest.length } : {}),
      });
    }
    return media;
  }

  /** `size`: what Telegram says that it has, for files that are too large to be held here. */
  function document(name: string, type: string, bytes: Buffer, size = bytes.length): Media {
    const file = keep("document", /\.[^.]*$/.exec(name)?.[0] ?? "", size, async () => bytes);
    const media = {
      document: {
        file_id: file.id,
        file_unique_id: file.uniqueId,
        ...(name === "" ? {} : { file_name: name }),
        ...(type === "" ? {} : { mime_type: type }),
        file_size: size,
      },
    };
    mediaById.set(file.id, media);
    return media;
  }

  return {
    photo,
    document,
    keep,
    /** As a bot uploads it. */
    uploadedDocument(name: string, type: string, bytes: Buffer): Media {
      if (bytes.length === 0) throw violation("file must be non-empty");
      if (bytes.length > FILE_BYTES_MAX) throw violation("file is too big");
      return document(name, type, bytes);
    },
    byId: (id: string) => byId.get(id),
    byPath: (path: string) => byPath.get(path),
    /** What was sent before under this id. @throws ApiError */
    again(id: string, kind: "photo" | "document"): Media {
      const media = mediaById.get(id);
      if (media === undefined) {
        throw /^https?:/.test(id)
          ? violation("wrong type of the web page content")
          : badRequest("wrong file identifier/HTTP URL specified");
      }
      if (media[kind] === undefined) throw violation(`can't use file of that type as ${kind}`);
      return media;
    },
  };
}
export type Files = ReturnType<typeof createFiles>;

function resized(bytes: Buffer, edge: number): Promise<Buffer> {
  return sharp(bytes).rotate().resize(edge, edge, { fit: "inside", withoutEnlargement: true }).jpeg().toBuffer();
}
