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
  all(): readonly SwitchState[];
  /** Switches; effective here at once, in other processes within seconds. Kept in the audit trail by whoever switches. */
  set(state: Omit<SwitchState, "at">): Promise<void>;
  /** Reads what is stored now: at the start, and then every few seconds until `stop`. */
  start(): Promise<void>;
  stop(): Promise<void>;
}
