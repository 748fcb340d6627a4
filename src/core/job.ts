import type { z } from "zod";
import type { Services } from "./services.ts";

/**
 * Work that the clock or another part asks for. A job runs at least once and perhaps twice or late: `run` must be safe to
 * repeat.
 */
export interface Job<Payload = unknown> {
  readonly name: string;
  /** How often it runs by itself: an interval such as "10 seconds", or a cron line in UTC. Unset: only when asked for. */
  readonly every?: string;
  readonly payload: z.ZodType<Payload>;
  /** How long one run may take, in seconds, before another process may run it again. Default 600. */
  readonly lockSeconds?: number;
  run(payload: Payload, services: Services): Promise<void>;
}

export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}
