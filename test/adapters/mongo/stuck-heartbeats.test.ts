import { MongoClient } from "mongodb";
import { expect, test } from "vitest";
import { freeStuckHeartbeats } from "../../../adapters/mongo/stuck-heartbeats.ts";
import { testDatabase } from "../../support/mongo.ts";

interface Monitor {
  readonly connection: { readonly socket: { destroy(): void } } | null;
  requestCheck(): void;
}

/** The driver's own parts, to bring about what else only happens when all connections break at once. */
function monitorOf(client: MongoClient): Monitor {
  const { topology } = client as unknown as { topology: { s: { servers: Map<string, { monitor: Monitor }> } } };
  const [server] = topology.s.servers.values();
  if (server === undefined) throw new Error("the driver knows no server");
  return server.monitor;
}

test("a heartbeat that is written to a socket in the instant in which it is gone comes to an end, and the server is found again", async () => {
  const database = await testDatabase();
  // Servers that stream their heartbeats have one under way at all times; this one is asked each time.
  const client = new MongoClient(database.uri, { serverMonitoringMode: "poll" });
  const letGo = freeStuckHeartbeats(client);
  try {
    await client.connect();
    // The driver looks at most twice a second.
    await new Promise((resolve) => setTimeout(resolve, 700));
    const ended = new Promise((resolve) => client.once("serverHeartbeatFailed", resolve));
    const monitor = monitorOf(client);
    monitor.connection?.socket.destroy();
    monitor.requestCheck();
    await ended;
    await expect(client.db().collection("items").insertOne({})).resolves.toMatchObject({ acknowledged: true });
  } finally {
    letGo();
    await client.close();
    await database.drop();
  }
}, 60_000);
