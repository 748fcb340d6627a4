import { open } from "node:fs/promises";
import type { OpenToAppend } from "../../../adapters/playground/append-file.ts";

/** A real folder's disk that has only so much room: what still fits of a write is really written, then it is refused. */
export class SmallDisk {
  room_bytes = Number.POSITIVE_INFINITY;
  /** Whether what was written in part can be cut off again. */
  cuts = true;

  readonly open: OpenToAppend = async (path) => {
    const file = await open(path, "a");
    return {
      appendFile: async (text) => {
        const bytes = Buffer.from(text as string);
        const fits = bytes.subarray(0, Math.min(bytes.length, this.room_bytes));
        await file.appendFile(fits);
        this.room_bytes -= fits.length;
        if (fits.length < bytes.length) throw full();
      },
      truncate: async (length) => {
        if (!this.cuts) throw full();
        await file.truncate(length);
      },
      stat: () => file.stat(),
      sync: () => file.sync(),
      close: () => file.close(),
    } as Awaited<ReturnType<OpenToAppend>>;
  };
}

function full(): Error {
  return Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
}
