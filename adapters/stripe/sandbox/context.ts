import type { Ids } from "../../../src/core/services.ts";
import type { Books, Table } from "./books.ts";
import type { SandboxTime } from "./time.ts";

/** How the sandbox behaves where Stripe is slow or an account can choose. */
export interface SandboxBehaviour {
  /** How long an invoice of a renewal is a draft; Stripe takes about an hour. */
  readonly invoiceDraft_ms: number;
  /** How long a payment takes that is not made with a card. */
  readonly slowPayment_ms: number;
  /** Pauses before a failed renewal is tried again; after the last one the subscription ends. */
  readonly renewalPauses_ms: readonly number[];
  /** Pauses before an event is sent again. */
  readonly eventPauses_ms: readonly number[];
}

/** What every part of the sandbox shares. */
export interface Context {
  readonly books: Books;
  readonly time: SandboxTime;
  readonly ids: Ids;
  readonly behaviour: SandboxBehaviour;
  /** Refunds that are made now stay pending until they are settled. */
  refundsPend: boolean;
  /** Something has happened to an object, which is as it stands now. */
  emit(type: string, object: object, previous?: Readonly<Record<string, unknown>>): void;
}

export function newId(context: Context, prefix: string): string {
  return `${prefix}_${context.ids.random()}`;
}

/** Changes fields of an object and tells what they were. */
export function change<Item extends object>(context: Context, item: Item, fields: Partial<Item>, type: string): void {
  const previous: Record<string, unknown> = {};
  for (const name of Object.keys(fields) as (keyof Item & string)[]) {
    if (JSON.stringify(item[name]) !== JSON.stringify(fields[name])) previous[name] = structuredClone(item[name]);
  }
  Object.assign(item, fields);
  context.emit(type, item, previous);
}

/** Metadata as it is after a request: an empty value takes a key out, an empty text takes all out. */
export function merged(
  known: Readonly<Record<string, string>>,
  given: "" | Readonly<Record<string, string>> | undefined,
): Record<string, string> {
  if (given === undefined) return { ...known };
  if (given === "") return {};
  return Object.fromEntries(Object.entries({ ...known, ...given }).filter(([, value]) => value !== ""));
}

/** Newest first, as lists of the API are. */
export function newest<Item extends { readonly id: string }>(table: Table<Item>): Item[] {
  return table.all().reverse();
}
