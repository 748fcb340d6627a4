import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** The product in a process of its own. */
export interface Child {
  readonly url: string;
  /** What it has printed to its error output so far. */
  errors(): string;
  /** SIGKILL: no handler runs, nothing is finished. */
  kill(): Promise<void>;
  /** SIGTERM: it finishes or hands over; resolves its exit code. */
  terminate(): Promise<number | null>;
}

export async function startChild(environment: Readonly<Record<string, string>>): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "test/support/child-app.ts"], {
    env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "test", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = once(child, "exit");
  const ready = new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /^ready (\S+)$/mu.exec(printed)?.[1];
      if (url !== undefined) resolve(url);
    });
    exited.then(([code]) => reject(new Error(`it ended with ${code} before it was ready: ${errors}`)));
  });
  const url = await ready;
  return {
    url,
    errors: () => errors,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async terminate() {
      child.kill("SIGTERM");
      const [code] = await exited;
      return code as number | null;
    },
  };
}
