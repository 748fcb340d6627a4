import type { Archive, ArchiveFile, EntryKind } from "./archive.ts";

/** Files of bounded size, filled one after the other. One part is in memory at a time. */
export interface ExportParts {
  /** How large an entry of this name may be, as it is, so that a part of its own can hold it, in bytes. */
  roomFor(name: string): number;
  /** Adds an entry to the part that is open, or where that has no room to the next one. */
  add(name: string, bytes: Uint8Array, how: EntryKind): Promise<void>;
  /** Puts away the last one; answers how many there are. */
  finish(): Promise<number>;
}

export function createExportParts({
  archive,
  at,
  bytesMax,
  put,
}: {
  readonly archive: Archive;
  readonly at: Date;
  readonly bytesMax: number;
  /** Called with each part once it is full, counted from 0. */
  readonly put: (index: number, bytes: Uint8Array) => Promise<void>;
}): ExportParts {
  let open: ArchiveFile | null = null;
  let parts = 0;

  async function close(): Promise<void> {
    if (open === null) return;
    const bytes = open.finish();
    open = null;
    await put(parts, bytes);
    parts += 1;
  }

  function roomFor(name: string): number {
    const empty = archive.begin(at);
    return bytesMax - empty.size() - empty.room(name, 0, "as it is");
  }

  return {
    roomFor,
    async add(name, bytes, how) {
      if (open !== null && open.size() + open.room(name, bytes.byteLength, how) > bytesMax) await close();
      open ??= archive.begin(at);
      if (open.size() + open.room(name, bytes.byteLength, how) > bytesMax) {
        throw new Error("an entry of an export is larger than a part");
      }
      open.add(name, bytes, how);
    },
    async finish() {
      await close();
      return parts;
    },
  };
}
