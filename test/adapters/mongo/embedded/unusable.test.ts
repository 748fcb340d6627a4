import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startEmbeddedMongo } from "../../../../adapters/mongo/embedded/start.ts";
import { inDataDirectory, unusable } from "../../../../adapters/mongo/embedded/unusable.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "easel-unusable-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const failure = (code: string): Error =>
  Object.assign(new Error(`${code}: something, open '/data/easel.lock.1'`), { code });
const told = (code: string): unknown => unusable({ path: "/data", setting: "DATA_DIR" }, failure(code));
const refusal = (dataDir: string): Promise<unknown> =>
  startEmbeddedMongo({ dataDir, binary: "never" }).catch((error: unknown) => error);

describe("a data directory that cannot be used", () => {
  it.each([
    ["EEXIST", "DATA_DIR is /data, which is a file or lies in one: choose a directory."],
    ["ENOTDIR", "DATA_DIR is /data, which is a file or lies in one: choose a directory."],
    ["EACCES", "DATA_DIR is /data, where Easel may not write: allow it, or choose another directory."],
    ["EPERM", "DATA_DIR is /data, where Easel may not write: allow it, or choose another directory."],
    ["EROFS", "DATA_DIR is /data, where Easel may not write: allow it, or choose another directory."],
    ["ENOENT", "DATA_DIR is /data, which is not there and cannot be made: choose another directory."],
    ["ENOSPC", "DATA_DIR is /data, and its disk is full: free some space, or choose another directory."],
    ["EDQUOT", "DATA_DIR is /data, and its disk is full: free some space, or choose another directory."],
    ["ENAMETOOLONG", "DATA_DIR is /data, which cannot be used (ENAMETOOLONG): choose another directory."],
  ])("for %s is told in a sentence that says what to do", (code, sentence) => {
    expect(told(code)).toEqual(new Error(sentence));
  });

  it("keeps errors that the file system did not make", () => {
    const other = new Error("the data are of somebody else");
    expect(() =>
      inDataDirectory({ path: "/data", setting: "DATA_DIR" }, () => {
        throw other;
      }),
    ).toThrow(other);
  });

  it("is told by the start: a file, what lies in a file, and a place where nothing can be made", async () => {
    const file = join(directory, "file");
    writeFileSync(file, "mine");
    for (const path of [file, join(file, "below")]) {
      expect(await refusal(path)).toEqual(
        new Error(`DATA_DIR is ${path}, which is a file or lies in one: choose a directory.`),
      );
    }
    expect(readFileSync(file, "utf8")).toBe("mine");
    const long = join(directory, "x".repeat(300));
    expect(await refusal(long)).toEqual(
      new Error(`DATA_DIR is ${long}, which cannot be used (ENAMETOOLONG): choose another directory.`),
    );
  });

  it("is given back when the data in it cannot be opened", async () => {
    mkdirSync(join(directory, "easel.db"));
    expect(await refusal(directory)).toEqual(
      new Error(`DATA_DIR is ${directory}, which cannot be used (EISDIR): choose another directory.`),
    );
    expect(readdirSync(directory)).toEqual(["easel.db"]);
  });
});
