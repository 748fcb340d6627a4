import { appendFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { largestIn } from "./largest.ts";
import { type Sample, sampleInWords } from "./sample.ts";
import { soak } from "./soak.ts";
import { SHARE_MAX, verdictInWords, verdictOn } from "./verdict.ts";

/** By then every cache that is used has been filled for the first time; shorter runs warm up for a share of their time. */
const WARM = { minutes: 5, share: 0.25 };
const SAMPLE_EVERY_MINUTES = 1;
/** Nobody asks faster than their plan allows: 20 commands a minute. */
const PEOPLE_IN_EACH_CHAT = 20;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const HELP = `Usage: npm run soak -- [--minutes 20] [--rate 4] [--largest FILE] [--set NAME=VALUE]

Keeps one process of Easel under a steady load over all its chats, looks into it every minute, and says whether it ends with
the memory that it had after ${WARM.minutes} minutes (±${SHARE_MAX * 100} %), and with as many timers, handles and listeners.

  --minutes  how long (20)
  --rate     commands a second, over all chats (4)
  --set      a setting of the process, as MALLOC_ARENA_MAX=2; more than once for more of them
  --largest  a file that gets the largest maps, sets and arrays of each minute, to find what grows
`;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "20" },
    rate: { type: "string", default: "4" },
    largest: { type: "string" },
    set: { type: "string", multiple: true, default: [] },
    help: { type: "boolean" },
  },
});
const minutes = Number(values.minutes);
const perSecond = Number(values.rate);
if (values.help || !(minutes > 0) || !(perSecond > 0)) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}

const { samples, done, complaints, exitCode } = await soak({
  ...{ minutes, perSecond, people: PEOPLE_IN_EACH_CHAT, counts: true },
  environment: Object.fromEntries(values.set.map((pair) => pair.split(/=(.*)/su).slice(0, 2))),
  sampleEvery_minutes: Math.min(SAMPLE_EVERY_MINUTES, minutes / 8),
  async onSample(sample: Sample, { pictures, breaks, questions, purchases, skipped, unanswered }, inspector) {
    const did = `${pictures} pictures, ${breaks} broken, ${questions} questions, ${purchases} purchases`;
    const amiss = `${unanswered.length} unanswered, ${skipped} not begun`;
    say(`${sampleInWords(sample)} | ${did}; ${amiss}; load ${loadavg()[0]?.toFixed(1)}`);
    if (values.largest === undefined) return;
    const largest = await largestIn(inspector);
    await appendFile(values.largest, `minute ${sample.at_minutes.toFixed(1)}\n${largest}\n`);
  },
});
const verdict = verdictOn(samples, Math.min(WARM.minutes, minutes * WARM.share));
say(`\n${verdictInWords(verdict)}`);
for (const reason of new Set(done.unanswered)) say(`unanswered: ${reason.slice(0, 300)}`);
if (complaints !== "") say(`\nThe process printed:\n${complaints.slice(0, 4_000)}`);
if (exitCode !== 0) say(`The process ended with ${exitCode}.`);
const isGood = verdict.isSteady && done.unanswered.length === 0 && exitCode === 0;
say(isGood ? "Steady." : "NOT STEADY.");
process.exit(isGood ? 0 : 1);
