import { residentOf } from "../bench/footprint-of-process.ts";
import type { Inspector } from "./inspector.ts";

/** What a process holds at one moment, after a garbage collection. */
export interface Sample {
  /** Since the load began. */
  readonly at_minutes: number;
  /** All of the process that is in memory. */
  readonly resident_bytes: number;
  readonly heap_bytes: number;
  /** What the engine has taken for its heap, used or not. */
  readonly reserved_bytes: number;
  /** Buffers and whatever else lives outside the heap. */
  readonly external_bytes: number;
  /** Sockets, files and requests that are open. */
  readonly handles: number;
  /** null: not counted this time, because it takes the process seconds. */
  readonly counts: Counts | null;
}

export interface Counts {
  /** Timers that are running or waiting, those that keep no process alive included. */
  readonly timers: number;
  /** Listeners on all emitters. */
  readonly listeners: number;
}

const EMITTER = "Object.getPrototypeOf(Object.getPrototypeOf(process))";
const LISTENERS = `function () {
  let count = 0;
  for (const emitter of this) {
    try { for (const name of emitter.eventNames()) count += emitter.listenerCount(name); } catch {}
  }
  return count;
}`;
const TIMER =
  "(() => { const timer = setTimeout(() => {}, 0); clearTimeout(timer); return Object.getPrototypeOf(timer); })()";
const WAITING = "function () { return this.filter((timer) => timer._destroyed === false).length; }";
const HANDLES = `process.getActiveResourcesInfo().filter((kind) => kind !== "Timeout" && kind !== "Immediate").length`;

export async function takeSample(
  inspector: Inspector,
  { pid, at_minutes, isCounted }: { readonly pid: number; readonly at_minutes: number; readonly isCounted: boolean },
): Promise<Sample> {
  await inspector.collectGarbage();
  const { heapUsed, heapTotal, external, handles } = await inspector.evaluate<{
    readonly heapUsed: number;
    readonly heapTotal: number;
    readonly external: number;
    readonly handles: number;
  }>(`({ ...process.memoryUsage(), handles: ${HANDLES} })`);
  const resident_bytes = await residentOf(pid);
  const counts = isCounted ? await count(inspector) : null;
  const memory = { resident_bytes, heap_bytes: heapUsed, reserved_bytes: heapTotal, external_bytes: external };
  return { at_minutes, ...memory, handles, counts };
}

/** One kind at a time: the list of all objects at once would be memory that the process keeps. */
async function count(inspector: Inspector): Promise<Counts> {
  const listeners = await inspector.amongAll<number>(EMITTER, LISTENERS);
  return { timers: await inspector.amongAll<number>(TIMER, WAITING), listeners };
}

const MB = 1024 * 1024;

/** One line, the same columns each time. */
export function sampleInWords(sample: Sample): string {
  const megabytes = (bytes: number) => (bytes / MB).toFixed(1).padStart(6);
  const { at_minutes, resident_bytes, heap_bytes, reserved_bytes, external_bytes, handles, counts } = sample;
  return [
    `minute ${at_minutes.toFixed(1).padStart(4)}`,
    `resident ${megabytes(resident_bytes)} MB`,
    `heap ${megabytes(heap_bytes)} of ${megabytes(reserved_bytes)} MB`,
    `outside ${megabytes(external_bytes)} MB`,
    `handles ${String(handles).padStart(4)}`,
    ...(counts === null ? [] : [`timers ${counts.timers}, listeners ${counts.listeners}`]),
  ].join(" | ");
}
