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

test("a process on its way out is not ready, though its checks would pass", async () => {
  const answer = await ask("/readyz", { checks: { database: async () => undefined }, stopping: () => true });
  expect([answer.status, await answer.json()]).toEqual([503, { ready: false, failed: ["stopping"] }]);
});

test("the figures come with the content type that Prometheus expects", async () => {
  const answer = await ask("/metrics");
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4");
  expect(await answer.text()).toBe("easel_queue_depth 3\n");
});
