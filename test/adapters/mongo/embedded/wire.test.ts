import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { BSON, MongoClient } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmbeddedMongo, startEmbeddedMongo } from "../../../../adapters/mongo/embedded/start.ts";
import { Framer } from "../../../../adapters/mongo/embedded/wire.ts";

let engine: EmbeddedMongo | undefined;
let client: MongoClient | undefined;
beforeAll(async () => {
  engine = await startEmbeddedMongo({ dataDir: null, binary: "never" });
  client = await MongoClient.connect(engine.uri);
});
afterAll(async () => {
  await client?.close();
  await engine?.stop();
});

function message(body: Buffer, operation = 2013, length = 16 + body.length): Buffer {
  const head = Buffer.alloc(16);
  head.writeInt32LE(length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(operation, 12);
  return Buffer.concat([head, body]);
}

const section = (document: object, flags = 0): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(flags, 0);
  return Buffer.concat([head, BSON.serialize(document)]);
};
const ping = message(section({ ping: 1, $db: "admin" }));

async function opened(): Promise<Socket> {
  const socket = connect(Number(new URL(engine?.uri ?? "").port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** What the server sends back to these bytes until it is silent for a moment or closes. */
async function exchange(bytes: Buffer): Promise<{ reply: Buffer; closed: boolean }> {
  const socket = await opened();
  let reply = Buffer.alloc(0);
  let closed = false;
  socket.on("data", (chunk: Buffer) => {
    reply = Buffer.concat([reply, chunk]);
  });
  socket.on("close", () => {
    closed = true;
  });
  socket.write(bytes);
  for (let i = 0; i < 20 && !closed && reply.length === 0; i++) await sleep(5);
  const outcome = { reply, closed };
  socket.destroy();
  return outcome;
}

const alive = async (): Promise<void> => {
  expect(await client?.db("app").command({ ping: 1 })).toMatchObject({ ok: 1 });
};

describe("the wire", () => {
  it("carries an answer to a whole message", async () => {
    const { reply } = await exchange(ping);
    expect(reply.readInt32LE(8)).toBe(7);
    expect(BSON.deserialize(reply.subarray(21))).toMatchObject({ ok: 1 });
  });

  it("waits for the rest of a message, however it is cut", async () => {
    const socket = await opened();
    for (const byte of ping) socket.write(Buffer.from([byte]));
    const [chunk] = await once(socket, "data");
    expect((chunk as Buffer).readInt32LE(8)).toBe(7);
    socket.destroy();
  });

  it("answers several messages of one packet in their order", async () => {
    const socket = await opened();
    const messages = [1, 2, 3].map((id) => {
      const each = Buffer.from(ping);
      each.writeInt32LE(id, 4);
      return each;
    });
    socket.write(Buffer.concat(messages));
    let reply = Buffer.alloc(0);
    const ids: number[] = [];
    while (ids.length < 3) {
      const [chunk] = await once(socket, "data");
      reply = Buffer.concat([reply, chunk as Buffer]);
      while (reply.length >= 16 && reply.length >= reply.readInt32LE(0)) {
        ids.push(reply.readInt32LE(8));
        reply = reply.subarray(reply.readInt32LE(0));
      }
    }
    expect(ids).toEqual([1, 2, 3]);
    socket.destroy();
  });

  it("ends for whoever announces a senseless length", async () => {
    for (const length of [-1, 0, 15, 48_000_001, 0x7fffffff]) {
      const { closed } = await exchange(message(Buffer.alloc(32), 2013, length));
      expect([length, closed]).toEqual([length, true]);
    }
    await alive();
  });

  it("ends for operations that are not spoken here", async () => {
    for (const operation of [0, 1, 2001, 2002, 2012, 9999])
      expect((await exchange(message(Buffer.alloc(40), operation))).closed).toBe(true);
    await alive();
  });

  it("survives messages with one wrong byte", async () => {
    const insert = message(section({ insert: "fuzz", documents: [{ a: 1, b: "text" }], $db: "app" }));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: insert.length - 1 }), fc.nat({ max: 255 }), async (at, byte) => {
        const damaged = Buffer.from(insert);
        damaged[at] = byte;
        const socket = await opened();
        socket.end(damaged);
        socket.resume();
        await once(socket, "close");
      }),
      { numRuns: 200 },
    );
    await alive();
  });

  it("survives noise", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (noise, framed) => {
        const bytes = framed ? message(Buffer.from(noise)) : Buffer.from(noise);
        const socket = await opened();
        socket.end(bytes);
        socket.resume();
        await once(socket, "close");
      }),
      { numRuns: 200 },
    );
    await alive();
  });

  it("lets clients leave in the middle of anything", async () => {
    for (let i = 0; i < 30; i++) {
      const socket = await opened();
      socket.write(ping.subarray(0, i));
      socket.destroy();
    }
    const busy = await opened();
    busy.write(Buffer.concat(Array.from({ length: 500 }, () => ping)));
    busy.destroy();
    await alive();
  });

  it("refuses fields that would confuse it, with a reason", async () => {
    const body = Buffer.from(BSON.serialize({ insert: "fuzz", documents: [{ xxprotoxx: 1 }], $db: "app" }));
    body.write("__proto__", body.indexOf("xxprotoxx"), "latin1");
    const { reply } = await exchange(message(Buffer.concat([Buffer.alloc(5), body])));
    expect(BSON.deserialize(reply.subarray(21))).toMatchObject({ ok: 0, code: 2 });
  });

  it("gives the same messages wherever a stream is cut", () => {
    const stream = Buffer.concat([ping, ping, ping]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const framer = new Framer();
        const messages: Buffer[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length] as number;
          messages.push(...framer.push(stream.subarray(at, at + size)));
          at += size;
        }
        expect(messages).toEqual([ping, ping, ping]);
      }),
    );
  });
});
