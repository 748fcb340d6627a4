import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { read } from "../../adapters/fal/sandbox/wire.ts";

/** What a link of a result serves, or what stands where a result should be. */
export type Serve = (response: ServerResponse) => void;

export interface BadBytesFal {
  readonly queueUrl: string;
  readonly jwksUrl: string;
  readonly key: string;
  /** Bytes of files that were taken off our hands, by prompt. */
  readonly taken_bytes: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const BLOCK = Buffer.alloc(64 * 1024, 7);

/** Sends so many bytes as fast as they are taken, and never holds more than a block of them. */
export function stream(response: ServerResponse, length_bytes: number, first: Uint8Array = BLOCK): void {
  let sent = 0;
  const write = () => {
    while (!response.destroyed && sent < length_bytes) {
      const block = sent === 0 ? first : BLOCK;
      sent += block.byteLength;
      if (!response.write(block)) return;
    }
    if (!response.destroyed) response.end();
  };
  response.on("drain", write);
  write();
}

/**
 * fal's queue protocol with answers that are done at once and files that are no pictures: `files` by prompt. One
 * whose prompt has `result` in it is served where the result itself should be.
 */
export async function startBadBytesFal(files: Readonly<Record<string, Serve>>): Promise<BadBytesFal> {
  const prompts = new Map<string, string>();
  const taken_bytes = new Map<string, number>();

  function serve(prompt: string, response: ServerResponse): void {
    const { socket } = response;
    const before = socket?.bytesWritten ?? 0;
    response.on("close", () => {
      taken_bytes.set(prompt, (taken_bytes.get(prompt) ?? 0) + (socket?.bytesWritten ?? 0) - before);
    });
    const serves = files[prompt];
    if (serves === undefined) response.writeHead(404).end();
    else serves(response);
  }

  const server = createServer(async (request, response) => {
    const answer = (body: object) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    const [path = ""] = (request.url ?? "").split("?");
    if (path.startsWith("/file/")) return serve(prompts.get(path.slice("/file/".length)) ?? "", response);
    const found = /\/requests\/([^/]+)(\/status|\/cancel)?$/u.exec(path);
    const bytes = await read(request);
    if (found === null) {
      const id = `request-${prompts.size}`;
      prompts.set(id, String((JSON.parse(bytes.toString()) as { prompt: string }).prompt));
      return answer({ request_id: id });
    }
    const [, id = "", step] = found;
    if (step !== undefined) return answer({ status: "COMPLETED" });
    const prompt = prompts.get(id) ?? "";
    if (prompt.includes("result")) return serve(prompt, response);
    return answer({ images: [{ url: `${url}/file/${id}`, content_type: "image/png" }], seed: 1 });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ queueUrl: url, jwksUrl: `${url}/.well-known/jwks.json`, key: "bad", taken_bytes },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
