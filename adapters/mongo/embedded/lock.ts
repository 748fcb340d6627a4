import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Who holds a directory. Two processes with the same pid (after a reboot, in two containers) differ in the rest. */
interface Owner {
  pid: number;
  /** When the process started, and in which world its pid means something; empty where the system does not say. */
  started: string;
  world: string;
  token: string;
}

export interface Lock {
  release(): void;
}

/** What the lock needs of the file system; tests put a full disk behind it. */
export interface LockFiles {
  write(path: string, text: string): void;
}

const HEARTBEAT_MS = 1_000;
/** A holder whose heart has not beaten for this long is gone, where its pid cannot tell us. */
const SILENCE_MS = 3_500;

/**
 * Takes the directory for this process, or throws. The lock of a process that was killed is recognised by its pid and
 * start time; where those mean nothing (another container, no /proc) by its heartbeat, which takes some seconds.
 */
export async function lockDirectory(
  directory: string,
  onLost: () => void,
  files: LockFiles = { write: writeFileSync },
): Promise<Lock> {
  const path = join(directory, "easel.lock");
  const own: Owner = { pid: process.pid, started: startOf(process.pid), world: world(), token: randomUUID() };
  for (let attempt = 0; !create(path, own, files); attempt++) {
    const holder = read(path);
    if (holder && (attempt > 4 || (await isAlive(path, holder)))) {
      throw new Error(
        `Another process (pid ${holder.pid}) has the data in ${directory} open. Stop it, or choose another directory.`,
      );
    }
    if (holder) removeStale(path, holder);
    else if (attempt > 4) throw new Error(`The lock ${path} cannot be read. Remove it if no other process is running.`);
    else await sleep(20);
  }
  const timer = setInterval(() => {
    if (read(path)?.token === own.token) beat(path);
    else {
      clearInterval(timer);
      onLost();
    }
  }, HEARTBEAT_MS);
  timer.unref();
  return {
    release: () => {
      clearInterval(timer);
      if (read(path)?.token === own.token) rmSync(path, { force: true });
    },
  };
}

/** A link appears with its content or not at all, so nobody reads half a lock. */
function create(path: string, owner: Owner, files: LockFiles): boolean {
  const draft = `${path}.${owner.token}`;
  try {
    // A full disk still makes the file, and only then refuses what belongs into it.
    files.write(draft, JSON.stringify(owner));
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Owner;
  } catch {
    return undefined;
  }
}

function beat(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // Gone since we read it: the next beat finds out.
  }
}

/** Moves the stale lock aside; if another process was quicker and that was its fresh one, puts it back. */
function removeStale(path: string, stale: Owner): void {
  const aside = `${path}.stale.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  try {
    if (read(aside)?.token !== stale.token) linkSync(aside, path);
  } catch {
    // A third process holds the lock by now; the one we moved finds that out at its next beat.
  } finally {
    rmSync(aside, { force: true });
  }
}

async function isAlive(path: string, holder: Owner): Promise<boolean> {
  if (holder.world !== "" && holder.world === world()) return startOf(holder.pid) === holder.started;
  const before = modified(path);
  for (let waited = 0; waited < SILENCE_MS; waited += 250) {
    await sleep(250);
    if (modified(path) !== before) return true;
  }
  return false;
}

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** The boot and the pid namespace: a pid of another one says nothing here. */
function world(): string {
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return "";
  }
}

function startOf(pid: number): string {
  try {
    // The command name stands in brackets and may hold spaces; the start time is the 20th field behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop()?.split(" ") ?? [];
    return fields[0] === "Z" || fields[0] === "X" ? "" : (fields[19] ?? "");
  } catch {
    return "";
  }
}
