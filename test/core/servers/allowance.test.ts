import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoSpending } from "../../../adapters/mongo/spending.ts";
import {
  type Allowance,
  type CountedGeneration,
  createAllowance,
  memberOf,
} from "../../../src/core/servers/allowance.ts";
import { systemIds } from "../../../src/system.ts";
import { DAY_MS, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let first: Mongo;
let second: Mongo;
let processes: readonly [Allowance, Allowance];
beforeAll(async () => {
  const { uri } = await testDatabase();
  first = await connectMongo({ uri, log: new TestLog() });
  second = await connectMongo({ uri, log: new TestLog() });
  const over = ({ connection }: Mongo) => createAllowance({ store: mongoSpending(connection), ids: systemIds });
  processes = [over(first), over(second)];
});
afterAll(() => Promise.all([first.close(), second.close()]));

let accounts = 0;
let generations = 0;
const MIDNIGHT = new Date("2054-11-25T00:00:00Z");

/** A member who has spent nothing anywhere. */
function member(cap: number | null, acceptedAt = new Date(MIDNIGHT.getTime() - 1)) {
  const account = `account-${++accounts}`;
  const server = { key: "memory:1", dailyCap_credits: cap };
  return (price: number, changed: Partial<CountedGeneration> = {}): CountedGeneration => ({
    id: `generation-${++generations}`,
    ...{ account, server, acceptedAt, price: { perImage_credits: price, total_credits: price } },
    ...changed,
  });
}

describe("what a member may spend in a server a day", () => {
  test("is never passed by 50 orders at once in two processes, and is used up to the last credit", async () => {
    const order = member(10);
    const orders = Array.from({ length: 50 }, () => order(1));
    const taken = await Promise.all(orders.map((one, index) => processes[index % 2]?.take(one)));
    expect(taken.filter((one) => one)).toHaveLength(10);
    expect(await processes[0].hasRoom(order(1), 1)).toBe(false);
  });

  test("counts one generation once, however often and wherever it is taken", async () => {
    const order = member(10);
    const one = order(6);
    expect(await Promise.all([0, 1, 0, 1].map((index) => processes[index as 0 | 1].take(one)))).toEqual([
      ...[true, true, true, true],
    ]);
    expect(await processes[1].hasRoom(order(4), 4)).toBe(true);
    expect(await processes[1].hasRoom(order(5), 5)).toBe(false);
  });

  test("stays spent when the member's account becomes another one, and is nobody else's", async () => {
    const order = member(10);
    const ada = { platform: "memory", user: `ada-${accounts}` };
    const there = { key: "memory:1", dailyCap_credits: 10 };
    const asAda = { ...there, member: memberOf(there, ada, systemIds) };
    expect(await processes[0].take(order(7, { server: asAda }))).toBe(true);
    const linked = { server: asAda, account: "joined" };
    expect(await processes[1].hasRoom(order(4, linked), 4)).toBe(false);
    expect(await processes[1].take(order(4, linked))).toBe(false);
    expect(await processes[1].take(order(3, linked))).toBe(true);
    const asGrace = { ...there, member: memberOf(there, { ...ada, user: "grace" }, systemIds) };
    expect(await processes[0].take(order(10, { server: asGrace }))).toBe(true);
  });

  test("gets back what was not spent, once", async () => {
    const order = member(10);
    const one = order(10);
    await processes[0].take(one);
    await Promise.all([0, 1, 0, 1].map((index) => processes[index as 0 | 1].settle(one, 3)));
    expect(await processes[0].take(order(8))).toBe(false);
    expect(await processes[0].take(order(7))).toBe(true);
  });

  test("is not taken by a picture that ended before its taking arrived", async () => {
    const order = member(10);
    const cancelled = order(10);
    await processes[0].settle(cancelled, 0);
    expect(await processes[1].take(cancelled)).toBe(true);
    expect(await processes[1].take(order(10))).toBe(true);
  });

  test("begins anew at midnight (UTC), and what ends after midnight counts for the day of its order", async () => {
    const yesterdays = member(10);
    const late = yesterdays(10);
    const tomorrows = (price: number) => yesterdays(price, { acceptedAt: MIDNIGHT });
    await processes[0].take(late);
    expect(await processes[0].take(yesterdays(1))).toBe(false);
    expect(await processes[0].take(tomorrows(10))).toBe(true);
    await processes[0].settle(late, 0);
    expect(await processes[0].take(tomorrows(1))).toBe(false);
    expect(await processes[0].take(yesterdays(10))).toBe(true);
  });

  test("is each member's own, and each server's own", async () => {
    const order = member(5);
    await processes[0].take(order(5));
    expect(await processes[0].take(member(5)(5))).toBe(true);
    expect(await processes[0].take(order(5, { server: { key: "memory:2", dailyCap_credits: 5 } }))).toBe(true);
  });

  test("counts what was spent before the limit was set", async () => {
    const order = member(null);
    await processes[0].take(order(900));
    const limited = (price: number) => order(price, { server: { key: "memory:1", dailyCap_credits: 901 } });
    expect(await processes[0].take(limited(2))).toBe(false);
    expect(await processes[0].take(limited(1))).toBe(true);
  });

  test("does not exist in a direct chat", async () => {
    const direct = member(1)(900, { server: null });
    expect(await processes[0].hasRoom(direct, 900)).toBe(true);
    expect(await processes[0].take(direct)).toBe(true);
    await processes[0].settle(direct, 0);
  });

  test("is told with what is left of it, and until when", async () => {
    const order = member(10);
    await processes[0].take(order(7));
    const { refusal } = await processes[0].refusal(order(4), 4);
    expect(refusal).toEqual({ code: "server-cap", data: { price: 4, cap: 10, left: 3, resetsAt: MIDNIGHT } });
  });

  test("holds whatever order takings and endings come in", async () => {
    const steps = fc.array(
      fc.record({ order: fc.nat(4), ends: fc.boolean(), cost: fc.nat(3), process: fc.constantFrom(0, 1) }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (moves) => {
        const order = member(10);
        const orders = Array.from({ length: 5 }, () => order(4));
        const costs = new Map<number, number>();
        const over = new Set<number>();
        const spent = () => [...costs.values()].reduce((sum, one) => sum + one, 0);
        for (const { order: index, ends, cost, process } of moves) {
          const one = orders[index];
          if (one === undefined) continue;
          if (ends) {
            // What never was taken ends without a cost.
            const final = costs.has(index) && !over.has(index) ? cost : (costs.get(index) ?? 0);
            await processes[process as 0 | 1].settle(one, final);
            costs.set(index, final);
            over.add(index);
          } else {
            const fits = costs.has(index) || spent() + 4 <= 10;
            expect(await processes[process as 0 | 1].take(one)).toBe(fits);
            if (fits && !costs.has(index)) costs.set(index, 4);
          }
          expect(spent()).toBeLessThanOrEqual(10);
          const left = 10 - spent();
          expect(await processes[0].hasRoom(one, left)).toBe(true);
          expect(await processes[0].hasRoom(one, left + 1)).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });
});

test("the sums tell neither who nor where, and are forgotten within days", async () => {
  const one = member(10)(1);
  await processes[0].take(one);
  const collection = first.connection.getClient().db().collection("spending");
  const stored = await collection.find().toArray();
  const text = JSON.stringify(stored);
  expect(text).toContain(one.id);
  expect(text).not.toMatch(/account-|memory:/u);
  for (const { keepUntil } of stored) expect(keepUntil.getTime()).toBeLessThanOrEqual(MIDNIGHT.getTime() + 3 * DAY_MS);
  await first.ensureIndexes();
  expect(await collection.indexes()).toContainEqual(
    expect.objectContaining({ key: { keepUntil: 1 }, expireAfterSeconds: 0 }),
  );
});
