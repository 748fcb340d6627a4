import type { HttpRoute } from "../../src/core/services.ts";

/** Discord waits three seconds for its answer: within them, a load balancer can still ask another process. */
const PATIENCE_MS = 2_000;

/** What a process is asked before it has started. */
export interface Opening {
  /** The route, which waits until the process has opened; who waits longer than two seconds is answered 503. */
  hold(route: HttpRoute): HttpRoute;
  /** From now on nothing waits. */
  open(): void;
}

/**
 * The server listens before all parts are there, because its address is one of them. Who comes in this moment waits for it
 * instead of being turned away: a load balancer that has just found the process again may have nobody else to ask.
 */
export function createOpening({ patience_ms = PATIENCE_MS }: { readonly patience_ms?: number } = {}): Opening {
  let isOpen = false;
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });

  async function patiently(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience_ms);
    });
    await Promise.race([opened, late]);
    clearTimeout(timer);
  }

  return {
    open() {
      isOpen = true;
      open();
    },
    hold: (route) => ({
      ...route,
      async handle(request, parameters, keepBody) {
        if (!isOpen) await patiently();
        return isOpen ? route.handle(request, parameters, keepBody) : stillStarting();
      },
    }),
  };
}

function stillStarting(): Response {
  const error = "Easel is still starting. Please try again in a moment.";
  return Response.json({ error }, { status: 503, headers: { "Retry-After": "2" } });
}
