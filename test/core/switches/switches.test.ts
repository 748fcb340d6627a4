import { afterEach, describe, expect, test } from "vitest";
import { createSwitches } from "../../../src/core/switches/create-switches.ts";
import type { Switches, SwitchState, SwitchStore } from "../../../src/core/switches/switches.ts";
import { systemClock } from "../../../src/system.ts";
import { TestClock, TestLog } from "../../support/credits.ts";

const FRESH_MS = 10;
const off = { isOff: true, note: null, until: null, by: "memory:operator" } as const;

/** A store that can be away, and whose answers can be held back. */
function memorySwitches() {
  const stored = new Map<string, SwitchState>();
  let away = false;
  let gate: Promise<void> = Promise.resolve();
  const store: SwitchStore = {
    async all() {
      const found = [...stored.values()];
      await gate;
      if (away) throw new Error("away");
      return found;
    },
    async put(state) {
      if (away) throw new Error("away");
      stored.set(state.name, state);
    },
  };
  return {
    store,
    stored,
    setAway: (is: boolean) => {
      away = is;
    },
    /** Readings answer what was there when they began, once this is called. */
    holdBack() {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => open();
    },
  };
}

const running: Switches[] = [];
afterEach(async () => {
  for (const switches of running.splice(0)) await switches.stop();
});

function process(store: SwitchStore, log = new TestLog()): Switches {
  const switches = createSwitches({ store, clock: systemClock, log, fresh_ms: FRESH_MS });
  running.push(switches);
  return switches;
}

describe("a switch", () => {
  test("counts at once where it was switched, and in another process without being asked", async () => {
    const { store } = memorySwitches();
    const [here, there] = [process(store), process(store)];
    await Promise.all([here.start(), there.start()]);
    await here.set({ name: "model:z-image", ...off });
    expect(here.off("model:z-image")).toMatchObject(off);
    await expect.poll(() => there.off("model:z-image")).toMatchObject(off);
    await there.set({ name: "model:z-image", ...off, isOff: false });
    await expect.poll(() => here.off("model:z-image")).toBeNull();
    expect(here.all()).toHaveLength(1);
  });

  test("is known to a process from its start on", async () => {
    const { store } = memorySwitches();
    await process(store).set({ name: "service", ...off });
    const next = process(store);
    await next.start();
    expect(next.off("service")).not.toBeNull();
  });

  test("ends by itself at its time, to the millisecond", async () => {
    const clock = new TestClock();
    const switches = createSwitches({ store: memorySwitches().store, clock, log: new TestLog() });
    await switches.set({ name: "purchases", ...off, until: new Date(clock.now().getTime() + 1000) });
    clock.move(999);
    expect(switches.off("purchases")).not.toBeNull();
    clock.move(1);
    expect(switches.off("purchases")).toBeNull();
  });

  test("is not undone by a reading that began before it and ends after it", async () => {
    const { store, holdBack } = memorySwitches();
    const switches = process(store);
    const open = holdBack();
    const reading = switches.read();
    const setting = switches.set({ name: "registrations", ...off });
    open();
    await Promise.all([reading, setting]);
    expect(switches.off("registrations")).not.toBeNull();
  });

  test("that cannot be stored counts nowhere", async () => {
    const { store, setAway } = memorySwitches();
    const switches = process(store);
    setAway(true);
    await expect(switches.set({ name: "service", ...off })).rejects.toThrow("away");
    expect(switches.off("service")).toBeNull();
  });
});

describe("while the database is away", () => {
  test("what was known counts on, it is logged once, and what is new is known once it is back", async () => {
    const { store, stored, setAway } = memorySwitches();
    const log = new TestLog();
    const switches = process(store, log);
    await switches.set({ name: "service", ...off });
    await switches.start();
    setAway(true);
    await expect.poll(() => log.lines.length).toBe(1);
    await systemClock.sleep(5 * FRESH_MS);
    expect(switches.off("service")).not.toBeNull();
    expect(log.lines.map(({ level }) => level)).toEqual(["warn"]);
    stored.clear();
    setAway(false);
    await expect.poll(() => switches.off("service")).toBeNull();
  });

  test("a process starts all the same, and learns later", async () => {
    const { store, setAway } = memorySwitches();
    await process(store).set({ name: "service", ...off });
    setAway(true);
    const next = process(store);
    await next.start();
    expect(next.off("service")).toBeNull();
    setAway(false);
    await expect.poll(() => next.off("service")).not.toBeNull();
  });
});
