import type { HttpRoute } from "../../src/core/services.ts";

const CHECK_MS_MAX = 1_000;
/** A check may cost the database a write, and anybody who reaches the port may ask. */
const KEPT_MS = 1_000;
const NEVER_CACHED = { "Cache-Control": "no-store" };

export interface HealthOptions {
  /** What must work for this process to be of use, by name; each resolves, or rejects with what is wrong. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>;
  /** Whether the process is on its way out, so that no new traffic should come. */
  stopping(): boolean;
  /** The figures in Prometheus' text format. */
  metrics(): Promise<{ readonly contentType: string; readonly body: string }>;
  /** How long what the checks came to holds for whoever asks next; unset: a second. */
  readonly kept_ms?: number;
}

/** `/healthz`: the process is alive. `/readyz`: send it traffic. `/metrics`: for Prometheus. */
export function healthRoutes(options: HealthOptions): HttpRoute[] {
  const failed = shared(() => failing(options.checks), options.kept_ms ?? KEPT_MS);
  return [
    { method: "GET", path: "/healthz", handle: () => new Response("ok\n", { headers: NEVER_CACHED }) },
    {
      method: "GET",
      path: "/readyz",
      async handle() {
        const reasons = options.stopping() ? ["stopping"] : await failed();
        const ready = reasons.length === 0;
        return Response.json({ ready, failed: reasons }, { status: ready ? 200 : 503, headers: NEVER_CACHED });
      },
    },
    {
      method: "GET",
      path: "/metrics",
      async handle() {
        const { contentType, body } = await options.metrics();
        return new Response(body, { headers: { ...NEVER_CACHED, "Content-Type": contentType } });
      },
    },
  ];
}

/** All who ask while it works, and until `kept_ms` after, get the same answer. */
function shared<T>(work: () => Promise<T>, kept_ms: number): () => Promise<T> {
  let last: Promise<T> | null = null;
  let endedAt_ms = Number.POSITIVE_INFINITY;
  return () => {
    if (last === null || performance.now() - endedAt_ms >= kept_ms) {
      endedAt_ms = Number.POSITIVE_INFINITY;
      last = work().finally(() => {
        endedAt_ms = performance.now();
      });
    }
    return last;
  };
}

/** Only names leave the process: what a check rejects with may hold addresses. */
async function failing(checks: HealthOptions["checks"]): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ((await passes(check)) ? [] : [name])),
  );
  return results.flat();
}

async function passes(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS_MAX);
  });
  // The check is called inside the chain, so that one that throws at once counts as failed too.
  const answer = Promise.resolve()
    .then(check)
    .then(
      () => true,
      () => false,
    );
  const passed = await Promise.race([answer, late]);
  clearTimeout(timer);
  return passed;
}
