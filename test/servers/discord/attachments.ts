import { createHmac, timingSafeEqual } from "node:crypto";
import type { Json } from "./json.ts";
import type { StoredAttachment, World } from "./world.ts";

/** @see https://discord.com/developers/docs/reference#signed-attachment-cdn-urls */
const LINK_LIFETIME_MS = 24 * 60 * 60_000;
const SECRET = "signs the links of one test server";

/** Where attachments are served from, by links that are signed and expire. */
export interface Cdn {
  linkTo(attachment: StoredAttachment): string;
  /** What an attachment looks like in a message or among an interaction's options. */
  render(attachment: StoredAttachment): Json;
  /** How long a link made from now on works. */
  lifetime_ms: number;
  /** The attachment behind a link's path and query; null when the link is forged, expired or dead. */
  find(path: string, query: URLSearchParams): StoredAttachment | null;
}

export function createCdn(world: World, origin: () => string): Cdn {
  const sign = (path: string, expires: string) =>
    createHmac("sha256", SECRET).update(`${path}?${expires}`).digest("hex").slice(0, 64);
  const cdn: Cdn = {
    lifetime_ms: LINK_LIFETIME_MS,
    linkTo({ channel, id, name }) {
      const path = `/attachments/${channel}/${id}/${encodeURIComponent(name)}`;
      const issued = Math.floor(world.clock.now() / 1_000);
      const expires = Math.floor((world.clock.now() + cdn.lifetime_ms) / 1_000).toString(16);
      return `${origin()}${path}?ex=${expires}&is=${issued.toString(16)}&hm=${sign(path, expires)}&`;
    },
    render(attachment) {
      const { id, name, size, contentType, description, width, height } = attachment;
      const url = cdn.linkTo(attachment);
      return {
        ...{ id, filename: name, size, url, proxy_url: url, content_type: contentType },
        ...(description === null ? {} : { description }),
        ...(width === null ? {} : { width, height }),
      };
    },
    find(path, query) {
      const expires = query.get("ex") ?? "";
      const given = Buffer.from(query.get("hm") ?? "");
      const right = Buffer.from(sign(path, expires));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      if (Number.parseInt(expires, 16) * 1_000 < world.clock.now()) return null;
      const attachment = world.attachments.get(path.split("/")[3] ?? "");
      return attachment === undefined || attachment.isDead ? null : attachment;
    },
  };
  return cdn;
}

export interface NewAttachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly size?: number;
  readonly description?: string | null;
  readonly isDead?: boolean;
}

export function storeAttachment(world: World, channel: string, file: NewAttachment): StoredAttachment {
  const edges = pngEdges(file.bytes);
  const attachment: StoredAttachment = {
    ...{ id: world.newId(), channel, name: plainName(file.name), bytes: file.bytes, contentType: file.contentType },
    size: file.size ?? file.bytes.length,
    description: file.description ?? null,
    width: edges?.width ?? null,
    height: edges?.height ?? null,
    isDead: file.isDead ?? false,
  };
  world.attachments.set(attachment.id, attachment);
  return attachment;
}

/** Discord renames what it does not like in a file name. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/gu, "_");
  return plain === "" ? "unknown" : plain;
}

function pngEdges(bytes: Uint8Array): { width: number; height: number } | null {
  const isPng = bytes.length > 24 && bytes[0] === 0x89 && bytes[1] === 0x50;
  if (!isPng) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
