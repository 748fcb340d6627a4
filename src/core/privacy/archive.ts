/** Writes ZIP files. Implemented over fflate. */
export interface Archive {
  /** A new, empty file, whose entries say that they were made at `at`. */
  begin(at: Date): ArchiveFile;
}

/** Making it smaller is of no use for what is an image. */
export type EntryKind = "compressed" | "as it is";

/** One ZIP file while it grows; all of it is in memory. */
export interface ArchiveFile {
  /** What the finished file would take now, in bytes. */
  size(): number;
  /** No more than what adding such an entry makes the file grow, in bytes. */
  room(name: string, bytes: number, how: EntryKind): number;
  /** Every name is used once. */
  add(name: string, bytes: Uint8Array, how: EntryKind): void;
  finish(): Uint8Array;
}
