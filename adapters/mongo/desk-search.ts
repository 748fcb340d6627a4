import type { Connection } from "mongoose";
import type { DeskSearch, PictureLine } from "../../src/core/desk/lookup.ts";
import type { Generation } from "../../src/core/generation/generation.ts";

interface Owned {
  readonly _id: string;
  readonly account: string;
}
type StoredPicture = Pick<
  Generation,
  "account" | "state" | "request" | "acceptedAt" | "settlement" | "price" | "deletedAt"
> & {
  readonly _id: string;
};

/** What operators look for across all people. Everything is found by an index; nothing is written. */
export function mongoDeskSearch(connection: Connection): DeskSearch {
  const database = connection.getClient().db();
  const generations = database.collection<StoredPicture>("generations");
  const starting = async (collection: string, idStart: string, limit: number) => {
    // Ids are of a-z and 2-7, and "{" comes right behind "z".
    const filter = { _id: { $gte: idStart, $lt: `${idStart}{` } };
    const projected = { projection: { account: 1 } };
    const found = await database.collection<Owned>(collection).find(filter, projected).limit(limit).toArray();
    return found.map(({ _id, account }) => ({ id: _id, account }));
  };

  return {
    async accountsNamed(name, limit) {
      const filter = { "identities.name": name, joinedInto: null };
      const accounts = database.collection<{ readonly _id: string }>("accounts");
      const found = await accounts
        .find(filter as never, { projection: { _id: 1 } })
        .limit(limit)
        .toArray();
      return found.map(({ _id }) => _id);
    },
    ordersStarting: (idStart, limit) => starting("orders", idStart, limit),
    picturesStarting: (idStart, limit) => starting("generations", idStart, limit),
    async latestPictures(account, limit) {
      const projection = { state: 1, "request.model": 1, acceptedAt: 1, settlement: 1, price: 1, deletedAt: 1 };
      const found = await generations
        .find({ account }, { projection })
        .sort({ acceptedAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map(lineOf);
    },
    async prompts(pictures) {
      const filter = { _id: { $in: [...pictures] } };
      const found = await generations.find(filter, { projection: { "request.prompt": 1 } }).toArray();
      return found.map(({ _id, request }) => ({ id: _id, prompt: request.prompt }));
    },
  };
}

function lineOf({ _id, state, request, acceptedAt, settlement, price, deletedAt }: StoredPicture): PictureLine {
  const credits = settlement?.captured_credits ?? price.total_credits;
  return { id: _id, state, model: request.model, acceptedAt, credits, deleted: (deletedAt ?? null) !== null };
}
