import { type Connection, Schema } from "mongoose";
import type { PaymentEventStore } from "../../src/core/billing/payment-events.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredEvent {
  /** The method and the provider's id of the event. */
  readonly _id: string;
  readonly kind: string;
  readonly handledAt: Date;
}

/** Providers send an event again for some days; long after that it is of no more use. */
const KEPT_SECONDS = 90 * 24 * 60 * 60;

const schema = new Schema<StoredEvent>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    handledAt: { type: Date, required: true },
  },
  { collection: "payment-events", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ handledAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });

/** Events of payment providers that were taken in, in the collection `payment-events`. */
export function mongoPaymentEvents(connection: Connection): PaymentEventStore {
  const model = connection.model<StoredEvent>("PaymentEvent", schema);
  return {
    isNew: async (id) => (await model.findById(id).lean()) === null,
    async markHandled(id, kind, at) {
      try {
        await model.create({ _id: id, kind, handledAt: at });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
  };
}
