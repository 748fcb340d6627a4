import { type Connection, Schema } from "mongoose";
import type { Announcement, AnnouncementStore, Texts } from "../../src/core/desk/announcement.ts";
import { isDuplicateKey } from "./duplicate-key.ts";

interface StoredAnnouncement extends Omit<Announcement, "id" | "texts"> {
  readonly _id: string;
  readonly texts: readonly StoredText[];
}
interface StoredText {
  readonly language: string;
  readonly text: string;
}

const text = new Schema<StoredText>({ language: String, text: String }, { _id: false, strict: "throw" });
const schema = new Schema<StoredAnnouncement>(
  {
    _id: { type: String, required: true },
    texts: [text],
    audience: { type: String, required: true },
    kind: { type: String, required: true },
    by: { type: String, required: true },
    reason: { type: String, required: true },
    people: { type: Number, required: true },
    state: { type: String, required: true },
    startedAt: { type: Date, required: true },
    endedAt: Date,
    stoppedBy: String,
    after: String,
    posted: { type: Number, required: true },
  },
  { collection: "announcements", strict: "throw", strictQuery: "throw", versionKey: false },
);
schema.index({ state: 1, startedAt: 1 });
schema.index({ startedAt: -1 });

/** Messages to many, and how far each is, in the collection `announcements`. */
export function mongoAnnouncements(connection: Connection): AnnouncementStore {
  const model = connection.model<StoredAnnouncement>("Announcement", schema);
  return {
    async insert({ id, texts, ...announcement }) {
      try {
        const list = Object.entries(texts).map(([language, one]) => ({ language, text: one }));
        await model.create({ _id: id, texts: list, ...announcement });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async find(id) {
      const stored = await model.findById(id).lean<StoredAnnouncement>();
      return stored && announcementOf(stored);
    },
    async latest(limit) {
      const found = await model.find().sort({ startedAt: -1 }).limit(limit).lean<StoredAnnouncement[]>();
      return found.map(announcementOf);
    },
    async sending(limit) {
      const open = { state: "sending" } as const;
      const found = await model.find(open).sort({ startedAt: 1 }).limit(limit).lean<StoredAnnouncement[]>();
      return found.map(announcementOf);
    },
    async advance(id, { from, to, posted }) {
      const there = { _id: id, state: "sending", after: from } as const;
      const { matchedCount } = await model.updateOne(there, { $set: { after: to }, $inc: { posted } });
      return matchedCount === 1;
    },
    async end(id, { state, endedAt, stoppedBy }) {
      const open = { _id: id, state: "sending" } as const;
      const { matchedCount } = await model.updateOne(open, { $set: { state, endedAt, stoppedBy } });
      return matchedCount === 1;
    },
  };
}

function announcementOf({ _id, texts, ...stored }: StoredAnnouncement): Announcement {
  return {
    id: _id,
    ...stored,
    texts: Object.fromEntries(texts.map(({ language, text: one }) => [language, one])) as Texts,
    endedAt: stored.endedAt ?? null,
    stoppedBy: stored.stoppedBy ?? null,
    after: stored.after ?? null,
  };
}
