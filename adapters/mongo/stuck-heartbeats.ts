import type { MongoClient } from "mongodb";

const LOOK_EVERY_MS = 500;
/** What the driver writes is answered, or fails, far sooner on a connection that is open. */
const STUCK_AFTER_MS = 1_000;

/** The parts of the driver that are looked at; private ones, so each may be missing in another version. */
interface MonitoredServers {
  readonly topology?: {
    readonly s?: {
      readonly servers?: ReadonlyMap<
        string,
        { readonly monitor?: { readonly connection?: MonitorConnection | null } | null }
      >;
    };
  };
}
interface MonitorConnection {
  readonly closed?: boolean;
  readonly socket?: { emit(event: "error", error: Error): boolean };
}

/**
 * Frees heartbeats that would wait for ever. Where all connections break at once, the driver may write its next heartbeat to a
 * socket that is gone in that instant; it then waits for a "drain" that never comes, asks no server any more, and this process
 * has lost its database until it is started anew. An error on that socket is what it listens for.
 * Answers what ends the watch.
 *
 * @see https://github.com/mongodb/node-mongodb-native/blob/main/src/cmap/connection.ts `writeCommand`
 */
export function freeStuckHeartbeats(client: MongoClient): () => void {
  const startedAt = new Map<string, number>();
  const ended = ({ connectionId }: { readonly connectionId: string }) => void startedAt.delete(connectionId);
  const started = ({ connectionId }: { readonly connectionId: string }) =>
    void startedAt.set(connectionId, performance.now());
  client.on("serverHeartbeatStarted", started);
  client.on("serverHeartbeatSucceeded", ended);
  client.on("serverHeartbeatFailed", ended);
  const looking = setInterval(() => {
    for (const [address, at] of startedAt) {
      if (performance.now() - at < STUCK_AFTER_MS) continue;
      const { topology } = client as unknown as MonitoredServers;
      const connection = topology?.s?.servers?.get(address)?.monitor?.connection;
      if (connection?.closed === true)
        connection.socket?.emit("error", new Error("the heartbeat's connection is closed"));
    }
  }, LOOK_EVERY_MS);
  looking.unref();
  return () => {
    clearInterval(looking);
    client.off("serverHeartbeatStarted", started);
    client.off("serverHeartbeatSucceeded", ended);
    client.off("serverHeartbeatFailed", ended);
  };
}
