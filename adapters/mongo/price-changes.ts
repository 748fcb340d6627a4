import { type Connection, Schema } from "mongoose";
import type { Amounts } from "../../src/core/pricing/edition.ts";
import type { PriceChange } from "../../src/core/pricing/price-change.ts";
import type { PriceChangeStore } from "../../src/core/pricing/price-change-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredChange = Omit<PriceChange, "id" | "amounts"> & { readonly _id: string; readonly amounts: NamedAmount[] };

/** As a list, since a name such as `0.5K` has a dot, which means something else in a field's name. */
interface NamedAmount {
  readonly name: string;
  readonly amount: number;
}
interface StoredOpening {
  /** `subject/name`. */
  readonly _id: string;
  readonly amount: number;
}

const options = { strict: "throw", strictQuery: "throw", versionKey: false } as const;
const named = new Schema<NamedAmount>({ name: String, amount: Number }, { _id: false, strict: "throw" });
const changeSchema = new Schema<StoredChange>(
  {
    _id: { type: String, required: true },
    subject: { type: String, required: true },
    number: { type: Number, required: true },
    amounts: [named],
    announcedAt: { type: Date, required: true },
    effectiveAt: { type: Date, required: true },
    announcedBy: { type: String, required: true },
    reason: { type: String, required: true },
    cancelledAt: Date,
    cancelledBy: String,
    toldThrough: String,
    tellAt: Date,
  },
  { collection: "price_changes", ...options },
);
const openingSchema = new Schema<StoredOpening>(
  { _id: { type: String, required: true }, amount: { type: Number, required: true } },
  { collection: "opening_prices", ...options },
);

/** The price book: what things cost at first in `opening_prices`, and every announcement since in `price_changes`. */
export function mongoPriceChanges(connection: Connection): PriceChangeStore {
  const changes = connection.model<StoredChange>("PriceChange", changeSchema);
  const openings = connection.model<StoredOpening>("OpeningPrice", openingSchema);

  return {
    async keepOpening(amounts) {
      const known = new Set((await openings.find().lean<StoredOpening[]>()).map(({ _id }) => _id));
      const missing = Object.entries(amounts)
        .flatMap(([subject, given]) =>
          Object.entries(given).map(([name, amount]) => ({ _id: `${subject}/${name}`, amount })),
        )
        .filter(({ _id }) => !known.has(_id));
      await openings.insertMany(missing, { ordered: false }).catch((error: unknown) => {
        // Another process that starts for the first time was faster with some of them.
        if (!isDuplicateKey(error)) throw error;
      });
      const kept: Record<string, Record<string, number>> = {};
      for (const { _id, amount } of await openings.find().lean<StoredOpening[]>()) {
        const [subject = "", name = ""] = _id.split("/");
        kept[subject] = { ...kept[subject], [name]: amount };
      }
      return kept;
    },
    async insert({ id, amounts, ...change }) {
      try {
        await changes.create({ _id: id, ...change, amounts: listOf(amounts) });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id) {
      const stored = await changes.findById(id).lean<StoredChange>();
      return stored && changeOf(stored);
    },
    async all() {
      return (await changes.find().lean<StoredChange[]>()).map(changeOf);
    },
    async cancel(id, by, at) {
      const changed = { $set: { cancelledAt: at, cancelledBy: by, tellAt: at, toldThrough: null } };
      const { matchedCount } = await changes.updateOne({ _id: id, cancelledAt: null }, changed);
      return matchedCount === 1;
    },
    async markTold(id, of, { toldThrough, tellAt }) {
      const cancelledAt = of === "announcement" ? null : { $ne: null };
      await changes.updateOne({ _id: id, cancelledAt }, { $set: { toldThrough, tellAt } });
    },
  };
}

function listOf(amounts: Amounts): NamedAmount[] {
  return Object.entries(amounts).map(([name, amount]) => ({ name, amount }));
}

function changeOf({ _id, amounts, ...change }: StoredChange): PriceChange {
  return {
    id: _id,
    ...change,
    amounts: Object.fromEntries(amounts.map(({ name, amount }) => [name, amount])),
    cancelledAt: change.cancelledAt ?? null,
    cancelledBy: change.cancelledBy ?? null,
    toldThrough: change.toldThrough ?? null,
    tellAt: change.tellAt ?? null,
  };
}
