import { type Identity, identityKey } from "../chat/incoming.ts";
import type { KeyedHash } from "../keyed-hash.ts";
import type { Clock } from "../services.ts";

/** Somebody who must not come again under this identity, known by a keyed hash only, so that it outlives whatever is erased. */
export interface Bar {
  readonly hash: string;
  /** The sanction that it belongs to, with which it goes. */
  readonly sanction: string;
  /** The account that the identity had. */
  readonly account: string;
  /** null: for good. */
  readonly until: Date | null;
  readonly at: Date;
}

export interface BarStore {
  /** Safe to repeat: one for each hash and sanction. */
  insert(bar: Bar): Promise<void>;
  ofHash(hash: string): Promise<readonly Bar[]>;
  removeOfSanction(sanction: string): Promise<void>;
}

/** Who may not register again (T19). */
export interface Bars {
  bar(identity: Identity, bar: Pick<Bar, "sanction" | "account" | "until">): Promise<void>;
  isBarred(identity: Identity): Promise<boolean>;
  /** With a sanction that was lifted go all its bars. */
  remove(sanction: string): Promise<void>;
}

export function createBars({
  store,
  hash,
  clock,
}: {
  readonly store: BarStore;
  readonly hash: KeyedHash;
  readonly clock: Pick<Clock, "now">;
}): Bars {
  const hashOf = (identity: Identity) => hash.of(`barred:${identityKey(identity)}`);
  return {
    async bar(identity, bar) {
      await store.insert({ ...bar, hash: await hashOf(identity), at: clock.now() });
    },
    async isBarred(identity) {
      const now = clock.now();
      return (await store.ofHash(await hashOf(identity))).some(({ until }) => until === null || until > now);
    },
    remove: (sanction) => store.removeOfSanction(sanction),
  };
}
