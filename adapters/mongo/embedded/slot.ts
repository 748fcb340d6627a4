import type { Document } from "./document.ts";
import type { Key } from "./order.ts";

interface Version {
  document: Document | null;
  version: number;
  older: Version | undefined;
}

/** Where one document lives, with the versions that a running transaction may still have to see. */
export interface Slot extends Version {
  readonly key: Key;
  /** Grows with each insertion: the natural order, and what orders equal index keys. */
  readonly sequence: number;
}

/** The document as it was when the store's version counter stood at `snapshot`; null where there was none. */
export function visible(slot: Slot, snapshot: number): Document | null {
  let version: Version | undefined = slot;
  while (version && version.version > snapshot) version = version.older;
  return version?.document ?? null;
}
