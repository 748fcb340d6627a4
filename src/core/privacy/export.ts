/** A person's copy of what is kept about them: `asked → packed → ready`, or `failed`. An account has at most one. */
export type ExportState = "asked" | "packed" | "ready" | "failed";

export interface Export {
  readonly account: string;
  readonly id: string;
  readonly state: ExportState;
  /** The chat that it is brought to. */
  readonly platform: string;
  readonly user: string;
  readonly askedAt: Date;
  /** How often somebody has begun it. */
  readonly attempts: number;
  /** Keys of its files in the image store, in order; empty until it is packed. */
  readonly parts: readonly string[];
  /** Until when the files are there; null until it is packed. */
  readonly keptUntil: Date | null;
}

/** How long its files can be had. */
export const EXPORT_KEPT_MS = 24 * 60 * 60_000;
/** One export in this time. */
export const EXPORT_EVERY_MS = 24 * 60 * 60_000;
/** What every chat takes as one file, bots on Discord and Telegram included. */
export const EXPORT_PART_BYTES_MAX = 8_000_000;

/** Where the files of an export lie in the image store. */
export const EXPORT_KEY_PREFIX = "export:";
export function exportPartKey(id: string, index: number): string {
  return `${EXPORT_KEY_PREFIX}${id}:${index}`;
}

/** What exports need of a database. */
export interface ExportStore {
  /** Keeps it, in place of one that was asked for before `before`; answers the one that is there then. */
  ask(asked: Export, before: Date): Promise<Export>;
  find(account: string): Promise<Export | null>;
  /** Those that nobody is at, the longest waiting first. */
  due(at: Date, limit: number): Promise<Export[]>;
  /** Keeps others away until then, and counts an attempt; false when somebody else was first. */
  claim(due: Export, until: Date): Promise<boolean>;
  /** Keeps others away for longer; false when it is another one, or somebody else's by now. */
  renew(claimed: Export, until: Date): Promise<boolean>;
  /** Writes how it goes on, unless somebody else is at it by now. `keepUntil`: when the database may forget it. */
  advance(
    claimed: Export,
    changes: Pick<Export, "state"> & Partial<Pick<Export, "parts" | "keptUntil">> & { readonly keepUntil: Date | null },
  ): Promise<boolean>;
}
