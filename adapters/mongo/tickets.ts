import { type Connection, type QueryFilter, Schema } from "mongoose";
import type { Ticket } from "../../src/core/support/ticket.ts";
import type { TicketStore } from "../../src/core/support/ticket-store.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredTicket extends Omit<Ticket, "id"> {
  readonly _id: string;
  /** Whether there is anything in `untold`: what an index can find. */
  readonly hasUntold: boolean;
}

const part = { _id: false, strict: "throw" } as const;
const image = new Schema({ key: String, width: Number, height: Number }, part);
const message = new Schema({ id: String, by: String, at: Date, words: String, images: [image] }, part);
const schema = new Schema<StoredTicket>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    category: { type: String, required: true },
    order: String,
    state: { type: String, required: true },
    messages: [message],
    openedAt: { type: Date, required: true },
    dueAt: Date,
    assignee: String,
    closedAt: Date,
    purgeAt: Date,
    untold: [String],
    hasUntold: { type: Boolean, required: true },
    isUnheard: { type: Boolean, required: true },
    remindedOn: String,
    version: { type: Number, required: true },
  },
  { collection: "tickets", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ account: 1, openedAt: -1 });
schema.index({ state: 1, dueAt: 1 });
schema.index({ purgeAt: 1 });
schema.index({ hasUntold: 1 });
schema.index({ isUnheard: 1 });
schema.index({ assignee: 1 });

const SOONEST = { dueAt: 1, _id: 1 } as const;

/** Tickets in the collection `tickets`, each with all that was said in it. */
export function mongoTickets(connection: Connection): TicketStore {
  const model = connection.model<StoredTicket>("Ticket", schema);

  async function found(
    filter: QueryFilter<StoredTicket>,
    sort: Readonly<Record<string, 1 | -1>>,
    limit: number,
  ): Promise<Ticket[]> {
    const stored = await model.find(filter).sort(sort).limit(limit).lean<StoredTicket[]>();
    return stored.map(ticketOf);
  }

  return {
    async insert(ticket) {
      try {
        await model.create(storedOf(ticket));
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredTicket>();
      return stored && ticketOf(stored);
    },
    async findByStart(idStart, accounts) {
      // "{" comes right behind "z".
      const ofThis = { _id: { $gte: idStart, $lt: `${idStart}{` } };
      const filter = accounts === null ? ofThis : { ...ofThis, account: { $in: [...accounts] } };
      const [ticket] = await found(filter, { _id: 1 }, 1);
      return ticket ?? null;
    },
    async write(before, after) {
      const { id: _id, version } = before;
      const changes = { ...changesOf(storedOf(before), storedOf(after)), version: version + 1 };
      const written = await model
        .findOneAndUpdate({ _id, version }, { $set: changes }, { returnDocument: "after" })
        .lean<StoredTicket>();
      return written && ticketOf(written);
    },
    ofAccount: (account, limit) => found({ account }, { openedAt: -1, _id: 1 }, limit),
    unfinished: (account) => model.countDocuments({ account, state: { $ne: "closed" } }),
    waiting: (behind, limit) => {
      const { id = "", dueAt = null } = behind ?? {};
      const after = dueAt === null ? {} : { $or: [{ dueAt: { $gt: dueAt } }, { dueAt, _id: { $gt: id } }] };
      return found({ state: "open", ...after }, SOONEST, limit);
    },
    async counts(at) {
      const [open, overdue] = await Promise.all([
        model.countDocuments({ state: "open" }),
        model.countDocuments({ state: "open", dueAt: { $lt: at } }),
      ]);
      return { open, overdue };
    },
    unheard: (limit) => found({ isUnheard: true }, SOONEST, limit),
    async heard(ids) {
      await model.updateMany({ _id: { $in: [...ids] } }, { $set: { isUnheard: false } });
    },
    overdue: (at, day, limit) => found({ state: "open", dueAt: { $lt: at }, remindedOn: { $ne: day } }, SOONEST, limit),
    async reminded(ids, day) {
      await model.updateMany({ _id: { $in: [...ids] } }, { $set: { remindedOn: day } });
    },
    untold: (limit) => found({ hasUntold: true }, { _id: 1 }, limit),
    async told({ id, version }) {
      await model.updateOne({ _id: id, version }, { $set: { untold: [], hasUntold: false } });
    },
    toPurge: (at, limit) => found({ purgeAt: { $ne: null, $lte: at } }, { purgeAt: 1 }, limit),
    async moveAccount(from, into) {
      await model.updateMany({ account: from }, { $set: { account: into }, $inc: { version: 1 } });
    },
  };
}

function storedOf({ id, ...ticket }: Ticket): StoredTicket {
  return { _id: id, ...ticket, hasUntold: ticket.untold.length > 0 };
}

function changesOf(before: StoredTicket, after: StoredTicket): Partial<StoredTicket> {
  const known = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([field, value]) => known.get(field) !== value));
}

function ticketOf({ _id, hasUntold: _, ...stored }: StoredTicket): Ticket {
  return {
    id: _id,
    ...stored,
    order: stored.order ?? null,
    dueAt: stored.dueAt ?? null,
    assignee: stored.assignee ?? null,
    closedAt: stored.closedAt ?? null,
    purgeAt: stored.purgeAt ?? null,
    remindedOn: stored.remindedOn ?? null,
  };
}
