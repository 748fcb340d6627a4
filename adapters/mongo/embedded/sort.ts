import { type Document, isDocument } from "./document.ts";
import { badValue } from "./errors.ts";
import { EMPTY_ARRAY_KEY, type Key, keyOf } from "./order.ts";
import { valuesAt } from "./paths.ts";

export interface SortField {
  parts: readonly string[];
  descending: boolean;
}

export function parseSort(specification: Document): SortField[] {
  return Object.entries(specification).map(([name, direction]) => {
    if (isDocument(direction)) throw badValue("the embedded database does not sort by $meta");
    const sign = Number(direction);
    if (sign !== 1 && sign !== -1)
      throw badValue("$sort key ordering must be 1 (for ascending) or -1 (for descending)");
    return { parts: name.split("."), descending: sign === -1 };
  });
}

/** An array sorts by its least element upwards and by its greatest downwards; an empty one before null. */
export function sortKey(document: Document, { parts, descending }: SortField): Key {
  const { values, multi } = valuesAt(document, parts);
  if (!multi) return keyOf(values[0]);
  if (values.length === 0) return EMPTY_ARRAY_KEY;
  const keys = values.map(keyOf);
  return keys.reduce((best, key) => ((descending ? key > best : key < best) ? key : best));
}

/** Stable: documents that tie keep their order. */
export function sortDocuments<T extends Document>(documents: readonly T[], specification: Document): T[] {
  const fields = parseSort(specification);
  const keyed = documents.map((document) => ({ document, keys: fields.map((field) => sortKey(document, field)) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const [left, right] = [a.keys[i] as Key, b.keys[i] as Key];
      if (left !== right) return (left < right ? -1 : 1) * (fields[i]?.descending ? -1 : 1);
    }
    return 0;
  });
  return keyed.map(({ document }) => document);
}
