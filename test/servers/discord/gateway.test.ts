import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { Json } from "./json.ts";
import { rawApp, registerImagine } from "./raw-app.ts";
import { type DiscordServer, startDiscordServer } from "./server.ts";

let discord: DiscordServer;
const sockets: WebSocket[] = [];

beforeEach(async () => {
  discord = await startDiscordServer();
  await registerImagine(rawApp(discord), discord);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await discord.stop();
});

interface Link {
  readonly heard: Json[];
  send(op: number, d: unknown): void;
  next(matches: (payload: Json) => boolean): Promise<Json>;
  readonly closed: Promise<number>;
  close(code: number): void;
}

async function connect(): Promise<Link> {
  const socket = new WebSocket(`${discord.gateway.url}?v=10&encoding=json`);
  sockets.push(socket);
  const heard: Json[] = [];
  socket.on("message", (data) => heard.push(JSON.parse(String(data)) as Json));
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  const link: Link = {
    heard,
    closed,
    send: (op, d) => socket.send(JSON.stringify({ op, d })),
    close: (code) => socket.close(code),
    async next(matches) {
      for (;;) {
        const found = heard.find(matches);
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  await link.next(({ op }) => op === 10);
  return link;
}

const event = (name: string) => (payload: Json) => payload["t"] === name;
const identity = (shard: [number, number] = [0, 1]) => ({ token: discord.token, intents: 1, properties: {}, shard });

test("a session begins with the servers of its shard", async () => {
  const first = discord.guild({ shard: { index: 0, of: 2 } });
  const second = discord.guild({ shard: { index: 1, of: 2 } });
  const links = [await connect(), await connect()] as const;
  links[0].send(2, identity([0, 2]));
  links[1].send(2, identity([1, 2]));
  expect(await links[0].next(event("GUILD_CREATE"))).toMatchObject({ d: { id: first.id } });
  expect(await links[1].next(event("GUILD_CREATE"))).toMatchObject({ d: { id: second.id } });
  await discord.gateway.ready(2);
  const ada = discord.person("ada");
  ada.slash("imagine", { prompt: "x" }, { in: discord.channel(second) });
  ada.slash("imagine", { prompt: "y" });
  expect(await links[1].next(event("INTERACTION_CREATE"))).toMatchObject({ d: { guild_id: second.id } });
  expect(await links[0].next(event("INTERACTION_CREATE"))).toMatchObject({
    d: { context: 1, user: { id: ada.user.id } },
  });
  expect(links[1].heard.filter(event("INTERACTION_CREATE"))).toHaveLength(1);
});

test("what was missed while the connection was lost comes after it, in order, and nothing twice", async () => {
  const link = await connect();
  link.send(2, identity());
  const ready = await link.next(event("READY"));
  const ada = discord.person("ada");
  ada.slash("imagine", { prompt: "before" });
  const before = await link.next(event("INTERACTION_CREATE"));
  discord.gateway.cut();
  await link.closed;
  ada.slash("imagine", { prompt: "missed" });
  const again = await connect();
  const session = (ready["d"] as Json)["session_id"];
  again.send(6, { token: discord.token, session_id: session, seq: before["s"] });
  await again.next(event("RESUMED"));
  expect(again.heard.filter(event("INTERACTION_CREATE"))).toHaveLength(1);
  expect(discord.gateway.count).toEqual({ identified: 1, resumed: 1 });
  // A client that says goodbye has no session to come back to.
  again.close(1000);
  await again.closed;
  const late = await connect();
  late.send(6, { token: discord.token, session_id: session, seq: 1 });
  expect(await late.next(({ op }) => op === 9)).toMatchObject({ d: false });
});

test("heartbeats are answered, asked for, and withheld", async () => {
  const link = await connect();
  link.send(2, identity());
  await link.next(event("READY"));
  link.send(1, null);
  await link.next(({ op }) => op === 11);
  discord.gateway.askForHeartbeat();
  await link.next(({ op }) => op === 1);
  discord.gateway.askToReconnect();
  await link.next(({ op }) => op === 7);
  discord.gateway.answersHeartbeats = false;
  link.send(1, null);
  link.send(3, {});
  discord.gateway.invalidate();
  await link.next(({ op }) => op === 9);
  expect(link.heard.filter(({ op }) => op === 11)).toHaveLength(1);
});

const refused: readonly [what: string, identity: () => Json, code: number][] = [
  ["a wrong token", () => ({ ...identity(), token: "wrong" }), 4004],
  ["a shard beyond its count", () => identity([2, 2]), 4010],
  ["intents that need an approval", () => ({ ...identity(), intents: 1 | (1 << 15) }), 4014],
];
test.each(refused)("%s closes the connection", async (_, given, code) => {
  const link = await connect();
  link.send(2, given());
  expect(await link.closed).toBe(code);
});

test("each event is delivered as often as it is told to", async () => {
  const link = await connect();
  link.send(2, identity());
  await link.next(event("READY"));
  discord.gateway.times = 2;
  const asked = discord.person("ada").slash("imagine", { prompt: "x" });
  discord.gateway.times = 1;
  discord.interactions.repeat(asked);
  await link.next(({ s }) => Number(s) === 4);
  const heard = link.heard.filter(event("INTERACTION_CREATE")).map(({ d }) => (d as Json)["id"]);
  expect(heard).toEqual([asked.id, asked.id, asked.id]);
});
