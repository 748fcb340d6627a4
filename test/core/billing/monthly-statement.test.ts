import { expect, test } from "vitest";
import { type OrderStatement, statementsOf } from "../../../src/core/billing/monthly-statement.ts";
import { testBilling } from "../../support/billing.ts";
import { DAY_MS } from "../../support/credits.ts";

const month = (from: string, to: string) => ({
  start: new Date(`${from}T00:00:00Z`),
  end: new Date(`${to}T00:00:00Z`),
});

test("months of statements add up to what the ledger says in the end", async () => {
  const easel = testBilling();
  const spend = async (account: string, amount: number) => {
    const hold = `picture:${account}:${easel.clock.now().getTime()}`;
    await easel.ledger.hold(account, { cause: hold, amount, reason: "picture" });
    await easel.ledger.capture(account, { hold, amount, reason: "picture" });
  };
  const statements = async (from: string, to: string) => {
    const all: OrderStatement[] = [];
    for await (const one of statementsOf(easel, month(from, to))) all.push(one);
    return all;
  };

  const pack = await easel.bought("ann", "pack-small");
  const plan = await easel.bought("bob", "starter-month", "jpy");
  await spend("ann", 100);
  await spend("bob", 40);
  easel.clock.move(10 * DAY_MS);
  easel.provider.refundInDashboard((await easel.billing.order(pack))?.payment ?? "", 450);
  await easel.deliver();
  await spend("ann", 50);
  easel.clock.move(25 * DAY_MS);
  await easel.ledger.expire("bob");
  easel.clock.move(30 * DAY_MS);

  const of = (all: readonly OrderStatement[], id: string) => {
    const found = all.find(({ order }) => order.id === id);
    return found && [found.moneyIn, found.moneyBack, ...Object.values(found.credits)];
  };
  const [november, december, january] = [
    await statements("2054-11-01", "2054-12-01"),
    await statements("2054-12-01", "2055-01-01"),
    await statements("2055-01-01", "2055-02-01"),
  ];
  // Money in and back; credits granted, spent, expired, reclaimed and left.
  expect(of(november, pack)).toEqual([899, 0, 500, 100, 0, 0, 400]);
  expect(of(december, pack)).toEqual([0, 450, 0, 50, 0, 250, 100]);
  expect(of(january, pack)).toEqual([0, 0, 0, 0, 0, 0, 100]);
  expect(of(november, plan)).toEqual([1_100, 0, 500, 40, 0, 0, 460]);
  expect(of(december, plan)).toEqual([0, 0, 0, 0, 460, 0, 0]);
  expect(of(january, plan)).toBeUndefined();
  expect(await statements("2054-10-01", "2054-11-01")).toEqual([]);
});

test("an order that does not agree with the ledger is told by the reconciliation", async () => {
  const easel = testBilling();
  const id = await easel.bought("ann", "pack-small");
  easel.clock.move(1);
  const order = await easel.billing.order(id);
  if (order === null) throw new Error("no order");
  const grants = order.grants.map((grant) => ({ ...grant, credits: 501 }));
  await easel.orders.write(order, { ...order, grants, version: order.version + 1 });
  await easel.billing.reconcile();
  const errors = easel.log.lines.filter(({ level }) => level === "error");
  expect(errors.map(({ message }) => message)).toEqual(["an order and the ledger disagree"]);
});
