import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { encodeReply, Framer, parseMessage } from "../../../adapters/mongo/embedded/wire.ts";

/** What a single server that takes writes says of itself. */
export const HELLO = {
  ok: 1,
  ismaster: true,
  isWritablePrimary: true,
  helloOk: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
};

interface Standing extends AsyncDisposable {
  readonly port: number;
}

async function stand(take: (socket: Socket) => void): Promise<Standing & { readonly server: Server }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    take(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    server,
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A server that answers each command as told: null is the usual answer, undefined is none at all. */
export function startServer(
  answer: (command: string) => Record<string, unknown> | null | undefined,
): Promise<Standing> {
  return stand((socket) => {
    const framer = new Framer();
    let replies = 0;
    socket.on("data", (chunk) => {
      for (const message of framer.push(chunk)) {
        const request = parseMessage(message);
        const reply = answer(Object.keys(request.command)[0] ?? "");
        if (reply !== undefined) socket.write(encodeReply(request, ++replies, reply ?? HELLO));
      }
    });
  });
}

/** Stands in front of a server and lets everything through, until it is told to stall: then nothing, for good. */
export async function startFront(port: number): Promise<Standing & { readonly uri: string; stall(): void }> {
  let stalled = false;
  const behind = new Set<Socket>();
  const standing = await stand((socket) => {
    const server = connect(port, "127.0.0.1");
    behind.add(server);
    server.on("error", () => {});
    socket.on("data", (chunk) => !stalled && server.write(chunk));
    server.on("data", (chunk) => !stalled && socket.write(chunk));
  });
  return {
    port: standing.port,
    uri: `mongodb://127.0.0.1:${standing.port}/easel?directConnection=true`,
    stall: () => {
      stalled = true;
    },
    async [Symbol.asyncDispose]() {
      for (const server of behind) server.destroy();
      await standing[Symbol.asyncDispose]();
    },
  };
}
