import type { Connection, QueryFilter } from "mongoose";
import type { Erasure, ErasureStore } from "../../src/core/privacy/erasure.ts";
import { accountModels, type StoredAccount } from "./account-models.ts";

/** What stands in the place of a link's id, so that nothing joins an account any more. */
const LOCK = "erasure";

/** Erasures in the documents of `accounts`. */
export function mongoErasures(connection: Connection): ErasureStore {
  const { accounts } = accountModels(connection);
  const generations = connection.getClient().db().collection("generations");

  async function read(account: string): Promise<Erasure | null> {
    const stored = await accounts.findById(account).lean<StoredAccount>();
    return stored && erasureOf(stored);
  }

  /** The account while its erasure is this one. */
  const mine = ({ account, id }: Erasure): QueryFilter<StoredAccount> => ({ _id: account, "erasure.id": id });

  return {
    async plan(account, { id, askedAt, dueAt }) {
      const erasure = { id, state: "planned" as const, askedAt, dueAt, done: [], nextAt: dueAt };
      const free: QueryFilter<StoredAccount> = {
        ...{ _id: account, joinedInto: null, linking: null },
        $or: [{ erasure: null }, { "erasure.state": "stopped", "erasure.id": { $ne: id } }],
      };
      await accounts.updateOne(free, { $set: { erasure } });
      // null: it is being linked, or was joined into another one a moment ago.
      return (await read(account)) ?? "busy";
    },
    async find(account) {
      const erasure = await read(account);
      return erasure?.state === "stopped" ? null : erasure;
    },
    async stop(account) {
      const change = { $set: { "erasure.state": "stopped" }, $unset: { "erasure.nextAt": 1 } } as const;
      await accounts.updateOne({ _id: account, "erasure.state": "planned" }, change);
      const erasure = await read(account);
      return erasure === null || erasure.state === "stopped";
    },
    async due(at, limit) {
      const found = await accounts
        .find({ "erasure.nextAt": { $lte: at }, joinedInto: null })
        .sort({ "erasure.nextAt": 1 })
        .limit(limit)
        .lean<StoredAccount[]>();
      return found.flatMap((stored) => erasureOf(stored) ?? []);
    },
    async begin(erasure) {
      const planned: QueryFilter<StoredAccount> = {
        ...{ _id: erasure.account, joinedInto: null, linking: null },
        ...{ "erasure.id": erasure.id, "erasure.state": "planned" },
      };
      const change = { $set: { "erasure.state": "erasing" as const, linking: LOCK } };
      return (await accounts.updateOne(planned, change)).matchedCount === 1;
    },
    async postpone(erasure, until) {
      await accounts.updateOne(mine(erasure), { $set: { "erasure.nextAt": until } });
    },
    async stepDone(erasure, step) {
      await accounts.updateOne(mine(erasure), { $addToSet: { "erasure.done": step } });
    },
    async finish(erasure, sweepAt) {
      await accounts.updateOne(mine(erasure), { $set: { "erasure.state": "erased", "erasure.nextAt": sweepAt } });
    },
    async swept(erasure) {
      await accounts.updateOne(mine(erasure), { $set: { "erasure.done": [] }, $unset: { "erasure.nextAt": 1 } });
    },
    async picturesInWorks(owners) {
      const open = { account: { $in: [...owners] }, open: true };
      const found = await generations.find(open, { projection: { _id: 1 } }).toArray();
      return found.map(({ _id }) => String(_id));
    },
  };
}

function erasureOf({ _id, joinedFrom, erasure }: StoredAccount): Erasure | null {
  if (!erasure) return null;
  const { nextAt: _nextAt, ...rest } = erasure;
  return { account: _id, joinedFrom: joinedFrom ?? [], ...rest };
}
