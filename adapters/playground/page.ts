import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname } from "node:path";
import type { HttpRoute } from "../../src/core/services.ts";
import { isPerson, nearestPerson } from "./incoming.ts";

const FOLDER = new URL("./page/", import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};
/** Nothing from elsewhere, no script or style inside the page, and no text of a person can become markup. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  readonly entityTag: string;
}

/** The page and its files, read once: they are part of the program. */
export async function pageRoutes(): Promise<HttpRoute[]> {
  const files = await readFiles();
  const index = files.get("index.html");
  if (index === undefined) throw new Error(`the playground's page is missing: ${FOLDER.pathname} must be copied too`);
  return [
    {
      method: "GET",
      path: "/",
      handle(request) {
        const asked = new URL(request.url).searchParams.get("person");
        if (asked === null || isPerson(asked)) return serve(index, request);
        const nearest = nearestPerson(asked);
        const location = nearest === null ? "/" : `/?person=${nearest}`;
        return new Response(null, { status: 302, headers: { Location: location, "Cache-Control": "no-store" } });
      },
    },
    {
      method: "GET",
      path: "/playground/page/:name",
      handle(request, { name }) {
        const file = files.get(name ?? "");
        return file === undefined
          ? Response.json({ error: "There is nothing at this address." }, { status: 404 })
          : serve(file, request);
      },
    },
  ];
}

async function readFiles(): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  for (const name of await readdir(FOLDER)) {
    const contentType = TYPES[extname(name)];
    if (contentType === undefined) continue;
    const bytes = new Uint8Array(await readFile(new URL(name, FOLDER)));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
    files.set(name, { bytes, contentType, entityTag: `"${hash}"` });
  }
  return files;
}

function serve(file: PageFile, request: Request): Response {
  // Asked again each time, so that a new version is seen at once, yet sent only when it changed.
  const headers = { ETag: file.entityTag, "Cache-Control": "no-cache", "Content-Security-Policy": POLICY };
  if (request.headers.get("if-none-match") === file.entityTag) return new Response(null, { status: 304, headers });
  return new Response(file.bytes, { headers: { ...headers, "Content-Type": file.contentType } });
}
