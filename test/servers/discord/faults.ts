/**
 * What goes wrong with the next requests of a route. `lost`: it is done, and the connection breaks before the answer.
 * `silent`: nothing is done and nothing is answered until the server stops or the client gives up.
 */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly retryAfter_s?: number; readonly isGlobal?: boolean }
  | { readonly kind: "lost" | "silent" | "reset" }
  | { readonly kind: "late"; readonly delay_ms: number };

export interface Faults {
  /** `route`: as in the recorded calls, `PATCH /webhooks/:application/:token/messages/:message`, or a pattern for it. */
  add(route: string | RegExp, fault: Fault, times?: number): void;
  take(route: string): Fault | null;
  clear(): void;
  /** How many are still to come. */
  left(): number;
}

export function createFaults(): Faults {
  let waiting: { readonly route: string | RegExp; readonly fault: Fault; times: number }[] = [];
  return {
    add(route, fault, times = 1) {
      waiting.push({ route, fault, times });
    },
    take(route) {
      const found = waiting.find((one) =>
        typeof one.route === "string" ? one.route === route : one.route.test(route),
      );
      if (found === undefined) return null;
      found.times -= 1;
      if (found.times <= 0) waiting = waiting.filter((one) => one !== found);
      return found.fault;
    },
    clear() {
      waiting = [];
    },
    left: () => waiting.reduce((sum, { times }) => sum + times, 0),
  };
}
