import { afterAll } from "vitest";
import { accountModels } from "../../../adapters/mongo/account-models.ts";
import { mongoAccounts } from "../../../adapters/mongo/accounts.ts";
import { mongoBarred } from "../../../adapters/mongo/barred.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoSanctions } from "../../../adapters/mongo/sanctions.ts";
import { sanctionStoresContract } from "../../contracts/sanction-stores.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo | undefined;
afterAll(() => mongo?.close());

sanctionStoresContract("the database", async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  const { connection } = mongo;
  const accounts = mongoAccounts(connection);
  const stores = { sanctions: mongoSanctions(connection), bars: mongoBarred(connection) };
  await mongo.ensureIndexes();
  return {
    ...stores,
    async add({ joinedInto, ...account }) {
      await accounts.create({ ...account, joinedInto: null });
      if (joinedInto !== null) await accountModels(connection).accounts.updateOne({ _id: account.id }, { joinedInto });
    },
    account: (id) => accounts.find(id),
  };
});
