import { type Document, field, isDocument } from "./document.ts";
import { ServerError } from "./errors.ts";
import { isIndex } from "./paths.ts";
import { typeName } from "./types.ts";

/**
 * A new version of a document in the making. Only the containers along a changed path are copied; all else is shared
 * with the version before.
 */
export class Draft {
  root: Document;
  changed = false;
  private readonly owned = new Set<object>();

  constructor(document: Document) {
    this.root = document;
  }

  private own(container: object): object {
    if (this.owned.has(container)) return container;
    const copy = Array.isArray(container) ? container.slice() : { ...container };
    this.owned.add(copy);
    return copy;
  }

  set(parts: readonly string[], value: unknown): void {
    this.changed = true;
    this.root = this.own(this.root) as Document;
    let node: object = this.root;
    for (let i = 0; i < parts.length - 1; i++) {
      const part = parts[i] as string;
      const child = field(node, part);
      let next: object;
      if (child === undefined) {
        next = {};
        this.owned.add(next);
      } else if (isDocument(child) || Array.isArray(child)) next = this.own(child);
      else throw notViable(parts[i + 1] as string, part, child);
      put(node, part, next);
      node = next;
    }
    put(node, parts[parts.length - 1] as string, value);
  }

  unset(parts: readonly string[]): void {
    const path = parts.slice(0, -1);
    let node: unknown = this.root;
    for (const part of path) {
      if (!isDocument(node) && !Array.isArray(node)) return;
      node = field(node, part);
    }
    const last = parts[parts.length - 1] as string;
    if ((!isDocument(node) && !Array.isArray(node)) || field(node, last) === undefined) return;
    if (Array.isArray(node)) {
      // Removing an element would move those behind it, so the server leaves a null.
      this.set(parts, null);
      return;
    }
    this.changed = true;
    this.root = this.own(this.root) as Document;
    let owner: object = this.root;
    for (const part of path) {
      const next = this.own(field(owner, part) as object);
      put(owner, part, next);
      owner = next;
    }
    delete (owner as Document)[last];
  }
}

/** Whether a value could be put at a path: arrays take numbers only, and scalars nothing. */
export function checkViable(document: Document, parts: readonly string[]): void {
  let node: unknown = document;
  for (const [i, part] of parts.entries()) {
    if (Array.isArray(node) ? !isIndex(part) : !isDocument(node)) throw notViable(part, parts[i - 1] ?? "", node);
    node = field(node as object, part);
    if (node === undefined) return;
  }
}

const notViable = (part: string, parent: string, value: unknown): ServerError =>
  new ServerError(28, `Cannot create field '${part}' in element {${parent}: ${typeName(value)}}`);

function put(node: object, part: string, value: unknown): void {
  if (!Array.isArray(node)) {
    (node as Document)[part] = value;
    return;
  }
  if (!isIndex(part)) throw new ServerError(28, `Cannot create field '${part}' in an array`);
  const index = Number(part);
  if (index > node.length + 1_500_000) throw new ServerError(2, "can't backfill more than 1500000 elements");
  while (node.length < index) node.push(null);
  node[index] = value;
}
