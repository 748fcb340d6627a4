import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type HttpOptions, type RunningHttp, startHttp } from "../../../adapters/http/server.ts";
import type { HttpRoute } from "../../../src/core/services.ts";

const MEBIBYTE = 1024 * 1024;
/** Far below what an honest client of these tests takes, however busy the machine is: it sends everything at once. */
const SHORT_MS = 300;
let http: RunningHttp | undefined;
const faults: string[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await http?.stop();
  expect(faults.splice(0)).toEqual([]);
});

let handled = 0;
const take: HttpRoute = {
  method: "POST",
  path: "/take",
  async handle(request) {
    handled += 1;
    return new Response(String((await request.arrayBuffer()).byteLength));
  },
};
const hello: HttpRoute = { method: "GET", path: "/hello", handle: () => new Response("hello") };

async function serve(options: Partial<HttpOptions> = {}): Promise<RunningHttp> {
  handled = 0;
  const log = { info() {}, warn() {}, error: (_facts: object, message: string) => void faults.push(message) };
  http = await startHttp({ port: 0, host: "127.0.0.1", routes: [hello, take], log, ...options });
  return http;
}

/** Sends the lines as they are, perhaps a byte of the rest now and then; resolves with all that came back once the connection is closed. */
function raw(text: string, { port }: RunningHttp, drip_ms?: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    let answer = "";
    const drip = drip_ms === undefined ? undefined : setInterval(() => socket.write("."), drip_ms);
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
    });
    socket
      .on("error", () => undefined)
      .on("close", () => {
        clearInterval(drip);
        resolve(answer);
      });
    socket.write(text);
  });
}
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /u.exec(answer)?.[1] ?? 0);
const head = (line: string, ...headers: string[]) =>
  [`${line} HTTP/1.1`, "Host: here", "Connection: close", ...headers, "", ""].join("\r\n");

test("headers that drip in are cut off, and those who wait meanwhile are served", async () => {
  const server = await serve({ patience: { headers_ms: SHORT_MS } });
  const slow = Array.from({ length: 50 }, () => raw("GET /hello HTTP/1.1\r\nHost: here\r\nX-Drip: ", server));
  expect(await (await fetch(`${server.url}/hello`)).text()).toBe("hello");
  expect(new Set((await Promise.all(slow)).map(statusOf))).toEqual(new Set([408]));
});

test.for([
  ["that stops in the middle", { pause_ms: SHORT_MS }, undefined],
  ["that drips", { small_ms: SHORT_MS }, 50],
] as const)("a body %s is answered 408, does not reach the route and counts no more", async ([, patience, drip_ms]) => {
  const server = await serve({ patience, bodiesBytesMax: MEBIBYTE });
  const slow = Array.from({ length: 20 }, () =>
    raw(`${head("POST /take", "Content-Length: 30000")}half`, server, drip_ms),
  );
  expect(new Set((await Promise.all(slow)).map(statusOf))).toEqual(new Set([408]));
  expect(handled).toBe(0);
  // Asked again where the machine itself was as slow as that.
  const whole = async () =>
    (await fetch(`${server.url}/take`, { method: "POST", body: new Uint8Array(MEBIBYTE) })).text();
  await expect.poll(whole, { timeout: 20_000 }).toBe(String(MEBIBYTE));
});

test("who announces a megabyte and sends nothing holds next to none of the room", async () => {
  const server = await serve({ bodiesBytesMax: 4 * MEBIBYTE });
  const announced = head("POST /take", `Content-Length: ${MEBIBYTE}`);
  for (let index = 0; index < 100; index++) void raw(announced, server);
  await expect.poll(() => sockets.filter((socket) => socket.bytesWritten > 0).length).toBe(100);
  const whole = await fetch(`${server.url}/take`, { method: "POST", body: new Uint8Array(MEBIBYTE) });
  expect([whole.status, await whole.text()]).toEqual([200, String(MEBIBYTE)]);
});

test("what the headers give away as nobody's is refused before its body is read", async () => {
  const refuses = (headers: Headers) => (headers.get("x-secret") === "s" ? null : new Response(null, { status: 401 }));
  const server = await serve({ routes: [{ ...take, refuses }] });
  // Half a body: an answer comes only if nobody waits for the rest.
  expect(statusOf(await raw(`${head("POST /take", "Content-Length: 1000")}half`, server))).toBe(401);
  const honest = await fetch(`${server.url}/take`, { method: "POST", headers: { "x-secret": "s" }, body: "abc" });
  expect([await honest.text(), handled]).toEqual(["3", 1]);
});

test.for([
  ["two lengths", `${head("POST /take", "Content-Length: 4", "Content-Length: 5")}abcde`, 400],
  ["a length and chunks", `${head("POST /take", "Content-Length: 4", "Transfer-Encoding: chunked")}0\r\n\r\n`, 400],
  ["a negative length", `${head("POST /take", "Content-Length: -4")}abcd`, 400],
  ["headers of 20 kB", head("GET /hello", `X-Long: ${"a".repeat(20_000)}`), 431],
  ["no host", "GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["a method that there is not", head("BREW /hello"), 400],
  ["TRACE", head("TRACE /hello", "Cookie: secret"), 405],
  ["OPTIONS", head("OPTIONS /hello", "Origin: https://evil.example"), 405],
  ["OPTIONS for everything", head("OPTIONS *"), 400],
  ["CONNECT", head("CONNECT evil.example:443"), 0],
  ["PUT", head("PUT /hello", "Content-Length: 0"), 405],
  ["a way up", head("GET /../../etc/passwd"), 404],
  ["a written way up", head("GET /%2e%2e/%2e%2e%2fetc/passwd"), 404],
  ["halves of characters", head("GET /%c3%28%00"), 404],
] as const)("%s is refused, told nothing and is no fault", async ([, text, status]) => {
  const server = await serve();
  const answer = await raw(text, server);
  expect(statusOf(answer)).toBe(status);
  expect(answer).not.toContain("secret");
  expect(answer).not.toMatch(/access-control|^server:|x-powered-by/imu);
  expect(handled).toBe(0);
});

test("more connections than the process has room for are turned away, and those that it has are served", async () => {
  const server = await serve({ connectionsMax: 3 });
  const waiting = [1, 2, 3].map(() => connect(server.port, "127.0.0.1"));
  sockets.push(...waiting);
  await Promise.all(waiting.map((socket) => new Promise((resolve) => socket.once("connect", resolve))));
  expect(await raw(head("GET /hello"), server)).toBe("");
  const [first] = waiting;
  const answer = new Promise<string>((resolve) => first?.once("data", (chunk: Buffer) => resolve(chunk.toString())));
  first?.write(head("GET /hello"));
  expect(statusOf(await answer)).toBe(200);
});

test("who asks too often is told when to come again, and nothing of it is read", async () => {
  const asked: unknown[] = [];
  const pace = {
    wait_s(address: string, route: { readonly path: string; readonly max: number }) {
      asked.push([address, route]);
      return asked.length > 1 ? 7 : 0;
    },
  };
  const server = await serve({ pace, routes: [{ ...take, perMinuteMax: 1 }, hello] });
  const post = () => fetch(`${server.url}/take`, { method: "POST", body: "abc" });
  expect((await post()).status).toBe(200);
  const refused = await post();
  expect([refused.status, refused.headers.get("retry-after"), handled]).toEqual([429, "7", 1]);
  expect(asked).toEqual(new Array(2).fill(["127.0.0.1", { path: "/take", max: 1 }]));
  // What costs next to nothing is not counted.
  expect((await fetch(`${server.url}/hello`)).status).toBe(200);
});

test("a host is told to be asked by https alone where people reach it so, and nowhere else", async () => {
  const secured = await serve({ isSecure: true });
  expect((await fetch(`${secured.url}/hello`)).headers.get("strict-transport-security")).toMatch(/^max-age=\d{7,}$/u);
  await secured.stop();
  const plain = await serve();
  expect((await fetch(`${plain.url}/hello`)).headers.get("strict-transport-security")).toBeNull();
});

test("no answer allows a feature of the browser, names a program or lets another site read it", async () => {
  const server = await serve();
  for (const [path, method] of [
    ["/hello", "GET"],
    ["/hello", "HEAD"],
    ["/hello", "OPTIONS"],
    ["/nothing", "GET"],
    ["/take", "GET"],
  ] as const) {
    const { headers } = await fetch(server.url + path, { method, headers: { Origin: "https://evil.example" } });
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect([...headers.keys()].filter((name) => /^(server|x-powered-by|access-control-.*)$/u.test(name))).toEqual([]);
  }
});
