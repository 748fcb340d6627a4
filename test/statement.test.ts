import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { connectMongo } from "../adapters/mongo/connect.ts";
import { createLedger } from "../src/core/credits/ledger.ts";
import { mongoStores } from "../src/stores.ts";
import { systemIds } from "../src/system.ts";
import { orderOf } from "./core/billing/support.ts";
import { DAY_MS, TestClock, TestLog } from "./support/credits.ts";
import { testDatabase } from "./support/mongo.ts";

const run = (args: readonly string[], settings: Readonly<Record<string, string>>) =>
  new Promise<{ readonly code: number; readonly output: string; readonly errors: string }>((resolve) => {
    const env = { PATH: process.env["PATH"] ?? "", ...settings };
    execFile(process.execPath, ["--import", "tsx", "src/statement.ts", ...args], { env }, (error, output, errors) =>
      resolve({ code: error === null ? 0 : Number(error.code), output, errors }),
    );
  });

test("a month is printed as one line for each order, which adds up by itself", async () => {
  const { uri, drop } = await testDatabase();
  const [clock, log] = [new TestClock(), new TestLog()];
  const mongo = await connectMongo({ uri, log });
  const stores = mongoStores(mongo.connection);
  const ledger = createLedger({ store: stores.wallets, clock, ids: systemIds, log, metrics: { creditsMoved() {} } });
  const yen = { amount: 1_400, currency: "jpy" };
  const order = orderOf("pack-small", { id: systemIds.derived("order"), price: yen, paid: yen, state: "granted" });
  const back = { id: "refund:1", amount: 700, credits: 250, withheld: 0, at: clock.now(), reclaimed: 250 };
  await stores.orders.insert({ ...order, returns: [back] });
  const expiresAt = new Date(clock.now().getTime() + 365 * DAY_MS);
  await ledger.grant(order.account, {
    ...{ cause: `order:${order.id}`, amount: 500, kind: "bought", order: order.id, reason: "pack" },
    expiresAt,
  });
  await ledger.hold(order.account, { cause: "picture", amount: 30, reason: "picture" });
  await ledger.capture(order.account, { hold: "picture", amount: 30, reason: "picture" });
  await ledger.reclaim(order.account, { cause: back.id, order: order.id, amountMax: 250, reason: "refund" });

  const [november, december, wrong] = await Promise.all([
    run(["2054-11"], { MONGODB_URI: uri }),
    run(["2054-12"], { MONGODB_URI: uri }),
    run(["November"], { MONGODB_URI: uri }),
  ]);
  await mongo.close();
  await drop();
  const [columns, line, end] = november.output.split("\n");
  expect({ ...november, output: end }).toEqual({ code: 0, output: "", errors: "" });
  const names = columns?.split(",") ?? [];
  const values = new Map(line?.split(",").map((value, index) => [names[index] ?? "", value]));
  expect(Object.fromEntries(values)).toMatchObject({
    offer: "pack-small",
    currency: "jpy",
    paid: "1400",
    given_back: "700",
  });
  const credits = (name: string) => Number(values.get(`${name}_credits`));
  expect(credits("granted")).toBe(500);
  expect(credits("granted") - credits("spent") - credits("expired") - credits("reclaimed")).toBe(credits("left"));
  // In the next month nothing happened, and something is still there.
  expect(december.output.split("\n")[1]).toMatch(/,0,0,0,0,0,0,220$/u);
  expect(wrong).toMatchObject({ code: 2, output: "", errors: expect.stringContaining("Usage:") });
});
