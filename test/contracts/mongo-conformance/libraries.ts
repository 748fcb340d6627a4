import { MongoBackend } from "@agendajs/mongo-backend";
import { Agenda, exponential } from "agenda";
import mongoose, { type Connection, Schema } from "mongoose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Open, useServer } from "./server.ts";

export function libraries(open: Open): void {
  describe("mongoose", () => {
    const server = useServer(open);
    let connection: Connection;
    beforeAll(async () => {
      connection = await mongoose
        .createConnection(server.uri, { dbName: server.database.databaseName, autoIndex: false })
        .asPromise();
    });
    afterAll(() => connection.close());

    it("builds the indexes of a schema, and finds them built", async () => {
      const schema = new Schema({
        email: { type: String, unique: true, sparse: true },
        at: { type: Date, expires: 60 },
      });
      schema.index({ email: 1, at: -1 });
      const model = connection.model("Indexed", schema);
      await model.createCollection();
      await model.syncIndexes();
      expect(await model.syncIndexes()).toEqual([]);
      const names = (await model.collection.indexes()).map(({ name }) => name).sort();
      expect(names).toEqual(["_id_", "at_1", "email_1", "email_1_at_-1"]);
      await model.create({ email: "a@example.org" });
      await expect(model.create({ email: "a@example.org" })).rejects.toMatchObject({ code: 11000 });
    });

    it("keeps timestamps and versions", async () => {
      const model = connection.model("Stamped", new Schema({ name: String, tags: [String] }, { timestamps: true }));
      const made = await model.create({ name: "x", tags: ["a"] });
      expect(made.createdAt).toBeInstanceOf(Date);
      made.tags.push("b");
      await made.save();
      made.set("tags", ["b"]);
      await made.save();
      const found = await model.findById(made._id).lean();
      expect(found).toMatchObject({ name: "x", tags: ["b"], __v: 2 });
      const upserted = await model.findOneAndUpdate(
        { name: "new" },
        { $inc: { n: 1 } as never },
        { upsert: true, returnDocument: "after", strict: false },
      );
      expect(upserted?.createdAt).toBeInstanceOf(Date);
    });

    it("refuses to save over a version that somebody else wrote", async () => {
      const schema = new Schema({ n: Number }, { optimisticConcurrency: true });
      const model = connection.model("Versioned", schema);
      const { _id } = await model.create({ n: 1 });
      const [first, second] = [await model.findById(_id).orFail(), await model.findById(_id).orFail()];
      first.n = 2;
      await first.save();
      second.n = 3;
      await expect(second.save()).rejects.toThrow(mongoose.Error.VersionError);
    });

    it("throws on unknown fields when told to be strict", async () => {
      const schema = new Schema({ name: String }, { strict: "throw", strictQuery: "throw" });
      const model = connection.model("Strict", schema);
      await expect(model.create(Object.assign({ name: "x" }, { nope: 1 }))).rejects.toThrow(
        mongoose.Error.StrictModeError,
      );
      const unknown: object = { nope: 1 };
      await expect(model.find(unknown).exec()).rejects.toThrow(mongoose.Error.StrictModeError);
    });

    it("follows references with populate", async () => {
      const author = connection.model("Author", new Schema({ name: String }));
      const book = connection.model(
        "Book",
        new Schema({ title: String, by: [{ type: Schema.Types.ObjectId, ref: "Author" }] }),
      );
      const [ann, bob] = await author.create([{ name: "Ann" }, { name: "Bob" }]);
      await book.create({ title: "Foxes", by: [ann, bob].flatMap((each) => (each ? [each._id] : [])) });
      const found = await book.findOne().populate<{ by: { name: string }[] }>("by").orFail();
      expect(found.by.map(({ name }) => name)).toEqual(["Ann", "Bob"]);
    });

    it("tells kinds of one collection apart with discriminators", async () => {
      const base = connection.model("Event", new Schema({ at: Date }, { discriminatorKey: "kind" }));
      const click = base.discriminator("Click", new Schema({ x: Number }));
      await base.create({ at: new Date(0) });
      await click.create({ at: new Date(1), x: 5 });
      expect(await click.countDocuments()).toBe(1);
      expect(await base.countDocuments()).toBe(2);
      expect((await base.findOne({ kind: "Click" }).lean()) as { x?: number }).toMatchObject({ x: 5 });
    });

    it("runs a transaction, and takes it back when it throws", async () => {
      const model = connection.model("Money", new Schema({ _id: String, n: Number }));
      await model.create([
        { _id: "a", n: 10 },
        { _id: "b", n: 0 },
      ]);
      await connection.transaction(async (session) => {
        await model.updateOne({ _id: "a" }, { $inc: { n: -4 } }, { session });
        await model.updateOne({ _id: "b" }, { $inc: { n: 4 } }, { session });
      });
      const failing = connection.transaction(async (session) => {
        await model.updateOne({ _id: "a" }, { $inc: { n: -6 } }, { session });
        throw new Error("no");
      });
      await expect(failing).rejects.toThrow("no");
      expect((await model.find().sort({ _id: 1 }).lean()).map(({ n }) => n)).toEqual([6, 4]);
    });

    it("streams, writes in bulk, and keeps int64, bytes, maps and UUIDs", async () => {
      const schema = new Schema({
        big: BigInt,
        bytes: Buffer,
        labels: { type: Map, of: Number },
        key: Schema.Types.UUID,
      });
      const model = connection.model("Typed", schema);
      const key = "00000000-0000-4000-8000-000000000001";
      await model.create({ big: 2n ** 60n, bytes: Buffer.from([1, 2]), labels: { a: 1 }, key });
      const found = await model.findOne({ key }).orFail();
      expect(found.big).toBe(2n ** 60n);
      expect(found.bytes?.equals(Buffer.from([1, 2]))).toBe(true);
      expect(found.labels?.get("a")).toBe(1);
      await model.bulkWrite([{ updateMany: { filter: {}, update: { $set: { "labels.b": 2 } } } }]);
      let seen = 0;
      for await (const each of model.find().cursor()) seen += each.labels?.get("b") ?? 0;
      expect(seen).toBe(2);
    });
  });

  describe("Agenda", () => {
    const server = useServer(open);
    let collections = 0;

    /** Workers that share one queue and stop at the end of the check. */
    const withWorkers = async (count: number, run: (workers: Agenda[]) => Promise<void>): Promise<void> => {
      const collection = `jobs${++collections}`;
      const workers = Array.from({ length: count }, () => {
        const backend = new MongoBackend({ mongo: server.database, collection });
        return new Agenda({ backend, processEvery: 20, defaultLockLimit: 20 });
      });
      try {
        await run(workers);
      } finally {
        for (const worker of workers) await worker.stop();
      }
    };

    it("runs a job now, with its data", async () => {
      await withWorkers(1, async ([worker]) => {
        const seen: unknown[] = [];
        worker?.define<{ n: number }>("one", async (job) => {
          seen.push(job.attrs.data.n);
        });
        await worker?.start();
        await worker?.now("one", { n: 7 });
        await expect.poll(() => seen, { timeout: 30_000 }).toEqual([7]);
      });
    });

    it("keeps one job of each name for every, and each unique one once", async () => {
      await withWorkers(1, async ([worker]) => {
        worker?.define("often", async () => {});
        worker?.define("single", async () => {});
        await worker?.start();
        await worker?.every("1 hour", "often");
        await worker?.every("2 hours", "often");
        const day = new Date(Date.now() + 86_400_000);
        for (let i = 0; i < 3; i++)
          await worker?.create("single", { key: 1 }).unique({ "data.key": 1 }).schedule(day).save();
        expect((await worker?.queryJobs({ name: "often" }))?.jobs).toHaveLength(1);
        expect((await worker?.queryJobs({ name: "single" }))?.jobs).toHaveLength(1);
        expect(await worker?.cancel({ name: "single" })).toBe(1);
      });
    });

    it("tries a failed job again after its backoff", async () => {
      await withWorkers(1, async ([worker]) => {
        let attempts = 0;
        const backoff = exponential({ delay: 20, factor: 1, maxRetries: 3 });
        worker?.define(
          "shaky",
          async () => {
            if (++attempts < 3) throw new Error("not yet");
          },
          { backoff },
        );
        worker?.on("error", () => {});
        await worker?.start();
        await worker?.now("shaky");
        await expect.poll(() => attempts, { timeout: 30_000 }).toBe(3);
      });
    });

    it("lets two workers share the jobs and do none twice", async () => {
      await withWorkers(2, async (workers) => {
        const done: number[] = [];
        for (const worker of workers) {
          worker.define<{ n: number }>("shared", async (job) => {
            done.push(job.attrs.data.n);
          });
          await worker.start();
        }
        const [first] = workers;
        await Promise.all(Array.from({ length: 20 }, (_, n) => first?.now("shared", { n })));
        await expect.poll(() => done.length, { timeout: 30_000 }).toBe(20);
        expect(new Set(done).size).toBe(20);
      });
    });
  });
}
