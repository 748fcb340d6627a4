import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestApp, type TestApp } from "../support/app.ts";
import { creditsOf, expectLaws } from "../support/laws.ts";
import { testDatabase } from "../support/mongo.ts";
import { type RefusingProxy, startRefusingProxy } from "../support/refusing-proxy.ts";

/** Of a machine that has much else to do: nothing here is about speed. */
const PATIENCE_MS = 240_000;

let easel: TestApp | null = null;
let proxy: RefusingProxy | null = null;
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "easel-"));
});
afterEach(async () => {
  proxy?.allow();
  await easel?.stop();
  await proxy?.close();
  await rm(directory, { recursive: true, force: true });
  easel = null;
  proxy = null;
});

/** What a database says that takes no writes: the user may not, it is no primary any more, its disk is full. */
const refusals = [
  { code: 13, codeName: "Unauthorized" },
  { code: 10_107, codeName: "NotWritablePrimary" },
  { code: 14_031, codeName: "OutOfDiskSpace" },
];

test("a database that takes no writes costs nobody anything, says so, and is used again as soon as it does", {
  timeout: PATIENCE_MS,
}, async () => {
  const database = await testDatabase();
  const between = await startRefusingProxy(database.uri);
  proxy = between;
  const on = await startTestApp({
    speed: { slow_ms: 1_000 },
    config: { database: { uri: between.uri, dataDir: directory }, roles: ["web", "worker"] },
  });
  easel = on;
  const ready = async () => {
    const response = await fetch(`${on.app.url}/readyz`);
    return { status: response.status, ...((await response.json()) as object) };
  };
  await expect.poll(ready).toMatchObject({ status: 200 });
  const ada = await on.person("ada");
  let pictures = 0;
  for (const refusal of refusals) {
    // One is at the provider when it happens.
    const underWay = await ada.say("/imagine [slow] a fox before");
    await expect.poll(() => on.sandbox.requests().length, { timeout: 20_000 }).toBe(pictures + 1);
    between.refuse(refusal);
    const refused = await ada.answerTo("/imagine a fox meanwhile");
    expect(refused.reply?.tone, refusal.codeName).toBe("fault");
    expect(refused.reply?.text).toMatch(/went wrong/iu);
    expect(refused.reply?.text).not.toMatch(new RegExp(`refused|${refusal.codeName}|${refusal.code}`, "u"));
    await expect.poll(ready).toEqual({ status: 503, ready: false, failed: ["database"] });
    expect(between.refused()).toBeGreaterThan(0);
    // Whoever only looks is answered.
    expect((await ada.answerTo("/balance")).reply?.tone).not.toBe("fault");

    between.allow();
    expect((await ada.final(underWay, 60_000)).reply?.tone).toBe("good");
    await expect.poll(ready, { timeout: 20_000 }).toMatchObject({ status: 200 });
    const after = await ada.answerTo("/imagine a fox afterwards");
    expect(after.reply?.tone).toBe("good");
    pictures += 2;
    // What was refused never reached the provider, and is neither held nor charged.
    expect(on.sandbox.requests()).toHaveLength(pictures);
    expect(await creditsOf(on.app.services, "ada")).toEqual({ available: 25 - pictures, held: 0 });
  }
  await expectLaws(on.app.services);
});
