import { type Document, decode, encode } from "./document.ts";

/** @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
export const MAX_MESSAGE_BYTES = 48_000_000;

const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const KNOWN_REQUIRED_FLAGS = 3;

export interface Request {
  id: number;
  command: Document;
  /** The client wants no answer (`w: 0`). */
  silent: boolean;
  /** Answered with OP_REPLY: only the first hello of a connection comes like this. */
  legacy: boolean;
}

/** The client does not speak the protocol; its connection ends. */
export class ProtocolError extends Error {}

/** Cuts a stream of bytes into whole messages without copying more than what is left over. */
export class Framer {
  private chunks: Buffer[] = [];
  private buffered = 0;

  *push(chunk: Buffer): Generator<Buffer> {
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    for (;;) {
      if (this.buffered < 4) return;
      if ((this.chunks[0] as Buffer).length < 4) this.join();
      const length = (this.chunks[0] as Buffer).readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) throw new ProtocolError(`bad message length ${length}`);
      if (this.buffered < length) return;
      this.join();
      const all = this.chunks[0] as Buffer;
      this.chunks = all.length > length ? [all.subarray(length)] : [];
      this.buffered -= length;
      yield all.subarray(0, length);
    }
  }

  private join(): void {
    if (this.chunks.length > 1) this.chunks = [Buffer.concat(this.chunks)];
  }
}

export function parseMessage(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === OP_MSG) return parseMsg(message, id);
  if (operation === OP_QUERY) return parseQuery(message, id);
  throw new ProtocolError(`operation ${operation} is not supported`);
}

function parseQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, 20);
  if (nameEnd < 0 || nameEnd + 9 > message.length) throw new ProtocolError("truncated OP_QUERY");
  const namespace = message.toString("utf8", 20, nameEnd);
  if (!namespace.endsWith(".$cmd")) throw new ProtocolError("OP_QUERY is for the first hello only");
  const command = decode(message, nameEnd + 9);
  return { id, command: { ...command, $db: namespace.slice(0, -5) }, silent: false, legacy: true };
}

function parseMsg(message: Buffer, id: number): Request {
  if (message.length < HEADER_BYTES + 9) throw new ProtocolError("truncated OP_MSG");
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0) throw new ProtocolError("unknown required flag");
  const end = flags & CHECKSUM_PRESENT ? message.length - 4 : message.length;
  let command: Document | undefined;
  const sequences: Document = {};
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at];
    const start = at + 1;
    if (start + 4 > end) throw new ProtocolError("truncated section");
    const length = message.readInt32LE(start);
    if (length < 5 || start + length > end) throw new ProtocolError("bad section length");
    if (kind === 0) {
      if (command) throw new ProtocolError("two bodies");
      command = decode(message.subarray(0, start + length), start);
    } else if (kind === 1) {
      const { name, documents } = parseSequence(message.subarray(start, start + length));
      sequences[name] = documents;
    } else throw new ProtocolError(`unknown section kind ${kind}`);
    at = start + length;
  }
  if (!command) throw new ProtocolError("no body");
  return { id, command: { ...command, ...sequences }, silent: (flags & MORE_TO_COME) !== 0, legacy: false };
}

function parseSequence(section: Buffer): { name: string; documents: Document[] } {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new ProtocolError("unterminated section name");
  const documents: Document[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    if (at + 5 > section.length) throw new ProtocolError("truncated document sequence");
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) throw new ProtocolError("bad document length");
    documents.push(decode(section.subarray(0, at + length), at));
    at += length;
  }
  return { name: section.toString("utf8", 4, nameEnd), documents };
}

export function encodeReply(request: { id: number; legacy: boolean }, id: number, reply: Document): Buffer {
  const body = encode(reply);
  const head = Buffer.alloc(request.legacy ? HEADER_BYTES + 20 : HEADER_BYTES + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) {
    // Flag 8 (await capable), no cursor, from 0, one document.
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, body]);
}
