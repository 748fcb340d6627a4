import { MongoClient } from "mongodb";
import { afterEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { customerOf, sendAllAgain } from "../support/customer.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;

let easel: TestApp | null = null;
let client: MongoClient | null = null;
afterEach(async () => {
  await easel?.stop();
  await client?.close();
  easel = null;
  client = null;
});

test("without any index but that of ids nothing is charged or granted twice, and a start makes them again", {
  timeout: PATIENCE_MS,
}, async () => {
  const on = await startTestApp();
  easel = on;
  client = new MongoClient(on.config.database.uri ?? "");
  const database = client.db();
  const names = async () =>
    (await database.listCollections().toArray()).map(({ name }) => name).filter((name) => name !== "agenda_logs");
  const indexes = async () => {
    const each = (await names()).map(async (name) =>
      (await database.collection(name).listIndexes().toArray()).map((index) => `${name}.${index["name"]}`),
    );
    return (await Promise.all(each)).flat().toSorted();
  };
  const declared = await indexes();
  expect(declared.length).toBeGreaterThan(130);
  const ada = await customerOf(on, "ada");
  for (const name of await names()) await database.collection(name).dropIndexes();
  expect((await indexes()).every((name) => name.endsWith("._id_"))).toBe(true);

  await ada.buys("500 credits");
  await sendAllAgain(on.stripe);
  const event = "the-same-event";
  await ada.final(await ada.say("/imagine a red fox", { event }));
  await ada.say("/imagine a red fox", { event });
  const answers = await Promise.all(["one", "two", "three"].map((word) => ada.answerTo(`/imagine a fox ${word}`)));
  expect(answers.map(({ reply }) => reply?.tone)).toEqual(["good", "good", "good"]);
  await sendAllAgain(on.stripe);
  expect(on.sandbox.requests()).toHaveLength(4);
  expect(await creditsOf(on.app.services, "ada")).toEqual({ available: 25 + 500 - 4, held: 0 });
  await expectLaws(on.app.services);

  await on.restart();
  expect(await indexes()).toEqual(expect.arrayContaining(declared.filter((name) => !name.startsWith("agenda"))));

  // What only a unique index could have kept out is found by the next start, which names it.
  const chunks = database.collection("images.chunks");
  await chunks.dropIndexes();
  const [chunk] = await chunks.find({}, { projection: { _id: 0 } }).toArray();
  await chunks.insertOne({ ...chunk });
  await expect(on.restart()).rejects.toThrow(
    "the collection images.chunks holds documents that only one of each may be there of",
  );
  await chunks.deleteMany({});
  await on.restart();
});
