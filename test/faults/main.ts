import { parseArgs } from "node:util";
import { runPlanted } from "./planted.ts";
import { addTo, lineOf, noTotals, summaryOf } from "./report.ts";
import type { RunResult } from "./run.ts";
import { scheduleOf } from "./schedule.ts";
import { type Stage, startStage } from "./stage.ts";

const USAGE = `Usage: npm run test:faults -- [options]

  --seed N      one seed: the same people do the same and the same goes wrong at the same times
  --minutes M   how long its faults last (0.2)
  --seeds N     so many seeds, one after the other (200)
  --from N      the first of them (1)
  --seconds S   how long the faults of each last (8)
  --planted     runs builds with a planted bug each, and expects every one to be caught, and nothing without it
`;

/** So many seeds share a tree and a database: then both begin anew, so that nothing of them grows without end. */
const SEEDS_A_STAGE = 20;

const ERRORS_SHOWN = 12;
const ERROR_LENGTH_MAX = 700;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function read() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: "string" },
        minutes: { type: "string" },
        seeds: { type: "string" },
        from: { type: "string" },
        seconds: { type: "string" },
        planted: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    return values;
  } catch {
    return { help: true };
  }
}

async function runSeeds(
  seeds: readonly number[],
  duration_ms: number,
  again: (seed: number) => string,
): Promise<number> {
  const totals = noTotals();
  let stage: Stage | null = null;
  try {
    for (const [index, seed] of seeds.entries()) {
      if (stage !== null && index % SEEDS_A_STAGE === 0) {
        await stage.stop();
        stage = null;
      }
      stage ??= await startStage();
      const result = await stage.run(scheduleOf(seed, duration_ms));
      addTo(totals, result);
      say(lineOf(result));
      if (result.broken.size > 0) {
        tellBroken(result, again(seed));
        tellScreens(result);
        tellErrors(stage);
        // Whatever a broken run has left must not be held against the next one.
        await stage.stop();
        stage = null;
      }
    }
  } finally {
    await stage?.stop();
  }
  say(summaryOf(totals));
  return totals.broken === 0 ? 0 : 1;
}

/** What is on the screens of those who were not answered. */
function tellScreens({ members, observation }: RunResult): void {
  const waiting = new Set(observation.asks.filter((ask) => ask.isTaken && !ask.isAnswered).map(({ person }) => person));
  for (const member of members.filter(({ identity }) => waiting.has(identity))) {
    say(`  ${member.identity} sees:`);
    for (const { text, images, isFinal } of member.sights()) {
      say(
        `    ${isFinal ? "" : "(working) "}${text.replaceAll("\n", " ").slice(0, 90)}${images > 0 ? " [picture]" : ""}`,
      );
    }
  }
}

function tellBroken({ broken }: RunResult, again: string): void {
  for (const [name, cases] of broken) {
    say(`  ${name} does not hold:`);
    for (const one of cases) say(`    ${one}`);
  }
  say(`  once more: ${again}`);
}

/** What the processes said last: where one begins to look. */
function tellErrors({ world }: Stage): void {
  for (const one of world.tree.processes) {
    const lines = one.errors().trimEnd().split("\n").slice(-ERRORS_SHOWN);
    for (const line of lines.filter((text) => text !== "")) say(`  ${one.name}: ${line.slice(0, ERROR_LENGTH_MAX)}`);
  }
}

const values = read();
const number = (given: string | undefined, usual: number) => (given === undefined ? usual : Number(given));
const [seed, seeds, from] = [number(values.seed, Number.NaN), number(values.seeds, 200), number(values.from, 1)];
const [minutes, seconds] = [number(values.minutes, 0.2), number(values.seconds, 8)];
const isUsable = [seeds, from, minutes, seconds].every((one) => Number.isFinite(one) && one > 0);
if (values.help || !isUsable || (values.seed !== undefined && !Number.isInteger(seed))) {
  process.stderr.write(USAGE);
  process.exit(2);
}
// Whoever is ended takes the database along, which lives in a process of its own.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(130));
if (values.planted) {
  process.exit((await runPlanted(say)) ? 0 : 1);
}
const isOne = values.seed !== undefined;
const all = isOne ? [seed] : Array.from({ length: seeds }, (_, index) => from + index);
const duration_ms = isOne ? minutes * 60_000 : seconds * 1_000;
const again = (one: number) => `npm run test:faults -- --seed ${one} --minutes ${duration_ms / 60_000}`;
process.exit(await runSeeds(all, duration_ms, again));
