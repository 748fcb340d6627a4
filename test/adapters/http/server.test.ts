import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type HttpOptions, type RunningHttp, startHttp } from "../../../adapters/http/server.ts";
import type { HttpRoute, LogFacts } from "../../../src/core/services.ts";

const running: RunningHttp[] = [];
const errors: { facts: LogFacts; message: string }[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((http) => http.stop()));
  errors.length = 0;
});

async function serve(routes: HttpRoute[], options: Partial<HttpOptions> = {}): Promise<RunningHttp> {
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (facts: LogFacts, message: string) => errors.push({ facts, message }),
  };
  const http = await startHttp({ port: 0, host: "127.0.0.1", routes, log, ...options });
  running.push(http);
  return http;
}

const hello: HttpRoute = { method: "GET", path: "/hello", handle: () => new Response("hello") };
const echo: HttpRoute = {
  method: "POST",
  path: "/echo",
  bodyBytesMax: 10,
  handle: async (request) => new Response(await request.arrayBuffer()),
};

test("a route gets its parameters decoded", async () => {
  const http = await serve([
    { method: "GET", path: "/pictures/:key", handle: (_request, parameters) => Response.json(parameters) },
  ]);
  const answer = await fetch(`${http.url}/pictures/${encodeURIComponent("a/b:0")}?x=1`);
  expect(await answer.json()).toEqual({ key: "a/b:0" });
});

test("the body that a route reads is byte for byte what was sent", async () => {
  const http = await serve([echo]);
  const sent = new Uint8Array([0, 255, 128, 10, 13]);
  const answer = await fetch(`${http.url}/echo`, { method: "POST", body: sent });
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(sent);
});

test("an address that nobody serves is answered 404, in JSON", async () => {
  const http = await serve([hello]);
  const answer = await fetch(`${http.url}/nothing`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ error: "There is nothing at this address." });
});

test("another method of a known address is answered 405 and says what it takes", async () => {
  const http = await serve([hello, echo]);
  const post = await fetch(`${http.url}/hello`, { method: "POST", body: "x" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  const get = await fetch(`${http.url}/echo`);
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
});

test("an address can take both methods", async () => {
  const http = await serve([hello, { method: "POST", path: "/hello", handle: () => new Response("posted") }]);
  expect(await (await fetch(`${http.url}/hello`)).text()).toBe("hello");
  expect(await (await fetch(`${http.url}/hello`, { method: "POST" })).text()).toBe("posted");
});

test("a body above the route's limit is answered 413 and never reaches the route", async () => {
  let called = false;
  const http = await serve([
    {
      ...echo,
      handle: () => {
        called = true;
        return new Response();
      },
    },
  ]);
  const answer = await fetch(`${http.url}/echo`, { method: "POST", body: "elevenbytes" });
  expect([answer.status, called]).toEqual([413, false]);
});

test("a body that does not say its length is cut off at the limit too", async () => {
  const http = await serve([echo]);
  const body = new Blob(["elevenbytes"]).stream();
  const answer = await fetch(`${http.url}/echo`, { method: "POST", body, duplex: "half" });
  expect(answer.status).toBe(413);
  const small = await fetch(`${http.url}/echo`, {
    method: "POST",
    body: new Blob(["ten bytes!"]).stream(),
    duplex: "half",
  });
  expect(await small.text()).toBe("ten bytes!");
});

test("a sender that goes away in the middle of a body is no fault of ours", async () => {
  const http = await serve([{ ...echo, bodyBytesMax: 1000 }]);
  const socket = connect(http.port, "127.0.0.1");
  socket.write("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nhalf");
  await sleep(50);
  socket.destroy();
  await sleep(50);
  expect(errors).toEqual([]);
});

test("a host header that is none is answered 400", async () => {
  const http = await serve([hello]);
  const socket = connect(http.port, "127.0.0.1");
  socket.write("GET /hello HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n");
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /u);
  expect(errors).toEqual([]);
});

test("a route without a limit of its own takes a mebibyte and no more", async () => {
  const { bodyBytesMax: _limit, ...unlimited } = echo;
  const http = await serve([unlimited]);
  const post = (bytes: number) => fetch(`${http.url}/echo`, { method: "POST", body: new Uint8Array(bytes) });
  expect((await post(1024 * 1024)).status).toBe(200);
  expect((await post(1024 * 1024 + 1)).status).toBe(413);
});

test("a fault is answered 500 with a reference that one line of the log carries, and tells nothing else", async () => {
  const http = await serve([
    {
      method: "GET",
      path: "/broken/:key",
      handle: () => {
        throw new Error("password is 1234");
      },
    },
  ]);
  const answer = await fetch(`${http.url}/broken/secret-key`);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(text).not.toContain("1234");
  const { reference } = JSON.parse(text) as { reference: string };
  expect(text).toContain(`The reference is ${reference}`);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.facts).toMatchObject({ reference, path: "/broken/:key", method: "GET" });
});

test("every answer carries the security headers, and a page may bring its own policy", async () => {
  const policy = "default-src 'self'";
  const http = await serve([
    hello,
    {
      method: "GET",
      path: "/page",
      handle: () => new Response("", { headers: { "Content-Security-Policy": policy } }),
    },
  ]);
  for (const path of ["/hello", "/page", "/nothing"]) {
    const { headers } = await fetch(http.url + path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toBe(
      path === "/page" ? policy : "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
  }
});

/** An endless stream of events, and whether its source was told that nobody reads it any more. */
function ticking(): { route: HttpRoute; cancelled(): boolean } {
  let cancelled = false;
  const route: HttpRoute = {
    method: "GET",
    path: "/events",
    handle: () => {
      let timer: NodeJS.Timeout;
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          const tick = () => controller.enqueue(new TextEncoder().encode("data: tick\n\n"));
          tick();
          timer = setInterval(tick, 20);
        },
        cancel() {
          cancelled = true;
          clearInterval(timer);
        },
      });
      return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
    },
  };
  return { route, cancelled: () => cancelled };
}

test("a stopping server ends event streams cleanly, at once", async () => {
  const { route, cancelled } = ticking();
  const http = await serve([route]);
  const answer = await fetch(`${http.url}/events`);
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain("tick");
  const began = performance.now();
  await http.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  let last = await reader.read();
  while (!last.done) last = await reader.read();
  expect(cancelled()).toBe(true);
});

test("a reader that goes away frees the source of the stream", async () => {
  const { route, cancelled } = ticking();
  const http = await serve([route]);
  const leaving = new AbortController();
  await fetch(`${http.url}/events`, { signal: leaving.signal });
  leaving.abort();
  await expect.poll(cancelled).toBe(true);
  expect(errors).toEqual([]);
});

test("a HEAD of an event stream does not leave it running", async () => {
  const { route, cancelled } = ticking();
  const http = await serve([route]);
  const answer = await fetch(`${http.url}/events`, { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
  await expect.poll(cancelled).toBe(true);
});

test("what is being answered when the server stops is answered, and nothing new is taken", async () => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const http = await serve([
    {
      method: "GET",
      path: "/slow",
      handle: async () => {
        arrive();
        await sleep(200);
        return new Response("done");
      },
    },
  ]);
  const slow = fetch(`${http.url}/slow`);
  await arrived;
  const stopped = http.stop();
  expect(await (await slow).text()).toBe("done");
  await stopped;
  await expect(fetch(`${http.url}/slow`)).rejects.toThrow();
});

test("a request that never ends does not hold up the stop", async () => {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const handle = () => {
    arrive();
    return new Promise<Response>(() => undefined);
  };
  const http = await serve([{ method: "GET", path: "/stuck", handle }]);
  const stuck = fetch(`${http.url}/stuck`).catch(() => "cut off");
  await arrived;
  const began = performance.now();
  await http.stop();
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await stuck).toBe("cut off");
});

test("a port that is taken gives a sentence that says which and what to do", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(serve([hello], { port })).rejects.toThrow(
    `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1}.`,
  );
  await new Promise((resolve) => other.close(resolve));
});
