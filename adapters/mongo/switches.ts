import { type Connection, Schema } from "mongoose";
import type { SwitchName, SwitchState, SwitchStore } from "../../src/core/switches/switches.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

type StoredSwitch = Omit<SwitchState, "name"> & { readonly _id: SwitchName };

const schema = new Schema<StoredSwitch>(
  {
    _id: { type: String, required: true },
    isOff: { type: Boolean, required: true },
    note: String,
    until: Date,
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: "switches", strict: "throw", strictQuery: "throw", versionKey: false },
);

/** What operators have switched, in the collection `switches`: a document for each name that ever was. */
export function mongoSwitches(connection: Connection): SwitchStore {
  const model = connection.model<StoredSwitch>("Switch", schema);
  return {
    async all() {
      const found = await model.find().sort({ _id: 1 }).lean<StoredSwitch[]>();
      return found.map(({ _id, isOff, note, until, by, at }) => ({ name: _id, isOff, note, until, by, at }));
    },
    async put({ name, ...state }) {
      const write = () => model.updateOne({ _id: name }, { $set: state }, { upsert: true });
      await write().catch((error: unknown) => {
        // Another process made the document at the same moment; now it is there to be changed.
        if (!isDuplicateKey(error)) throw error;
        return write();
      });
    },
  };
}
