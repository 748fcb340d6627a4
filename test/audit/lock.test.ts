import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { knownBad } from "./known-bad.ts";
import { auditLock } from "./lock.ts";
import { isWithin } from "./version-range.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(name, "utf8"));
const HASH = `sha512-${"A".repeat(86)}==`;
const lock = () => read("package-lock.json") as { packages: Record<string, Record<string, unknown>> };

test("everything in the lock file comes from the registry, by its hash, with no script and no licence that nobody has decided on", () => {
  const { packages, faults } = auditLock(read("package-lock.json"), read("package.json"));
  expect(faults).toEqual([]);
  expect(packages).toBeGreaterThan(100);
});

describe("it is noticed when a package", () => {
  const good = { version: "1.0.0", integrity: HASH, license: "MIT" };
  test.for<[string, Record<string, unknown>, string]>([
    ["comes from a repository", { ...good, resolved: "git+ssh://git@github.com/a/b.git#1" }, "elsewhere"],
    ["comes from another host", { ...good, resolved: "https://registry.npmjs.org.evil.example/a.tgz" }, "elsewhere"],
    ["comes unencrypted", { ...good, resolved: "http://registry.npmjs.org/a/-/a-1.0.0.tgz" }, "elsewhere"],
    ["is a folder of this machine", { ...good, link: true }, "link"],
    ["has no hash", { version: "1.0.0", license: "MIT" }, "SHA-512"],
    ["has a weak hash", { ...good, integrity: "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=" }, "SHA-512"],
    ["runs a script that nobody has decided on", { ...good, hasInstallScript: true }, "allowScripts"],
    ["is under a licence that nobody has read", { ...good, license: "AGPL-3.0-only" }, "AGPL"],
    ["is partly under such a licence", { ...good, license: "MIT AND SSPL-1.0" }, "SSPL"],
    ["names no licence", { version: "1.0.0", integrity: HASH }, "no licence"],
    ["asks for a package by an address", { ...good, dependencies: { b: "https://b.example/b.tgz" } }, "asks for b"],
    ["asks for a package of somebody's repository", { ...good, dependencies: { b: "a/b#main" } }, "asks for b"],
  ])("%s", ([, entry, told]) => {
    const changed = lock();
    changed.packages["node_modules/one-more"] = entry;
    const { faults } = auditLock(changed, read("package.json"));
    expect(faults).toEqual([expect.stringContaining(told)]);
    expect(faults[0]).toContain("one-more");
  });

  test("that checks or signs is there twice, in whatever folder", () => {
    const changed = lock();
    changed.packages["node_modules/mongoose/node_modules/mongodb"] = { ...good, version: "6.0.0" };
    const { faults } = auditLock(changed, read("package.json"));
    expect(faults).toEqual([expect.stringMatching(/^mongodb is there in .*6\.0\.0/u)]);
  });

  test("is of a version that is known to be bad", () => {
    const changed = lock();
    changed.packages["node_modules/a/node_modules/chalk"] = { ...good, version: "5.6.1" };
    expect(auditLock(changed, read("package.json")).faults).toEqual([expect.stringContaining("known to be bad")]);
  });

  test("is allowed to run a script and is not there any more", () => {
    const { faults } = auditLock(lock(), { allowScripts: { esbuild: false, "@swc/core": false, gone: true } });
    expect(faults).toEqual(["gone is in allowScripts and nowhere else"]);
  });
});

test("every known bad range can be read, and is dated", () => {
  for (const { range, noted, why } of knownBad) {
    expect(typeof isWithin("1.0.0", range)).toBe("boolean");
    expect(noted).toMatch(/^20\d\d-\d\d-\d\d$/u);
    expect(why).not.toBe("");
  }
});

test.for([
  ["1.2.3", "<1.2.4", true],
  ["1.2.4", "<1.2.4", false],
  ["1.2.4-rc.1", "<1.2.4", true],
  ["1.10.0", "<1.9.0", false],
  ["6.5.0", "<5.0.0 || >=6.0.0 <6.5.1", true],
  ["6.5.1", "<5.0.0 || >=6.0.0 <6.5.1", false],
  ["3.3.6", "=3.3.6", true],
  ["3.3.7", "=3.3.6", false],
  ["2.0.0", ">1.0.0 <=2.0.0", true],
] as const)("%s in %s: %s", ([version, range, expected]) => {
  expect(isWithin(version, range)).toBe(expected);
});
