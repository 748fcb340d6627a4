import { afterEach, expect, test } from "vitest";
import { createOpening } from "../../../adapters/http/opening.ts";
import { type RunningHttp, startHttp } from "../../../adapters/http/server.ts";
import type { HttpRoute } from "../../../src/core/services.ts";

const running: RunningHttp[] = [];
afterEach(() => Promise.all(running.splice(0).map((http) => http.stop())));

async function serve(route: HttpRoute): Promise<string> {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const http = await startHttp({ port: 0, host: "127.0.0.1", routes: [route], log });
  running.push(http);
  return http.url;
}

const echo: HttpRoute = {
  method: "POST",
  path: "/echo",
  refuses: (headers) => (headers.has("x-forged") ? new Response(null, { status: 401 }) : null),
  handle: async (request) => new Response(await request.text()),
};

test("who asks before the process has started is answered once it has, each with their own", async () => {
  const opening = createOpening({ patience_ms: 60_000 });
  const url = await serve(opening.hold(echo));
  let answered = 0;
  const asked = ["a", "b"].map(async (body) => {
    const answer = await fetch(`${url}/echo`, { method: "POST", body });
    answered += 1;
    return answer.text();
  });
  // A request that does not wait is answered long before this one has made its way.
  expect((await fetch(`${url}/nothing`)).status).toBe(404);
  expect(answered).toBe(0);
  opening.open();
  expect(await Promise.all(asked)).toEqual(["a", "b"]);
});

test("who has waited long is told to come again, and is not taken afterwards", async () => {
  let taken = 0;
  const opening = createOpening({ patience_ms: 20 });
  const url = await serve(opening.hold({ ...echo, handle: () => new Response(String(++taken)) }));
  const late = await fetch(`${url}/echo`, { method: "POST", body: "a" });
  expect([late.status, late.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await late.json()).toEqual({ error: "Easel is still starting. Please try again in a moment." });
  opening.open();
  expect(taken).toBe(0);
  expect(await (await fetch(`${url}/echo`, { method: "POST", body: "a" })).text()).toBe("1");
});

test("what the headers give away as forged is turned away at once", async () => {
  const url = await serve(createOpening({ patience_ms: 60_000 }).hold(echo));
  const forged = await fetch(`${url}/echo`, { method: "POST", body: "a", headers: { "x-forged": "1" } });
  expect(forged.status).toBe(401);
});
