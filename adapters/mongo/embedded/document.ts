import { Binary, BSONRegExp, Code, Double, Long, MaxKey, MinKey, ObjectId, serialize, Timestamp } from "bson";
import { badValue, ServerError } from "./errors.ts";

/**
 * A document in memory. Documents are never changed in place: an update makes a new one that shares what stayed the
 * same, so that snapshots and open cursors cost nothing.
 *
 * Numbers keep their BSON type: an int32 is a number, an int64 a `Long`, a double a number, or a `Double` where the
 * plain number would be written back as an int32.
 */
export type Document = { [field: string]: unknown };

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 180;

export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0);

/** A double that stays one: an integral double would otherwise come back as an int32. */
export const double = (value: number): number | Double => (isInt32(value) ? new Double(value) : value);

export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Own fields only; documents hold no functions, so an inherited `constructor` or `toString` counts as missing. */
export const field = (document: object, name: string): unknown => {
  const value = (document as Document)[name];
  return typeof value === "function" ? undefined : value;
};

export const encode = (document: Document): Uint8Array => serialize(document, { ignoreUndefined: false });

export function encodeStored(document: Document): Uint8Array {
  const bytes = encode(document);
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new ServerError(
      10334,
      `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    );
  return bytes;
}

/** Refuses a document that is too large to be stored. */
export function checkSize(document: Document): void {
  // Most are far too small to be worth the encoding that tells how large they are.
  if (bytesAtMost(document) > MAX_DOCUMENT_BYTES) encodeStored(document);
}

const NUMBER_BYTES_MAX = 16;
const UTF8_BYTES_PER_UNIT_MAX = 3;

/** No less than a value's encoding takes, and quick to tell. */
function bytesAtMost(value: unknown): number {
  if (typeof value === "string") return NUMBER_BYTES_MAX + value.length * UTF8_BYTES_PER_UNIT_MAX;
  if (typeof value !== "object" || value === null || value instanceof Date) return NUMBER_BYTES_MAX;
  if (Array.isArray(value)) {
    let bytes = NUMBER_BYTES_MAX;
    for (const item of value) bytes += NUMBER_BYTES_MAX + bytesAtMost(item);
    return bytes;
  }
  // Binary data, patterns and code hold what this does not look into.
  if (!isDocument(value)) return value instanceof ObjectId ? NUMBER_BYTES_MAX : Number.POSITIVE_INFINITY;
  let bytes = NUMBER_BYTES_MAX;
  for (const name in value)
    bytes += name.length * UTF8_BYTES_PER_UNIT_MAX + NUMBER_BYTES_MAX + bytesAtMost(value[name]);
  return bytes;
}

const invalid = (what: string): ServerError => new ServerError(22, `invalid BSON: ${what}`);

/** Reads one document that fills `bytes` from `start` on; `bson.deserialize` would lose int64, double or DBRef. */
export function decode(bytes: Buffer, start = 0): Document {
  return new Reader(bytes).document(start, false, 0) as Document;
}

class Reader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  document(start: number, asArray: boolean, depth: number): Document | unknown[] {
    if (depth > MAX_DEPTH) throw invalid("nested too deeply");
    if (start + 5 > this.bytes.length) throw invalid("truncated");
    const end = start + this.bytes.readInt32LE(start);
    if (end < start + 5 || end > this.bytes.length || this.bytes[end - 1] !== 0) throw invalid("bad document length");
    this.at = start + 4;
    const array: unknown[] = [];
    const object: Document = {};
    for (;;) {
      const type = this.bytes[this.at++];
      if (type === 0) break;
      if (type === undefined || this.at >= end) throw invalid("runs over its end");
      const name = this.name(end);
      const value = this.value(type, end, depth);
      if (asArray) array.push(value);
      else if (name === "__proto__" || name === "_bsontype")
        throw badValue(`a field cannot be named '${name}' in the embedded database`);
      else object[name] = value;
    }
    if (this.at !== end) throw invalid("bad document length");
    return asArray ? array : object;
  }

  private name(end: number): string {
    const start = this.at;
    let text = "";
    for (let i = start; i < end; i++) {
      const byte = this.bytes[i] as number;
      if (byte === 0) {
        this.at = i + 1;
        return text;
      }
      if (byte > 127) break;
      text += String.fromCharCode(byte);
    }
    const zero = this.bytes.indexOf(0, start);
    if (zero < 0 || zero >= end) throw invalid("unterminated name");
    this.at = zero + 1;
    return this.bytes.toString("utf8", start, zero);
  }

  private skip(count: number, end: number): number {
    const start = this.at;
    if (count < 0 || start + count > end) throw invalid("value runs over its end");
    this.at = start + count;
    return start;
  }

  private string(end: number): string {
    const length = this.bytes.readInt32LE(this.skip(4, end));
    const start = this.skip(length, end);
    if (length < 1 || this.bytes[start + length - 1] !== 0) throw invalid("bad string length");
    return this.bytes.toString("utf8", start, start + length - 1);
  }

  private nested(asArray: boolean, end: number, depth: number): unknown {
    const start = this.at;
    const length = this.bytes.readInt32LE(this.skip(4, end));
    this.at = start;
    this.skip(length, end);
    const value = this.document(start, asArray, depth + 1);
    this.at = start + length;
    return value;
  }

  private binary(end: number): Binary {
    const length = this.bytes.readInt32LE(this.skip(4, end));
    const subtype = this.bytes[this.skip(1, end)] as number;
    const start = this.skip(length, end);
    return new Binary(Buffer.from(this.bytes.subarray(start, start + length)), subtype);
  }

  private value(type: number, end: number, depth: number): unknown {
    switch (type) {
      case 0x01:
        return double(this.bytes.readDoubleLE(this.skip(8, end)));
      case 0x02:
        return this.string(end);
      case 0x03:
        return this.nested(false, end, depth);
      case 0x04:
        return this.nested(true, end, depth);
      case 0x05:
        return this.binary(end);
      case 0x06:
      case 0x0a:
        return null;
      case 0x07: {
        const start = this.skip(12, end);
        return new ObjectId(Buffer.from(this.bytes.subarray(start, start + 12)));
      }
      case 0x08:
        return this.bytes[this.skip(1, end)] === 1;
      case 0x09:
        return new Date(Number(this.bytes.readBigInt64LE(this.skip(8, end))));
      case 0x0b: {
        const pattern = this.name(end);
        return new BSONRegExp(pattern, this.name(end));
      }
      case 0x0d:
        return new Code(this.string(end));
      case 0x10:
        return this.bytes.readInt32LE(this.skip(4, end));
      case 0x11:
        return new Timestamp(this.bytes.readBigUInt64LE(this.skip(8, end)));
      case 0x12: {
        const start = this.skip(8, end);
        return new Long(this.bytes.readInt32LE(start), this.bytes.readInt32LE(start + 4));
      }
      case 0x13:
        throw badValue("the embedded database does not support Decimal128");
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default:
        throw invalid(`type 0x${type.toString(16)} is not supported`);
    }
  }
}
