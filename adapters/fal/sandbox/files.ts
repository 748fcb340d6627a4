import type { Clock } from "../../../src/core/services.ts";

export interface SandboxFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const BYTES_MAX = 256 * 1024 * 1024;

/** What was uploaded and what was painted, in memory: each for its time, and the oldest makes room. */
export class Files {
  readonly #clock: Clock;
  readonly #files = new Map<string, SandboxFile & { readonly until_ms: number }>();
  #bytes = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(name: string, file: SandboxFile, keepSeconds: number): void {
    this.delete(name);
    this.#files.set(name, { ...file, until_ms: this.#clock.now().getTime() + keepSeconds * 1000 });
    this.#bytes += file.bytes.byteLength;
    for (const oldest of this.#files.keys()) {
      if (this.#bytes <= BYTES_MAX) break;
      this.delete(oldest);
    }
  }

  read(name: string): SandboxFile | null {
    const file = this.#files.get(name);
    if (file === undefined) return null;
    if (file.until_ms > this.#clock.now().getTime()) return file;
    this.delete(name);
    return null;
  }

  delete(name: string): void {
    this.#bytes -= this.#files.get(name)?.bytes.byteLength ?? 0;
    this.#files.delete(name);
  }
}
