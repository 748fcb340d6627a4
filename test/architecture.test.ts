import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { filesUnder, houses, importRules, readImports } from "./support/imports.ts";

const root = join(import.meta.dirname, "..");
const sources = houses.flatMap((house) => filesUnder(root, house, ".ts"));
const scratches: string[] = [];

afterEach(async () => {
  await Promise.all(scratches.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

/** A directory with these files and our packages, gone after the test. */
async function scratch(files: Readonly<Record<string, string>>): Promise<string> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "easel-architecture-")));
  scratches.push(path);
  await symlink(join(root, "node_modules"), join(path, "node_modules"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), text);
  }
  return path;
}

describe("imports", () => {
  test("every file imports only what the house allows", async () => {
    const reading = await readImports(root, importRules);
    expect(reading.breaches).toEqual([]);
    // A reader that cannot read TypeScript finds no breach either.
    expect(reading.files.filter((file) => file.endsWith(".ts")).sort()).toEqual([...sources].sort());
  });

  const breaches: readonly (readonly [from: string, given: string, rule: string])[] = [
    ["src/core/a.ts", "../../adapters/fal/b.ts", "core-imports-core-and-zod"],
    ["src/core/a.ts", "../../commands/b.ts", "core-imports-core-and-zod"],
    ["src/core/a.ts", "../config.ts", "core-imports-core-and-zod"],
    ["src/core/a.ts", "mongoose", "core-imports-core-and-zod"],
    ["src/core/a.ts", "pino", "core-imports-core-and-zod"],
    ["src/core/a.ts", "node:crypto", "core-imports-core-and-zod"],
    ["commands/a.ts", "../adapters/fal/b.ts", "command-imports-core-and-zod"],
    ["commands/a.ts", "./b.ts", "command-imports-core-and-zod"],
    ["commands/a.ts", "node:fs", "command-imports-core-and-zod"],
    ["commands/index.ts", "../jobs/b.ts", "list-imports-its-folder"],
    ["jobs/a.ts", "../commands/b.ts", "job-imports-core-and-zod"],
    ["jobs/a.ts", "agenda", "job-imports-core-and-zod"],
    ["adapters/fal/a.ts", "../mongo/b.ts", "adapter-fal-imports-itself-core-and-vendor"],
    ["adapters/fal/a.ts", "mongoose", "adapter-fal-imports-itself-core-and-vendor"],
    ["adapters/fal/a.ts", "../../commands/b.ts", "adapter-fal-imports-itself-core-and-vendor"],
    ["adapters/fal/a.ts", "../../src/config.ts", "adapter-fal-imports-itself-core-and-vendor"],
    ["adapters/fal/sandbox/a.ts", "../../mongo/b.ts", "adapter-fal-imports-itself-core-and-vendor"],
    ["adapters/mongo/a.ts", "@fal-ai/client", "adapter-mongo-imports-itself-core-and-vendor"],
    ["adapters/playground/a.ts", "../fal/b.ts", "adapter-imports-itself-and-core"],
    ["adapters/playground/a.ts", "hono", "adapter-imports-itself-and-core"],
    ["adapters/fal/a.ts", "no-such-package", "everything-resolves"],
  ];
  test.for(breaches)("%s importing %s breaks %s", async ([from, given, name]) => {
    const answers = ["src/config.ts", "commands/b.ts", "jobs/b.ts", "adapters/fal/b.ts", "adapters/mongo/b.ts"];
    const files = Object.fromEntries(answers.map((path) => [path, "export const b = 1;\n"]));
    const path = await scratch({
      ...files,
      [from]: `import type * as given from "${given}";\nexport type A = typeof given;\n`,
    });
    const reading = await readImports(path, importRules);
    expect(reading.breaches.map((breach) => breach.split(" -> ")[0])).toEqual([`${name}: ${from}`]);
  });

  test.for([
    'import "mongoose";',
    'import { connect } from "mongoose";\nexport const x = connect;',
    'import type { Model } from "mongoose";\nexport type X = Model<unknown>;',
    'export { connect } from "mongoose";',
    'export const x = () => import("mongoose");',
  ])("an import counts in whatever form it is written: %s", async (line) => {
    const path = await scratch({ "src/core/a.ts": `${line}\n` });
    const reading = await readImports(path, importRules);
    expect(reading.breaches.map((breach) => breach.split(":")[0])).toEqual(["core-imports-core-and-zod"]);
  });

  test("no type is imported inside an expression, where the reader of imports does not look", async () => {
    const hidden = /typeof import\(|import\("(?!node:)[^"]+"\)\.(?!then\b)/;
    const texts = sources.map(async (file) => [file, await readFile(join(root, file), "utf8")] as const);
    expect((await Promise.all(texts)).filter(([, text]) => hidden.test(text)).map(([file]) => file)).toEqual([]);
  });

  test("what the table allows breaks nothing", async () => {
    const path = await scratch({
      "src/core/b.ts": 'import { z } from "zod";\nexport const b = z;\n',
      "src/core/a.ts": 'export { b } from "./b.ts";\n',
      "src/app.ts": 'export { a } from "../adapters/fal/a.ts";\nexport { list } from "../commands/index.ts";\n',
      "commands/a.ts": 'import { b } from "../src/core/b.ts";\nimport { z } from "zod";\nexport const a = [b, z];\n',
      "commands/index.ts": 'import { a } from "./a.ts";\nexport const list = [a];\n',
      "adapters/playground/b.ts": "export const b = 1;\n",
      "adapters/playground/a.ts": 'export { b } from "./b.ts";\n',
      "adapters/fal/sandbox/b.ts": 'import type { Logger } from "pino";\nexport type B = Logger;\n',
      "adapters/fal/a.ts":
        'import { fal } from "@fal-ai/client";\nimport fs from "node:fs";\nimport type { B } from "./sandbox/b.ts";\nimport { b } from "../../src/core/b.ts";\nexport const a: B | unknown = [fal, fs, b];\n',
    });
    expect((await readImports(path, importRules)).breaches).toEqual([]);
  });
});

describe("cycles", () => {
  const noCycles = [{ name: "no-cycle", severity: "error" as const, from: {}, to: { circular: true } }];
  // verbatimModuleSyntax: exactly the imports that say `type` are gone when the program runs.
  const withoutTypes = (text: string) => text.replace(/^(?:import|export) type [^;]*? from "[^"]+";$/gms, "");

  test("no file needs itself to run", async () => {
    const texts = sources.map(async (file) => [file, withoutTypes(await readFile(join(root, file), "utf8"))] as const);
    const path = await scratch(Object.fromEntries(await Promise.all(texts)));
    expect((await readImports(path, noCycles)).breaches).toEqual([]);
  });

  test("a cycle is found, and one of types alone is none", async () => {
    const path = await scratch({
      "src/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
      "src/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
      "src/c.ts": withoutTypes('import type {\n  D,\n} from "./d.ts";\nexport type C = D;\n'),
      "src/d.ts": 'import { C } from "./c.ts";\nexport const d: C = 1;\n',
    });
    expect((await readImports(path, noCycles)).breaches).toEqual(["no-cycle: src/a.ts -> src/b.ts"]);
  });
});

describe("the linter", () => {
  async function lint(file: string, line: string): Promise<string> {
    const path = await scratch({ "src/y.ts": "export const y = 1;\n", [file]: `${line}\n` });
    await cp(join(root, "biome.json"), join(path, "biome.json"));
    await cp(join(root, "test/lint"), join(path, "test/lint"), { recursive: true });
    const biome = join(root, "node_modules/.bin/biome");
    const given = ["lint", "--vcs-enabled=false", "--reporter=github", file];
    return new Promise((resolve) => {
      execFile(biome, given, { cwd: path }, (_error, stdout, stderr) => resolve(stdout + stderr));
    });
  }

  const complaints: readonly (readonly [file: string, line: string, complaint: string])[] = [
    ["src/core/x.ts", "export const x = Date.now();", "services.clock"],
    ["src/core/x.ts", "export const x = new Date();", "services.clock"],
    ["src/core/x.ts", "export const x = [1].map(Date.now);", "services.clock"],
    ["src/core/x.ts", "export const { now } = Date;", "Name Date"],
    ["commands/x.ts", "export const x = Math.random();", "services.ids"],
    ["jobs/x.ts", "export const { random } = Math;", "Name Math"],
    ["jobs/x.ts", "export const x = process.env.HOME;", "noProcessEnv"],
    ["src/core/x.ts", "export const x = performance.now();", "noRestrictedGlobals"],
    ["src/core/x.ts", "setTimeout(() => undefined, 1);", "noRestrictedGlobals"],
    ["src/core/x.ts", "globalThis.setTimeout(() => undefined, 1);", "noRestrictedGlobals"],
    ["src/core/x.ts", "export const x = AbortSignal.timeout(1);", "services.clock.sleep"],
    ["src/core/x.ts", "export const x = crypto.randomUUID();", "noRestrictedGlobals"],
    ["adapters/fal/x.ts", "export const x = process.env.HOME;", "noProcessEnv"],
    ["adapters/fal/x.ts", 'console.log("x");', "noConsole"],
    ["src/x.ts", "export default 1;", "noDefaultExport"],
    ["src/x.ts", 'export * from "./y.ts";', "noBarrelFile"],
    ["src/x.ts", 'import { y } from "./y.ts";\n', "noUnusedImports"],
    ["src/x.ts", 'import { y } from "./y";\nexport const x = y;', "useImportExtensions"],
    ["src/x.ts", "export const x: any = 1;", "noExplicitAny"],
    ["src/x.ts", 'import fs from "fs";\nexport const x = fs;', "useNodejsImportProtocol"],
  ];
  test.for(complaints)("in %s complains about %s", async ([file, line, complaint]) => {
    expect(await lint(file, line)).toContain(complaint);
  });

  test.for([
    ["src/core/x.ts", "export const x = new Date(0).getTime() + Date.UTC(2026, 1) + Math.floor(1.5);"],
    ["adapters/fal/x.ts", "export const x = Date.now() + Math.random();"],
    ["src/x.ts", "export const x = process.env.HOME;"],
  ] as const)("in %s lets %s pass", async ([file, line]) => {
    expect(await lint(file, line)).not.toContain("::error");
  });
});

test("a test that prints, or lets Node warn, fails", async () => {
  const path = await scratch({
    "vitest.config.ts": await readFile(join(root, "vitest.config.ts"), "utf8"),
    "test/support/quiet.ts": await readFile(join(root, "test/support/quiet.ts"), "utf8"),
    "test/loud.test.ts": `import { test } from "vitest";
      test("prints", () => console.info("x"));
      test("warns", () => new Promise((done) => { process.emitWarning("x"); setTimeout(done, 20); }));
      test("is quiet", () => undefined);`,
  });
  const given = ["run", "--reporter=json"];
  const report = await new Promise<string>((resolve) => {
    execFile(join(root, "node_modules/.bin/vitest"), given, { cwd: path }, (_error, stdout) => resolve(stdout));
  });
  const { testResults } = JSON.parse(report) as {
    testResults: { assertionResults: { title: string; status: string }[] }[];
  };
  const results = testResults.flatMap((file) =>
    file.assertionResults.map(({ title, status }) => `${title}: ${status}`),
  );
  expect(results.sort()).toEqual(["is quiet: passed", "prints: failed", "warns: failed"]);
});

describe("the tree", () => {
  test("no file of the product is longer than 300 lines", async () => {
    const lengths = sources.map(
      async (file) => [file, (await readFile(join(root, file), "utf8")).split("\n").length - 1] as const,
    );
    expect((await Promise.all(lengths)).filter(([, lines]) => lines > 300)).toEqual([]);
  });

  test("the top holds the houses, the tests, the docs and files of settings", async () => {
    const houseless = ["test", "docs", ".ci", ".git", ".github"];
    const made = ["node_modules", "dist", "coverage", ".data"];
    const entries = await readdir(root, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    expect(folders.filter((name) => ![...houses, ...houseless, ...made].includes(name))).toEqual([]);
    expect(
      entries.filter(
        (entry) => entry.isFile() && /\.(ts|js|mjs)$/.test(entry.name) && entry.name !== "vitest.config.ts",
      ),
    ).toEqual([]);
  });

  test("no file names a path of the machine it was written on", async () => {
    const files = ["src", "commands", "adapters", "jobs", "test", "docs", ".ci"].flatMap((folder) =>
      filesUnder(root, folder, ""),
    );
    const top = (await readdir(root, { withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
    const home = /(?:^|[\s"'`(=])\/(?:home|Users|root|work|tmp|mnt|private)\/[\w.]/m;
    const texts = [...files, ...top].map(async (file) => [file, await readFile(join(root, file), "utf8")] as const);
    expect((await Promise.all(texts)).filter(([, text]) => home.test(text)).map(([file]) => file)).toEqual([]);
  });

  test.for(["commands", "jobs"])("every file in %s is in its list", async (folder) => {
    const list = await readFile(join(root, folder, "index.ts"), "utf8");
    // Below lie pieces that several of them share, such as the handlers of a button.
    const entries = (await readdir(join(root, folder))).filter((name) => name.endsWith(".ts") && name !== "index.ts");
    expect(entries.filter((name) => !list.includes(`from "./${name}"`))).toEqual([]);
  });

  test("what the documents name is there", async () => {
    const documents = [...filesUnder(root, "docs", ".md"), "README.md", "CONTRIBUTING.md"];
    const texts = documents.map(async (file) => [file, await readFile(join(root, file), "utf8")] as const);
    const named = (await Promise.all(texts)).flatMap(([file, text]) =>
      // Paths from the root in backticks; placeholders such as `<name>` are none.
      [...text.matchAll(/`((?:src|adapters|commands|jobs|test|docs)\/[\w./-]*)`/g)].map(([, path = ""]) => ({
        file,
        path,
      })),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ path }) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("a test stands where its source stands", () => {
    const apart =
      /^test\/(contracts|journeys|servers|support|bench|soak|faults|data-safety|security|audit)\/|^test\/(architecture|build|environment-example)\.test\.ts$/;
    const folders = new Set(sources.flatMap((file) => ancestors(file)));
    const astray = filesUnder(root, "test", ".test.ts")
      .filter((file) => !apart.test(file))
      .filter((file) => {
        const source = file.replace(/^test\//, "").replace(/(\.[a-z]+)?\.test\.ts$/, "");
        // A test of several files together stands in their folder.
        return ![source, `src/${source}`].some((path) => sources.includes(`${path}.ts`) || folders.has(dirname(path)));
      });
    expect(astray).toEqual([]);
  });
});

function ancestors(file: string): string[] {
  const folder = dirname(file);
  return folder === "." ? [] : [folder, ...ancestors(folder)];
}
