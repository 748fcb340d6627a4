import { afterAll, beforeAll, expect, test } from "vitest";
import { INSPECTED } from "../soak/inspector.ts";
import { type ProcessPlan, startTreeDatabase, type TreeDatabase } from "../support/process-tree.ts";
import { benchAcknowledgement } from "./acknowledgement.ts";
import { benchFootprint } from "./footprint.ts";
import { type LoadStage, startLoadStage } from "./footprint-stage.ts";
import { benchPictures } from "./pictures.ts";

// All parts on one stage, so that they are proved to run at the price of a single start.
const plans: readonly ProcessPlan[] = [{ name: "easel", roles: ["discord", "web", "worker"] }];
const context = { size: "tiny", note() {} } as const;
let database: TreeDatabase;
let stage: LoadStage;

beforeAll(async () => {
  database = await startTreeDatabase();
  stage = await startLoadStage({ databaseUri: database.uri, plans, environment: INSPECTED });
}, 180_000);

afterAll(async () => {
  await stage?.stop();
  await database?.drop();
});

test("acknowledgements are measured beside a bare bot", { timeout: 180_000 }, async () => {
  const rows = await benchAcknowledgement(stage, database.uri, context);
  expect(rows.map(({ what }) => what)).toEqual(["one /balance alone", "5 × /balance at once", "3 × /imagine at once"]);
  for (const { figure } of rows)
    expect(figure).toMatch(/^p50 [\d.]+, p99 [\d.]+ ms; bare p50 [\d.]+, p99 [\d.]+ ms: /u);
});

test("pictures a second are measured with whoever worked for them", { timeout: 180_000 }, async () => {
  const { perSecond, how } = await benchPictures(stage, plans, database.uri, context);
  expect(perSecond).toBeGreaterThan(0);
  expect(how).toMatch(/[\d.]+ CPU-ms of Easel a picture; cores in use: easel [\d.]+, .*people and provider [\d.]+$/u);
});

test("memory is measured idle, with pictures in flight, and once they are delivered", {
  timeout: 180_000,
}, async () => {
  const rows = await benchFootprint(stage, database.uri, context);
  expect(rows.map(({ what }) => what)).toEqual([
    "processor idle",
    "memory idle",
    "memory at 4 pictures in flight",
    "memory once they are delivered",
  ]);
  for (const { figure } of rows.slice(1)) expect(figure).toMatch(/^\d+ MB heap, \d+ MB in all$/u);
});
