import { expect, test } from "vitest";
import { type HealthOptions, healthRoutes } from "../../../adapters/http/health.ts";

async function ask(path: string, options: Partial<HealthOptions> = {}): Promise<Response> {
  const route = healthRoutes({
    checks: {},
    stopping: () => false,
    metrics: async () => ({ contentType: "text/plain; version=0.0.4", body: "easel_queue_depth 3\n" }),
    ...options,
  }).find((one) => one.path === path);
  if (route === undefined) throw new Error(`no route ${path}`);
  return route.handle(new Request(`http://localhost${path}`), {});
}

test("a process that answers is alive, whatever else fails", async () => {
  const answer = await ask("/healthz", { checks: { database: () => Promise.reject(new Error("down")) } });
  expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
});

test("a process is ready when every check passes", async () => {
  const answer = await ask("/readyz", { checks: { database: async () => undefined } });
  expect([answer.status, await answer.json()]).toEqual([200, { ready: true, failed: [] }]);
});

test("a failed check is told by its name, and nothing of its reason", async () => {
  const answer = await ask("/readyz", {
    checks: {
      database: () => Promise.reject(new Error("mongodb://user:password@host")),
      provider: async () => undefined,
      storage: () => {
        throw new Error("thrown at once");
      },
    },
  });
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, failed: ["database", "storage"] }]);
});

test("a check that hangs counts as failed after a second", async () => {
  const began = performance.now();
  const answer = await ask("/readyz", { checks: { database: () => new Promise(() => undefined) } });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, failed: ["database"] }]);
});

test("all who ask within a second share one look, and later ones have a new one", async () => {
  let looks = 0;
  const kept_ms = 1_000;
  const [route] = healthRoutes({
    checks: {
      async database() {
        looks += 1;
        if (looks > 1) throw new Error("gone since");
      },
    },
    ...{ stopping: () => false, metrics: () => Promise.reject(new Error("nobody asks")), kept_ms },
  }).filter(({ path }) => path === "/readyz");
  const askOnce = async () => (await route?.handle(new Request("http://localhost/readyz"), {}))?.status;
  const began_ms = performance.now();
  expect(new Set(await Promise.all(Array.from({ length: 100 }, askOnce)))).toEqual(new Set([200]));
  const afterwards = await askOnce();
  // A machine that was busy for a second in between has looked again, and rightly so.
  if (performance.now() - began_ms < kept_ms) expect([afterwards, looks]).toEqual([200, 1]);
  expect(looks).toBeLessThanOrEqual(2);
  await expect.poll(askOnce, { timeout: 20_000 }).toBe(503);
});

test("a process on its way out is not ready, though its checks would pass", async () => {
  const answer = await ask("/readyz", { checks: { database: async () => undefined }, stopping: () => true });
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, failed: ["stopping"] }]);
});

test("the figures come with the content type that Prometheus expects", async () => {
  const answer = await ask("/metrics");
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  expect(await answer.text()).toBe("easel_queue_depth 3\n");
});
