import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Front {
  readonly url: string;
  stop(): Promise<void>;
}

export interface FrontOptions {
  /**
   * Also what was cut off before its answer, or answered 503, goes to the next target, as with nginx's
   * `proxy_next_upstream error http_503 non_idempotent`. Default: only what was refused.
   */
  readonly repeats?: boolean;
}

/** How long a target that refused a connection is left alone. */
const AWAY_MS = 300;

/**
 * A round-robin HTTP front over several processes that skips the ones that are away and retries on connection refused:
 * what a load balancer does. `targets` is read with each request, so it may be filled after the front has its address.
 */
export async function roundRobin(
  targets: readonly { readonly url: string }[],
  { repeats = false }: FrontOptions = {},
): Promise<Front> {
  const awayUntil = new Map<string, number>();
  const agent = new Agent({ keepAlive: false });
  let turn = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    turn += 1;
    const order = targets.map((_, index) => targets[(turn + index) % targets.length]?.url ?? "");
    const isAway = (url: string) => (awayUntil.get(url) ?? 0) > performance.now();
    for (const url of order.toSorted((a, b) => Number(isAway(a)) - Number(isAway(b)))) {
      if (await pass(url, { incoming, body, response, agent, repeats })) return;
      awayUntil.set(url, performance.now() + AWAY_MS);
    }
    response.writeHead(503).end();
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

/** Resolves false where the target took nothing, so that another may; whatever else happens is the answer. */
function pass(
  url: string,
  {
    incoming,
    body,
    response,
    agent,
    repeats,
  }: { incoming: IncomingMessage; body: Buffer; response: ServerResponse; agent: Agent; repeats: boolean },
): Promise<boolean> {
  return new Promise((resolve) => {
    const { method, headers } = incoming;
    const onward = request(new URL(incoming.url ?? "/", url), { method: method ?? "GET", headers, agent }, (answer) => {
      if (repeats && answer.statusCode === 503) {
        answer.resume();
        return resolve(false);
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      answer.on("error", () => response.destroy());
      resolve(true);
    });
    onward.on("error", (error: NodeJS.ErrnoException) => {
      if ((repeats || error.code === "ECONNREFUSED") && !response.headersSent && !response.destroyed) {
        return resolve(false);
      }
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
      resolve(true);
    });
    response.on("close", () => onward.destroy());
    onward.end(body);
  });
}
