import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { encodeReply, Framer, parseMessage } from "../../adapters/mongo/embedded/wire.ts";

const WRITES = new Set(["insert", "update", "delete", "findAndModify", "createIndexes", "dropIndexes"]);

/** Stands between a process and its database; while it refuses, writes are answered with an error and never arrive. */
export interface RefusingProxy {
  readonly uri: string;
  refuse(error: { readonly code: number; readonly codeName: string }): void;
  allow(): void;
  /** How many writes it has refused. */
  refused(): number;
  close(): Promise<void>;
}

export async function startRefusingProxy(uri: string): Promise<RefusingProxy> {
  const target = new URL(uri.replace(/^mongodb:/u, "http:"));
  const sockets = new Set<Socket>();
  let refusal: { readonly code: number; readonly codeName: string } | null = null;
  let refused = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 27_017), target.hostname);
    const framer = new Framer();
    client.on("data", (chunk) => {
      for (const message of framer.push(chunk)) {
        const request = parseMessage(message);
        if (refusal === null || !WRITES.has(Object.keys(request.command)[0] ?? "")) {
          upstream.write(message);
          continue;
        }
        refused += 1;
        client.write(encodeReply(request, refused, { ok: 0, errmsg: "refused", ...refusal }));
      }
    });
    upstream.on("data", (chunk) => client.write(chunk));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      const end = () => {
        client.destroy();
        upstream.destroy();
      };
      socket.on("error", end).on("close", end);
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  // The driver must not follow the server's own address past the proxy.
  const query = new URLSearchParams(target.search);
  query.delete("replicaSet");
  query.set("directConnection", "true");
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}?${query}`,
    refuse(error) {
      refusal = error;
    },
    allow() {
      refusal = null;
    },
    refused: () => refused,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
