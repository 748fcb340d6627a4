import { MongoClient } from "mongodb";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { createScheduler, type Scheduler } from "../../../adapters/agenda/scheduler.ts";
import { defineJob, type Job } from "../../../src/core/job.ts";
import type { Services } from "../../../src/core/services.ts";
import { TestLog } from "../../support/credits.ts";
import { testDatabase } from "../../support/mongo.ts";

let client: MongoClient;
let log: TestLog;
const started: Scheduler[] = [];
beforeEach(async () => {
  client = await new MongoClient((await testDatabase()).uri).connect();
  log = new TestLog();
});
afterEach(async () => {
  for (const scheduler of started.splice(0)) await scheduler.stop(1_000);
  await client.close();
});

const planted = () => client.db().collection("agendaJobs");

async function start(process: string, ...jobs: Job[]): Promise<Scheduler> {
  // The jobs here ask nothing of the services but the log.
  const services = { log } as unknown as Services;
  const scheduler = createScheduler({ database: client.db() as never, jobs, services, process, log });
  started.push(scheduler);
  await scheduler.start();
  return scheduler;
}

async function until(isSo: () => boolean | Promise<boolean>, within_ms = 40_000): Promise<void> {
  const end = Date.now() + within_ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function job(name: string, every: string, run: () => Promise<void> | void): Job {
  return defineJob({ name, every, payload: z.unknown(), run: async () => run() });
}

describe("the scheduler", () => {
  test("runs a job at its time, in one of two processes, and a failing one again at its next time", async () => {
    const runs: Date[] = [];
    let failures = 0;
    const jobs = [
      job("tick", "1 second", () => {
        runs.push(new Date());
      }),
      job("fail", "1 second", () => {
        failures += 1;
        throw new Error("this time not");
      }),
    ];
    const begun = Date.now();
    await Promise.all([start("one", ...jobs), start("two", ...jobs)]);
    expect(await planted().countDocuments({ name: "tick" })).toBe(1);
    await until(() => runs.length >= 2 && failures >= 2);
    // Two processes that both ran it would have made twice as many.
    expect(runs.length).toBeLessThanOrEqual(Math.ceil((Date.now() - begun) / 1_000) + 1);
    const errors = log.lines.filter(({ level }) => level === "error");
    expect(errors.length).toBeGreaterThanOrEqual(2);
    expect(errors[0]).toMatchObject({ facts: { job: "fail", error: new Error("this time not") } });
  });

  test("leaves no lock behind when it stops, also of what it could not finish", async () => {
    let begun = 0;
    let end = () => {};
    const slow = job("slow", "1 second", async () => {
      begun += 1;
      if (begun === 1) {
        await new Promise<void>((resolve) => {
          end = resolve;
        });
      }
    });
    const one = await start("one", slow);
    await until(() => begun === 1);
    expect(await planted().countDocuments({ lockedAt: { $ne: null } })).toBe(1);
    await one.stop(50);
    expect(await planted().countDocuments({ lockedAt: { $ne: null } })).toBe(0);
    await start("two", slow);
    await until(() => begun > 1);
    end();
  });

  test("plants a job once, whoever starts when, and follows a changed interval", async () => {
    const hourly = job("hourly", "1 hour", () => {});
    await Promise.all(["one", "two", "three"].map((process) => start(process, hourly)));
    expect(await planted().countDocuments()).toBe(1);
    await start(
      "four",
      job("hourly", "2 hours", () => {}),
    );
    expect(await planted().find().toArray()).toMatchObject([{ repeatInterval: "2 hours" }]);
  });

  test("does not put a job off when a process starts again: deployments would keep it from ever running", async () => {
    const hourly = job("hourly", "1 hour", () => {});
    await start("one", hourly);
    const soon = new Date(Date.now() + 60_000);
    await planted().updateOne({ name: "hourly" }, { $set: { nextRunAt: soon } });
    await start("two", hourly);
    expect((await planted().findOne({ name: "hourly" }))?.["nextRunAt"]).toEqual(soon);
  });

  test("waits at its stop for what runs, starts nothing new and leaves no lock behind", async () => {
    let running = 0;
    let finished = 0;
    const slow = job("slow", "1 second", async () => {
      running += 1;
      await new Promise((resolve) => setTimeout(resolve, 400));
      finished += 1;
    });
    const scheduler = await start("one", slow);
    await until(() => running === 1);
    await scheduler.stop(5_000);
    expect([running, finished]).toEqual([1, 1]);
    expect(await planted().countDocuments({ lockedAt: { $ne: null } })).toBe(0);
  });

  test("does not run a job with a payload that it does not take", async () => {
    let ran = false;
    const strict = defineJob({
      name: "strict",
      every: "1 hour",
      payload: z.object({ account: z.string() }),
      run: async () => {
        ran = true;
      },
    }) as Job;
    await start("one", strict);
    await planted().updateOne({ name: "strict" }, { $set: { nextRunAt: new Date() } });
    await until(() => log.lines.some(({ facts }) => facts["job"] === "strict"));
    expect(ran).toBe(false);
  });
});
