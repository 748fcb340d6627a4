/** What operators can switch off and on while Easel runs (T2). `model:<id>`, `plan:<id>`, or one of the words. */
export type SwitchName = `model:${string}` | `plan:${string}` | "registrations" | "purchases" | "service";

export interface SwitchState {
  readonly name: SwitchName;
  readonly isOff: boolean;
  /** What people are told beside it, in the operator's words; null: nothing. */
  readonly note: string | null;
  /** When it comes on again by itself; null: not by itself. */
  readonly until: Date | null;
  readonly by: string;
  readonly at: Date;
}

/** What is off now. Read from memory, so that a check costs nothing; every process knows within seconds. */
export interface Switches {
  /** null: it is on. */
  off(name: SwitchName): SwitchState | null;
  /** All that was ever switched, as it was last; what is over by its time included. */
  all(): readonly SwitchState[];
  /** Switches; effective here at once, in other processes within seconds. Kept in the audit trail by whoever switches. */
  set(state: Omit<SwitchState, "at">): Promise<void>;
  /** Reads what is stored now; rejects when that cannot be had, and what was known stays. */
  read(): Promise<void>;
  /** Reads now, and then every few seconds until `stop`. What cannot be read is tried again: it keeps nothing from starting. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface SwitchStore {
  /** One for each name: few, as nothing else can be switched. */
  all(): Promise<SwitchState[]>;
  /** The latest one of a name stands. */
  put(state: SwitchState): Promise<void>;
}
