import { createServer, type Server, type Socket } from "node:net";
import type { Engine } from "./call.ts";
import { dispatch } from "./dispatch.ts";
import type { Document } from "./document.ts";
import { ServerError } from "./errors.ts";
import { encodeReply, Framer, parseMessage, type Request } from "./wire.ts";

/** Listens on the loopback address only: there is no password. */
export interface Listener {
  port: number;
  close(): Promise<void>;
}

export async function listen(port: number, engineFor: (port: number) => Engine): Promise<Listener> {
  const sockets = new Set<Socket>();
  let engine: Engine | undefined;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that goes away in the middle is its own affair.
    socket.on("error", () => socket.destroy());
    if (engine) serve(socket, engine);
    else socket.destroy();
  });
  await listening(server, port);
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  engine = engineFor(actual);
  return {
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Answers the messages of one connection in their order. */
function serve(socket: Socket, engine: Engine): void {
  const framer = new Framer();
  let replies = 0;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  const handle = async (message: Buffer): Promise<void> => {
    if (socket.destroyed) return;
    const { request, reply } = await replyTo(message, engine);
    if (!request.silent && !socket.destroyed) socket.write(encodeReply(request, ++replies, reply));
  };
  socket.on("data", (chunk) => {
    try {
      for (const message of framer.push(chunk)) {
        waiting++;
        queue = queue
          .then(() => handle(message))
          .catch(() => {
            socket.destroy();
          })
          .finally(() => {
            if (--waiting === 0) socket.resume();
          });
      }
      // Whoever sends faster than we answer waits in the socket, not in our memory.
      if (waiting > 100) socket.pause();
    } catch {
      socket.destroy();
    }
  });
}

async function replyTo(message: Buffer, engine: Engine): Promise<{ request: Request; reply: Document }> {
  let request: Request;
  try {
    request = parseMessage(message);
  } catch (error) {
    // The frame was whole, so the connection can go on after a document that was not.
    if (!(error instanceof ServerError)) throw error;
    const { code, codeName } = error;
    const reply = { ok: 0, errmsg: error.message, code, codeName };
    return { request: { id: message.readInt32LE(4), command: {}, silent: false, legacy: false }, reply };
  }
  return { request, reply: await dispatch(engine, request.command) };
}
