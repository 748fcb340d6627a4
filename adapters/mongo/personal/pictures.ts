import type { mongo } from "mongoose";
import { EXPORT_KEY_PREFIX } from "../../../src/core/privacy/export.ts";
import type { PersonalImage, PersonalRecords } from "../../../src/core/privacy/personal-records.ts";
import type { Subject } from "../../../src/core/privacy/subject.ts";
import type { ImageStore } from "../../../src/core/services.ts";
import { type Filter, type Kind, type Stored, shown } from "./kind.ts";

const FILES = "images.files";
const CHUNKS = "images.chunks";
const AT_ONCE = 500;

interface File {
  readonly _id: string;
  readonly length: number;
  readonly uploadDate: Date;
  readonly metadata: { readonly account: string; readonly contentType: string };
}

/** What somebody asked for, and what became of it. */
export const generations: Kind = {
  name: "generations",
  collection: "generations",
  filter: ({ accounts }) => ({ account: { $in: [...accounts] } }),
  without: ["owner", "revision", "open", "listed", "toClear", "words"],
  erase: "delete",
};

function aboutReports({ accounts }: Subject): Filter {
  return { $or: [{ reporter: { $in: [...accounts] } }, { owner: { $in: [...accounts] } }] };
}

/** Of a report, what its author says is the author's; whose picture it is about hears why, and not from whom. */
export const reports: Kind = {
  name: "reports",
  collection: "reports",
  filter: aboutReports,
  show(document, { accounts }) {
    const isTheirs = accounts.includes(String(document["reporter"]));
    return {
      ...shown(document, isTheirs ? ["owner"] : ["reporter", "note", "notice"]),
      by: isTheirs ? "you" : "somebody",
    };
  },
  // That something was reported, and why, still counts; what was said about it goes.
  // A notice about somebody's work is a legal paper of whoever wrote it, and is theirs alone to end.
  async erase(documents, subject) {
    await documents.updateMany(aboutReports(subject), { $set: { note: "" } });
    await documents.updateMany({ reporter: { $in: [...subject.accounts] } }, { $set: { notice: null } });
  },
};

/** Everything of theirs in the image store: pictures, references, and the files of exports. */
export function storedImages(database: mongo.Db, images: Pick<ImageStore, "delete">): PersonalRecords {
  const files = database.collection<File>(FILES);
  const ofSubject = ({ accounts }: Subject) => ({ "metadata.account": { $in: [...accounts] } });
  return {
    name: "images",
    async *about(subject) {
      for await (const { _id, length, uploadDate, metadata } of files.find(ofSubject(subject))) {
        yield { id: _id, bytes: length, storedAt: uploadDate, ...metadata };
      }
    },
    async erase(subject) {
      for (;;) {
        const found = await files
          .find(ofSubject(subject), { projection: { _id: 1 } })
          .limit(AT_ONCE)
          .toArray();
        await images.delete(found.map(({ _id }) => _id));
        if (found.length < AT_ONCE) break;
      }
      // What a process that died had only begun to store has no file yet.
      for await (const keys of imageKeysOfGenerations(database, subject)) {
        await database.collection(CHUNKS).deleteMany({ files_id: { $in: [...keys] } });
      }
    },
  };
}

/** The keys under which pictures and references of each generation lie, whether they are there or not. */
async function* imageKeysOfGenerations(database: mongo.Db, { accounts }: Subject): AsyncIterable<readonly string[]> {
  const options = { projection: { "request.n": 1, references: 1 } };
  const all = database.collection<Stored>("generations").find({ account: { $in: [...accounts] } }, options);
  for await (const { _id, request, references } of all) {
    const { n } = request as { readonly n: number };
    const own = (references as readonly string[]).filter((key) => key.startsWith(`reference:${_id}:`));
    yield [...Array.from({ length: n }, (_, index) => `${_id}:${index}`), ...own];
  }
}

/** What an export packs. */
export async function* packedImages(database: mongo.Db, { accounts }: Subject): AsyncIterable<PersonalImage> {
  const files = database.collection<File>(FILES).find({ "metadata.account": { $in: [...accounts] } });
  for await (const { _id: key, metadata } of files) {
    if (!key.startsWith(EXPORT_KEY_PREFIX)) yield { key, contentType: metadata.contentType };
  }
}

/** What their pictures cost in servers: kept under names that tell nobody, and found by the pictures. */
export function spending(database: mongo.Db): PersonalRecords {
  const days = database.collection<Stored>("spending");

  async function* found({ accounts }: Subject): AsyncIterable<Stored> {
    const known = new Set<string>();
    const inServers = { account: { $in: [...accounts] }, server: { $ne: null } };
    const pictures = database.collection<Stored>("generations").find(inServers, { projection: { _id: 1 } });
    for await (const batch of inBatches(pictures)) {
      for (const day of await days.find({ "parts.generation": { $in: batch } }).toArray()) {
        if (!known.has(day._id)) yield day as Stored;
        known.add(day._id);
      }
    }
  }

  return {
    name: "spending",
    async *about(subject) {
      for await (const day of found(subject)) yield shown(day);
    },
    async erase(subject) {
      for await (const { _id } of found(subject)) await days.deleteOne({ _id });
    },
  };
}

async function* inBatches(documents: AsyncIterable<{ readonly _id: string }>): AsyncIterable<string[]> {
  let batch: string[] = [];
  for await (const { _id } of documents) {
    batch.push(_id);
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** How old their pictures may become, as they were told. */
export const historyKeepings: Kind = {
  name: "history",
  collection: "history_keepings",
  filter: ({ accounts }) => ({ _id: { $in: [...accounts] } }),
  erase: "delete",
};
