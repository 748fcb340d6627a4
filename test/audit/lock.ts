import { z } from "zod";
import { type KnownBad, knownBad } from "./known-bad.ts";
import { isWithin } from "./version-range.ts";

/** Licences under which a package may come along. Weak copyleft is fine for what is used unchanged. */
const LICENCES = [
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "LGPL-3.0-or-later", "MIT"],
  ...["MPL-2.0", "Python-2.0", "Unlicense"],
];

/** What its lock file does not say, read in the package's own LICENSE. */
const READ_LICENCES: Readonly<Record<string, string>> = { busboy: "MIT", streamsearch: "MIT" };

/** Where two versions side by side would mean two ways to check, to connect or to sign. */
const ONE_VERSION_ONLY = [
  ...[
    "@fal-ai/client",
    "bson",
    "discord.js",
    "grammy",
    "hono",
    "mongodb",
    "mongoose",
    "pino",
    "sharp",
    "stripe",
    "zod",
  ],
];

/** It comes with a client of exactly its own version, which speaks to nothing but the server that it has started. */
const SECOND_ALLOWED = ["node_modules/mongodb-memory-server-core/node_modules/mongodb"];

const lockFile = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      license: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
      dependencies: z.record(z.string(), z.string()).optional(),
      devDependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()).optional() });

export interface Audit {
  readonly packages: number;
  /** Each names the package and what is wrong with it; empty: nothing is. */
  readonly faults: readonly string[];
}

/**
 * Reads what will be installed and says what should not be: from elsewhere than the registry, without a strong hash, with a script that
 * nobody has decided on, under a licence that nobody has read, twice where one is meant, or known to be bad. Needs no network.
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */
export function auditLock(lock: unknown, packageJson: unknown, bad: readonly KnownBad[] = knownBad): Audit {
  const { packages } = lockFile.parse(lock);
  const { allowScripts = {} } = manifest.parse(packageJson);
  const faults: string[] = [];
  const versions = new Map<string, Set<string>>();
  for (const [path, entry] of Object.entries(packages)) {
    const asked = { ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies };
    for (const [name, range] of Object.entries(asked)) {
      if (!isRegistryRange(range)) faults.push(`${path || "package.json"} asks for ${name} by ${range}`);
    }
    if (path === "") continue;
    const name = entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const version = entry.version ?? "";
    const tell = (what: string) => faults.push(`${name}@${version} ${what}`);
    if (!SECOND_ALLOWED.includes(path)) versions.set(name, (versions.get(name) ?? new Set()).add(version));
    if (entry.link === true) tell("is a link to a folder");
    if (!/^\d+\.\d+\.\d+/u.test(version)) tell("has no version");
    // Without an address npm asks the registry that it is set to.
    if (entry.resolved !== undefined && !entry.resolved.startsWith("https://registry.npmjs.org/"))
      tell("comes from elsewhere than the registry");
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/u.test(entry.integrity ?? "")) tell("has no SHA-512");
    if (entry.hasInstallScript === true && allowScripts[name] === undefined)
      tell("wants to run a script when it is installed: decide in allowScripts");
    const licence = entry.license ?? READ_LICENCES[name];
    if (licence === undefined || !isAllowed(licence)) tell(`is under ${licence ?? "no licence that it names"}`);
    for (const { package: known, range, why } of bad) {
      if (known === name && isWithin(version, range)) tell(`is known to be bad: ${why}`);
    }
  }
  for (const name of ONE_VERSION_ONLY) {
    const found = versions.get(name);
    if (found === undefined) faults.push(`${name} is not there, although it is named as one of which there is one`);
    else if (found.size > 1) faults.push(`${name} is there in ${[...found].join(" and ")}`);
  }
  for (const name of Object.keys(allowScripts)) {
    if (!versions.has(name)) faults.push(`${name} is in allowScripts and nowhere else`);
  }
  return { packages: Object.keys(packages).length - 1, faults };
}

/** A range, a tag or another name in the registry: no folder, no repository, no address. */
function isRegistryRange(range: string): boolean {
  const plain = range.replace(/^npm:(?:@[\w.-]+\/)?[\w.-]+@/u, "");
  return !/[:/]/u.test(plain);
}

/** `A OR B`: one that is allowed is enough; `A AND B`: both have to be. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/gu, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((licence) => LICENCES.includes(licence.trim())));
}
