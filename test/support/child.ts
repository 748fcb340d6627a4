import { quickTimings } from "./quick-timings.ts";
import { compiledProduct } from "./tree-build.ts";
import { lastingPort, treeProcess } from "./tree-process.ts";

/** The product in a process of its own, so that a test can kill it. */
export interface Child {
  readonly url: string;
  /** What it has printed to its error output so far. */
  errors(): string;
  /** SIGKILL: no handler runs, nothing is finished. */
  kill(): Promise<void>;
  /** SIGTERM: it finishes or hands over; resolves its exit code. */
  terminate(): Promise<number | null>;
}

/** Only its patience is shorter than in production. It runs compiled: starting it from its sources costs half as much again. */
export async function startChild(environment: Readonly<Record<string, string>>): Promise<Child> {
  const { PORT, ...others } = environment;
  const child = treeProcess({
    name: "the product",
    build: await compiledProduct(),
    port: PORT === undefined ? await lastingPort() : Number(PORT),
    environment: { TREE_TIMINGS: JSON.stringify({ ...quickTimings, webhookGrace_ms: 4_000 }), ...others },
  });
  await child.start();
  const { url, errors, kill, terminate } = child;
  return { url, errors, kill, terminate };
}
