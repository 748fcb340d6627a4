import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";

/** Folders of product code, as the import rule knows them. */
export const houses = ["src", "commands", "adapters", "jobs"] as const;

// What each adapter's vendor is called in node_modules. A folder that is not here may import no package but zod and pino.
const vendors: Readonly<Record<string, readonly string[]>> = {
  agenda: ["agenda", "@agendajs/mongo-backend", "mongodb"],
  discord: ["discord.js", "@discordjs/rest", "discord-api-types"],
  fal: ["@fal-ai/client"],
  fflate: ["fflate"],
  http: ["hono", "@hono/node-server"],
  "leo-profanity": ["leo-profanity"],
  mongo: ["mongoose", "mongodb", "bson", "mingo", "mongodb-memory-server-core"],
  prometheus: ["prom-client"],
  sharp: ["sharp"],
  stripe: ["stripe"],
  telegram: ["grammy", "@grammyjs/runner", "@grammyjs/auto-retry"],
};

const packages = (names: readonly string[]) => `node_modules/(${names.join("|")})/`;
const builtin = "builtin:";

/** The table of docs/architecture.md, in dependency-cruiser's words. */
export const importRules: readonly IForbiddenRuleType[] = [
  rule("core-imports-core-and-zod", "^src/core/", ["^src/core/", packages(["zod"])]),
  rule("command-imports-core-and-zod", "^commands/(?!index\\.ts$)", [
    "^src/core/",
    "^commands/(buttons|desk)/",
    packages(["zod"]),
  ]),
  rule("job-imports-core-and-zod", "^jobs/(?!index\\.ts$)", ["^src/core/", packages(["zod"])]),
  rule("list-imports-its-folder", "^(commands|jobs)/index\\.ts$", ["^$1/", "^src/core/"]),
  ...Object.entries(vendors).map(([folder, names]) =>
    rule(`adapter-${folder}-imports-itself-core-and-vendor`, `^adapters/${folder}/`, [
      `^adapters/${folder}/`,
      "^src/core/",
      packages(["zod", "pino", ...names]),
      builtin,
    ]),
  ),
  rule("adapter-imports-itself-and-core", `^adapters/(?!(?:${Object.keys(vendors).join("|")})/)([^/]+)/`, [
    "^adapters/$1/",
    "^src/core/",
    packages(["zod", "pino"]),
    builtin,
  ]),
  { name: "everything-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
];

function rule(name: string, from: string, allowed: readonly string[]): IForbiddenRuleType {
  const paths = allowed.filter((path) => path !== builtin);
  const mayUseBuiltins = allowed.includes(builtin);
  return {
    name,
    severity: "error",
    from: { path: from },
    to: {
      pathNot: paths.join("|"),
      ...(mayUseBuiltins ? { dependencyTypesNot: ["core"] } : {}),
      couldNotResolve: false,
    },
  };
}

export interface Reading {
  /** Files of the houses that were read, relative to the root. */
  readonly files: readonly string[];
  /** `rule: from -> to` for each import that a rule forbids. */
  readonly breaches: readonly string[];
}

/** Reads every import under the houses of `root` and holds it against the rules. */
export async function readImports(root: string, rules: readonly IForbiddenRuleType[]): Promise<Reading> {
  const folders = houses.filter((house) => existsSync(join(root, house)));
  const answer = await cruise(
    [...folders],
    {
      baseDir: root,
      // TypeScript 7 has no compiler API, so swc reads the files. It tells `import type` from nothing.
      parser: "swc",
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      validate: true,
      ruleSet: { forbidden: [...rules] },
    },
    {
      extensions: [".ts", ".js", ".json"],
      conditionNames: ["import", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  );
  const { modules, summary } = answer.output as ICruiseResult;
  return {
    files: modules
      .map((module) => module.source)
      .filter((source) => houses.some((house) => source.startsWith(`${house}/`))),
    breaches: summary.violations.map((breach) => `${breach.rule.name}: ${breach.from} -> ${breach.to}`).sort(),
  };
}

/** Files with the given ending under a folder of `root`, relative to `root`, sorted. */
export function filesUnder(root: string, folder: string, ending: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
