import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { desks } from "../../../commands/desk/index.ts";

test("every line that an area of /admin shows as an example is explained in the operators’ page", async () => {
  const page = await readFile(new URL("../../../docs/operators.md", import.meta.url), "utf8");
  const missing = desks.flatMap(({ usage }) => usage).filter((line) => !page.includes(`\`${line}\``));
  expect(missing).toEqual([]);
});
