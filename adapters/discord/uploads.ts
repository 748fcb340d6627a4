import type { APIMessage, RawFile } from "discord.js";
import type { Reply, ReplyFile } from "../../src/core/chat/reply.ts";
import type { ImageStore, Imaging } from "../../src/core/services.ts";
import { type Attached, alternativeText, FILES_MAX } from "./replies.ts";

/** @see https://discord.com/developers/docs/reference#uploading-files */
const REQUEST_BYTES_MAX = 25 * 1024 * 1024;
/** What stands in a request beside its files. */
const REQUEST_BYTES_OTHER = 256 * 1024;
/** Sharp enough where a gallery shows five of them side by side. */
const THUMBNAIL_EDGE = 640;
const NAME_LENGTH_MAX = 80;

/** A file that a message has by now, by the name of what it shows. */
export type Kept = ReadonlyMap<string, KeptFile>;
type KeptFile = { readonly id: string; readonly name: string; readonly isSmaller: boolean } | "in another message";

export interface Uploads {
  readonly attached: Attached;
  readonly files: RawFile[];
  /** What the message is to hold: files that it keeps, and new ones by their number. */
  readonly attachments: readonly { readonly id: string; readonly filename?: string; readonly description?: string }[];
  /** Files to download of which the message holds a smaller copy. */
  readonly smallerFiles: readonly ReplyFile[];
  /** Files that this request has no room for. */
  readonly left: readonly ReplyFile[];
  /** What the message holds after it was sent. */
  keptBy(message: Pick<APIMessage, "attachments">): Kept;
}

interface Wanted {
  readonly source: string;
  readonly key: string;
  readonly kind: "image" | "thumbnail" | "file";
  readonly name: string;
  readonly alternative: string | null;
  readonly spoiler?: true;
  /** What is sent to be downloaded; null for what is only shown. */
  readonly file: ReplyFile | null;
}
interface Loaded extends Wanted {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly isSmaller: boolean;
}

const endings: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" };

export interface UploadParts {
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "thumbnail" | "shrink">;
}

/**
 * The files that a reply needs beside those that its message has already. What is larger than `fileBytesMax` becomes a
 * smaller copy, and so do pictures that are too much for one request together; files to download are left for another one
 * instead. What is no longer stored is left out.
 */
export async function prepareUploads(
  reply: Reply,
  { images, imaging }: UploadParts,
  { kept, fileBytesMax }: { readonly kept: Kept; readonly fileBytesMax: number },
): Promise<Uploads> {
  const wanted = wantedBy(reply).slice(0, FILES_MAX);
  const missing = wanted.filter(({ source }) => !kept.has(source));
  const loaded = new Map<string, Loaded>();
  const requestBytes = REQUEST_BYTES_MAX - REQUEST_BYTES_OTHER;
  const total = () => [...loaded.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  for (const one of missing) {
    const picture = one.file === null ? await load(one) : null;
    if (picture !== null) loaded.set(one.source, picture);
  }
  // A fair share of the request for each; small ones leave their share unused, which costs nobody anything.
  const share = total() > requestBytes ? Math.floor(requestBytes / loaded.size) : requestBytes;
  for (const [source, picture] of loaded) loaded.set(source, await shrunk(picture, Math.min(fileBytesMax, share)));
  const left: ReplyFile[] = [];
  for (const one of missing) {
    if (one.file === null) continue;
    const found = left.length > 0 ? null : await load(one);
    const file = found === null ? null : await shrunk(found, Math.min(fileBytesMax, requestBytes));
    const fits = file !== null && (loaded.size === 0 || total() + file.bytes.byteLength <= requestBytes);
    if (fits) loaded.set(one.source, file);
    else if (file !== null || left.length > 0) left.push(one.file);
  }
  return { ...describe(wanted, loaded, kept), left };

  async function load(one: Wanted): Promise<Loaded | null> {
    const image = await images.read(one.key);
    if (image === null) return null;
    const small = one.kind === "thumbnail";
    const bytes = small ? await imaging.thumbnail(image.bytes, THUMBNAIL_EDGE) : image.bytes;
    const contentType = small ? "image/webp" : image.contentType;
    const name = one.kind === "file" ? one.name : `${one.name}.${endings[contentType] ?? "bin"}`;
    return { ...one, name, bytes, contentType, isSmaller: false };
  }

  async function shrunk(file: Loaded, max: number): Promise<Loaded> {
    if (file.bytes.byteLength <= max) return file;
    const { bytes, contentType } = await imaging.shrink(file.bytes, max);
    const name = `${file.name.replace(/\.[^.]*$/u, "")}.${endings[contentType] ?? "bin"}`;
    return { ...file, name, bytes, contentType, isSmaller: true };
  }
}

/** Two buttons may lead to the same picture, and a message shows it once. */
function wantedBy(reply: Reply): Wanted[] {
  const shown = (reply.images ?? []).map(({ key, alternative, thumbnail, spoiler }): Wanted => {
    const kind = thumbnail ? "thumbnail" : "image";
    const covered = spoiler ? { spoiler } : {};
    return {
      source: `${kind} ${key}`,
      key,
      kind,
      name: `easel-${plainName(key)}`,
      alternative,
      ...covered,
      file: null,
    };
  });
  const files = (reply.files ?? []).map(
    (file): Wanted => ({
      source: fileSource(file),
      ...{ key: file.key, kind: "file", name: plainName(file.name), alternative: null, file },
    }),
  );
  const all = [...shown, ...files];
  return all.filter(({ source }, index) => all.findIndex((other) => other.source === source) === index);
}

function fileSource({ key }: ReplyFile): string {
  return `file ${key}`;
}

/** What a message has, and what the messages behind it have for it. */
export function keptWith(kept: Kept, elsewhere: readonly ReplyFile[]): Kept {
  return new Map([...kept, ...elsewhere.map((file) => [fileSource(file), "in another message"] as const)]);
}

/** Discord renames files with other characters, and then nothing in the message finds them. */
function plainName(name: string): string {
  const letters = name.replaceAll(/[^\w.-]+/gu, "-").replace(/^[-.]+/u, "");
  return letters.slice(-NAME_LENGTH_MAX) || "file";
}

function describe(wanted: readonly Wanted[], loaded: ReadonlyMap<string, Loaded>, kept: Kept): Omit<Uploads, "left"> {
  const files: RawFile[] = [];
  const attachments: { id: string; filename?: string; description?: string }[] = [];
  const names = new Map<string, { readonly name: string; readonly isSmaller: boolean }>();
  for (const { source, alternative } of wanted) {
    const old = kept.get(source);
    const file = loaded.get(source);
    if (old === "in another message") continue;
    if (old !== undefined) {
      attachments.push({ id: old.id });
      names.set(source, old);
    } else if (file !== undefined) {
      const description = alternativeText(alternative ?? "");
      attachments.push({
        id: String(files.length),
        filename: file.name,
        ...(description === "" ? {} : { description }),
      });
      files.push({ name: file.name, data: Buffer.from(file.bytes), contentType: file.contentType });
      names.set(source, file);
    }
  }
  const present = wanted.flatMap((one) => {
    const found = names.get(one.source);
    return found === undefined ? [] : [{ ...one, ...found }];
  });
  return {
    attached: {
      images: present.flatMap(({ name, alternative, spoiler }) =>
        alternative === null ? [] : [{ name, alternative, ...(spoiler ? { spoiler } : {}) }],
      ),
      files: present.flatMap(({ name, alternative }) => (alternative === null ? [name] : [])),
      isSmaller: present.some(({ isSmaller }) => isSmaller),
    },
    files,
    attachments,
    smallerFiles: present.flatMap(({ file, isSmaller }) => (file !== null && isSmaller ? [file] : [])),
    keptBy(message) {
      const byName = new Map(message.attachments.map(({ filename, id }) => [filename, id]));
      const entries = present.flatMap(({ source, name, isSmaller }) => {
        const id = byName.get(name);
        return id === undefined ? [] : [[source, { id, name, isSmaller }] as const];
      });
      const elsewhere = wanted.flatMap(({ source }) => {
        const old = kept.get(source);
        return old === "in another message" ? [[source, old] as const] : [];
      });
      return new Map<string, KeptFile>([...entries, ...elsewhere]);
    },
  };
}
