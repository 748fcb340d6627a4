import { KeyedQueue } from "../keyed-queue.ts";
import type { Clock, Log } from "../services.ts";
import type { Switches, SwitchState, SwitchStore } from "./switches.ts";

/** How long another process may take to know of a switch. */
const SWITCHES_FRESH_MS = 2_000;

export function createSwitches({
  store,
  clock,
  log,
  fresh_ms = SWITCHES_FRESH_MS,
}: {
  readonly store: SwitchStore;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn">;
  readonly fresh_ms?: number;
}): Switches {
  let known: ReadonlyMap<string, SwitchState> = new Map();
  let isReadingOn = false;
  const stopping = new AbortController();
  // A reading that began before a switch must not end after it with what was there before.
  const inOrder = new KeyedQueue();

  const read = () =>
    inOrder.run("switches", async () => {
      known = new Map((await store.all()).map((state) => [state.name, state]));
    });

  /** Whether it went well is told once, not every two seconds. */
  async function readOn(): Promise<void> {
    let isAway = false;
    while (!stopping.signal.aborted) {
      await clock.sleep(fresh_ms, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      isAway = await readOrKeep(isAway);
    }
  }

  async function readOrKeep(wasAway: boolean): Promise<boolean> {
    try {
      await read();
      return false;
    } catch (error) {
      if (!wasAway && !stopping.signal.aborted)
        log.warn({ error }, "switches could not be read; what was known of them counts on");
      return true;
    }
  }

  return {
    off(name) {
      const state = known.get(name);
      if (state === undefined || !state.isOff) return null;
      return state.until !== null && state.until <= clock.now() ? null : state;
    },
    all: () => [...known.values()],
    set: (wanted) =>
      inOrder.run("switches", async () => {
        const state = { ...wanted, at: clock.now() };
        await store.put(state);
        known = new Map([...known, [state.name, state]]);
      }),
    read,
    async start() {
      await readOrKeep(false);
      if (!isReadingOn) void readOn();
      isReadingOn = true;
    },
    async stop() {
      // Not waited for: a database that stalls must not keep a process from stopping.
      stopping.abort();
    },
  };
}
