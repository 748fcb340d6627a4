import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isMultipart, readParts } from "../../../adapters/playground/multipart.ts";
import { cpuTime_ms } from "../../support/cpu-time.ts";

async function formOf(entries: readonly (readonly [string, string | File])[]): Promise<{ body: Buffer; type: string }> {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  const request = new Request("http://localhost/", { method: "POST", body: form });
  return { body: Buffer.from(await request.arrayBuffer()), type: request.headers.get("content-type") ?? "" };
}
const type = "multipart/form-data; boundary=b";

test("whatever a browser's own form carries comes out byte for byte", async () => {
  const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text === text.replace(/[\r\n]/gu, ""));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(name, name, fc.uint8Array({ maxLength: 200 })), { maxLength: 6 }),
      async (files) => {
        const { body, type: contentType } = await formOf(
          files.map(([field, fileName, bytes]) => [field, new File([new Uint8Array(bytes)], fileName)]),
        );
        const parts = readParts(body, contentType, 10);
        expect(parts).toEqual(files.map(([field, fileName, bytes]) => ({ name: field, fileName, bytes })));
      },
    ),
    { numRuns: 100 },
  );
});

test("a quote and a line break in a name are what they were", async () => {
  const { body, type: contentType } = await formOf([["file", new File(["x"], 'a "quoted"\r\nname.png')]]);
  expect(readParts(body, contentType, 10)).toMatchObject([{ fileName: 'a "quoted"\r\nname.png' }]);
});

test("a field's bytes are a view into the body, not a copy", async () => {
  const { body, type: contentType } = await formOf([["text", "hello"]]);
  const parts = readParts(body, contentType, 10);
  expect(typeof parts === "string" ? null : parts[0]?.bytes.buffer).toBe(body.buffer);
});

test.each([
  ["nothing", ""],
  ["no end", '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nhello'],
  ["no headers", "--b\r\n\r\n--b--\r\n"],
  ["no name", "--b\r\nContent-Disposition: form-data\r\n\r\nhello\r\n--b--"],
  ["another boundary", '--c\r\nContent-Disposition: form-data; name="x"\r\n\r\nhello\r\n--c--'],
  ["something after a delimiter", '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\nhello\r\n--bX'],
])("a body with %s is broken", (_what, body) => {
  expect(readParts(Buffer.from(body), type, 10)).toBe("broken");
});

test("a type without a boundary is broken, and a type is known in any letters", () => {
  expect(readParts(Buffer.from("--b--"), "multipart/form-data", 10)).toBe("broken");
  expect(["Multipart/Form-Data; boundary=x", "multipart/form-data"].map(isMultipart)).toEqual([true, true]);
  expect(["multipart/form-database", "application/json", ""].map(isMultipart)).toEqual([false, false, false]);
});

test("a body cut off anywhere, or with any byte changed, is read or refused and never throws", async () => {
  const { body, type: contentType } = await formOf([
    ["text", "hello"],
    ["file", new File(["fox"], "fox.png")],
  ]);
  for (let at = 0; at < body.length; at += 1) {
    expect(readParts(body.subarray(0, at), contentType, 10)).toSatisfy(
      (parts) => parts === "broken" || Array.isArray(parts),
    );
    const changed = Buffer.from(body);
    changed[at] = (changed[at] ?? 0) ^ 0x20;
    expect(() => readParts(changed, contentType, 10)).not.toThrow();
  }
});

test("sixty megabytes of empty parts cost next to nothing", () => {
  const part = Buffer.from('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n\r\n');
  const body = Buffer.alloc(60 * 1024 * 1024, part);
  const cost_ms = cpuTime_ms(() => expect(readParts(body, type, 32)).toBe("too many"));
  expect(cost_ms).toBeLessThan(500);
});

test.each([
  ["all the same letter", "a".repeat(70), "a"],
  ["nearly the delimiter, again and again", `${"ab".repeat(34)}ac`, `\r\n--${"ab".repeat(34)}`],
])("a body that is %s is searched in a moment", (_what, boundary, filling) => {
  const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="x"\r\n\r\n`);
  const body = Buffer.concat([head, Buffer.alloc(20 * 1024 * 1024, filling)]);
  const whole = `multipart/form-data; boundary=${boundary}`;
  const cost_ms = cpuTime_ms(() => expect(readParts(body, whole, 32)).toBe("broken"));
  expect(cost_ms).toBeLessThan(2_000);
});
