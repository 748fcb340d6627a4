import type { CaseKind } from "../moderation/case.ts";
import type { InfringementNotice } from "./infringement-notice.ts";

/** Why a picture is reported; each has a name in the messages. The gravest come first. */
export const reportReasons = ["minors", "intimate", "sexual", "hateful", "deceiving", "rights", "other"] as const;
export type ReportReason = (typeof reportReasons)[number];

/** How long a note may be, in characters. */
export const REPORT_NOTE_LENGTH_MAX = 500;

/** What one person says is wrong with one picture (T25, T26). */
export interface Report {
  /** Derived from picture and reporter: there is one for each pair. A notice about somebody's work is another one beside it. */
  readonly id: string;
  /** The generation that is reported. */
  readonly generation: string;
  /** Whose picture it is. */
  readonly owner: string;
  readonly reporter: string;
  readonly reason: ReportReason;
  readonly note: string;
  /** Where it is more than a report: a whole notice about somebody's work. */
  readonly notice: InfringementNotice | null;
  readonly createdAt: Date;
  /** The case in which it is decided; null: none was opened yet. */
  readonly case: string | null;
  /** When the reporter was told what came of it. */
  readonly toldAt: Date | null;
}

/** How long people of ours may take, in hours; null: no clock runs. */
export const caseOfReport: Readonly<
  Record<ReportReason | "notice", { readonly kind: CaseKind; readonly due_hours: number | null }>
> = {
  minors: { kind: "gravest", due_hours: 48 },
  intimate: { kind: "intimate", due_hours: 48 },
  sexual: { kind: "report", due_hours: null },
  hateful: { kind: "report", due_hours: null },
  deceiving: { kind: "report", due_hours: null },
  rights: { kind: "report", due_hours: null },
  other: { kind: "report", due_hours: null },
  notice: { kind: "infringement", due_hours: 72 },
};

/** What the reports need of a database. */
export interface ReportStore {
  /** false when there is one with this id: the first one stands. */
  insert(report: Report): Promise<boolean>;
  find(id: string): Promise<Report | null>;
  /** Those whose ids begin so. */
  startingWith(prefix: string, limit: number): Promise<Report[]>;
  /** The case in which it is decided. */
  setCase(id: string, caseId: string): Promise<void>;
  /** Without a case although they are older than `before`: whoever filed them died. */
  withoutCase(before: Date, limit: number): Promise<Report[]>;
  /** How many somebody has filed since then. */
  countSince(reporter: string, since: Date): Promise<number>;
  /** The cases in which reports of this picture are decided. */
  casesOf(generation: string): Promise<string[]>;
  /** Cases, in the order of their ids, of whose outcome somebody still has to be told; `after`: behind this one. */
  untoldCases(after: string | null, limit: number): Promise<string[]>;
  untold(caseId: string, limit: number): Promise<Report[]>;
  markTold(ids: readonly string[], at: Date): Promise<void>;
}
