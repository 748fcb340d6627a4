import { MongoClient } from "mongodb";
import { expect, it } from "vitest";
import { startEmbeddedMongo } from "../../../../adapters/mongo/embedded/start.ts";

/**
 * Client and server together; an idle machine needs a fifth of it, a scan of the collection ten times as much. Processor
 * time and not the clock's, because the machine may be busy with something else.
 */
const MOST_MS_PER_OPERATION = 2;

async function processorMs(count: number, inFlight: number, run: (i: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const before = process.cpuUsage();
  const worker = async (): Promise<void> => {
    while (next < count) await run(next++);
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

it("finds and changes a document among many by index, at speed", async () => {
  const engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  const client = await MongoClient.connect(engine.uri);
  try {
    const jobs = client.db("app").collection<{ _id: number; key: string; dueAt: Date; n: number }>("jobs");
    await jobs.createIndex({ key: 1 }, { unique: true });
    await jobs.createIndex({ dueAt: 1 });
    const count = 20_000;
    await jobs.insertMany(
      Array.from({ length: count }, (_, _id) => ({ _id, key: `k${_id}`, dueAt: new Date(_id), n: 0 })),
    );
    const byId = await processorMs(1_000, 50, (i) =>
      jobs.findOneAndUpdate({ _id: (i * 31) % count }, { $inc: { n: 1 } }),
    );
    const byKey = await processorMs(500, 20, (i) =>
      jobs.updateOne({ key: `k${(i * 17) % count}` }, { $set: { n: i } }),
    );
    const due = await processorMs(200, 10, () =>
      jobs
        .find({ dueAt: { $lt: new Date(500) } })
        .sort({ dueAt: 1 })
        .limit(20)
        .toArray(),
    );
    expect(Math.max(byId, byKey, due)).toBeLessThan(MOST_MS_PER_OPERATION);
  } finally {
    await client.close();
    await engine.stop();
  }
}, 60_000);
