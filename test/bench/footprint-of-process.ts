import { readdir, readFile, readlink } from "node:fs/promises";

/** Ticks of the kernel's accounting in a second: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const LISTENING = "0A";

/** Processor time that a process has used so far, in seconds; 0 for one that is gone. Linux only. @see proc_pid_stat(5) */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  // The name in parentheses may hold spaces; user and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

/** Memory of a process that is in use and in memory, in bytes. */
export async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024;
}

/** The process that listens on this port of this machine; null where that cannot be seen. */
export async function pidListeningOn(port: number): Promise<number | null> {
  const tables = await Promise.all(
    ["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8").catch(() => "")),
  );
  const rows = tables.flatMap((table) => table.split("\n").map((row) => row.trim().split(/\s+/u)));
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const inode = rows.find(([, local, , state]) => local?.endsWith(`:${wanted}`) && state === LISTENING)?.[9];
  if (inode === undefined) return null;
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/u.test(entry)) continue;
    const open = await readdir(`/proc/${entry}/fd`).catch(() => []);
    for (const file of open) {
      const target = await readlink(`/proc/${entry}/fd/${file}`).catch(() => "");
      if (target === `socket:[${inode}]`) return Number(entry);
    }
  }
  return null;
}
