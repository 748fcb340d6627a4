import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { START } from "../../../support/credits.ts";
import { found, HOUR_MS, startStage, until } from "../stage.ts";

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});
async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "easel-payments-"));
  folders.push(path);
  return path;
}

test("a restart keeps what was bought, what time it is and which keys were used", async () => {
  const dataDir = await folder();
  const before = await startStage({ sandbox: { dataDir } });
  const plan = await before.bought("creator-month", { order: "o-kept" });
  const open = await before.checkout("pack-small", { order: "o-open" });
  before.sandbox.advance(23 * HOUR_MS);
  const id = found(plan.subscription);
  await before.payments.setCancelAtPeriodEnd(id, true);
  const known = await before.payments.findSubscription(id);
  const { apiUrl } = before.sandbox;
  await before[Symbol.asyncDispose]();
  expect((await stat(join(dataDir, "stripe-sandbox.json"))).mode & 0o777).toBe(0o600);

  await using after = await startStage({ sandbox: { dataDir } });
  expect(after.sandbox.calls().filter(({ method }) => method === "POST")).toEqual([]);
  expect(after.sandbox.now()).toEqual(new Date(after.clock.now().getTime() + 23 * HOUR_MS));
  expect(await after.payments.findSubscription(id)).toEqual(known);
  expect(await after.payments.findCheckout(open.id)).toMatchObject({ state: "expired" });
  const again = await after.checkout("pack-small", { order: "o-open" });
  expect(again.id).toBe(open.id);
  expect(apiUrl).not.toBe(after.sandbox.apiUrl);
});

test("an event that nobody had taken yet when the process ended is sent after the next start", async () => {
  const dataDir = await folder();
  const untilStopped = (_duration_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  const clock = { now: () => START, sleep: untilStopped };
  const before = await startStage({ sandbox: { dataDir, clock } });
  before.sandbox.sendEventsTo("http://127.0.0.1:9/nobody");
  const paid = await before.bought("pack-small");
  await before.sandbox.idle();
  await before[Symbol.asyncDispose]();

  await using after = await startStage({ sandbox: { dataDir } });
  after.sandbox.sendEventsTo(after.hookUrl);
  await until(() => after.told.some((event) => event.kind === "checkout" && event.checkout === paid.id));
});

test("what cannot be read is not thrown away", async () => {
  const dataDir = await folder();
  const path = join(dataDir, "stripe-sandbox.json");
  await writeFile(path, '{"format":1,"sess');
  await expect(startStage({ sandbox: { dataDir } })).rejects.toThrow("cannot be read: move it away");
  expect(await readFile(path, "utf8")).toBe('{"format":1,"sess');
});
