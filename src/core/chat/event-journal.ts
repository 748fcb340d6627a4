/**
 * Events of platforms that hand each one over and then forget it. An event is kept from before its receipt is confirmed
 * until it was handled, so that a process that dies loses none; and that it came is known longer, so that none is handled twice.
 */
export interface EventJournal {
  /** false when it is known: it was handled, or somebody is at it. */
  accept(event: ReceivedEvent, keepUntil: Date): Promise<boolean>;
  /** It was handled: what it said is forgotten, that it came is not. Safe to repeat. */
  close(key: string): Promise<void>;
  /** Open: somebody still has to handle it. null: it never came. */
  stateOf(key: string): Promise<"open" | "closed" | null>;
  /** The open events of a group, whichever process has accepted them, by their keys. */
  ofGroup(group: string): Promise<readonly ReceivedEvent[]>;
  /** Whoever handles these is still alive. */
  touch(keys: readonly string[], at: Date): Promise<void>;
  /**
   * Open events that nobody has touched since `quietSince`, oldest first. Each is given to one caller, who handles it from
   * `at` on.
   */
  takeOver(platform: string, quietSince: Date, at: Date, limit: number): Promise<TakenEvent[]>;
}

export interface ReceivedEvent {
  /** The platform's own id of it, with the platform's name in front. */
  readonly key: string;
  readonly platform: string;
  /** As it came. */
  readonly body: string;
  /** The key of whose event it is, which is not everybody whom it names; absent: nobody knows, or it is about nobody. */
  readonly who?: string;
  /** Where its answer is shown, as it was decided when it came, because the sign of work that is there already fits no other. */
  readonly place?: string;
  /** What it is one part of, with the platform's name in front; absent: it stands alone. */
  readonly group?: string;
  readonly at: Date;
}
export interface TakenEvent extends ReceivedEvent {
  /** How often it was taken over, this time included. */
  readonly takeovers: number;
}
