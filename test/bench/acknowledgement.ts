import type { DiscordPerson } from "../support/discord-person.ts";
import { type Asked, allAnswered, askAtOnce, askInTurn, type Waits, waitsOf } from "./acknowledgement-crowd.ts";
import { startBareBot } from "./acknowledgement-process.ts";
import { median, ratioOf } from "./contest.ts";
import { type LoadStage, onLoadStage } from "./footprint-stage.ts";
import { identitiesOf, joinPeople } from "./pictures-people.ts";
import type { BenchContext, BenchPart, BenchRow } from "./table.ts";

const RATIO_MAX = 1.5;
const WAIT_MS_MAX = 1_000;
/** The library sends at most 50 requests a second by itself; Easel has lifted that for answers to interactions. */
const PER_SECOND_LIFTED = 10_000;
/** Commands that warm both up: what a process compiles and opens at first is not what it takes later. */
const WARM_UP_SHARE = 0.2;
const sizes = {
  tiny: { crowds: [1, 5], rounds: 1, inTurn: 3, orders: 3 },
  usual: { crowds: [1, 100, 500, 1_000], rounds: 3, inTurn: 50, orders: 200 },
};

export const acknowledgement: BenchPart = {
  name: "acknowledgement",
  title: "(b) A command is acknowledged, beside a bare discord.js bot that only defers",
  async run({ database, ...context }) {
    const plans = [{ name: "easel", roles: ["discord", "worker"] as const }];
    return onLoadStage({ databaseUri: database.uri, plans }, (stage) =>
      benchAcknowledgement(stage, database.uri, context),
    );
  },
};

/** On a stage whose processes serve Discord. */
export async function benchAcknowledgement(
  stage: LoadStage,
  databaseUri: string,
  { size, note }: Pick<BenchContext, "size" | "note">,
): Promise<readonly BenchRow[]> {
  const { crowds, rounds, inTurn, orders } = sizes[size === "tiny" ? "tiny" : "usual"];
  const { discord, places } = stage;
  const largest = Math.max(inTurn, ...crowds);
  const people = Array.from({ length: largest }, (_, index) => discord.person(`asks-${index}`));
  note(`${orders} people join`);
  await joinPeople(databaseUri, identitiesOf(people.slice(0, orders)), orders);
  const bare = await startBareBot(discord, PER_SECOND_LIFTED);
  try {
    await discord.gateway.ready(2);
    for (let time = 0; time < 2; time++) {
      const first = people.slice(0, Math.ceil(largest * WARM_UP_SHARE));
      await askAtOnce(discord, first, places.bare, "balance");
      await allAnswered(discord, await askAtOnce(discord, first, places.easel, "balance"));
    }
    const rows: BenchRow[] = [];
    for (const crowd of crowds) {
      note(`${crowd} at once`);
      rows.push(await contest({ ...stage, people, crowd, rounds, inTurn, command: "balance" }));
    }
    note(`${orders} pictures at once`);
    rows.push(await contest({ ...stage, people, crowd: orders, rounds: 1, inTurn, command: "imagine" }));
    return rows;
  } finally {
    await bare.stop();
  }
}

interface Match extends Pick<LoadStage, "discord" | "places"> {
  readonly people: readonly DiscordPerson[];
  readonly crowd: number;
  readonly rounds: number;
  /** How many one by one, where the crowd is one. */
  readonly inTurn: number;
  readonly command: Asked;
}

/** The two in turn, each as often first, so that whatever else the machine does slows both alike. */
async function contest({ discord, places, people, crowd, rounds, inTurn, command }: Match): Promise<BenchRow> {
  const ask = async (place: keyof typeof places): Promise<Waits> => {
    const answers = place === "easel";
    const asked =
      crowd === 1
        ? await askInTurn(discord, people.slice(0, inTurn), places[place], { answers })
        : await askAtOnce(discord, people.slice(0, crowd), places[place], command);
    if (answers) await allAnswered(discord, asked);
    return waitsOf(asked);
  };
  const waits: Record<keyof typeof places, Waits[]> = { easel: [], bare: [] };
  for (let round = 0; round < rounds; round++) {
    const turns = ["easel", "bare"] as const;
    for (const place of round % 2 === 0 ? turns : turns.toReversed()) waits[place].push(await ask(place));
  }
  const rounds_ms = (place: keyof typeof places, name: keyof Waits) => waits[place].map((round) => round[name]);
  const figure = (place: keyof typeof places) =>
    `p50 ${shown(median(rounds_ms(place, "p50_ms")))}, p99 ${shown(median(rounds_ms(place, "p99_ms")))} ms`;
  const ratio = ratioOf(rounds_ms("easel", "p99_ms"), rounds_ms("bare", "p99_ms"));
  const count = crowd.toLocaleString("en");
  return {
    what: crowd === 1 ? `one /${command} alone` : `${count} × /${command} at once`,
    figure: `${figure("easel")}; bare ${figure("bare")}: ${ratio.toFixed(2)}×`,
    aim: `p99 ≤ ${RATIO_MAX}×, < ${WAIT_MS_MAX / 1_000} s`,
    met: ratio <= RATIO_MAX && median(rounds_ms("easel", "p99_ms")) < WAIT_MS_MAX,
    how:
      crowd === 1
        ? `${inTurn} one by one, medians of ${rounds} rounds in turn; sent → callback there, both on one Discord in this process`
        : `${rounds === 1 ? "one round" : `medians of ${rounds} rounds in turn`}; the bare bot's library without its limit of 50 requests a second`,
  };
}

function shown(wait_ms: number): string {
  return wait_ms.toFixed(wait_ms < 20 ? 1 : 0);
}
