import { afterAll } from "vitest";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoHistoryKeepings } from "../../../adapters/mongo/history-keepings.ts";
import { keepingStoreContract } from "../../contracts/keeping-store.ts";
import { TestLog } from "../../support/credits.ts";
import { memoryKeepings } from "../../support/memory-keepings.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo | undefined;
afterAll(() => mongo?.close());

keepingStoreContract("the database", async () => {
  mongo = await connectMongo({ uri: (await testDatabase()).uri, log: new TestLog() });
  return mongoHistoryKeepings(mongo.connection);
});
keepingStoreContract("memory", async () => memoryKeepings());
