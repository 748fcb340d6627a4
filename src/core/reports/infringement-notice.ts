/** What makes a notice about somebody's work whole (T26): who, how to reach them, the work, the picture, two statements, a signature. */
export const noticeElements = ["name", "contact", "work", "material", "goodFaith", "accuracy", "signature"] as const;
export type NoticeElement = (typeof noticeElements)[number];

/**
 * A notice that a picture uses somebody's work without permission.
 *
 * @see https://www.law.cornell.edu/uscode/text/17/512
 */
export interface InfringementNotice {
  readonly name: string;
  readonly contact: string;
  readonly work: string;
  /** The link or id as it was written. */
  readonly material: string;
  /** They believe in good faith that nobody has allowed this use. */
  readonly goodFaith: boolean;
  /** What they say is accurate, and under penalty of perjury they own the rights or may act for whoever does. */
  readonly accuracy: boolean;
  /** Typed by them. */
  readonly signature: string;
}

export const NOTICE_LENGTHS_MAX = { name: 120, contact: 200, work: 800, material: 300, signature: 120 } as const;

/** What is still missing, in the order in which it is asked for. */
export function missingIn(notice: Partial<InfringementNotice>): NoticeElement[] {
  return noticeElements.filter((element) => {
    const given = notice[element];
    return typeof given === "string" ? given.trim() === "" : given !== true;
  });
}
