import { expect, test } from "vitest";
import { testDatabase } from "../support/mongo.ts";
import { parts } from "./parts.ts";
import { type BenchRow, renderTable } from "./table.ts";

test("the table is Markdown that lines up, and says which aims are missed", () => {
  const row = { what: "pairs", figure: "1,200/s", aim: null, met: null, how: "counted" };
  const table = renderTable([
    { title: "(a) one", rows: [row, { ...row, what: "ratio", figure: "0.3", aim: "≥ 0.35", met: false }] },
    { title: "(b) two", rows: [{ ...row, aim: "≥ 1/s", met: true }] },
  ]);
  const lines = table.split("\n");
  expect(lines).toHaveLength(7);
  expect(new Set(lines.map((line) => line.split("|").length))).toEqual(new Set([7]));
  expect(new Set(lines.map((line) => line.slice(0, line.lastIndexOf("| ")).length)).size).toBeLessThanOrEqual(2);
  expect(lines[4]).toMatch(/^\| ratio +\| +0\.3 \| ≥ 0\.35 \| NO {3}\| counted \|$/u);
  expect(lines[6]).toContain("| yes  |");
});

const within = Object.entries(parts).filter(([, { measures }]) => measures === "within");

// Whole parts of the product start here: on a machine that does much else, that takes longer than a test usually may.
test.each(within)(
  "the part %s still measures what it says",
  async (name, { load }) => {
    const part = await load();
    expect(part.name).toBe(name);
    const { uri, drop } = await testDatabase();
    const notes: string[] = [];
    const kind = process.env["MONGODB_URI"] ? "real" : "embedded";
    const rows = await part.run({ database: { uri, kind }, size: "tiny", note: (text) => notes.push(text) });
    await drop();
    expect(rows.length).toBeGreaterThan(1);
    for (const one of rows) expect(one).toEqual(anyRow);
    expect(renderTable([{ title: part.title, rows }])).not.toMatch(/NaN|undefined|Infinity/u);
  },
  180_000,
);

const anyRow: BenchRow = {
  what: expect.stringMatching(/./u),
  figure: expect.stringMatching(/\d/u),
  aim: expect.toBeOneOf([expect.stringMatching(/./u), null]),
  met: expect.toBeOneOf([true, false, null]),
  how: expect.stringMatching(/.{10}/u),
};
