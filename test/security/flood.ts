import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const CONNECTIONS = 8;
/** Sent before the first answer is read, so that the time goes to the server and not to the client in the same process. */
const AT_ONCE = 25;

export interface FloodRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts the same request so many times over kept connections; answers how often each status came back. */
export async function flood(url: string, request: FloodRequest, times: number): Promise<Map<number, number>> {
  const { port } = new URL(url);
  const headers = { Host: "here", "Content-Length": String(Buffer.byteLength(request.body)), ...request.headers };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const text = [`POST ${request.path} HTTP/1.1`, ...lines, "", request.body].join("\r\n");
  const statuses = new Map<number, number>();
  let left = times;

  function take(): number {
    const batch = Math.min(AT_ONCE, left);
    left -= batch;
    return batch;
  }

  async function one(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), "127.0.0.1").setNoDelay(true);
      let awaited = 0;
      let unread = "";
      const next = () => {
        awaited = take();
        if (awaited === 0) socket.end();
        else socket.write(text.repeat(awaited));
      };
      socket.on("connect", next);
      socket.on("data", (chunk: Buffer) => {
        unread += chunk.toString("latin1");
        let end = 0;
        for (const { index, 0: line, 1: status } of unread.matchAll(/HTTP\/1\.1 (\d{3}) /gu)) {
          statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1);
          awaited -= 1;
          end = index + line.length;
        }
        // The next status line may be half there.
        unread = unread.slice(Math.max(end, unread.length - 12));
        if (awaited === 0) next();
      });
      socket.on("close", () => {
        if (awaited === 0) resolve();
        else reject(new Error(`${awaited} answers did not come`));
      });
      socket.on("error", reject);
    });
  }

  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  return statuses;
}

/** What comes back, up to the end of its first line, while half of the body is still to come. */
export function answerToHalf(url: string, { path, headers, body }: FloodRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const lines = Object.entries({ Host: "here", "Content-Length": String(body.length * 2), ...headers });
    const head = [`POST ${path} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`), "", body];
    socket.once("data", (chunk: Buffer) => {
      resolve(chunk.toString("latin1").split("\r\n")[0] ?? "");
      socket.destroy();
    });
    socket.on("error", reject).write(head.join("\r\n"));
  });
}

/** What the process holds once everything that nobody needs is gone, in bytes. */
export async function heldBytes(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  for (let round = 0; round < 2; round++) {
    collect();
    // What is freed by callbacks is freed between two rounds.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
