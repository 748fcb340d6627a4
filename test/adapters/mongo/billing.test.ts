import { afterAll } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoOrders } from "../../../adapters/mongo/orders.ts";
import { mongoPaymentEvents } from "../../../adapters/mongo/payment-events.ts";
import { mongoRefunds } from "../../../adapters/mongo/refunds.ts";
import { mongoSubscriptions } from "../../../adapters/mongo/subscriptions.ts";
import { billingStoresContract } from "../../contracts/billing-stores.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

const open: Mongo[] = [];
afterAll(async () => {
  for (const mongo of open) await mongo.close();
});

billingStoresContract("the database", async () => {
  const { uri } = await testDatabase();
  const mongo = await connectMongo({ uri, log: new TestLog() });
  open.push(mongo);
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
