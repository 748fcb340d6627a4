import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import { describe, expect, it } from "vitest";
import { outcome, spawnServer, startServer } from "./process.ts";

describe("npm run mongo:embedded", () => {
  it("prints one line that a client can use, and stops cleanly when asked to", async () => {
    const directory = mkdtempSync(join(tmpdir(), "easel-cli-"));
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const server = await startServer(["--port", "0", "--data", directory]);
      const client = await MongoClient.connect(server.uri);
      await client.db("app").collection("things").insertOne({ signal });
      await client.close();
      expect(await server.kill(signal)).toBe(0);
      expect(readdirSync(directory)).toEqual(["easel.db"]);
    }
    rmSync(directory, { recursive: true });
  }, 40_000);

  it.each([
    [["--port", "many"], '--port wants a number from 0 to 65535, not "many".'],
    [["--port", "70000"], "--port wants a number"],
    [["--data", ""], "--data wants a directory."],
    [["--dta", "x"], "Unknown option '--dta'"],
    [["extra"], "Unexpected argument 'extra'"],
  ])(
    "refuses %j with a sentence and exit code 2",
    async (args, sentence) => {
      const { code, stdout, stderr } = await outcome(spawnServer(args));
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(sentence);
      expect(stderr).toContain("Usage:");
      expect(stderr.trim().split("\n")).toHaveLength(2);
    },
    40_000,
  );

  it.each([["--help"], ["-h"]])(
    "explains itself for %s",
    async (flag) => {
      const { code, stdout, stderr } = await outcome(spawnServer([flag]));
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^Usage: .*--port.*--data/);
    },
    40_000,
  );

  it("says in one sentence that the data directory cannot be used", async () => {
    const directory = mkdtempSync(join(tmpdir(), "easel-cli-"));
    const path = join(directory, "file");
    writeFileSync(path, "");
    const { code, stdout, stderr } = await outcome(spawnServer(["--port", "0", "--data", path]));
    rmSync(directory, { recursive: true });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toBe(`--data is ${path}, which is a file or lies in one: choose a directory.\n`);
  }, 40_000);

  it("says that a port is in use", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, stderr } = await outcome(spawnServer(["--port", String(port)]));
    other.close();
    expect([code, stderr]).toEqual([1, `Port ${port} is in use: choose another with --port.\n`]);
  }, 40_000);

  it("does not run in production", async () => {
    const { code, stderr } = await outcome(spawnServer([], { NODE_ENV: "production" }));
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain("set MONGODB_URI to a real one");
  }, 40_000);
});
