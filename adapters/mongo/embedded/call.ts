import type { Cursors } from "./cursors.ts";
import { type Document, isDocument } from "./document.ts";
import { badValue, ServerError } from "./errors.ts";
import type { Variables } from "./expressions.ts";
import type { Sessions } from "./sessions.ts";
import type { Store } from "./store.ts";
import type { Transaction } from "./transaction.ts";

export interface Engine {
  store: Store;
  cursors: Cursors;
  sessions: Sessions;
  clock: () => number;
  /** `host:port`, as clients are told to reach us. */
  address: string;
}

/** One command on its way through. */
export interface Call {
  engine: Engine;
  command: Document;
  database: string;
  transaction: Transaction | undefined;
}

export type Handler = (call: Call) => Document | Promise<Document>;

/** The namespace that a command names in its first field. */
export function namespace({ command, database }: Call): string {
  const collection = Object.values(command)[0];
  if (typeof collection !== "string" || collection === "" || collection.includes("$"))
    throw new ServerError(73, `Invalid namespace specified '${database}.${String(collection)}'`);
  return `${database}.${collection}`;
}

export function variables({ command, engine }: Call, let_: unknown = command["let"]): Variables {
  return { now: engine.clock(), let: isDocument(let_) ? let_ : {} };
}

/** A document argument, `{}` where it is missing. */
export function documentOf(value: unknown, name: string): Document {
  if (value === undefined || value === null) return {};
  if (!isDocument(value)) throw new ServerError(14, `BSON field '${name}' is the wrong type, expected type 'object'`);
  return value;
}

export function wholeOf(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = Number(String(value));
  if (!Number.isInteger(number)) throw badValue(`${name} has to be a whole number`);
  return number;
}

/** Options that would change the answer, and that we do not know, are refused rather than overlooked. */
export function refuse(source: Document, ...names: string[]): void {
  for (const name of names) {
    const value = source[name];
    if (value === undefined || value === null || value === false) continue;
    if (name === "collation" && isDocument(value) && value["locale"] === "simple") continue;
    throw badValue(`the embedded database does not support '${name}'`);
  }
}
