import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

/** fal's queue protocol with a provider that takes no time and no thought: for load, where the painter would be the limit. */
export interface InstantFal {
  readonly queueUrl: string;
  readonly jwksUrl: string;
  readonly key: string;
  /** Prompts in the order in which they were submitted. */
  readonly prompts: readonly string[];
  /** The most requests that were under way at once. */
  atOnceMax(): number;
  stop(): Promise<void>;
}

/** `work_ms`: how long a request takes. */
export async function startInstantFal({ work_ms = 0 }: { work_ms?: number } = {}): Promise<InstantFal> {
  const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: "#4b5bd6" } })
    .png()
    .toBuffer();
  const prompts: string[] = [];
  const doneAt = new Map<string, number>();
  let atOnce = 0;
  let most = 0;

  const server = createServer((request, response) => {
    const answer = (body: object, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path === "/picture.png") {
      response.writeHead(200, { "content-type": "image/png", "content-length": picture.length }).end(picture);
      return;
    }
    const found = /^(.*)\/requests\/([^/]+)(\/status|\/cancel)?$/u.exec(path);
    if (request.method === "POST" && found === null) {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        prompts.push(String((JSON.parse(Buffer.concat(chunks).toString()) as { prompt: string }).prompt));
        const id = randomBytes(12).toString("hex");
        atOnce += 1;
        most = Math.max(most, atOnce);
        doneAt.set(id, performance.now() + work_ms);
        const base = `${url}${path}/requests/${id}`;
        answer({ request_id: id, status_url: `${base}/status`, response_url: base, cancel_url: `${base}/cancel` });
      });
      return;
    }
    const id = found?.[2] ?? "";
    const due = doneAt.get(id);
    if (due === undefined) return void answer({ detail: "no such request" }, 404);
    if (found?.[3] === "/status") {
      return void answer({ status: performance.now() >= due ? "COMPLETED" : "IN_PROGRESS", request_id: id });
    }
    atOnce -= 1;
    doneAt.delete(id);
    answer({ images: [{ url: `${url}/picture.png`, content_type: "image/png" }], seed: 1, has_nsfw_concepts: [false] });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    queueUrl: url,
    jwksUrl: `${url}/.well-known/jwks.json`,
    key: "instant",
    prompts,
    atOnceMax: () => most,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
