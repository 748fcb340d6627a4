import type { ReceivedEvent } from "./event-journal.ts";

/**
 * Events of a platform that brings each once and at a great rate: many are kept and forgotten in one write, and whoever looks
 * for those of a dead process does so by its own clock, because what stands here is by the clocks of others.
 */
export interface EventBatches {
  /** Keeps them; what is known already stays as it is. */
  keep(events: readonly ReceivedEvent[], keepUntil: Date): Promise<void>;
  /** These were handled: not even a mark is left. Safe to repeat. */
  forget(keys: readonly string[]): Promise<void>;
  /** Whoever is at these is still alive. */
  touch(keys: readonly string[], at: Date): Promise<void>;
  /** The open events of a platform behind a key, in the order of their keys, without what they say. */
  opened(platform: string, after: string | null, limit: number): Promise<OpenEvent[]>;
  /** Takes one over as it was seen, and answers what it says; null when somebody was at it meanwhile. */
  claim(event: OpenEvent, at: Date): Promise<ClaimedEvent | null>;
}

/** As `ReceivedEvent` has them. */
export type ClaimedEvent = Pick<ReceivedEvent, "body" | "place">;

/** How an open event stands: whoever is at it touches it now and then. */
export interface OpenEvent {
  readonly key: string;
  readonly touchedAt: Date;
  readonly takeovers: number;
}
