import { calculateObjectSize, Long } from "bson";
import { type Document, MAX_DOCUMENT_BYTES } from "./document.ts";
import { ServerError } from "./errors.ts";

const DEFAULT_FIRST_BATCH = 101;
const IDLE_MS = 10 * 60_000;

interface Cursor {
  namespace: string;
  documents: readonly Document[];
  next: number;
  usedAt: number;
}

/** Results that did not fit into one reply. They refer to documents as they were, which costs no copies. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private lastId = 0;

  get size(): number {
    return this.open.size;
  }

  first(namespace: string, documents: readonly Document[], batchSize: number | undefined, single: boolean): Document {
    const cursor: Cursor = { namespace, documents, next: 0, usedAt: performance.now() };
    const firstBatch = batch(cursor, batchSize ?? DEFAULT_FIRST_BATCH);
    let id = Long.ZERO;
    if (!single && cursor.next < documents.length) {
      id = Long.fromNumber(++this.lastId);
      this.open.set(id.toString(), cursor);
    }
    return { cursor: { firstBatch, id, ns: namespace } };
  }

  more(id: unknown, batchSize: number | undefined): Document {
    const key = String(id);
    const cursor = this.open.get(key);
    if (!cursor) throw new ServerError(43, `cursor id ${key} not found`);
    cursor.usedAt = performance.now();
    const nextBatch = batch(cursor, batchSize || Number.POSITIVE_INFINITY);
    const done = cursor.next >= cursor.documents.length;
    if (done) this.open.delete(key);
    return { cursor: { nextBatch, id: done ? Long.ZERO : Long.fromString(key), ns: cursor.namespace } };
  }

  kill(ids: readonly unknown[]): Document {
    const killed = ids.filter((id) => this.open.delete(String(id)));
    return {
      cursorsKilled: killed,
      cursorsNotFound: ids.filter((id) => !killed.includes(id)),
      cursorsAlive: [],
      cursorsUnknown: [],
    };
  }

  /** Clients that vanish leave cursors behind. */
  sweep(): void {
    const now = performance.now();
    for (const [key, { usedAt }] of this.open) if (now - usedAt > IDLE_MS) this.open.delete(key);
  }
}

function batch(cursor: Cursor, size: number): Document[] {
  const documents: Document[] = [];
  let bytes = 0;
  while (documents.length < size && cursor.next < cursor.documents.length) {
    const document = cursor.documents[cursor.next] as Document;
    if (cursor.documents.length > 1) bytes += calculateObjectSize(document, { ignoreUndefined: false });
    if (bytes > MAX_DOCUMENT_BYTES && documents.length > 0) break;
    documents.push(document);
    cursor.next++;
  }
  return documents;
}
