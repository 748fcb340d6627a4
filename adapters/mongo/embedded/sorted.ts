import type { Key } from "./order.ts";
import type { Slot } from "./slot.ts";

export interface Entry {
  key: Key;
  slot: Slot;
}

/** A place between keys: before everything that starts with `key`, or after all of it. */
export interface Bound {
  key: Key;
  after: boolean;
}

export interface Range {
  from: Bound;
  to: Bound;
}

export const EVERYTHING: Range = { from: { key: "", after: false }, to: { key: "", after: true } };

const CHUNK = 512;

/** Above every unit that can follow a key: types of values go up to 0x7f, and reversed ones down from 0xfffe. */
const ABOVE = "\uffff";

/**
 * The entries of an index in order. Chunks keep an insertion to a short array move, without the code of a tree; half a
 * million entries are a thousand chunks.
 */
export class SortedEntries {
  private readonly chunks: Entry[][] = [];
  size = 0;

  add(key: Key, slot: Slot): void {
    this.size++;
    const { chunk, offset } = this.find(key, slot.sequence);
    const entries = this.chunks[chunk];
    if (!entries) {
      this.chunks.push([{ key, slot }]);
      return;
    }
    entries.splice(offset, 0, { key, slot });
    if (entries.length > CHUNK) this.chunks.splice(chunk + 1, 0, entries.splice(CHUNK >> 1));
  }

  remove(key: Key, slot: Slot): void {
    const { chunk, offset } = this.find(key, slot.sequence);
    const entries = this.chunks[chunk];
    if (entries?.[offset]?.slot !== slot) return;
    entries.splice(offset, 1);
    this.size--;
    if (entries.length === 0) this.chunks.splice(chunk, 1);
  }

  clear(): void {
    this.chunks.length = 0;
    this.size = 0;
  }

  /** The first entry that is not before (key, sequence); at the end of the last chunk if all are. */
  private find(key: Key, sequence: number): { chunk: number; offset: number } {
    const before = (entry: Entry): boolean => entry.key < key || (entry.key === key && entry.slot.sequence < sequence);
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entries = this.chunks[middle] as Entry[];
      if (before(entries[entries.length - 1] as Entry)) low = middle + 1;
      else high = middle;
    }
    const entries = this.chunks[low];
    if (!entries) return { chunk: 0, offset: 0 };
    let first = 0;
    let last = entries.length;
    while (first < last) {
      const middle = (first + last) >> 1;
      if (before(entries[middle] as Entry)) first = middle + 1;
      else last = middle;
    }
    return { chunk: low, offset: first };
  }

  private seek({ key, after }: Bound): { chunk: number; offset: number } {
    return this.find(after ? key + ABOVE : key, -1);
  }

  *range({ from, to }: Range): Generator<Entry> {
    let { chunk, offset } = this.seek(from);
    const end = to.after ? to.key + ABOVE : to.key;
    for (; chunk < this.chunks.length; chunk++, offset = 0) {
      const entries = this.chunks[chunk] as Entry[];
      for (; offset < entries.length; offset++) {
        const entry = entries[offset] as Entry;
        if (entry.key >= end) return;
        yield entry;
      }
    }
  }

  *backwards({ from, to }: Range): Generator<Entry> {
    let { chunk, offset } = this.seek(to);
    const start = from.after ? from.key + ABOVE : from.key;
    for (; chunk >= 0; chunk--, offset = this.chunks[chunk]?.length ?? 0) {
      const entries = this.chunks[chunk] ?? [];
      while (--offset >= 0) {
        const entry = entries[offset] as Entry;
        if (entry.key < start) return;
        yield entry;
      }
    }
  }

  count({ from, to }: Range): number {
    const start = this.seek(from);
    const end = this.seek(to);
    if (start.chunk === end.chunk) return Math.max(0, end.offset - start.offset);
    if (start.chunk > end.chunk) return 0;
    let count = (this.chunks[start.chunk]?.length ?? 0) - start.offset + end.offset;
    for (let i = start.chunk + 1; i < end.chunk; i++) count += this.chunks[i]?.length ?? 0;
    return count;
  }
}
