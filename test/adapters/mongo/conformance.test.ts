import { MongoClient } from "mongodb";
import { afterAll, beforeAll, describe } from "vitest";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../../adapters/mongo/embedded/start.ts";
import { mongoConformance } from "../../contracts/mongo-conformance.ts";

const databaseName = (): string => `easel-conformance-${crypto.randomUUID().slice(0, 13)}`;

describe("the embedded server behaves like MongoDB:", () => {
  let engine: EmbeddedMongo | undefined;
  beforeAll(async () => {
    engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  });
  afterAll(() => engine?.stop());
  mongoConformance(async () => {
    if (!engine) throw new Error("the engine is not started");
    const client = await MongoClient.connect(engine.uri);
    return { client, uri: engine.uri, databaseName: databaseName() };
  });
});

const real = process.env["MONGODB_URI"];

if (real) {
  describe("the server at MONGODB_URI behaves like MongoDB:", () => {
    mongoConformance(async () => {
      const client = await MongoClient.connect(real, { serverSelectionTimeoutMS: 10_000 });
      return { client, uri: real, databaseName: databaseName() };
    });
  });
} else {
  process.stdout.write("left out: the conformance suite against a real server: MONGODB_URI is not set\n");
}
