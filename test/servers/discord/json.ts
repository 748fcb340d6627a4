/** An object as it came over the wire: nothing about it is known yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectsOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Discord counts characters as they are written, not the halves that some of them have in UTF-16. */
export function lengthOf(text: string): number {
  return [...text].length;
}
