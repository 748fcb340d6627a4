import { type ProcessPlan, startTreeDatabase, type TreeDatabase } from "../support/process-tree.ts";
import { type DatabaseProxy, startDatabaseProxy } from "./database-proxy.ts";
import { openRecords, type Records } from "./records.ts";
import { type RunResult, runSchedule } from "./run.ts";
import { processNames, type Schedule } from "./schedule.ts";
import { startWorld, type World } from "./world.ts";

/** A world with a tree of four processes, each with a way of its own to the database: where schedules are run. */
export interface Stage {
  readonly world: World;
  run(schedule: Schedule): Promise<RunResult>;
  stop(): Promise<void>;
}

const roles: Readonly<Record<(typeof processNames)[number], ProcessPlan["roles"]>> = {
  gateway: ["discord", "telegram"],
  worker: ["worker"],
  "web-1": ["web"],
  "web-2": ["web"],
};

export async function startStage(given?: TreeDatabase): Promise<Stage> {
  const database = given ?? (await startTreeDatabase());
  const proxies = new Map<string, DatabaseProxy>();
  for (const name of processNames) proxies.set(name, await startDatabaseProxy(database.uri));
  const plans = processNames.map((name) => ({
    ...{ name, roles: roles[name] },
    environment: { MONGODB_URI: proxies.get(name)?.uri ?? "" },
  }));
  const world = await startWorld({ database, plans });
  const records: Records = await openRecords(database.uri);
  return {
    world,
    run: (schedule) => runSchedule(world, proxies, records, schedule),
    async stop() {
      await records.close();
      await world.stop();
      for (const proxy of proxies.values()) await proxy.close();
      if (given === undefined) await database.drop();
    },
  };
}
