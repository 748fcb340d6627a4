import type { ProcessPlan } from "../support/process-tree.ts";
import { cpuOf, pidListeningOn } from "./footprint-of-process.ts";
import { type LoadStage, onLoadStage } from "./footprint-stage.ts";
import { orderPictures, UNDER_WAY_EACH } from "./pictures-crowd.ts";
import { joinPeople } from "./pictures-people.ts";
import type { BenchContext, BenchPart, BenchRow } from "./table.ts";

/** How processes stand side by side. */
const arrangements: readonly { readonly name: string; readonly plans: readonly ProcessPlan[] }[] = [
  { name: "1 process with all roles", plans: [{ name: "all", roles: ["web", "worker"] }] },
  {
    name: "1 web + 1 worker",
    plans: [
      { name: "web", roles: ["web"] },
      { name: "worker", roles: ["worker"] },
    ],
  },
  {
    name: "2 web + 2 workers",
    plans: [
      { name: "web 1", roles: ["web"] },
      { name: "web 2", roles: ["web"] },
      { name: "worker 1", roles: ["worker"] },
      { name: "worker 2", roles: ["worker"] },
    ],
  },
];
const sizes = { tiny: { people: 2, each: 3 }, usual: { people: 60, each: 12 } };

export const pictures: BenchPart = {
  name: "pictures",
  title: "(c) Pictures a second from command to delivered, and how it grows with processes",
  async run({ database, size, note }) {
    const rows: BenchRow[] = [];
    const rates: number[] = [];
    for (const { name, plans } of size === "tiny" ? arrangements.slice(0, 1) : arrangements) {
      note(name);
      const { perSecond, how } = await onLoadStage({ databaseUri: database.uri, plans }, (stage) =>
        benchPictures(stage, plans, database.uri, { size }),
      );
      rates.push(perSecond);
      const growth = rates.length === 1 ? "" : ` (${(perSecond / (rates[0] ?? Number.NaN)).toFixed(2)}×)`;
      rows.push({ what: name, figure: `${perSecond.toFixed(1)} pictures/s${growth}`, aim: null, met: null, how });
    }
    return rows;
  },
};

/** On a stage of these processes, of which those with the role `web` take the orders. */
export async function benchPictures(
  { tree }: Pick<LoadStage, "tree">,
  plans: readonly ProcessPlan[],
  databaseUri: string,
  { size }: Pick<BenchContext, "size">,
): Promise<{ readonly perSecond: number; readonly how: string }> {
  const { people, each } = sizes[size === "tiny" ? "tiny" : "usual"];
  const names = Array.from({ length: people }, (_, person) => `paints-${plans.length}-${person}`);
  const identities = names.map((user) => ({ platform: "playground", user, name: user }));
  await joinPeople(databaseUri, identities, each);
  const webs = tree.processes.filter(({ name }) => plans.find((plan) => plan.name === name)?.roles.includes("web"));
  const database = await pidListeningOn(Number(new URL(databaseUri).port));
  const others = [...(database === null ? [] : [{ name: "database", pid: database }])];
  const { perSecond, counted, seen } = await orderPictures({
    urls: webs.map(({ url }) => url),
    ...{ names, each },
    watch: () => watchProcessors(tree.processes, [...others, { name: "people and provider", pid: process.pid }]),
  });
  const own_ms = (seen.own_s * 1_000) / counted;
  const crowd = `${people} people in the playground, ${UNDER_WAY_EACH} at once each; provider instant, with webhooks`;
  return { perSecond, how: `${crowd}; ${own_ms.toFixed(1)} CPU-ms of Easel a picture; cores in use: ${seen.cores}` };
}

type Watched = readonly { readonly name: string; readonly pid: number | null }[];

async function watchProcessors(easel: Watched, others: Watched) {
  const used = (some: Watched) => Promise.all(some.map(({ pid }) => (pid === null ? 0 : cpuOf(pid))));
  const all = [...easel, ...others];
  const before_s = await used(all);
  const began_ms = performance.now();
  return async () => {
    const after_s = await used(all);
    const passed_s = (performance.now() - began_ms) / 1_000;
    const own_s = all.map((_, index) => (after_s[index] ?? 0) - (before_s[index] ?? 0));
    return {
      /** Who used how much of a core. */
      cores: all.map(({ name }, index) => `${name} ${((own_s[index] ?? 0) / passed_s).toFixed(2)}`).join(", "),
      /** What the product's processes used together. */
      own_s: own_s.slice(0, easel.length).reduce((sum, seconds) => sum + seconds, 0),
    };
  };
}
