import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FormValue, parseForm } from "../../../../adapters/stripe/sandbox/form.ts";

/** As Stripe's own client writes parameters. */
function written(value: FormValue, name: string): string[] {
  if (typeof value === "string") return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  if (Array.isArray(value)) return value.flatMap((item, index) => written(item, `${name}[${index}]`));
  return Object.entries(value).flatMap(([key, item]) => written(item, `${name}[${key}]`));
}

const key = fc.stringMatching(/^[a-z_]{1,8}$/);
const { value } = fc.letrec<{ value: FormValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.string(),
    fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
    fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe("a form", () => {
  test("is read as it was meant, however deep", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (form) => {
        const text = Object.entries(form).flatMap(([name, item]) => written(item, name));
        expect(parseForm(text.join("&"))).toEqual(form);
      }),
      { numRuns: 300 },
    );
  });

  test("never reaches a prototype, and never fails", () => {
    const strange = fc.array(fc.tuple(fc.string(), fc.string())).map((pairs) => String(new URLSearchParams(pairs)));
    fc.assert(fc.property(strange, (text) => void parseForm(text)));
    parseForm("__proto__[polluted]=yes&constructor[prototype][polluted]=yes&a[__proto__][polluted]=yes");
    expect("polluted" in {}).toBe(false);
  });

  test("takes lists without numbers as well", () => {
    expect(parseForm("a[]=1&a[]=2&b[c][]=3")).toEqual({ a: ["1", "2"], b: { c: ["3"] } });
  });
});
