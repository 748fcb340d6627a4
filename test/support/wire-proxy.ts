import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { deserialize } from "bson";

/** A command on its way to the database. */
export interface SeenCommand {
  readonly name: string;
  readonly collection: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Stands between a process and its database and reads MongoDB's wire protocol, so that a test can stop everything at an
 * exact write: what the process sent has been done, and the process never hears of it.
 */
export interface WireProxy {
  readonly uri: string;
  /** From the first command that `matches`: it is done, its answer and everything after it is held back. Resolves then. */
  freezeAfter(matches: (command: SeenCommand) => boolean): Promise<void>;
  /** Holds everything back, both ways. */
  freeze(): void;
  /** Lets flow what was held back, and all that follows. */
  thaw(): void;
  close(): Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
  readonly held: { readonly to: Socket; readonly bytes: Buffer }[];
}

export async function startWireProxy(uri: string): Promise<WireProxy> {
  const target = new URL(uri.replace(/^mongodb:/u, "http:"));
  const links = new Set<Link>();
  let frozen = false;
  let watch: { matches(command: SeenCommand): boolean; reached(): void; requestId?: number } | null = null;

  const server = createServer((client) => {
    const link: Link = { client, server: connect(Number(target.port || 27017), target.hostname), held: [] };
    links.add(link);
    pipe(link, client, link.server, (message) => {
      if (watch === null || watch.requestId !== undefined) return false;
      const command = readCommand(message);
      if (command !== null && watch.matches(command)) watch.requestId = message.readInt32LE(4);
      return false;
    });
    pipe(link, link.server, client, (message) => {
      if (watch?.requestId === undefined || message.readInt32LE(8) !== watch.requestId) return false;
      frozen = true;
      watch.reached();
      return true;
    });
    const end = () => {
      links.delete(link);
      client.destroy();
      link.server.destroy();
    };
    for (const socket of [client, link.server]) socket.on("close", end).on("error", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // The driver must not follow the server's own address past the proxy.
  const query = new URLSearchParams(target.search);
  query.delete("replicaSet");
  query.set("directConnection", "true");

  /** Cuts the stream into messages; `catches` may hold one back and freeze the rest. */
  function pipe(link: Link, from: Socket, to: Socket, catches: (message: Buffer) => boolean): void {
    let waiting = Buffer.alloc(0);
    from.on("data", (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
        const message = waiting.subarray(0, waiting.readInt32LE(0));
        waiting = waiting.subarray(message.length);
        if (frozen || catches(message)) link.held.push({ to, bytes: message });
        else to.write(message);
      }
    });
  }

  return {
    uri: `mongodb://127.0.0.1:${port}${target.pathname}?${query}`,
    freezeAfter: (matches) =>
      new Promise((resolve) => {
        watch = { matches, reached: resolve };
      }),
    freeze() {
      frozen = true;
    },
    thaw() {
      frozen = false;
      watch = null;
      for (const link of links) for (const { to, bytes } of link.held.splice(0)) to.write(bytes);
    },
    async close() {
      for (const { client, server: upstream } of links) {
        client.destroy();
        upstream.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const OP_MSG = 2013;
const HEADER_BYTES = 16;

/** The command of an OP_MSG, with its documents where they came as a sequence of their own. */
function readCommand(message: Buffer): SeenCommand | null {
  if (message.readInt32LE(12) !== OP_MSG) return null;
  const flags = message.readUInt32LE(HEADER_BYTES);
  const end = message.length - (flags & 1 ? 4 : 0);
  let at = HEADER_BYTES + 4;
  let body: Record<string, unknown> = {};
  const sequences: Record<string, unknown[]> = {};
  while (at < end) {
    const kind = message[at++];
    const size = message.readInt32LE(at);
    if (kind === 0) {
      body = deserialize(message.subarray(at, at + size));
    } else {
      const nameEnd = message.indexOf(0, at + 4);
      const documents: unknown[] = [];
      for (let from = nameEnd + 1; from < at + size; from += message.readInt32LE(from)) {
        documents.push(deserialize(message.subarray(from, from + message.readInt32LE(from))));
      }
      sequences[message.toString("utf8", at + 4, nameEnd)] = documents;
    }
    at += size;
  }
  const [name = "", collection] = Object.entries(body)[0] ?? [];
  return { name, collection: String(collection), body: { ...body, ...sequences } };
}
