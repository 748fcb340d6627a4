import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findMongod } from "../../../../adapters/mongo/embedded/mongod.ts";
import { startEmbeddedMongo } from "../../../../adapters/mongo/embedded/start.ts";
import { writeFakeMongod } from "./fake-mongod.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "easel-mongod-"));
  vi.stubEnv("MONGOMS_SYSTEM_BINARY", "");
  vi.stubEnv("PATH", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true, force: true });
});

describe("a mongod on the machine", () => {
  it("is found by its setting or on the PATH, if it runs", async () => {
    expect(await findMongod()).toBeUndefined();
    const path = writeFakeMongod(join(directory, "bin"));
    vi.stubEnv("PATH", `${join(directory, "nowhere")}:${join(directory, "bin")}`);
    expect(await findMongod()).toEqual({ path, version: "8.2.6" });
    const named = writeFakeMongod(join(directory, "own"), "7.0.14");
    vi.stubEnv("MONGOMS_SYSTEM_BINARY", named);
    expect(await findMongod()).toEqual({ path: named, version: "7.0.14" });
    writeFileSync(named, "not a program");
    expect(await findMongod()).toBeUndefined();
  });

  it("becomes a replica set of one, and again after a restart on another port", async () => {
    vi.stubEnv("MONGOMS_SYSTEM_BINARY", writeFakeMongod(join(directory, "bin")));
    const dataDir = join(directory, "data");
    for (const expected of ["replSetInitiate", "replSetReconfig"]) {
      const engine = await startEmbeddedMongo({ dataDir });
      expect(engine.kind).toBe("mongod");
      const client = await MongoClient.connect(engine.uri, { serverSelectionTimeoutMS: 5_000 });
      expect(await client.db("app").command({ ping: 1 })).toMatchObject({ ok: 1 });
      await client.close();
      await engine.stop();
      expect(readFileSync(join(dataDir, "mongod", "commands.log"), "utf8").split("\n")).toContain(expected);
    }
  }, 40_000);

  it("is passed over when asked, and where the data is the in-process server's", async () => {
    const dataDir = join(directory, "data");
    const engine = await startEmbeddedMongo({ dataDir, binary: "never" });
    await engine.stop();
    vi.stubEnv("MONGOMS_SYSTEM_BINARY", writeFakeMongod(join(directory, "bin")));
    const again = await startEmbeddedMongo({ dataDir });
    expect([engine.kind, again.kind]).toEqual(["in-process", "in-process"]);
    await again.stop();
  });

  it("is missed, and not replaced by an empty database, where it wrote the data", async () => {
    mkdirSync(join(directory, "mongod"));
    await expect(startEmbeddedMongo({ dataDir: directory })).rejects.toThrow("was written by mongod");
  });

  it("that cannot run is passed over without a word and without a wait", async () => {
    const errors = vi.spyOn(console, "error");
    const warnings = vi.spyOn(console, "warn");
    const started = process.hrtime.bigint();
    const engine = await startEmbeddedMongo({ dataDir: null });
    expect(engine.kind).toBe("in-process");
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(3_000);
    expect([errors.mock.calls, warnings.mock.calls]).toEqual([[], []]);
    await engine.stop();
  });
});
