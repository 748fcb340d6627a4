import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { invalidJson, requestTooLarge } from "./errors.ts";
import { isObject, type Json } from "./json.ts";
import { REQUEST_BYTES_MAX } from "./limits.ts";

/** A file of a request: `files[3]` has the key `3`. */
export interface UploadedFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface Body {
  /** The JSON body or the part `payload_json`; null when there is none. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** @throws ApiError when it is no JSON, or more than a request may carry. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await readBytes(request);
  const contentType = request.headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/form-data")) return readForm(bytes, contentType);
  return { json: bytes.length === 0 ? null : parse(bytes.toString("utf8")), files: [] };
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    total += chunk.length;
    if (total <= REQUEST_BYTES_MAX) chunks.push(chunk);
  }
  if (total > REQUEST_BYTES_MAX) throw requestTooLarge();
  return Buffer.concat(chunks);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJson();
  }
}

/** Reads a form with `payload_json` and `files[n]`, whether it is a request or the app's answer to a signed interaction. */
export function readForm(bytes: Uint8Array, contentType: string): Promise<Body> {
  return new Promise((resolve, reject) => {
    const files: UploadedFile[] = [];
    const fields: Record<string, string> = {};
    const form = busboy({ headers: { "content-type": contentType }, limits: { fieldSize: REQUEST_BYTES_MAX } });
    form.on("field", (name, value) => {
      fields[name] = value;
    });
    form.on("file", (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const key = /^files\[(\d+)\]$/u.exec(name)?.[1] ?? name;
        files.push({
          key,
          name: filename ?? "",
          bytes: Buffer.concat(chunks),
          contentType: mimeType ?? "application/octet-stream",
        });
      });
    });
    form.on("error", reject);
    form.on("close", () => {
      try {
        const payload = fields["payload_json"];
        resolve({ json: payload === undefined ? null : parse(payload), files });
      } catch (error) {
        reject(error);
      }
    });
    form.end(bytes);
  });
}

/** @throws ApiError */
export function objectOf(body: Body): Json {
  if (!isObject(body.json)) throw invalidJson();
  return body.json;
}
