/** A part's own headers are a line or two. */
const HEADERS_BYTES_MAX = 8 * 1024;
const CR = 13;
const LF = 10;
const DASH = 45;

export interface Part {
  readonly name: string;
  /** null: a plain field. */
  readonly fileName: string | null;
  /** A view into the body, not a copy. */
  readonly bytes: Uint8Array;
}

export function isMultipart(contentType: string): boolean {
  return /^multipart\/form-data\s*(;|$)/iu.test(contentType);
}

/**
 * The parts of a multipart form that is in memory. Unlike the runtime's own reader it copies nothing and stops at
 * `partsMax`, so that a body made of millions of empty parts costs no more than any other.
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function readParts(body: Buffer, contentType: string, partsMax: number): Part[] | "broken" | "too many" {
  const found = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/iu.exec(contentType);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined) return "broken";
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first one has no line before it that would have to be ended.
  let at = delimiter.length - 2;
  if (!body.subarray(0, at).equals(delimiter.subarray(2))) return "broken";
  const parts: Part[] = [];
  for (;;) {
    if (body[at] === DASH && body[at + 1] === DASH) return parts;
    if (body[at] !== CR || body[at + 1] !== LF) return "broken";
    if (parts.length === partsMax) return "too many";
    const part = readPart(body, at + 2, delimiter);
    if (part === null) return "broken";
    parts.push(part);
    at = part.bytes.byteOffset - body.byteOffset + part.bytes.length + delimiter.length;
  }
}

function readPart(body: Buffer, start: number, delimiter: Buffer): Part | null {
  const headersLength = body.subarray(start, start + HEADERS_BYTES_MAX).indexOf("\r\n\r\n");
  if (headersLength < 0) return null;
  const from = start + headersLength + 4;
  const end = body.indexOf(delimiter, from);
  if (end < 0) return null;
  const headers = body.toString("utf8", start, start + headersLength);
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/imu.exec(headers)?.[1] ?? "";
  const name = /(?:^|;)\s*name="([^"]*)"/iu.exec(disposition)?.[1];
  if (name === undefined) return null;
  const fileName = /(?:^|;)\s*filename="([^"]*)"/iu.exec(disposition)?.[1];
  const bytes = new Uint8Array(body.buffer, body.byteOffset + from, end - from);
  return { name: unescaped(name), fileName: fileName === undefined ? null : unescaped(fileName), bytes };
}

/** The three characters that browsers write otherwise, because they would end the name. */
function unescaped(name: string): string {
  return name.replace(/%(22|0D|0A)/giu, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
