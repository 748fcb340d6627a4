import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDirectory } from "../../../../adapters/mongo/embedded/lock.ts";
import { startEmbeddedMongo } from "../../../../adapters/mongo/embedded/start.ts";
import { startServer } from "./process.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "easel-lock-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

const path = (): string => join(directory, "easel.lock");
const own = async (): Promise<Record<string, unknown>> => {
  const lock = await lockDirectory(directory, () => {});
  const content = JSON.parse(readFileSync(path(), "utf8")) as Record<string, unknown>;
  lock.release();
  return content;
};
const lockedBy = (change: Record<string, unknown>, content: Record<string, unknown>): void =>
  writeFileSync(path(), JSON.stringify({ ...content, token: "other", ...change }));

describe("the lock of a data directory", () => {
  it("keeps a second process out, and names the first", async () => {
    const server = await startServer(["--port", "0", "--data", directory]);
    await expect(startEmbeddedMongo({ dataDir: directory, binary: "never" })).rejects.toThrow(
      `Another process (pid ${server.process.pid})`,
    );
    await server.kill("SIGKILL");
    const engine = await startEmbeddedMongo({ dataDir: directory, binary: "never" });
    await engine.stop();
  }, 30_000);

  it("keeps a second engine of the same process out until the first stops", async () => {
    const engine = await startEmbeddedMongo({ dataDir: directory, binary: "never" });
    await expect(startEmbeddedMongo({ dataDir: directory, binary: "never" })).rejects.toThrow("Another process");
    await engine.stop();
    await engine.stop();
    await (await startEmbeddedMongo({ dataDir: directory, binary: "never" })).stop();
  });

  it("is given up when the engine cannot start", async () => {
    writeFileSync(join(directory, "easel.db"), "not a database at all");
    await expect(startEmbeddedMongo({ dataDir: directory, binary: "never" })).rejects.toThrow("not a database");
    const lock = await lockDirectory(directory, () => {});
    lock.release();
  });

  it("leaves nothing behind on a full disk", async () => {
    const full = {
      write(draft: string): void {
        writeFileSync(draft, "");
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      },
    };
    await expect(lockDirectory(directory, () => {}, full)).rejects.toThrow("no space left");
    expect(readdirSync(directory)).toEqual([]);
  });

  it("of a process that is gone is taken over", async () => {
    lockedBy({ pid: 2 ** 22 + 1 }, await own());
    (await lockDirectory(directory, () => {})).release();
  });

  it("of an earlier process with the same pid is taken over", async () => {
    lockedBy({ started: "1" }, await own());
    (await lockDirectory(directory, () => {})).release();
  });

  it("from another world is taken over once its heart has stopped", async () => {
    lockedBy({ world: "another container", pid: 1 }, await own());
    (await lockDirectory(directory, () => {})).release();
  });

  it("from another world is respected while its heart beats", async () => {
    const content = await own();
    lockedBy({ world: "another container", pid: 1 }, content);
    const heart = setInterval(() => lockedBy({ world: "another container", pid: 1 }, content), 100);
    await expect(lockDirectory(directory, () => {})).rejects.toThrow("Another process");
    clearInterval(heart);
  });

  it("lets one of many racers take over a stale one", async () => {
    lockedBy({ pid: 2 ** 22 + 1 }, await own());
    const racers = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory, () => {})));
    const winners = racers.filter((racer) => racer.status === "fulfilled");
    expect(winners).toHaveLength(1);
    for (const winner of winners) winner.value.release();
  });

  it("tells its holder when somebody else took it", async () => {
    let lost = false;
    const lock = await lockDirectory(directory, () => {
      lost = true;
    });
    lockedBy({}, JSON.parse(readFileSync(path(), "utf8")));
    await expect.poll(() => lost, { timeout: 30_000 }).toBe(true);
    lock.release();
    expect(JSON.parse(readFileSync(path(), "utf8")).token).toBe("other");
  });
});
