import { afterEach, beforeEach, expect, test } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoPaymentBook } from "../../../adapters/mongo/payment-book.ts";
import type { BookedPage, BookedPayment } from "../../../src/core/billing/payment-book.ts";
import { START, TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeEach(async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
});
afterEach(() => mongo.close());

const page: BookedPage = {
  ...{ id: "order-1", account: "ann", total: { amount: 690, currency: "xtr" }, url: "https://t.me/$first" },
  ...{ expiresAt: new Date(START.getTime() + 1), closedAt: null, payment: null },
};
const payment = (id: string): BookedPayment => ({
  ...{ id, payer: "7", amount: page.total, at: START, refund: null },
});

test("the page that was opened first stands", async () => {
  const book = mongoPaymentBook(mongo.connection);
  expect(await book.open(page)).toEqual(page);
  expect(await book.open({ ...page, url: "https://t.me/$second" })).toEqual(page);
  expect(await book.find(page.id)).toEqual(page);
  expect(await book.find("order-2")).toBeNull();
});

test("of several payments of one page the first is its own, also when the page was closed before", async () => {
  const book = mongoPaymentBook(mongo.connection);
  await book.open(page);
  await book.close(page.id, START);
  const pages = await Promise.all([book.pay(page.id, payment("a")), book.pay(page.id, payment("b"))]);
  const own = (await book.find(page.id))?.payment?.id ?? "";
  expect(pages.map((one) => one?.payment?.id)).toEqual([own, own]);
  expect(await book.findByPayment(own)).toEqual({ ...page, closedAt: START, payment: payment(own) });
  expect(await book.findByPayment(own === "a" ? "b" : "a")).toBeNull();
  // What is paid cannot be closed.
  await book.close(page.id, new Date(0));
  expect((await book.find(page.id))?.closedAt).toEqual(START);
  expect(await book.pay("order-2", payment("c"))).toBeNull();
});

test("a payment goes back once; whose request it was may be learnt later, and then stays", async () => {
  const book = mongoPaymentBook(mongo.connection);
  await book.open(page);
  await book.pay(page.id, payment("a"));
  const back = async (request: string | null) =>
    (await book.giveBack("a", { request, at: START }))?.payment?.refund?.request;
  expect([await back(null), await back("r-1"), await back("r-2"), await back(null)]).toEqual([
    null,
    "r-1",
    "r-1",
    "r-1",
  ]);
  expect(await book.giveBack("b", { request: null, at: START })).toBeNull();
  await book.moveAccount("ann", "bob");
  expect(await book.find(page.id)).toMatchObject({
    account: "bob",
    payment: { refund: { at: START, request: "r-1" } },
  });
});
