/** Why a picture is taken down; each has a name in the messages. */
export const takedownGrounds = [
  "rights",
  "intimate",
  "minors",
  "sexual",
  "hateful",
  "deceiving",
  "law",
  "terms",
] as const;
export type TakedownGround = (typeof takedownGrounds)[number];

/** How long a word to the owner, and the parts of a counter-notice, may be, in characters. */
export const TAKEDOWN_NOTE_LENGTH_MAX = 500;
export const OBJECTION_LENGTHS_MAX = { name: 120, contact: 200, statement: 1000, signature: 120 } as const;

/**
 * A picture that was taken out of the store and out of the chats (T26). What has to be done for it is written first, and each
 * step may be repeated, so that whoever comes next goes on where a process died.
 */
export interface Takedown {
  /** Derived from the picture, and from how often it was taken down before. */
  readonly id: string;
  readonly generation: string;
  /** Whose picture it is. */
  readonly account: string;
  readonly ground: TakedownGround;
  /** What the owner is told beside the ground; null: nothing. */
  readonly note: string | null;
  /** Identity key of the operator. */
  readonly by: string;
  readonly at: Date;
  /** Keys in the evidence room under which the picture lies until `objectUntil`, or until the objection is decided. */
  readonly sealed: readonly SealedImage[];
  /** See `takedown-steps.ts`. */
  readonly done: readonly TakedownStep[];
  /** Places that show it no more, under names that tell nobody. */
  readonly covered: readonly string[];
  /** Places where it could not be taken away: messages that are too old to be changed. */
  readonly lost: readonly string[];
  /** When somebody has to go on with it; null: nothing is left to do. */
  readonly nextStepAt: Date | null;
  /** The owner may object until then. */
  readonly objectUntil: Date;
  readonly objection: Objection | null;
  /** When what was decided about the objection was done. */
  readonly objectionDecidedAt: Date | null;
  /** When the picture was given back; then the takedown counts no more. */
  readonly restoredAt: Date | null;
  /** Somebody is giving it back. */
  readonly restoring: { readonly by: string; readonly reason: string | null } | null;
  readonly version: number;
}

/** What of the picture has been sealed, with all that is needed to give it back. */
export interface SealedImage {
  readonly key: string;
  readonly evidence: string;
  readonly width: number;
  readonly height: number;
}

/** In the order in which they are done; the last one is tried until nothing is left. */
export const takedownSteps = ["hidden", "sealed", "cleared", "told", "decided", "counted", "covered"] as const;
export type TakedownStep = (typeof takedownSteps)[number];

/** A counter-notice: the owner says that the picture was taken down by mistake. */
export interface Objection {
  readonly name: string;
  /** Where they can be written to. */
  readonly contact: string;
  readonly statement: string;
  /** Typed by them, in place of a signature. */
  readonly signature: string;
  readonly at: Date;
  /** The case in which it is decided. */
  readonly case: string;
}

export interface TakedownStore {
  /** The one that is there stands; answers it. */
  insert(takedown: Takedown): Promise<Takedown>;
  find(id: string): Promise<Takedown | null>;
  /** The newest one of a picture. */
  ofGeneration(generation: string): Promise<Takedown | null>;
  /** Writes only on the version before: false when somebody else was first. */
  update(takedown: Takedown): Promise<boolean>;
  /** Those that somebody has to go on with, the longest due first. */
  due(at: Date, limit: number): Promise<Takedown[]>;
  /** Latest first. */
  latest(limit: number): Promise<Takedown[]>;
  /** How many of an account stand, on this ground. */
  countStanding(account: string, ground: TakedownGround): Promise<number>;
  /** An account's takedowns whose own ids, or whose pictures' ids, begin so. */
  ofAccount(account: string, prefix: string, limit: number): Promise<Takedown[]>;
  /** Those with an objection that is not decided, in the order of their ids; `after`: behind this one. */
  objected(after: string | null, limit: number): Promise<Takedown[]>;
  /** How often a picture was taken down. */
  countOf(generation: string): Promise<number>;
}

/** Whether the picture is down now. */
export function stands({ restoredAt }: Pick<Takedown, "restoredAt">): boolean {
  return restoredAt === null;
}
