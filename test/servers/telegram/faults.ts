/** How a call may go wrong that Telegram's own rules have nothing against. */
export type FaultKind =
  /** An answer of Telegram's front, in HTML: nothing was done. */
  | "502"
  /** An answer in JSON: nothing was done. */
  | "500"
  | "429"
  /** The connection breaks before anything was done. */
  | "reset"
  /** It is done, and the answer is lost. */
  | "lost"
  /** No answer ever comes, and nothing is done. */
  | "silent"
  /** It is done and answered as ever, only later. */
  | "slow";

export interface Fault {
  readonly kind: FaultKind;
  /** A Bot API method, or `download` for files; absent: any. */
  readonly method?: string;
  /** How many calls; default 1. */
  readonly times?: number;
  /** Only calls that this is true of. */
  readonly when?: (parameters: Readonly<Record<string, unknown>>) => boolean;
  /** How long `slow` takes; default 300. */
  readonly delay_ms?: number;
  /** What `429` says; default 1. */
  readonly retryAfter_s?: number;
}

export function createFaults() {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add(fault: Fault): void {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    clear(): void {
      waiting.length = 0;
    },
    /** The fault that befalls this call; null: none. */
    take(method: string, parameters: Readonly<Record<string, unknown>>): Fault | null {
      // Fetching updates fails only where that was asked for: else it would eat the faults of all others.
      const found = waiting.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method ?? (method === "getUpdates" ? "" : method)).toLowerCase() === method.toLowerCase() &&
          (fault.when?.(parameters) ?? true),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
  };
}
export type Faults = ReturnType<typeof createFaults>;
