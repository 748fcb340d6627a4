import { afterAll } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoTickets } from "../../../adapters/mongo/tickets.ts";
import { ticketStoreContract } from "../../contracts/ticket-store.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo | undefined;
let store: ReturnType<typeof mongoTickets> | undefined;
afterAll(() => mongo?.close());

ticketStoreContract("MongoDB", async () => {
  if (mongo === undefined || store === undefined) {
    mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
    store = mongoTickets(mongo.connection);
    await mongo.ensureIndexes();
  }
  await mongo.connection.getClient().db().collection("tickets").deleteMany({});
  return store;
});
