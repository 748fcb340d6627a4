import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const COMMAND = ["--import", "tsx", "src/mongo-embedded.ts"];

/** The embedded server as a process of its own. */
export interface ServerProcess {
  uri: string;
  process: ChildProcess;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export function spawnServer(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [...COMMAND, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "test", PATH: "", MONGOMS_SYSTEM_BINARY: "", ...environment },
  });
}

export async function startServer(args: readonly string[]): Promise<ServerProcess> {
  const child = spawnServer(args);
  if (!child.stdout) throw new Error("the child has no stdout");
  const lines = createInterface({ input: child.stdout });
  const uri = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(child, "exit").then(([code]): never => {
      throw new Error(`the server ended with ${code} before it was ready`);
    }),
  ]);
  return {
    uri,
    process: child,
    kill: async (signal) => {
      const gone = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
      child.kill(signal);
      await gone;
      return child.exitCode;
    },
  };
}

/** What a process that ends by itself printed and returned. */
export async function outcome(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
}
