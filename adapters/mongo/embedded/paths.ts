import { type Document, field, isDocument } from "./document.ts";

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/** Which element of the outermost array made a filter match: what `$` in an update or a projection stands for. */
export const position: { index: number | undefined } = { index: undefined };

/**
 * Calls `visit` with every value that a dotted path can mean, walking into arrays as queries do, until it says true.
 * A place that is not there counts as `undefined`.
 */
export function some(value: unknown, parts: readonly string[], visit: (value: unknown) => boolean, from = 0): boolean {
  if (from === parts.length) return visit(value);
  const part = parts[from] as string;
  if (isDocument(value)) return some(field(value, part), parts, visit, from + 1);
  if (!Array.isArray(value)) return visit(undefined);
  if (isIndex(part) && Number(part) < value.length) {
    const item: unknown = value[Number(part)];
    // An element that a path cannot go into is no missing value, unlike a field that it cannot.
    const leads = from + 1 === parts.length || isDocument(item) || Array.isArray(item);
    if (leads && some(item, parts, visit, from + 1)) return true;
  }
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i];
    if (isDocument(item) && some(item, parts, visit, from)) {
      position.index = i;
      return true;
    }
  }
  return false;
}

/** The one value at a dotted path without walking into arrays, except by number. */
export function at(document: Document, parts: readonly string[]): unknown {
  let value: unknown = document;
  for (const part of parts) {
    if (typeof value !== "object" || value === null) return undefined;
    if (!Array.isArray(value) && !isDocument(value)) return undefined;
    value = field(value, part);
  }
  return value;
}

/** All values that an index or `distinct` sees at a path; `undefined` where there is none. */
export function valuesAt(value: unknown, parts: readonly string[], from = 0): { values: unknown[]; multi: boolean } {
  let node = value;
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(node)) {
      const part = parts[i] as string;
      const inner = isIndex(part) && Number(part) < node.length ? [node[Number(part)]] : null;
      const items: unknown[] = inner ?? node.filter(isDocument);
      const values = items.flatMap((item) => valuesAt(item, parts, inner ? i + 1 : i).values);
      return { values: values.length > 0 ? values : [undefined], multi: true };
    }
    node = isDocument(node) ? field(node, parts[i] as string) : undefined;
  }
  return Array.isArray(node) ? { values: node, multi: true } : { values: [node], multi: false };
}
