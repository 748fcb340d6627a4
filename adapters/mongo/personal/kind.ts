import type { mongo } from "mongoose";
import type { PersonalRecord, PersonalRecords } from "../../../src/core/privacy/personal-records.ts";
import type { Subject } from "../../../src/core/privacy/subject.ts";

/** A document as it is stored, whatever it holds. */
export type Stored = Readonly<Record<string, unknown>> & { readonly _id: string };
export type Documents = mongo.Collection<Stored>;
export type Filter = mongo.Filter<Stored>;

/** What one collection keeps about people. */
export interface Kind {
  readonly name: string;
  readonly collection: string;
  /** What of it is about this person. */
  filter(subject: Subject, database: mongo.Db): Filter | Promise<Filter>;
  /** How a document is shown to the person; by default all of it but `without`. */
  show?(document: Stored, subject: Subject): PersonalRecord;
  /** Fields that say something about how Easel works, and nothing about a person. */
  readonly without?: readonly string[];
  /** What an erasure does: `delete` the documents, `keep` them because they name nobody, or something of its own. */
  readonly erase: "delete" | "keep" | ((documents: Documents, subject: Subject, database: mongo.Db) => Promise<void>);
}

export function personalRecords(database: mongo.Db, kind: Kind): PersonalRecords {
  const { name, collection, filter, erase, without = [], show = (document) => shown(document, without) } = kind;
  const documents = database.collection<Stored>(collection);
  return {
    name,
    async *about(subject) {
      for await (const document of documents.find(await filter(subject, database))) {
        yield show(document as Stored, subject);
      }
    },
    async erase(subject) {
      if (erase === "keep") return;
      if (erase === "delete") await documents.deleteMany(await filter(subject, database));
      else await erase(documents, subject, database);
    },
  };
}

/** A document with its key as `id`. */
export function shown({ _id, ...document }: Stored, without: readonly string[] = []): PersonalRecord {
  const fields = Object.entries(document).filter(([field]) => !without.includes(field));
  return { id: _id, ...Object.fromEntries(fields) };
}

/** A condition that is met by any of these; by nothing where there are none. */
export function anyOf(conditions: readonly Filter[]): Filter {
  return conditions.length === 0 ? { _id: { $in: [] } } : { $or: [...conditions] };
}

/** Text that a pattern takes as it is. */
export function literally(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, "\\$&");
}

/** An identity's key, apart: a platform's name has no colon. */
export function partsOf(key: string): { readonly platform: string; readonly user: string } {
  const end = key.indexOf(":");
  return { platform: key.slice(0, end), user: key.slice(end + 1) };
}
