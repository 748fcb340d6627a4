import { afterAll } from "vitest";
import { connectMongo } from "../../../adapters/mongo/connect.ts";
import { mongoOrders } from "../../../adapters/mongo/orders.ts";
import { mongoPaymentEvents } from "../../../adapters/mongo/payment-events.ts";
import { mongoRefunds } from "../../../adapters/mongo/refunds.ts";
import { mongoSubscriptions } from "../../../adapters/mongo/subscriptions.ts";
import { billingStoresContract } from "../../contracts/billing-stores.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let close = async () => {};
afterAll(() => close());

billingStoresContract("the database", async () => {
  const { uri } = await testDatabase();
  const mongo = await connectMongo({ uri, log: new TestLog() });
  close = () => mongo.close();
  const { connection } = mongo;
  const stores = {
    orders: mongoOrders(connection),
    subscriptions: mongoSubscriptions(connection),
    refunds: mongoRefunds(connection),
    paymentEvents: mongoPaymentEvents(connection),
  };
  await mongo.ensureIndexes();
  return stores;
});
