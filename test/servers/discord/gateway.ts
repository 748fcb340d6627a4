import { randomBytes } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { renderGuild } from "./guilds.ts";
import { shardOf } from "./identifiers.ts";
import { isObject, type Json } from "./json.ts";
import { renderUser } from "./messages.ts";
import type { World } from "./world.ts";

/** @see https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const opcodes = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;
const closeCodes = {
  unknownOpcode: 4001,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidShard: 4010,
  shardingRequired: 4011,
  disallowedIntents: 4014,
} as const;
/** Members, presences and the content of messages are given to apps that asked for them, which this one has not. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
/** A client that closes with one of these does not come back to its session. */
const FINAL_CLOSE_CODES: readonly number[] = [1000, 1001];

export interface Session {
  readonly id: string;
  readonly shard: readonly [index: number, count: number];
  readonly intents: number;
  readonly isConnected: boolean;
}
interface OpenSession extends Session {
  isConnected: boolean;
  socket: WebSocket | null;
  sequence: number;
  readonly log: { readonly sequence: number; readonly text: string }[];
}

export interface Gateway {
  url: string;
  readonly sessions: () => readonly Session[];
  /** How often each session was identified or resumed. */
  readonly count: { identified: number; resumed: number };
  /** How often each event is delivered. */
  times: number;
  /** false: heartbeats are not answered, as by a connection that is dead and does not know it. */
  answersHeartbeats: boolean;
  heartbeatInterval_ms: number;
  /** true: connections are turned away. */
  isDown: boolean;
  /** Resolves once so many sessions are connected. */
  ready(sessions?: number): Promise<void>;
  /** To the shard of the guild; without one, to shard 0. A session that lost its connection reads it when it resumes. */
  emit(event: string, data: Json, guild: string | null): void;
  /** Breaks all connections without a word; their sessions can be resumed. */
  cut(): void;
  /** Asks every client to come back (opcode 7). */
  askToReconnect(): void;
  /** Asks every client for a heartbeat (opcode 1). */
  askForHeartbeat(): void;
  /** Ends the sessions (opcode 9). */
  invalidate(): void;
  stop(): void;
}

export function startGateway(
  http: Server,
  { world, token, shardsMin = 1 }: { world: World; token: string; shardsMin?: number },
): Gateway {
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, OpenSession>();
  const send = (socket: WebSocket, payload: Json) => socket.send(JSON.stringify(payload));

  http.on("upgrade", (request, socket, head) => {
    if (gateway.isDown) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serve(opened));
  });

  function serve(socket: WebSocket): void {
    let session: OpenSession | null = null;
    send(socket, { op: opcodes.hello, d: { heartbeat_interval: gateway.heartbeatInterval_ms }, s: null, t: null });
    socket.on("message", (data) => {
      const message: unknown = JSON.parse(String(data));
      if (!isObject(message)) return;
      const given = isObject(message["d"]) ? message["d"] : {};
      switch (message["op"]) {
        case opcodes.heartbeat:
          if (gateway.answersHeartbeats) send(socket, { op: opcodes.heartbeatAck, d: null, s: null, t: null });
          break;
        case opcodes.identify:
          if (session !== null) socket.close(closeCodes.alreadyAuthenticated, "Already authenticated.");
          else session = identify(socket, given);
          break;
        case opcodes.resume:
          session = resume(socket, given);
          break;
        case opcodes.presence:
          if (session === null) socket.close(closeCodes.notAuthenticated, "Not authenticated.");
          break;
        default:
          socket.close(closeCodes.unknownOpcode, "Unknown opcode.");
      }
    });
    socket.on("close", (code) => {
      if (session === null || session.socket !== socket) return;
      session.socket = null;
      session.isConnected = false;
      if (FINAL_CLOSE_CODES.includes(code)) sessions.delete(session.id);
      world.changed();
    });
    socket.on("error", () => undefined);
  }

  function identify(socket: WebSocket, given: Json): OpenSession | null {
    const intents = Number(given["intents"]);
    const [index = 0, count = 1] = Array.isArray(given["shard"]) ? given["shard"].map(Number) : [];
    const refuse = (code: number, reason: string) => {
      socket.close(code, reason);
      return null;
    };
    if (given["token"] !== token) return refuse(closeCodes.authenticationFailed, "Authentication failed.");
    if (!(index >= 0 && index < count)) return refuse(closeCodes.invalidShard, "Invalid shard.");
    if (count < shardsMin) return refuse(closeCodes.shardingRequired, "Sharding required.");
    if ((intents & PRIVILEGED_INTENTS) !== 0) return refuse(closeCodes.disallowedIntents, "Disallowed intent(s).");
    const session: OpenSession = {
      ...{ id: randomBytes(16).toString("hex"), shard: [index, count] as const, intents, isConnected: true, socket },
      ...{ sequence: 0, log: [] },
    };
    sessions.set(session.id, session);
    gateway.count.identified += 1;
    const guilds = [...world.guilds.values()].filter((guild) => guild.hasBot && shardOf(guild.id, count) === index);
    dispatch(session, "READY", {
      ...{ v: 10, user: renderUser(world.application), private_channels: [], session_type: "normal" },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      ...{ session_id: session.id, resume_gateway_url: gateway.url, shard: [index, count] },
      application: { id: world.application.id, flags: 0 },
    });
    for (const guild of guilds) dispatch(session, "GUILD_CREATE", renderGuild(world, guild));
    world.changed();
    return session;
  }

  function resume(socket: WebSocket, given: Json): OpenSession | null {
    const session = sessions.get(String(given["session_id"]));
    if (session === undefined || given["token"] !== token) {
      send(socket, { op: opcodes.invalidSession, d: false, s: null, t: null });
      return null;
    }
    session.socket = socket;
    session.isConnected = true;
    gateway.count.resumed += 1;
    for (const missed of session.log) if (missed.sequence > Number(given["seq"])) socket.send(missed.text);
    dispatch(session, "RESUMED", {});
    world.changed();
    return session;
  }

  function dispatch(session: OpenSession, event: string, data: Json): void {
    session.sequence += 1;
    const text = JSON.stringify({ op: opcodes.dispatch, t: event, s: session.sequence, d: data });
    session.log.push({ sequence: session.sequence, text });
    session.socket?.send(text);
  }

  function toEveryone(payload: Json): void {
    for (const { socket } of sessions.values()) if (socket !== null) send(socket, payload);
  }

  const connected = () => [...sessions.values()].filter(({ isConnected }) => isConnected);
  const gateway: Gateway = {
    url: "",
    sessions: () => [...sessions.values()],
    count: { identified: 0, resumed: 0 },
    times: 1,
    answersHeartbeats: true,
    heartbeatInterval_ms: 41_250,
    isDown: false,
    ready: (wanted = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (connected().length < wanted) return;
          stopWatching();
          resolve();
        };
        const stopWatching = world.watch(look);
        look();
      }),
    emit(event, data, guild) {
      for (const session of sessions.values()) {
        const [index, count] = session.shard;
        if (shardOf(guild, count) !== index) continue;
        for (let time = 0; time < gateway.times; time++) dispatch(session, event, data);
      }
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
    askToReconnect: () => toEveryone({ op: opcodes.reconnect, d: null, s: null, t: null }),
    askForHeartbeat: () => toEveryone({ op: opcodes.heartbeat, d: null, s: null, t: null }),
    invalidate() {
      const open = [...sessions.values()];
      sessions.clear();
      for (const { socket } of open) {
        if (socket !== null) send(socket, { op: opcodes.invalidSession, d: false, s: null, t: null });
      }
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
  return gateway;
}
