import type { Audit } from "../desk/audit.ts";
import type { ModerationNumbers } from "../moderation/numbers.ts";
import type { Clock, Ids, Imaging } from "../services.ts";
import {
  type BlockedCategory,
  type BlockedImage,
  type BlockedImageStore,
  distance,
  type Look,
  lookOf,
} from "./blocked-image.ts";

/** Bytes of a picture, with their SHA-256 where it is known. */
export interface Suspect {
  readonly bytes: Uint8Array;
  readonly hash?: string;
}

/** Pictures that operators have blocked, by their bytes and by how they look. */
export interface BlockList {
  /**
   * The entry that a picture is, or looks like; null: none. Whoever asks never tells a person which one. `fresh`: also what another
   * process has blocked just now; else up to half a minute may pass until it is known here.
   */
  match(suspect: Suspect, options?: { readonly fresh?: boolean }): Promise<BlockedImage | null>;
  /** Blocks a picture; the same bytes again answer the entry that is there. Kept in the audit trail. */
  block(order: BlockOrder): Promise<BlockedImage>;
  /** Answers null when there is no such entry. Kept in the audit trail. */
  unblock(id: string, order: { readonly by: string; readonly reason: string | null }): Promise<BlockedImage | null>;
  /** The one blocked entry whose id begins so. */
  named(prefix: string): Promise<BlockedImage | null>;
  latest(limit: number): Promise<readonly BlockedImage[]>;
  count(): Promise<number>;
}
export interface BlockOrder extends Suspect {
  readonly category: BlockedCategory;
  readonly reason: string;
  readonly generation: string | null;
  readonly by: string;
}

const FRESH_FOR_MS = 30_000;
/** Clocks of several machines differ a little: so much is read once more each time. */
const OVERLAP_MS = 60_000;

interface Known {
  readonly image: BlockedImage;
  readonly looks: readonly Look[];
}

export function createBlockList({
  store,
  imaging,
  audit,
  numbers,
  clock,
  ids,
}: {
  readonly store: BlockedImageStore;
  readonly imaging: Pick<Imaging, "fingerprints" | "hash">;
  readonly audit: Pick<Audit, "record">;
  readonly numbers: Pick<ModerationNumbers, "lookAlikeBitsMax">;
  readonly clock: Clock;
  readonly ids: Pick<Ids, "derived">;
}): BlockList {
  /** What is blocked, by its hash. */
  const known = new Map<string, Known>();
  let readAt: Date | null = null;
  let reading: Promise<void> | null = null;

  async function readChanges(): Promise<void> {
    const at = clock.now();
    const since = readAt === null ? new Date(0) : new Date(readAt.getTime() - OVERLAP_MS);
    for (const image of await store.changedSince(since)) learn(image);
    readAt = at;
  }

  function learn(image: BlockedImage): void {
    if (image.unblockedAt === null) known.set(image.hash, { image, looks: image.looks.map(lookOf) });
    else known.delete(image.hash);
  }

  async function refresh(maxAge_ms: number): Promise<void> {
    if (readAt !== null && clock.now().getTime() - readAt.getTime() < maxAge_ms) return;
    reading ??= readChanges().finally(() => {
      reading = null;
    });
    await reading;
  }

  function looksLike(fingerprint: string): BlockedImage | null {
    const look = lookOf(fingerprint);
    for (const { image, looks } of known.values()) {
      if (looks.some((other) => distance(look, other) <= numbers.lookAlikeBitsMax)) return image;
    }
    return null;
  }

  return {
    async match({ bytes, hash }, { fresh = false } = {}) {
      await refresh(fresh ? 0 : FRESH_FOR_MS);
      // Most of the time nothing is blocked, and then no picture is decoded for it.
      if (known.size === 0) return null;
      const exact = known.get(hash ?? imaging.hash(bytes));
      if (exact !== undefined) return exact.image;
      // Of whoever asks, only the whole picture counts: crops of both would find likeness where there is none.
      const [whole] = await imaging.fingerprints(bytes);
      return whole === undefined ? null : looksLike(whole);
    },

    async block({ bytes, hash: given, category, reason, generation, by }) {
      const hash = given ?? imaging.hash(bytes);
      const id = ids.derived(`blocked:${hash}`);
      const before = await store.find(id);
      if (before !== null && before.unblockedAt === null) return before;
      const at = clock.now();
      await audit.record({
        cause: `block:${id}:${at.getTime()}`,
        ...{ actor: by, action: "image-blocked", subject: id, reason },
        before: null,
        after: category,
      });
      const looks = await imaging.fingerprints(bytes);
      const blockedAt = at;
      const image = { id, hash, looks, category, reason, generation, by, blockedAt, unblockedAt: null, changedAt: at };
      await store.put(image);
      learn(image);
      return image;
    },

    async unblock(id, { by, reason }) {
      const before = await store.find(id);
      if (before === null || before.unblockedAt !== null) return null;
      const at = clock.now();
      await audit.record({
        cause: `unblock:${id}:${before.changedAt.getTime()}`,
        ...{ actor: by, action: "image-unblocked", subject: id, reason },
        before: before.category,
        after: null,
      });
      const after = { ...before, unblockedAt: at, changedAt: at };
      await store.put(after);
      learn(after);
      return after;
    },

    async named(prefix) {
      const found = await store.startingWith(prefix, 2);
      return found.length === 1 ? (found[0] ?? null) : null;
    },
    latest: (limit) => store.latest(limit),
    count: () => store.count(),
  };
}
