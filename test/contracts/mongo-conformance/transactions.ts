import type { ClientSession, Collection } from "mongodb";
import { describe, expect, it } from "vitest";
import { type Checked, codeOf, type Open, unless, useServer } from "./server.ts";

export function transactions(open: Open): void {
  describe("a transaction", () => {
    const server = useServer(open);

    const session = async <T>(run: (session: ClientSession) => Promise<T>): Promise<T> => {
      const own = server.client.startSession();
      try {
        return await run(own);
      } finally {
        if (own.inTransaction()) await own.abortTransaction();
        await own.endSession();
      }
    };

    it("shows its writes to itself at once and to others when it is committed", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 2 }]);
      await session(async (own) => {
        own.startTransaction();
        await collection.updateOne({ _id: 1 }, { $set: { a: 10 } }, { session: own });
        await collection.insertOne({ _id: 3, a: 3 }, { session: own });
        await collection.deleteOne({ _id: 2 }, { session: own });
        expect((await collection.find({}, { session: own }).sort({ _id: 1 }).toArray()).map(({ a }) => a)).toEqual([
          10, 3,
        ]);
        expect(await collection.countDocuments({ a: { $gte: 3 } }, { session: own })).toBe(2);
        expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ a }) => a)).toEqual([1, 2]);
        await own.commitTransaction();
        expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ a }) => a)).toEqual([10, 3]);
      });
    });

    it("leaves nothing behind when it is aborted", async () => {
      const collection = await server.collection([{ a: 1 }]);
      await collection.createIndex({ key: 1 }, { unique: true, sparse: true });
      await session(async (own) => {
        own.startTransaction();
        await collection.updateOne({ _id: 1 }, { $inc: { a: 1 } }, { session: own });
        await collection.insertOne({ _id: 2, key: "k" }, { session: own });
        await own.abortTransaction();
      });
      expect(await collection.find().toArray()).toEqual([{ _id: 1, a: 1 }]);
      await collection.insertOne({ _id: 4, key: "k" });
    });

    it("reads as of its start, whatever others write meanwhile", async () => {
      const collection = await server.collection([
        { a: 1, k: "x" },
        { a: 2, k: "x" },
      ]);
      await collection.createIndex({ k: 1 });
      await session(async (own) => {
        own.startTransaction({ readConcern: { level: "snapshot" } });
        expect(await collection.findOne({ _id: 1 }, { session: own })).toMatchObject({ a: 1 });
        await collection.updateOne({ _id: 1 }, { $set: { a: 99, k: "y" } });
        await collection.deleteOne({ _id: 2 });
        await collection.insertOne({ _id: 3, a: 3, k: "x" });
        expect(await collection.findOne({ _id: 1 }, { session: own })).toMatchObject({ a: 1 });
        const seen = await collection.find({ k: "x" }, { session: own }).sort({ a: 1 }).toArray();
        expect(seen.map(({ _id }) => _id)).toEqual([1, 2]);
        expect(await collection.find({ a: { $gt: 1 } }, { session: own }).toArray()).toHaveLength(1);
        const grouped = collection.aggregate([{ $group: { _id: null, n: { $sum: "$a" } } }], { session: own });
        expect(await grouped.toArray()).toEqual([{ _id: null, n: 3 }]);
        await own.commitTransaction();
      });
      expect((await collection.find({ k: "x" }).toArray()).map(({ _id }) => _id)).toEqual([3]);
    });

    it("fails with a write conflict if another one wrote the document first", async (context) => {
      const collection = await server.collection([{ a: 1 }]);
      await session(async (first) =>
        session(async (second) => {
          first.startTransaction();
          second.startTransaction();
          await collection.updateOne({ _id: 1 }, { $inc: { a: 1 } }, { session: first });
          await unless(server, context, "the second waits", async () => {
            const late = collection.updateOne({ _id: 1 }, { $inc: { a: 1 } }, { session: second, maxTimeMS: 500 });
            const error = await late.then(
              () => undefined,
              (each: unknown) => each,
            );
            expect(error).toMatchObject({ code: 112 });
            expect(
              (error as { hasErrorLabel(label: string): boolean }).hasErrorLabel("TransientTransactionError"),
            ).toBe(true);
          });
          await first.commitTransaction();
        }),
      );
      expect(await collection.findOne()).toEqual({ _id: 1, a: 2 });
    });

    it("fails with a write conflict if the document changed since its start", async () => {
      const collection = await server.collection([{ a: 1 }, { a: 1 }]);
      await session(async (own) => {
        own.startTransaction({ readConcern: { level: "snapshot" } });
        await collection.findOne({ _id: 2 }, { session: own });
        await collection.updateOne({ _id: 1 }, { $inc: { a: 1 } });
        expect(await codeOf(() => collection.updateOne({ _id: 1 }, { $inc: { a: 1 } }, { session: own }))).toBe(112);
        expect(await codeOf(() => own.commitTransaction())).toBe(251);
      });
      expect(await collection.findOne({ _id: 1 })).toEqual({ _id: 1, a: 2 });
    });

    it("is repeated by withTransaction until no update is lost", async () => {
      const collection = await server.collection([{ n: 0 }]);
      const add = (): Promise<void> =>
        session(async (own) => {
          await own.withTransaction(async () => {
            const found = await collection.findOne({ _id: 1 }, { session: own });
            await collection.updateOne({ _id: 1 }, { $set: { n: Number(found?.["n"]) + 1 } }, { session: own });
          });
        });
      await Promise.all(Array.from({ length: 12 }, add));
      expect(await collection.findOne()).toEqual({ _id: 1, n: 12 });
    }, 30_000);

    it("keeps two documents in balance under many transfers", async () => {
      const collection = await server.collection([{ n: 50 }, { n: 50 }]);
      const transfer = (from: number, to: number): Promise<void> =>
        session(async (own) => {
          await own.withTransaction(async () => {
            const taken = await collection.updateOne(
              { _id: from, n: { $gte: 10 } },
              { $inc: { n: -10 } },
              { session: own },
            );
            if (taken.modifiedCount === 1)
              await collection.updateOne({ _id: to }, { $inc: { n: 10 } }, { session: own });
          });
        });
      await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 3 ? transfer(1, 2) : transfer(2, 1))));
      const found = await collection.find().toArray();
      expect(found.reduce((sum, { n }) => sum + n, 0)).toBe(100);
      expect(Math.min(...found.map(({ n }) => n))).toBeGreaterThanOrEqual(0);
    }, 30_000);

    it("ends at a duplicate key, and nothing of it stays", async () => {
      const collection = await server.collection([{ a: 1 }]);
      await session(async (own) => {
        own.startTransaction();
        await collection.insertOne({ _id: 2, a: 2 }, { session: own });
        expect(await codeOf(() => collection.insertOne({ _id: 1 }, { session: own }))).toBe(11000);
        expect(await codeOf(() => own.commitTransaction())).toBe(251);
      });
      expect(await collection.countDocuments()).toBe(1);
    });

    it("respects unique indexes over its own writes", async () => {
      const collection = await server.collection([{ k: "a" }]);
      await collection.createIndex({ k: 1 }, { unique: true });
      await session(async (own) => {
        own.startTransaction();
        await collection.updateOne({ _id: 1 }, { $set: { k: "b" } }, { session: own });
        await collection.insertOne({ _id: 2, k: "a" }, { session: own });
        await own.commitTransaction();
        own.startTransaction();
        await collection.insertOne({ _id: 3, k: "c" }, { session: own });
        expect(await codeOf(() => collection.insertOne({ _id: 4, k: "c" }, { session: own }))).toBe(11000);
      });
      expect((await collection.find().sort({ _id: 1 }).toArray()).map(({ k }) => k)).toEqual(["b", "a"]);
    });

    it("makes a plain write to its document wait for its end", async () => {
      const collection = await server.collection([{ n: 0 }]);
      await session(async (own) => {
        own.startTransaction();
        await collection.updateOne({ _id: 1 }, { $set: { n: 10 } }, { session: own });
        const waiting = collection.updateOne({ _id: 1 }, { $inc: { n: 1 } });
        const winner = await Promise.race([
          waiting.then(() => "write"),
          new Promise((resolve) => setTimeout(resolve, 50, "none")),
        ]);
        expect(winner).toBe("none");
        await own.commitTransaction();
        await waiting;
      });
      expect(await collection.findOne()).toEqual({ _id: 1, n: 11 });
    });

    it("can be committed again, but not after it was aborted", async () => {
      const collection = await server.collection([{ n: 0 }]);
      await session(async (own) => {
        own.startTransaction();
        await collection.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: own });
        await own.commitTransaction();
        await own.commitTransaction();
        expect(await collection.findOne()).toEqual({ _id: 1, n: 1 });
      });
    });

    it("inserts into several collections at once", async () => {
      const collections: Collection<Checked>[] = [
        await server.collection([{ a: 0 }]),
        await server.collection([{ a: 0 }]),
      ];
      await session(async (own) => {
        await own.withTransaction(async () => {
          for (const collection of collections) await collection.insertOne({ _id: 9, a: 9 }, { session: own });
        });
      });
      for (const collection of collections) expect(await collection.countDocuments({ a: 9 })).toBe(1);
    });

    it("takes findOneAndUpdate, bulkWrite, upserts and distinct", async () => {
      const collection = await server.collection([{ a: 1 }]);
      await session(async (own) => {
        await own.withTransaction(async () => {
          const options = { session: own, upsert: true, returnDocument: "after" as const };
          expect(await collection.findOneAndUpdate({ _id: 5 }, { $inc: { a: 5 } }, options)).toEqual({ _id: 5, a: 5 });
          await collection.bulkWrite(
            [{ insertOne: { document: { _id: 6, a: 6 } } }, { updateMany: { filter: {}, update: { $inc: { a: 1 } } } }],
            { session: own },
          );
          expect((await collection.distinct("a", {}, { session: own })).sort()).toEqual([2, 6, 7]);
        });
      });
      expect((await collection.distinct("a")).sort()).toEqual([2, 6, 7]);
    });

    it("refuses commands that cannot be undone", async (context) => {
      const collection = await server.collection([{ a: 1 }]);
      await unless(server, context, "it allows them", async () => {
        await session(async (own) => {
          own.startTransaction();
          await collection.findOne({}, { session: own });
          expect(
            await codeOf(() => server.database.command({ drop: collection.collectionName }, { session: own })),
          ).toBe(263);
        });
      });
    });
  });
}
