import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { ApiError } from "./errors.ts";
import { FILE_BYTES_MAX } from "./limits.ts";

export interface Upload {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}
export interface Body {
  /** As they came: strings from forms, values of their own types from JSON. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** By the name of their part, which `attach://` refers to. */
  readonly uploads: ReadonlyMap<string, Upload>;
}

/** Reads a call in any of the four ways that Telegram takes. @see https://core.telegram.org/bots/api#making-requests */
export async function readBody(request: IncomingMessage, query: URLSearchParams): Promise<Body> {
  const parameters: Record<string, unknown> = Object.fromEntries(query);
  const type = (request.headers["content-type"] ?? "").toLowerCase();
  if (type.startsWith("multipart/form-data")) return readMultipart(request, parameters);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return { parameters, uploads: new Map() };
  if (type.startsWith("application/json")) Object.assign(parameters, fromJson(text));
  else if (type.startsWith("application/x-www-form-urlencoded")) {
    Object.assign(parameters, Object.fromEntries(new URLSearchParams(text)));
  }
  return { parameters, uploads: new Map() };
}

function fromJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Telegram says the same of every body that it cannot read.
  }
  throw new ApiError(400, "Bad Request: can't parse request body: JSON object expected", { isViolation: true });
}

function readMultipart(request: IncomingMessage, parameters: Record<string, unknown>): Promise<Body> {
  const uploads = new Map<string, Upload>();
  return new Promise((resolve, reject) => {
    const form = busboy({ headers: request.headers, limits: { fileSize: FILE_BYTES_MAX + 1 } });
    form.on("field", (name, value) => {
      parameters[name] = value;
    });
    form.on("file", (part, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => uploads.set(part, { name: filename ?? "", type: mimeType, bytes: Buffer.concat(chunks) }));
    });
    form.on("error", reject);
    form.on("close", () => resolve({ parameters, uploads }));
    request.on("aborted", () => reject(new Error("the client went away")));
    request.pipe(form);
  });
}
