import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { jobs } from "../jobs/index.ts";
import { approvalWords } from "../src/core/messages/desk/approvals.ts";
import { caseDesk } from "../src/core/messages/desk/cases.ts";
import { reportsDesk } from "../src/core/messages/desk/reports.ts";
import { sanctionDesk } from "../src/core/messages/desk/sanctions.ts";
import { ticketsDesk } from "../src/core/messages/desk/tickets.ts";
import { billingDesk } from "../src/core/messages/english/billing-desk.ts";
import { defaultModerationNumbers } from "../src/core/moderation/numbers.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFile(join(root, path), "utf8");

async function section(path: string, heading: string): Promise<string> {
  return (await read(path)).split(/^##? /mu).find((part) => part.startsWith(`${heading}\n`)) ?? "";
}

test("every link from one page to another leads to a page and a heading that are there", async () => {
  const broken: string[] = [];
  let links = 0;
  for (const path of ["README.md", "CONTRIBUTING.md", ...(await pages())]) {
    for (const [, link = ""] of (await read(path)).matchAll(/\]\((?!https?:)([^)\s]+)\)/gu)) {
      links += 1;
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), file);
      const isThere = existsSync(join(root, target)) && (anchor === undefined || (await anchorsOf(target)).has(anchor));
      if (!isThere) broken.push(`${path}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
  expect(links).toBeGreaterThan(30);
});

async function pages(): Promise<string[]> {
  const names = await readdir(join(root, "docs"), { recursive: true });
  return names.filter((name) => name.endsWith(".md")).map((name) => join("docs", name));
}

async function anchorsOf(path: string): Promise<ReadonlySet<string>> {
  const headings = [...(await read(path)).matchAll(/^#+ (.*)$/gmu)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

test("the page of moderation names every number of an installation with its default, and no other one", async () => {
  const rows = (await section("docs/moderation.md", "The numbers of an installation")).matchAll(
    /^\| `(\w+(?:\.\w+)?)` \| `([^`]+)` \|/gmu,
  );
  const listed = [...rows].map(([, key = "", value = ""]) => [key, JSON.parse(value) as unknown] as const);
  const { wave, ...plain } = defaultModerationNumbers;
  const inWave = Object.entries(wave).map(([key, value]) => [`wave.${key}`, value] as const);
  expect(Object.fromEntries(listed)).toEqual({ ...plain, ...Object.fromEntries(inWave) });
  expect(new Set(listed.map(([key]) => key)).size).toBe(listed.length);
});

test("the page of operations names every job and when it runs", async () => {
  const rows = (await section("docs/operations.md", "Jobs")).matchAll(/^\| `([\w-]+)` \| ([^|]+) \|/gmu);
  const listed = [...rows].map(([, name, when]) => `${name}: ${when}`);
  const declared = jobs.map(({ name, every = "" }) => `${name}: ${clockTime(every) ?? every}`);
  expect(listed.toSorted()).toEqual(declared.toSorted());
});

/** `03:15` for the cron line `15 3 * * *`; null where it is none. */
function clockTime(every: string): string | null {
  const [, minute = "", hour = ""] = /^(\d+) (\d+) \* \* \*$/u.exec(every) ?? [];
  return minute === "" ? null : `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}

test("the operators’ page names what they are told of by the titles that they read", async () => {
  const told = await section("docs/operators.md", "What you are told by itself");
  const { title, settledTitle } = approvalWords;
  const titles = [
    ...[caseDesk.urgentAlert("gravest", "x").title, caseDesk.urgentAlert("intimate", "x").title],
    ...[caseDesk.waitingAlert("pattern", 1).title, reportsDesk.clockTitle, sanctionDesk.operatorTitle],
    ...[ticketsDesk.newTitle, ticketsDesk.safetyTitle, ticketsDesk.overdueTitle],
    ...[billingDesk.requestTitle, billingDesk.reviewTitle, billingDesk.reconciledTitle],
    ...[title, settledTitle.done, settledTitle.expired],
  ];
  expect(titles.filter((one) => !told.includes(one ?? "?"))).toEqual([]);
});
