import { afterAll, beforeAll, expect, test } from "vitest";
import { mongoCases } from "../../../adapters/mongo/cases.ts";
import { connectMongo, type Mongo } from "../../../adapters/mongo/connect.ts";
import { mongoEvidence } from "../../../adapters/mongo/evidence.ts";
import { mongoImages } from "../../../adapters/mongo/images.ts";
import { mongoKeyedHash } from "../../../adapters/mongo/keyed-hash.ts";
import { withSealedImages } from "../../../adapters/mongo/sealed-images.ts";
import { createSealing } from "../../../adapters/mongo/sealing.ts";
import { EvidenceUnreadable } from "../../../src/core/moderation/evidence.ts";
import { anEvidence, caseStoreContract, evidenceStoreContract } from "../../contracts/case-stores.ts";
import { START, TestLog } from "../../support/credits.ts";
import { memoryCases, memoryEvidence } from "../../support/memory-cases.ts";
import { testDatabase } from "../../support/mongo.ts";

let mongo: Mongo;
beforeAll(async () => {
  const { uri } = await testDatabase();
  mongo = await connectMongo({ uri, log: new TestLog() });
  stores();
  await mongo.ensureIndexes();
});
afterAll(() => mongo.close());

function stores(hashKey: string | null = null) {
  const { connection } = mongo;
  const evidence = mongoEvidence(connection, mongoKeyedHash(connection, hashKey));
  return { cases: mongoCases(connection), evidence };
}

async function emptied<Store>(store: Store): Promise<Store> {
  const database = mongo.connection.getClient().db();
  for (const name of ["cases", "evidence", "evidence_chunks"]) await database.collection(name).deleteMany({});
  return store;
}

caseStoreContract("memory", async () => memoryCases());
caseStoreContract("the database", () => emptied(stores().cases));
evidenceStoreContract("memory", async () => memoryEvidence());
evidenceStoreContract("the database", () => emptied(stores().evidence));

const bytes = new TextEncoder().encode("what must be read by nobody");
const hashes = (key: string) => ({ of: async (text: string) => `${key}:${text}` });

test("what is sealed opens to the same bytes, every time under another key", async () => {
  const sealing = createSealing(hashes("k"));
  const first = await sealing.seal(bytes, "violation:1");
  const second = await sealing.seal(bytes, "violation:1");
  expect(Buffer.from(await sealing.open(first.sealed, first.seal, "violation:1"))).toEqual(Buffer.from(bytes));
  expect(Buffer.compare(first.sealed, second.sealed)).not.toBe(0);
  expect(first.seal.keyId).toBe(second.seal.keyId);
  expect(Buffer.from(first.sealed).includes("read by nobody")).toBe(false);
});

test("whatever is changed about it does not open, and another key is told from a change", async () => {
  const sealing = createSealing(hashes("k"));
  const { seal, sealed } = await sealing.seal(bytes, "violation:1");
  const flipped = Uint8Array.from(sealed);
  flipped[3] = (flipped[3] ?? 0) ^ 1;
  const altered = new EvidenceUnreadable("altered");
  await expect(sealing.open(flipped, seal, "violation:1")).rejects.toThrow(altered);
  await expect(sealing.open(sealed.subarray(1), seal, "violation:1")).rejects.toThrow(altered);
  await expect(sealing.open(sealed, { ...seal, salt: `A${seal.salt.slice(1)}x` }, "violation:1")).rejects.toThrow(
    altered,
  );
  await expect(sealing.open(sealed, seal, "violation:2")).rejects.toThrow(altered);
  await expect(createSealing(hashes("other")).open(sealed, seal, "violation:1")).rejects.toThrow(
    new EvidenceUnreadable("another-key"),
  );
});

test("the database holds nothing readable of evidence, and says who changed it", async () => {
  const { evidence } = await emptied(stores());
  const secret = "a secret sentence of somebody";
  await evidence.put(anEvidence("violation:1", { words: secret, bytes: new TextEncoder().encode(secret) }));
  const database = mongo.connection.getClient().db();
  const chunks = database.collection("evidence_chunks");
  for (const name of ["evidence", "evidence_chunks"]) {
    for (const document of await database.collection(name).find().toArray()) {
      expect(Buffer.from(JSON.stringify(document)).includes("secret")).toBe(false);
      if ("data" in document) expect(Buffer.from(document["data"].buffer).includes("secret")).toBe(false);
    }
  }
  // With another HASH_KEY it is told that it is the key, not that somebody has been there.
  const other = stores("another key of this service");
  await expect(other.evidence.read("violation:1")).rejects.toThrow(new EvidenceUnreadable("another-key"));
  await chunks.deleteMany({ evidence: "violation:1" });
  await expect(evidence.read("violation:1")).rejects.toThrow(new EvidenceUnreadable("altered"));
});

test("evidence whose writer died half-way is not there, and whoever repeats it seals it whole", async () => {
  const { evidence } = await emptied(stores());
  await evidence.put(anEvidence("violation:1"));
  const database = mongo.connection.getClient().db();
  await database.collection("evidence").updateOne({}, { $set: { isWhole: false, "seal.salt": "of a dead process" } });
  expect(await evidence.read("violation:1")).toBeNull();
  expect(await evidence.ofAccount("ada")).toEqual([]);
  await Promise.all([evidence.put(anEvidence("violation:1")), evidence.put(anEvidence("violation:1"))]);
  expect(await evidence.read("violation:1")).toMatchObject({ words: "what was asked for" });
  expect(await database.collection("evidence_chunks").countDocuments()).toBe(1);
});

test("what is put among the pictures for being shown lies sealed, and no picture does", async () => {
  const { evidence } = await emptied(stores());
  const plain = mongoImages(mongo.connection);
  const images = withSealedImages(plain, evidence);
  const facts = { account: "ada", bytes, contentType: "image/png", width: 3, height: 2, keepUntil: START };
  await images.put({ key: "sealed:x", ...facts });
  await images.put({ key: "picture:0", ...facts });
  expect(await plain.read("sealed:x")).toBeNull();
  expect(await evidence.read("picture:0")).toBeNull();
  expect(await images.read("sealed:x")).toMatchObject({ width: 3, height: 2, contentType: "image/png" });
  expect((await images.read("sealed:x"))?.hash).toBe((await images.read("picture:0"))?.hash);
  await images.delete(["sealed:x", "picture:0"]);
  expect([await images.read("sealed:x"), await images.read("picture:0")]).toEqual([null, null]);
});
