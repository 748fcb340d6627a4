/** Why a picture is reported; each has a name in the messages. The gravest come first. */
export const reportReasons = ["minors", "intimate", "sexual", "hateful", "deceiving", "rights", "other"] as const;
export type ReportReason = (typeof reportReasons)[number];

/** How long a note may be, in characters. */
export const REPORT_NOTE_LENGTH_MAX = 500;

/** What one person says is wrong with one picture (T25, T26). */
export interface Report {
  /** Derived from picture and reporter: there is one for each pair. */
  readonly id: string;
  /** The generation that is reported. */
  readonly generation: string;
  /** Whose picture it is. */
  readonly owner: string;
  readonly reporter: string;
  readonly reason: ReportReason;
  readonly note: string;
  readonly createdAt: Date;
}

/** What the reports need of a database. */
export interface ReportStore {
  /** false when there is one with this id: the first one stands. */
  insert(report: Report): Promise<boolean>;
  find(id: string): Promise<Report | null>;
}
