import { timingSafeEqual } from "node:crypto";
import type { KeyedHash } from "../../src/core/keyed-hash.ts";
import type { Clock, HttpRoute, ImageStore } from "../../src/core/services.ts";

const PATH = "/discord/originals";
/** Long enough to come back to it the next day; pressing the button again gives another one. */
const LIFETIME_MS = 24 * 60 * 60_000;

/** Links to pictures that are larger than what Discord takes, for the person who asked for the file. */
export interface Originals {
  linkTo(key: string): Promise<string>;
  readonly routes: readonly HttpRoute[];
}

export interface OriginalsOptions {
  /** Under which people reach us: `https://easel.example`. */
  readonly origin: string;
  readonly hash: KeyedHash;
  readonly images: Pick<ImageStore, "read">;
  readonly clock: Clock;
}

/**
 * Whoever has a link may download that one picture until it expires, or until the picture is deleted. A link names the key,
 * the end of its time, and what proves that we made it; all processes make and take the same ones.
 */
export function createOriginals({ origin, hash, images, clock }: OriginalsOptions): Originals {
  const proofOf = (key: string, until: string) => hash.of(`discord-original:${until}:${key}`);

  async function isOurs(key: string, until: string, proof: string): Promise<boolean> {
    const wanted = Buffer.from(await proofOf(key, until));
    const given = Buffer.from(proof);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }

  return {
    async linkTo(key) {
      const until = (clock.now().getTime() + LIFETIME_MS).toString(36);
      const parts = [key, until, await proofOf(key, until)].map(encodeURIComponent);
      return `${origin.replace(/\/+$/u, "")}${PATH}/${parts.join("/")}`;
    },
    routes: [
      {
        method: "GET",
        path: `${PATH}/:key/:until/:proof`,
        async handle(_request, { key = "", until = "", proof = "" }) {
          if (!(await isOurs(key, until, proof))) return gone(404);
          if (Number.parseInt(until, 36) < clock.now().getTime()) return gone(410);
          const image = await images.read(key);
          if (image === null) return gone(404);
          const name = key.replaceAll(/[^\w-]+/gu, "-");
          return new Response(Buffer.from(image.bytes), {
            headers: {
              "content-type": image.contentType,
              "content-disposition": `attachment; filename="easel-${name}.${image.contentType.replace(/^image\//u, "")}"`,
              "cache-control": "private, no-store",
              "x-content-type-options": "nosniff",
              "referrer-policy": "no-referrer",
            },
          });
        },
      },
    ],
  };
}

/** A browser shows it, so it says what to do. */
function gone(status: 404 | 410): Response {
  const text = "This link is no longer there. Please press the button for the original file in Discord again.";
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
