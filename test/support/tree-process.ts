import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import type { TreeProcess } from "./process-tree.ts";
import { entry } from "./tree-build.ts";

export interface ProcessOptions {
  readonly name: string;
  readonly build: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
}

// Below the ports that systems lend to outgoing connections, so that nobody takes one while its process is dead.
const PORT_MIN = 15_000;
const PORT_MAX = 32_000;

/** A port that is free now, and that no outgoing connection will be lent. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = PORT_MIN + Math.floor(Math.random() * (PORT_MAX - PORT_MIN));
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** A process of the product that is not started yet. */
export function treeProcess({ name, build, port, environment }: ProcessOptions): TreeProcess {
  let child: ChildProcess | null = null;
  let exited: Promise<unknown> = Promise.resolve();
  let errors = "";
  /** Ready, and not asked to end. */
  let isWanted = false;
  let crashes = 0;

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    isWanted = false;
    if (ending === null) return null;
    ending.kill(signal);
    await exited;
    return ending.exitCode;
  }

  return {
    name,
    url: `http://127.0.0.1:${port}`,
    get pid() {
      return child?.pid ?? null;
    },
    errors: () => errors,
    crashes: () => crashes,
    kill: () => end("SIGKILL").then(() => undefined),
    terminate: () => end("SIGTERM"),
    async start() {
      if (child !== null) throw new Error(`${name} is running already`);
      const started = spawn(process.execPath, ["--enable-source-maps", join(build, entry)], {
        env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "test", ...environment, PORT: String(port) },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      started.stderr.on("data", (chunk: Buffer) => {
        errors += chunk.toString();
      });
      exited = once(started, "exit").then(() => {
        child = null;
        if (isWanted) crashes += 1;
        isWanted = false;
      });
      let printed = "";
      await new Promise<void>((resolve, reject) => {
        started.stdout.on("data", (chunk: Buffer) => {
          printed += chunk.toString();
          if (!printed.includes("\n")) return;
          isWanted = true;
          resolve();
        });
        started.once("exit", (code, signal) =>
          reject(new Error(`${name} ended with ${code ?? signal} before it was ready: ${errors.slice(-2_000)}`)),
        );
      });
    },
  };
}
