import type { Category } from "../moderation/verdict.ts";

/** A picture that nobody may upload, and that nobody is shown although a model made it. */
export interface BlockedImage {
  /** Derived from its hash: the same bytes are blocked once. */
  readonly id: string;
  /** SHA-256 of the bytes, in hex. */
  readonly hash: string;
  /** See `Imaging.fingerprints`; empty: only these very bytes are recognised. */
  readonly looks: readonly string[];
  /** What somebody who uploads it is found with. */
  readonly category: BlockedCategory;
  /** In an operator's words, for operators only. */
  readonly reason: string;
  /** The generation that it was found in. */
  readonly generation: string | null;
  /** Identity key of the operator. */
  readonly by: string;
  readonly blockedAt: Date;
  readonly unblockedAt: Date | null;
  /** Grows with each change: other processes read what has changed since. */
  readonly changedAt: Date;
}
export type BlockedCategory = Category | "blocked-image";

export interface BlockedImageStore {
  /** Writes it as it is now, whether it was there or not. */
  put(image: BlockedImage): Promise<void>;
  find(id: string): Promise<BlockedImage | null>;
  /** Blocked ones whose ids begin so. */
  startingWith(prefix: string, limit: number): Promise<BlockedImage[]>;
  /** Blocked ones, latest first. */
  latest(limit: number): Promise<BlockedImage[]>;
  count(): Promise<number>;
  /** All that was changed then or later, unblocked ones included. */
  changedSince(at: Date): Promise<BlockedImage[]>;
}

/** A look as two numbers of 32 bits, which are compared much faster than text. */
export type Look = readonly [high: number, low: number];

export function lookOf(fingerprint: string): Look {
  return [Number.parseInt(fingerprint.slice(0, 8), 16), Number.parseInt(fingerprint.slice(8), 16)];
}

/** In how many of their 64 bits two looks differ. */
export function distance(first: Look, second: Look): number {
  return bitsIn(first[0] ^ second[0]) + bitsIn(first[1] ^ second[1]);
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
