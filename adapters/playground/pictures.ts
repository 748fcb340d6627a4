import type { HttpRoute, ImageStore, Imaging, StoredImage } from "../../src/core/services.ts";
import type { Conversation } from "./conversation.ts";
import { plainFileName } from "./incoming.ts";
import { PREVIEW_EDGES } from "./replies.ts";

// A key names one picture for ever; private, because only people of this conversation may have it.
const FOREVER = "private, max-age=31536000, immutable";
/** A preview is computed each time it is asked for; a page full of pictures asks for some dozens, once. */
const PICTURES_PER_MINUTE_MAX = 600;
const SHOWN_TYPES = ["image/png", "image/jpeg", "image/webp"];

export interface PictureOptions {
  readonly conversation: Pick<Conversation, "shows">;
  readonly images: Pick<ImageStore, "read">;
  readonly imaging: Pick<Imaging, "thumbnail">;
}

/** Pictures that a message showed: whole, as a preview of one of a few sizes, or as a download. */
export function pictureRoutes({ conversation, images, imaging }: PictureOptions): HttpRoute[] {
  async function find(key: string | undefined): Promise<StoredImage | null> {
    return key !== undefined && conversation.shows(key) ? images.read(key) : null;
  }

  return [
    {
      method: "GET",
      path: "/playground/images/:key",
      perMinuteMax: PICTURES_PER_MINUTE_MAX,
      async handle(request, { key }) {
        const asked = new URL(request.url).searchParams.get("edge");
        const edge = PREVIEW_EDGES.find((one) => String(one) === asked);
        if (asked !== null && edge === undefined) return sentence(400, "Previews have no such size.");
        const image = await find(key);
        if (image === null || !SHOWN_TYPES.includes(image.contentType)) return notThere();
        const etag = `"${image.hash}${edge === undefined ? "" : `-${edge}`}"`;
        const headers = { "Cache-Control": FOREVER, ETag: etag };
        if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
        const preview = edge !== undefined;
        const bytes = preview ? await imaging.thumbnail(image.bytes, edge) : image.bytes;
        return answer(bytes, { ...headers, "Content-Type": preview ? "image/webp" : image.contentType });
      },
    },
    {
      method: "GET",
      path: "/playground/files/:key",
      async handle(request, { key }) {
        const image = await find(key);
        if (image === null) return notThere();
        const name = plainFileName(new URL(request.url).searchParams.get("name") ?? "");
        return answer(image.bytes, {
          "Cache-Control": FOREVER,
          "Content-Type": SHOWN_TYPES.includes(image.contentType) ? image.contentType : "application/octet-stream",
          "Content-Disposition": disposition(name),
        });
      },
    },
  ];
}

/** @see https://www.rfc-editor.org/rfc/rfc6266 */
function disposition(name: string): string {
  const ascii = name.replace(/[^\w.-]/gu, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/gu, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function answer(bytes: Uint8Array, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(bytes), { headers: { ...headers, "Content-Length": String(bytes.length) } });
}

function notThere(): Response {
  return sentence(404, "This picture is no longer there.");
}

function sentence(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: { "Cache-Control": "no-store" } });
}
