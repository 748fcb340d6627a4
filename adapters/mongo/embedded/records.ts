import { readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { type Document, decode, encodeStored } from "./document.ts";

export type Operation =
  | { o: "create"; ns: string }
  | { o: "drop"; ns: string }
  | { o: "index"; ns: string; spec: Document }
  | { o: "dropIndex"; ns: string; name: string }
  | { o: "put"; ns: string; d: Document }
  | { o: "delete"; ns: string; id: unknown };

export const HEADER_BYTES = 8;
/** A transaction of many large documents is one record; anything above is a damaged length. */
const MAX_RECORD_BYTES = 1024 * 1024 * 1024;
const READ_BYTES = 4 * 1024 * 1024;

const CODES = { create: 1, drop: 2, index: 3, dropIndex: 4, put: 5, delete: 6 } as const;

/** `length, checksum`, then for each operation its code, its namespace and one BSON document. */
export function encodeRecord(operations: readonly Operation[]): Buffer {
  const parts: Uint8Array[] = [Buffer.alloc(HEADER_BYTES)];
  for (const operation of operations) {
    parts.push(
      Buffer.from(`${String.fromCharCode(CODES[operation.o])}${operation.ns}\0`),
      encodeStored(bodyOf(operation)),
    );
  }
  const record = Buffer.concat(parts);
  record.writeUInt32LE(record.length - HEADER_BYTES, 0);
  record.writeUInt32LE(crc32(record.subarray(HEADER_BYTES)), 4);
  return record;
}

function bodyOf(operation: Operation): Document {
  switch (operation.o) {
    case "put":
      return operation.d;
    case "delete":
      return { id: operation.id };
    case "index":
      return operation.spec;
    case "dropIndex":
      return { name: operation.name };
    default:
      return {};
  }
}

export function* decodeRecord(payload: Buffer): Generator<Operation> {
  for (let at = 0; at < payload.length; ) {
    const nameEnd = payload.indexOf(0, at + 1);
    const ns = payload.toString("utf8", at + 1, nameEnd);
    const body = decode(payload, nameEnd + 1);
    const code = payload[at];
    if (code === CODES.put) yield { o: "put", ns, d: body };
    else if (code === CODES.delete) yield { o: "delete", ns, id: body["id"] };
    else if (code === CODES.index) yield { o: "index", ns, spec: body };
    else if (code === CODES.dropIndex) yield { o: "dropIndex", ns, name: String(body["name"]) };
    else yield { o: code === CODES.drop ? "drop" : "create", ns };
    at = nameEnd + 1 + payload.readInt32LE(nameEnd + 1);
  }
}

/** The records that are whole, up to the first that is not. */
export function* records(descriptor: number, start: number, size: number): Generator<{ payload: Buffer; end: number }> {
  let window = Buffer.alloc(0);
  let windowStart = start;
  let position = start;
  const take = (length: number): Buffer | undefined => {
    if (position + length > size) return undefined;
    if (position + length > windowStart + window.length) {
      window = Buffer.allocUnsafe(Math.min(Math.max(length, READ_BYTES), size - position));
      windowStart = position;
      for (let done = 0; done < window.length; ) {
        const read = readSync(descriptor, window, done, window.length - done, position + done);
        if (read === 0) return undefined;
        done += read;
      }
    }
    const offset = position - windowStart;
    return window.subarray(offset, offset + length);
  };
  for (;;) {
    const header = take(HEADER_BYTES);
    if (!header) return;
    const length = header.readUInt32LE(0);
    const checksum = header.readUInt32LE(4);
    if (length > MAX_RECORD_BYTES) return;
    const record = take(HEADER_BYTES + length);
    if (!record) return;
    const payload = record.subarray(HEADER_BYTES);
    if (crc32(payload) !== checksum) return;
    position += record.length;
    yield { payload, end: position };
  }
}
