import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between one process and its database, so that the way there can fail for this process alone. */
export interface DatabaseProxy {
  readonly uri: string;
  /** All connections break; new ones are possible at once. */
  cut(): void;
  /** From now on nothing flows, either way, until `heal`. */
  stall(): void;
  /** From now on everything arrives so much later, until `heal`. */
  delay(late_ms: number): void;
  heal(): void;
  close(): Promise<void>;
}

export async function startDatabaseProxy(uri: string): Promise<DatabaseProxy> {
  const target = new URL(uri.replace(/^mongodb:/u, "http:"));
  const sockets = new Set<Socket>();
  let late_ms = 0;
  let isStalled = false;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 27017), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      pass(from, to);
      const end = () => {
        sockets.delete(client);
        sockets.delete(upstream);
        client.destroy();
        upstream.destroy();
      };
      from.on("close", end).on("error", end);
    }
    if (isStalled) client.pause();
  });

  /** In order, each chunk as late as it is now; a stalled socket is simply not read. */
  function pass(from: Socket, to: Socket): void {
    let before: Promise<unknown> = Promise.resolve();
    let isHeld = false;
    from.on("data", (chunk: Buffer) => {
      if (late_ms === 0 && !isHeld) return void to.write(chunk);
      isHeld = true;
      const wait = new Promise((resolve) => setTimeout(resolve, late_ms));
      const own = before
        .then(() => wait)
        .then(() => {
          if (!to.destroyed) to.write(chunk);
          if (before === own) isHeld = false;
        });
      before = own;
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // The driver must not follow the server's own address past the proxy.
  const query = new URLSearchParams(target.search);
  query.delete("replicaSet");
  query.set("directConnection", "true");
  return {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}?${query}`,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    stall() {
      isStalled = true;
      for (const socket of sockets) socket.pause();
    },
    delay(given_ms) {
      late_ms = given_ms;
    },
    heal() {
      late_ms = 0;
      isStalled = false;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
