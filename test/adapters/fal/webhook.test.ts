import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { expect, test } from "vitest";
import { falWebhook } from "../../../adapters/fal/webhook.ts";
import { json, type RawServer, startRawServer, takeNotes } from "./raw-server.ts";

const START_MS = Date.UTC(2026, 10, 1);
const HOUR_MS = 3_600_000;

interface Pair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
const newPair = (): Pair => generateKeyPairSync("ed25519");
const keySet = (...pairs: Pair[]) => ({ keys: pairs.map(({ publicKey }) => publicKey.export({ format: "jwk" })) });

/** The route with a clock that stands still, the keys that `jwks` serves, and what it told. */
async function routeWith(...pairs: Pair[]) {
  const server: RawServer = await startRawServer(json(200, keySet(...pairs)));
  const told: object[] = [];
  const time = { now_ms: START_MS };
  const listener = { fails: false };
  const route = falWebhook({
    path: "/fal",
    jwksUrl: `${server.url}/.well-known/jwks.json`,
    clock: { now: () => new Date(time.now_ms), sleep: () => Promise.resolve() },
    log: takeNotes().log,
    listener: {
      async ended(news) {
        if (listener.fails) throw new Error("the database is away");
        told.push(news);
      },
    },
  });
  const post = async (request: Request) => (await route.handle(request, {})).status;
  return { server, told, time, listener, post, route, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

interface Change {
  readonly body?: string;
  readonly sentBody?: string;
  readonly headers?: Record<string, string>;
  readonly timestamp?: string;
  readonly query?: string;
}
function signed({ privateKey }: Pair, change: Change = {}): Request {
  const body = change.body ?? JSON.stringify({ request_id: "r1", gateway_request_id: "g1", status: "OK", payload: {} });
  const timestamp = change.timestamp ?? String(START_MS / 1000);
  const hash = createHash("sha256").update(body).digest("hex");
  const signature = sign(null, Buffer.from(`r1\nu1\n${timestamp}\n${hash}`), privateKey).toString("hex");
  return new Request(`http://easel.example/fal${change.query ?? "?tag=gen.0"}`, {
    method: "POST",
    body: change.sentBody ?? body,
    headers: {
      "x-fal-webhook-request-id": "r1",
      "x-fal-webhook-user-id": "u1",
      "x-fal-webhook-timestamp": timestamp,
      "x-fal-webhook-signature": signature,
      ...change.headers,
    },
  });
}

test("news with fal's signature is told once, with the tag from our own address", async () => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  expect(await hook.post(signed(pair))).toBe(200);
  expect(hook.told).toEqual([{ tag: "gen.0", requestId: "r1" }]);
  expect(hook.route).toMatchObject({ method: "POST", path: "/fal" });
});

test.each<[string, Change]>([
  ["another body", { sentBody: '{"request_id":"r2"}' }],
  ["another request", { headers: { "x-fal-webhook-request-id": "r2" } }],
  ["another user", { headers: { "x-fal-webhook-user-id": "u2" } }],
  ["another time", { headers: { "x-fal-webhook-timestamp": String(START_MS / 1000 + 1) } }],
  ["no signature", { headers: { "x-fal-webhook-signature": "" } }],
  ["a signature of zeros", { headers: { "x-fal-webhook-signature": "0".repeat(128) } }],
  ["a signature that is no hex", { headers: { "x-fal-webhook-signature": "z".repeat(128) } }],
  ["a time that is no number", { timestamp: "now" }],
  ["a time with a sign", { timestamp: `+${START_MS / 1000}` }],
])("%s is answered 401 without a word", async (_, change) => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  const answer = await hook.route.handle(signed(pair, change), {});
  expect([answer.status, await answer.text()]).toEqual([401, ""]);
  expect(hook.told).toEqual([]);
});

test("news is good for 300 seconds either way", async () => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  for (const [offset_s, status] of [
    [300, 200],
    [301, 401],
    [-300, 200],
    [-301, 401],
  ] as const) {
    hook.time.now_ms = START_MS + offset_s * 1000;
    expect(await hook.post(signed(pair))).toBe(status);
  }
});

test("what is too old costs no look at the keys", async () => {
  await using hook = await routeWith(newPair());
  hook.time.now_ms += HOUR_MS;
  expect(await hook.post(signed(newPair()))).toBe(401);
  expect(hook.server.requests).toHaveLength(0);
});

test("a flood of forged news fetches the keys once, whether it comes at once or in a row", async () => {
  const forger = newPair();
  await using hook = await routeWith(newPair());
  const flood = await Promise.all(Array.from({ length: 100 }, () => hook.post(signed(forger))));
  expect(new Set(flood)).toEqual(new Set([401]));
  for (let turn = 0; turn < 50; turn++) {
    hook.time.now_ms = START_MS + turn * 1000;
    await hook.post(signed(forger));
  }
  expect(hook.server.requests).toHaveLength(1);
  hook.time.now_ms = START_MS + 60_000;
  await hook.post(signed(forger));
  expect(hook.server.requests).toHaveLength(2);
});

test("a new key is found within the minute, and the old one is forgotten with it", async () => {
  const [old, fresh] = [newPair(), newPair()];
  await using hook = await routeWith(old);
  expect(await hook.post(signed(old))).toBe(200);
  hook.server.answer = json(200, keySet(fresh));
  expect(await hook.post(signed(fresh))).toBe(401);
  hook.time.now_ms += 60_000;
  expect(await hook.post(signed(fresh))).toBe(200);
  expect(await hook.post(signed(old))).toBe(401);
});

test("any of several keys will do", async () => {
  const [first, second] = [newPair(), newPair()];
  await using hook = await routeWith(first, second);
  expect(await hook.post(signed(second))).toBe(200);
  expect(await hook.post(signed(first))).toBe(200);
  expect(hook.server.requests).toHaveLength(1);
});

test("keys are used for 24 hours, and without them fal is asked to come again", async () => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  const at = (now_ms: number) => {
    hook.time.now_ms = now_ms;
    return hook.post(signed(pair, { timestamp: String(now_ms / 1000) }));
  };
  expect(await at(START_MS)).toBe(200);
  hook.server.answer = json(500, {});
  expect(await at(START_MS + 24 * HOUR_MS - 1000)).toBe(200);
  expect(hook.server.requests).toHaveLength(1);
  expect(await at(START_MS + 24 * HOUR_MS)).toBe(503);
  expect(await at(START_MS + 24 * HOUR_MS + 1000)).toBe(503);
  expect(hook.server.requests).toHaveLength(2);
  hook.server.answer = json(200, keySet(pair));
  expect(await at(START_MS + 24 * HOUR_MS + 6000)).toBe(200);
});

test.each([
  ["no keys", { keys: [] }],
  ["keys of another kind", { keys: [{ kty: "RSA", n: "AQAB", e: "AQAB" }] }],
  ["a broken key", { keys: [{ kty: "OKP", crv: "Ed25519", x: "?" }] }],
  ["no key set", "hello"],
])("%s: 503, and no one is believed", async (_, body) => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  hook.server.answer = json(200, body);
  expect(await hook.post(signed(pair))).toBe(503);
  expect(hook.told).toEqual([]);
});

test("when it cannot be kept, fal is asked to send it again", async () => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  hook.listener.fails = true;
  expect(await hook.post(signed(pair))).toBe(503);
  hook.listener.fails = false;
  expect(await hook.post(signed(pair))).toBe(200);
});

test("news for nobody here is taken and forgotten, news that cannot be read is not", async () => {
  const pair = newPair();
  await using hook = await routeWith(pair);
  expect(await hook.post(signed(pair, { query: "" }))).toBe(200);
  expect(await hook.post(signed(pair, { query: "?tag=" }))).toBe(200);
  expect(await hook.post(signed(pair, { body: "{" }))).toBe(400);
  expect(await hook.post(signed(pair, { body: '{"status":"OK"}' }))).toBe(400);
  expect(hook.told).toEqual([]);
});
