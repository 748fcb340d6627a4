const DEPTH_MAX = 8;

/** A value of a form with brackets in its names. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

/**
 * Reads `a[b]=1&c[0][d]=2` as `{a: {b: "1"}, c: [{d: "2"}]}`, as Stripe's API takes its bodies and queries. `c[]=x` adds to a
 * list, and so do numbers from 0.
 */
export function parseForm(text: string): Record<string, FormValue> {
  const form: Record<string, FormValue> = Object.create(null) as Record<string, FormValue>;
  for (const [name, value] of new URLSearchParams(text)) {
    const [head = "", ...rest] = name.split("[").map((part) => part.replace(/\]$/u, ""));
    if (head === "" || rest.length > DEPTH_MAX) continue;
    put(form, [head, ...rest], value);
  }
  return withLists(form) as Record<string, FormValue>;
}

function put(form: Record<string, FormValue>, [head = "", ...rest]: readonly string[], value: string): void {
  const name = head === "" ? String(Object.keys(form).length) : head;
  if (rest.length === 0) {
    form[name] = value;
    return;
  }
  const known = form[name];
  const inner = isBranch(known) ? known : (Object.create(null) as Record<string, FormValue>);
  form[name] = inner;
  put(inner, rest, value);
}

function isBranch(value: FormValue | undefined): value is Record<string, FormValue> {
  return typeof value === "object" && !Array.isArray(value);
}

function withLists(value: FormValue): FormValue {
  if (!isBranch(value)) return value;
  const names = Object.keys(value);
  const isList = names.length > 0 && names.every((name, index) => name === String(index));
  if (isList) return names.map((name) => withLists(value[name] ?? ""));
  return Object.fromEntries(names.map((name) => [name, withLists(value[name] ?? "")]));
}
