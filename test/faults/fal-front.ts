import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What goes wrong with the next calls of a kind. `lost`: done, and the connection breaks before the answer. `refused`: broken
 * before anything was done. `silent`: nothing is done and no answer comes. `failed`: 503 before anything was done. `late`: done
 * and answered as ever, later.
 */
export interface FalFault {
  readonly call: "submit" | "status" | "result" | "file";
  readonly kind: "lost" | "refused" | "silent" | "failed" | "late";
  times: number;
}

/** Stands before fal's sandbox, where its own words are not enough: the network and fal's gateway misbehave here. */
export interface FalFront {
  readonly url: string;
  fault(fault: FalFault): void;
  heal(): void;
  stop(): Promise<void>;
}

const LATE_MS = 1_500;

export async function startFalFront(sandbox: string): Promise<FalFront> {
  let faults: FalFault[] = [];
  const held = new Set<ServerResponse>();

  function take(request: IncomingMessage): FalFault["kind"] | null {
    const call = callOf(request);
    const found = faults.find((one) => one.call === call);
    if (found === undefined) return null;
    found.times -= 1;
    if (found.times <= 0) faults = faults.filter((one) => one !== found);
    return found.kind;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const kind = take(request);
    if (kind === "refused") return void response.destroy();
    const body = await read(request);
    if (kind === "silent") {
      held.add(response);
      response.on("close", () => held.delete(response));
      return;
    }
    if (kind === "failed") return void response.writeHead(503, { "content-type": "text/html" }).end("<h1>503</h1>");
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      typeof value === "string" && !["host", "connection", "content-length"].includes(name) ? [[name, value]] : [],
    );
    const { method = "GET" } = request;
    const answer = await fetch(sandbox + (request.url ?? "/"), {
      method,
      headers: headers as [string, string][],
      ...(method === "GET" ? {} : { body: new Uint8Array(body) }),
      redirect: "manual",
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (kind === "late") await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    if (kind === "lost") return void response.destroy();
    const type = answer.headers.get("content-type") ?? "application/octet-stream";
    const isText = type.startsWith("application/json");
    // Its links lead here as well, so that whatever follows one meets the same faults.
    const shown = isText ? Buffer.from(bytes.toString("utf8").replaceAll(sandbox, base())) : bytes;
    response.writeHead(answer.status, { "content-type": type, "content-length": shown.length }).end(shown);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: base(),
    fault: (fault) => faults.push({ ...fault }),
    heal() {
      faults = [];
      for (const response of held) response.destroy();
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function callOf({ method, url = "" }: IncomingMessage): FalFault["call"] | null {
  if (url.startsWith("/files/")) return "file";
  if (method === "POST" && !url.includes("/requests/") && !url.startsWith("/storage/")) return "submit";
  if (/\/requests\/[^/]+\/status/u.test(url)) return "status";
  return method === "GET" && /\/requests\/[^/]+$/u.test(url) ? "result" : null;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
