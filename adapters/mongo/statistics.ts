import type { Connection } from "mongoose";
import type { Statistics, StatisticsStore } from "../../src/core/desk/statistics.ts";

/** Longer than that nobody waits for an answer in a chat, and a database has better things to do. */
const TIME_MS_MAX = 5_000;
const OPEN_COUNTED_MAX = 10_000;
/** What the server answers when it was stopped. @see https://www.mongodb.com/docs/manual/reference/error-codes/ */
const EXCEEDED_TIME_LIMIT = 50;

type Row<Key> = { readonly _id: Key; readonly count: number; readonly sum?: number };

/** What happened in a time, by indexes on when it did; each question is stopped when it takes too long. */
export function mongoStatistics(connection: Connection): StatisticsStore {
  const database = connection.getClient().db();

  function rows<Key>(collection: string, stages: readonly object[]): Promise<Row<Key>[]> {
    return database
      .collection(collection)
      .aggregate<Row<Key>>([...stages], { maxTimeMS: TIME_MS_MAX })
      .toArray();
  }
  const counted = { $sum: 1 };

  async function read(since: Date): Promise<Statistics> {
    // What was paid or went back since then was written since then as well: one index serves both.
    const written = { $match: { changedAt: { $gte: since } } };
    const [pictures, active, income, returned, violations, sanctions, joined, underWay] = await Promise.all([
      rows<{ model: string; state: string }>("generations", [
        { $match: { acceptedAt: { $gte: since } } },
        { $group: { _id: { model: "$request.model", state: "$state" }, count: counted } },
      ]),
      rows<null>("generations", [
        { $match: { acceptedAt: { $gte: since } } },
        { $group: { _id: "$account" } },
        { $group: { _id: null, count: counted } },
      ]),
      rows<string>("orders", [
        written,
        { $match: { paidAt: { $gte: since } } },
        { $group: { _id: "$paid.currency", count: counted, sum: { $sum: "$paid.amount" } } },
      ]),
      rows<string>("orders", [
        written,
        { $unwind: "$returns" },
        { $match: { "returns.at": { $gte: since }, "returns.undoneAt": null } },
        { $group: { _id: "$paid.currency", count: counted, sum: { $sum: "$returns.amount" } } },
      ]),
      rows<string>("violations", [
        { $match: { at: { $gte: since }, reversedAt: null } },
        { $group: { _id: "$stage", count: counted, sum: { $sum: "$strikes" } } },
      ]),
      rows<string>("sanctions", [
        { $match: { decidedAt: { $gte: since }, liftedAt: null } },
        { $group: { _id: "$kind", count: counted } },
      ]),
      rows<null>("accounts", [{ $match: { createdAt: { $gte: since } } }, { $group: { _id: null, count: counted } }]),
      database
        .collection("generations")
        .countDocuments({ open: true, owner: { $gte: "" } }, { limit: OPEN_COUNTED_MAX, maxTimeMS: TIME_MS_MAX }),
    ]);
    const byCount = <Key>(all: Row<Key>[]) => all.toSorted((a, b) => b.count - a.count);
    return {
      since,
      pictures: byCount(pictures).map(({ _id: { model, state }, count }) => ({ model, state, count })),
      income: byCount(income).map(({ _id: currency, count: orders, sum = 0 }) => ({ currency, amount: sum, orders })),
      returned: byCount(returned).map(({ _id: currency, count, sum = 0 }) => ({
        currency,
        amount: sum,
        returns: count,
      })),
      violations: byCount(violations).map(({ _id: stage, count, sum = 0 }) => ({ stage, count, strikes: sum })),
      sanctions: byCount(sanctions).map(({ _id: kind, count }) => ({ kind, count })),
      people: { joined: joined[0]?.count ?? 0, active: active[0]?.count ?? 0 },
      underWay,
    };
  }

  return {
    async since(since) {
      try {
        return await read(since);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === EXCEEDED_TIME_LIMIT) return null;
        throw error;
      }
    },
  };
}
