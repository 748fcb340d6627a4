import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import type { StudioTimings } from "../../src/core/generation/timings.ts";
import { compiledProduct } from "./tree-build.ts";
import { type Front, type FrontOptions, roundRobin } from "./tree-front.ts";
import { lastingPort, treeProcess } from "./tree-process.ts";

/** What one process of the tree is. */
export interface ProcessPlan {
  readonly name: string;
  readonly roles: readonly ("discord" | "telegram" | "web" | "worker")[];
  /** Beside and before what the tree gives all; `MONGODB_URI` here puts a proxy before its database. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How far its clock is ahead. */
  readonly clockSkew_ms?: number;
}

export interface TreeProcess {
  readonly name: string;
  /** Origin of its own HTTP server (each process has one: health, metrics); keeps its port over restarts. */
  readonly url: string;
  /** null: not running. */
  readonly pid: number | null;
  /** What it printed to its error output, all lives together. */
  errors(): string;
  /** How often it ended without being asked to, once it was ready. */
  crashes(): number;
  /** SIGKILL: no handler runs, nothing is finished. */
  kill(): Promise<void>;
  /** SIGTERM: it finishes or hands over; resolves its exit code. */
  terminate(): Promise<number | null>;
  /** Again, with the same port and environment; resolves when it is ready, rejects when it ends before. */
  start(): Promise<void>;
}

export interface ProcessTree {
  readonly processes: readonly TreeProcess[];
  find(name: string): TreeProcess;
  /** SIGTERM for all; SIGKILL after 10 s. */
  stop(): Promise<void>;
}

export interface TreeOptions {
  readonly databaseUri: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly plans: readonly ProcessPlan[];
  /** Shorter patience than in production; unset: production's. */
  readonly timings?: Partial<StudioTimings>;
  /** A build other than the usual one (a mutant). */
  readonly build?: string;
  /** What PUBLIC_URL is: each process's own address, or one that all share. */
  readonly webOrigin?: "own" | string;
}

export interface TreeDatabase {
  readonly uri: string;
  readonly kind: "embedded" | "real";
  drop(): Promise<void>;
}

const STOP_MS_MAX = 10_000;
const STARTS_MAX = 3;

/** Builds the product once (kept under a hash of the sources), and starts the processes side by side. */
export async function startTree(options: TreeOptions): Promise<ProcessTree> {
  const build = options.build ?? (await compiledProduct());
  const home = await mkdtemp(join(tmpdir(), "easel-tree-"));
  const processes = await Promise.all(options.plans.map((plan) => firstStart(plan, options, build, home))).catch(
    async (error: unknown) => {
      await rm(home, { recursive: true, force: true });
      throw error;
    },
  );
  return {
    processes,
    find(name) {
      const found = processes.find((one) => one.name === name);
      if (found === undefined) throw new Error(`there is no process ${name}`);
      return found;
    },
    async stop() {
      await Promise.all(processes.map(stopWithin));
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Somebody may have taken the port meanwhile: then it is another one. */
async function firstStart(plan: ProcessPlan, options: TreeOptions, build: string, home: string): Promise<TreeProcess> {
  for (let attempt = 1; ; attempt++) {
    const port = await lastingPort();
    const { webOrigin = "own", timings = {}, databaseUri } = options;
    const started = treeProcess({
      name: plan.name,
      build,
      port,
      environment: {
        MONGODB_URI: databaseUri,
        DATA_DIR: join(home, plan.name),
        PUBLIC_URL: webOrigin === "own" ? `http://127.0.0.1:${port}` : webOrigin,
        ROLES: plan.roles.join(","),
        TREE_TIMINGS: JSON.stringify(timings),
        TREE_CLOCK_SKEW_MS: String(plan.clockSkew_ms ?? 0),
        ...options.environment,
        ...plan.environment,
      },
    });
    try {
      await started.start();
      return started;
    } catch (error) {
      if (attempt === STARTS_MAX || !started.errors().includes("EADDRINUSE")) throw error;
    }
  }
}

async function stopWithin(one: TreeProcess): Promise<void> {
  const timeout = setTimeout(() => void one.kill(), STOP_MS_MAX);
  await one.terminate();
  clearTimeout(timeout);
}

/** What a load balancer does before several processes: see `roundRobin`. `targets` may be filled after the front has its address. */
export function startFront(targets: readonly { readonly url: string }[], options?: FrontOptions): Promise<Front> {
  return roundRobin(targets, options);
}

/** An embedded database in a process of its own, or a fresh database on the server that MONGODB_URI names. */
export async function startTreeDatabase(): Promise<TreeDatabase> {
  const name = `easel-tree-${randomBytes(6).toString("hex")}`;
  const given = process.env["MONGODB_URI"] ?? "";
  if (given === "") return startEmbedded(name);
  const uri = withDatabase(given, name);
  return {
    uri,
    kind: "real",
    async drop() {
      const client = new MongoClient(uri, { serverSelectionTimeoutMS: 10_000 });
      await client.db(name).dropDatabase();
      await client.close();
    },
  };
}

async function startEmbedded(name: string): Promise<TreeDatabase> {
  const build = await compiledProduct();
  const child: ChildProcess = spawn(process.execPath, [join(build, "src/mongo-embedded.js"), "--port", "0"], {
    env: { PATH: process.env["PATH"] ?? "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  // Whoever ends without a word leaves nobody behind.
  const orphan = () => void child.kill("SIGKILL");
  process.once("exit", orphan);
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    exited.then(([code]) => reject(new Error(`the database ended with ${code}`)));
  });
  return {
    uri: withDatabase(address, name),
    kind: "embedded",
    async drop() {
      process.removeListener("exit", orphan);
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function withDatabase(uri: string, name: string): string {
  const address = new URL(uri);
  address.pathname = `/${name}`;
  return address.toString();
}
