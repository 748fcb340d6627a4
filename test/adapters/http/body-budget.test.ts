import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { createBodyBudget } from "../../../adapters/http/body-budget.ts";
import { type RunningHttp, startHttp } from "../../../adapters/http/server.ts";
import type { HttpRoute } from "../../../src/core/services.ts";

const MEBIBYTE = 1024 * 1024;
let http: RunningHttp | undefined;
afterEach(() => http?.stop());

async function serve(route: Pick<HttpRoute, "handle" | "bodyBytesMax">, bodiesBytesMax: number): Promise<RunningHttp> {
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, error: nothing };
  const routes: HttpRoute[] = [{ method: "POST", path: "/take", ...route }];
  http = await startHttp({ port: 0, host: "127.0.0.1", routes, log, bodiesBytesMax });
  return http;
}
const send = (server: RunningHttp, bytes: number) =>
  fetch(`${server.url}/take`, { method: "POST", body: new Uint8Array(bytes) });
const taken = () => new Response("taken");

test("uploads leave the last of the budget to small bodies, and what is given back can be had again", () => {
  const budget = createBodyBudget(32 * MEBIBYTE);
  const upload = budget.reserve(30 * MEBIBYTE);
  expect(upload).not.toBeNull();
  expect([budget.reserve(2 * MEBIBYTE), budget.reserve(MEBIBYTE) === null]).toEqual([null, false]);
  upload?.();
  // Twice is once: else the budget would grow.
  upload?.();
  expect(budget.reserve(30 * MEBIBYTE)).toBeNull();
  expect(budget.reserve(29 * MEBIBYTE)).not.toBeNull();
});

test("a body counts from its first byte on, and no more when its sender goes away", async () => {
  const server = await serve({ bodyBytesMax: 10 * MEBIBYTE, handle: taken }, 16 * MEBIBYTE);
  const socket = connect(server.port, "127.0.0.1");
  socket.write(`POST /take HTTP/1.1\r\nHost: here\r\nContent-Length: ${9 * MEBIBYTE}\r\n\r\nhalf`);
  await expect.poll(async () => (await send(server, 8 * MEBIBYTE)).status).toBe(503);
  expect((await send(server, 1_000)).status).toBe(200);
  socket.destroy();
  await expect.poll(async () => (await send(server, 8 * MEBIBYTE)).status).toBe(200);
});

test("a body counts no more once it is answered, also when answering failed", async () => {
  let calls = 0;
  const handle = () => {
    calls += 1;
    if (calls === 1) throw new Error("broken");
    return taken();
  };
  const server = await serve({ bodyBytesMax: 10 * MEBIBYTE, handle }, 16 * MEBIBYTE);
  const statuses: number[] = [];
  for (let index = 0; index < 4; index += 1) statuses.push((await send(server, 10 * MEBIBYTE)).status);
  expect(statuses).toEqual([500, 200, 200, 200]);
});

test("a body that its route still uses counts until it does not", async () => {
  let finished = (): void => undefined;
  const use = new Promise<void>((resolve) => {
    finished = resolve;
  });
  const handle: HttpRoute["handle"] = (_request, _parameters, keepBody) => {
    keepBody?.(use);
    return taken();
  };
  const server = await serve({ bodyBytesMax: 10 * MEBIBYTE, handle }, 16 * MEBIBYTE);
  expect((await send(server, 8 * MEBIBYTE)).status).toBe(200);
  expect((await send(server, 8 * MEBIBYTE)).status).toBe(503);
  finished();
  await sleep(0);
  expect((await send(server, 8 * MEBIBYTE)).status).toBe(200);
});

test("a limit can go by the content type", async () => {
  const bodyBytesMax = (contentType: string) => (contentType === "image/png" ? 100 : 10);
  const server = await serve({ bodyBytesMax, handle: taken }, MEBIBYTE);
  const post = async (headers: Record<string, string>) =>
    (await fetch(`${server.url}/take`, { method: "POST", headers, body: new Uint8Array(50) })).status;
  expect([await post({ "Content-Type": "image/png" }), await post({ "Content-Type": "text/plain" })]).toEqual([
    200, 413,
  ]);
  expect(await post({})).toBe(413);
});

test("a route is given the body in one piece", async () => {
  const handle = async (request: Request) => {
    let pieces = 0;
    let bytes = 0;
    for await (const piece of request.body ?? []) {
      pieces += 1;
      bytes += piece.length;
    }
    return Response.json({ pieces, bytes });
  };
  const server = await serve({ bodyBytesMax: 10 * MEBIBYTE, handle }, 64 * MEBIBYTE);
  expect(await (await send(server, 5 * MEBIBYTE)).json()).toEqual({ pieces: 1, bytes: 5 * MEBIBYTE });
  const unannounced = new Blob([new Uint8Array(5 * MEBIBYTE)]).stream();
  const answer = await fetch(`${server.url}/take`, { method: "POST", body: unannounced, duplex: "half" });
  expect(await answer.json()).toEqual({ pieces: 1, bytes: 5 * MEBIBYTE });
});
