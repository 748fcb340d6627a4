import { expect, test } from "vitest";
import { carryOutOrders } from "../../jobs/carry-out-orders.ts";
import { reconcilePayments } from "../../jobs/reconcile-payments.ts";
import { available } from "../../src/core/credits/wallet.ts";
import type { Services } from "../../src/core/services.ts";
import { testBilling } from "../support/billing.ts";
import { DAY_MS } from "../support/credits.ts";

const stage = () => {
  const easel = testBilling();
  const services = { billing: easel.billing, log: easel.log } as unknown as Services;
  const credits = async () => available(await easel.ledger.wallet("ann"), easel.clock.now());
  return { ...easel, services, credits };
};

test("a month of a yearly plan is given when it begins, once, however often the job runs", async () => {
  const { services, bought, clock, credits } = stage();
  await bought("ann", "starter-year");
  clock.move(31 * DAY_MS);
  await Promise.all([1, 2].map(() => carryOutOrders.run(undefined, services)));
  await carryOutOrders.run(undefined, services);
  expect(await credits()).toBe(500);
});

test("what no event told of is repaired every morning, with a line in the log", async () => {
  const { services, billing, account, provider, log, credits } = stage();
  const offer = billing.offers.find("pack-small");
  if (offer === null) throw new Error("no offer");
  const purchase = { account: account("ann"), offer, currency: "usd", cause: "click", language: "en" };
  const { order } = await billing.buy({ ...purchase, method: "stripe" });
  provider.pay(order.checkout?.id ?? "");
  await reconcilePayments.run(undefined, services);
  await reconcilePayments.run(undefined, services);
  expect(await credits()).toBe(500);
  const repairs = log.lines.filter(({ message }) => message.startsWith("payments were repaired"));
  expect(repairs.map(({ facts }) => facts["orders"])).toEqual([[order.id]]);
});

test("an order that cannot be worked on does not keep the others waiting", async () => {
  const { services, bought, clock, orders, log, account } = stage();
  const ids = [await bought("ann", "starter-year"), await bought("bob", "starter-year")];
  account("ann");
  clock.move(31 * DAY_MS);
  const { write } = orders;
  orders.write = (before, after) => (before.id === ids[0] ? Promise.reject(new Error("broken")) : write(before, after));
  await carryOutOrders.run(undefined, services);
  const given = orders.all().map(({ id, grants }) => [id, grants.length] as const);
  expect(new Map(given)).toEqual(
    new Map([
      [ids[0], 1],
      [ids[1], 2],
    ]),
  );
  expect(log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
  orders.write = write;
  await carryOutOrders.run(undefined, services);
  expect(orders.all().map(({ grants }) => grants.length)).toEqual([2, 2]);
});
