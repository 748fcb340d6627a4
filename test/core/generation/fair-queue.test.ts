import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FairQueue, type Waiting } from "../../../src/core/generation/fair-queue.ts";

const waiting = (account: string, number: number, more: Partial<Waiting> = {}): Waiting => ({
  id: `${account}#${number}`,
  account,
  weight: 1,
  atOnce: 3,
  ...more,
});

/** Serves everybody, `turns` at once, the oldest turn ending first; answers the order in which turns were given. */
function serve(queue: FairQueue, turns: number): string[] {
  const order: string[] = [];
  const running: string[] = [];
  for (;;) {
    for (let next = queue.next(turns); next !== null; next = queue.next(turns)) {
      order.push(next.id);
      running.push(next.id);
    }
    const done = running.shift();
    if (done === undefined) return order;
    queue.leave(done);
  }
}

describe("the line at the provider", () => {
  test("50 people with 20 requests each: everyone's first is served before anyone's fifth, in order within a person", () => {
    const queue = new FairQueue();
    const people = Array.from({ length: 50 }, (_, number) => `person-${number}`);
    for (const account of people) for (let number = 1; number <= 20; number++) queue.join(waiting(account, number));
    const order = serve(queue, 10);
    expect(order).toHaveLength(1000);
    const firstFifth = order.findIndex((id) => id.endsWith("#5"));
    for (const account of people) {
      expect(order.indexOf(`${account}#1`)).toBeLessThan(firstFifth);
      const own = order.filter((id) => id.startsWith(`${account}#`));
      expect(own).toEqual(Array.from({ length: 20 }, (_, number) => `${account}#${number + 1}`));
    }
  });

  test("whoever comes late is not behind the whole backlog of others", () => {
    const queue = new FairQueue();
    for (let number = 1; number <= 100; number++) queue.join(waiting("greedy", number));
    for (let number = 1; number <= 3; number++) queue.next(3);
    queue.join(waiting("late", 1));
    expect(queue.ahead("late#1")).toBeLessThanOrEqual(3);
  });

  test("a weight of three gets three turns for one, and the one still gets it", () => {
    const queue = new FairQueue();
    for (let number = 1; number <= 30; number++) {
      queue.join(waiting("paying", number, { weight: 3 }));
      queue.join(waiting("free", number));
    }
    const first = serve(queue, 1).slice(0, 20);
    const paying = first.filter((id) => id.startsWith("paying")).length;
    expect(paying).toBeGreaterThanOrEqual(14);
    expect(paying).toBeLessThanOrEqual(16);
  });

  test("never more turns than there are, in all and for one account, and nobody is lost or starves", () => {
    const arrival = fc.record({
      account: fc.constantFrom("a", "b", "c", "d"),
      weight: fc.constantFrom(1, 2, 5),
      atOnce: fc.constantFrom(1, 2, 3),
    });
    const action = fc.oneof(arrival, fc.constant("end" as const), fc.constant("give up" as const));
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), fc.integer({ min: 1, max: 5 }), (actions, turns) => {
        const queue = new FairQueue();
        const all = new Map<string, Waiting>();
        const gone = new Set<string>();
        const running: string[] = [];
        const step = () => {
          for (let next = queue.next(turns); next !== null; next = queue.next(turns)) running.push(next.id);
          expect(running.length).toBeLessThanOrEqual(turns);
          for (const id of running) {
            const { account, atOnce } = all.get(id) as Waiting;
            const own = running.filter((other) => all.get(other)?.account === account);
            if (own.length > atOnce)
              expect(Math.max(...own.map((one) => all.get(one)?.atOnce ?? 0))).toBeGreaterThanOrEqual(own.length);
          }
        };
        for (const [number, one] of actions.entries()) {
          if (one === "end") {
            const done = running.shift();
            if (done !== undefined) {
              gone.add(done);
              queue.leave(done);
            }
          } else if (one === "give up") {
            const waiter = [...all.keys()].find((id) => !gone.has(id) && !running.includes(id));
            if (waiter !== undefined) {
              gone.add(waiter);
              queue.leave(waiter);
            }
          } else {
            const arriving = waiting(one.account, number, one);
            all.set(arriving.id, arriving);
            queue.join(arriving);
          }
          step();
        }
        for (let rounds = 0; running.length > 0; rounds++) {
          expect(rounds).toBeLessThan(500);
          const done = running.shift() as string;
          gone.add(done);
          queue.leave(done);
          step();
        }
        expect(gone.size).toBe(all.size);
        expect(queue.size()).toEqual({ waiting: 0, running: 0, remembered: 0 });
      }),
    );
  });

  test("an account that keeps asking is overtaken by no more than its share while another one waits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }), (weight, others) => {
        const queue = new FairQueue();
        const served: string[] = [];
        let number = 0;
        const refill = () => {
          for (let other = 0; other < others; other++) queue.join(waiting(`other-${other}`, number++, { weight }));
        };
        refill();
        refill();
        queue.join(waiting("patient", 0));
        for (let round = 0; round < 200 && !served.includes("patient#0"); round++) {
          const next = queue.next(1);
          if (next === null) break;
          served.push(next.id);
          queue.leave(next.id);
          refill();
        }
        expect(served).toContain("patient#0");
        expect(served.length).toBeLessThanOrEqual((weight + 2) * others + 1);
      }),
    );
  });

  test("a turn that was taken elsewhere counts, and is not given again", () => {
    const queue = new FairQueue();
    queue.occupy(waiting("a", 1));
    queue.join(waiting("a", 1));
    queue.join(waiting("b", 1));
    expect(queue.next(1)).toBeNull();
    queue.leave("a#1");
    expect(queue.next(1)?.id).toBe("b#1");
  });
});
