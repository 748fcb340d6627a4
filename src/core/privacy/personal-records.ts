import type { Subject } from "./subject.ts";

/**
 * One kind of thing that is kept about people. Whatever keeps something that has to do with a person is one of these, so that
 * an export shows it and an erasure reaches it (T15). The list is in `adapters/mongo/personal-data.ts`.
 */
export interface PersonalRecords {
  /** What an export calls it: letters and hyphens. */
  readonly name: string;
  /** Every record about this person, one by one, however many there are. Those of other people in them are left out. */
  about(subject: Subject): AsyncIterable<PersonalRecord>;
  /** Takes away what is personal; what has to stay names nobody afterwards. Safe to repeat. */
  erase(subject: Subject): Promise<void>;
}

export type PersonalRecord = Readonly<Record<string, unknown>>;

/** A stored image of a person's, as an export packs it. */
export interface PersonalImage {
  readonly key: string;
  readonly contentType: string;
}

/** All of it: `images` are the keys of whatever is in the image store, the parts of exports excepted. */
export interface PersonalData {
  /** In the order in which they are erased: what others are found by comes last. */
  readonly records: readonly PersonalRecords[];
  images(subject: Subject): AsyncIterable<PersonalImage>;
}
